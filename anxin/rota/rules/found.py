"""What a rule looks at, what it finds, and what is judged of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from anxin.core.finding import Finding
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Colleague, Facts, Stint


@dataclass(frozen=True, slots=True)
class Her:
    """One person before the rules: who she is, her stints from the earliest, and everything around."""

    who: Colleague
    stints: tuple[Stint, ...]
    facts: Facts

    @property
    def movable(self) -> tuple[Stint, ...]:
        """Those that are judged."""
        return tuple(each for each in self.stints if each.movable)

    def stretches(self) -> list[list[Stint]]:
        """Her stints, those that follow one another without a gap as one stretch."""
        found: list[list[Stint]] = []
        for stint in self.stints:
            if found and found[-1][-1].ends == stint.begins:
                found[-1].append(stint)
            else:
                found.append([stint])
        return found

    def neighbours(self) -> Iterator[tuple[Stint, Stint]]:
        """The last of each stretch and the first of the next, where at least one of the two stretches can be moved."""
        for before, after in pairwise(self.stretches()):
            if any(each.movable for each in (*before, *after)):
                yield before[-1], after[0]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a rule found; on a day and a shift where it is one shift's. `gentle`: it warns, whatever its rule does."""

    finding: Finding
    stint: Stint | None = None
    gentle: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong, whether it may be overridden, and where."""

    rule: str
    finding: Finding
    weight: Weight
    member: UUID
    day: date | None = None
    kind: UUID | None = None
    begins: datetime | None = None

    @property
    def blocks(self) -> bool:
        return self.weight is Weight.BLOCK


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `alone`: it looks at her own stints only, so the solver can ask it of a single shift."""

    code: str
    title: str
    weight: Weight
    judge: Callable[[Her], Iterator[Found]]
    alone: bool = True


def on(day: date) -> str:
    """A day as sentences name it, in any language."""
    return f"{day.month}-{day.day}"


def hours(minutes: int) -> str:
    """A length in hours as sentences name it: "9.5"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
