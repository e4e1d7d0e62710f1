"""Leaving a shift: what may be left behind, and who could take it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.routing import Candidate, choose
from anxin.desk.rules.scope import Matter, in_scope
from anxin.triage import Risk

DANGER_IN_HAND = Finding(
    "danger_in_hand",
    _("%(count)s in danger are still yours."),
    next_step=_("Hand each to somebody and wait for her yes. If nobody is there, call the coordinator."),
)
STILL_OPEN = Finding(
    "still_open",
    _("%(count)s matters are still yours."),
    next_step=_("Hand them over; or leave anyway, then what waits for an answer goes back to the queue."),
)


@dataclass(frozen=True, slots=True)
class InHand:
    """One matter of hers that is not over."""

    risk: Risk
    state: State

    @property
    def dangerous(self) -> bool:
        """Whether it may not be left without another's yes; a follow-up planned for a day comes up by itself."""
        return self.risk >= Risk.HIGH and self.state in (State.CLAIMED, State.AWAITING_RESIDENT)


def may_leave(in_hand: Collection[InHand], anyway: bool) -> Finding | None:
    """Nobody in danger is left without another's yes; for the rest it is enough to know, and to leave anyway."""
    danger = sum(1 for each in in_hand if each.dangerous)
    if danger:
        return _counted(DANGER_IN_HAND, danger)
    return None if anyway or not in_hand else _counted(STILL_OPEN, len(in_hand))


def _counted(finding: Finding, count: int) -> Finding:
    return Finding(finding.code, finding.sentence, {"count": count}, finding.next_step)


def able(matter: Matter, candidates: Iterable[Candidate], but: UUID) -> list[Candidate]:
    """Who could take it from `but`, who carries least first; who rests only in danger."""
    danger = matter.risk >= Risk.HIGH
    found = [c for c in candidates if c.id != but and in_scope(c.helper, matter) and (danger or not c.resting)]
    return sorted(found, key=lambda c: (c.resting, c.full, c.answering + c.offers))


def suggest(matters: Iterable[tuple[UUID, Matter]], candidates: Iterable[Candidate], but: UUID) -> dict[UUID, UUID]:
    """For each matter the one to hand it to, each counted with what the matters before it would give her."""
    people, found = {c.id: c for c in candidates}, {}
    for key, matter in matters:
        free = [replace(c, offers=0, answering=c.answering + c.offers) for c in people.values()]
        chosen = choose(matter, free, but=(but,))
        if chosen is not None:
            found[key] = chosen.id
            people[chosen.id] = replace(chosen, answering=chosen.answering + 1)
    return found
