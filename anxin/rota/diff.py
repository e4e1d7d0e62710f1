"""What a draft would change in the living rota, person by person. What has begun is never changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from anxin.rota.facts import facts_of, living_facts
from anxin.rota.models import Version
from anxin.rota.rules.facts import Facts, Stint


@dataclass(frozen=True, slots=True)
class MemberDiff:
    """What changes for one member: shifts that come, that go, and that move within a day (from, to)."""

    member: UUID
    name: str
    added: list[Stint] = field(default_factory=list)
    removed: list[Stint] = field(default_factory=list)
    moved: list[tuple[Stint, Stint]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, by name; `kept` is how many shifts stay as they are."""

    members: list[MemberDiff]
    kept: int

    @property
    def count(self) -> int:
        """How many shifts come, go or move."""
        return sum(len(each.added) + len(each.removed) + len(each.moved) for each in self.members)


def diff(version: Version, at: datetime) -> Diff:
    """`version` against the living rota of its days."""
    drafted = facts_of(version, at)
    return compared(drafted, living_facts(version.campaign, version.first_on, version.last_on, at))


def compared(drafted: Facts, living: Facts) -> Diff:
    """What of the living rota's movable shifts changes. A shift without a kind belongs to no draft and stays."""
    wanted = {_what(each): each for each in drafted.stints if each.movable}
    there = {_what(each): each for each in living.stints if each.movable and each.kind is not None}
    added, removed = _by_member(wanted, there), _by_member(there, wanted)
    people = {**living.people, **drafted.people}
    found = [
        _of_member(member, people[member].name, added.get(member, []), removed.get(member, []))
        for member in {*added, *removed}
    ]
    return Diff(sorted(found, key=lambda each: (each.name, each.member)), len(wanted.keys() & there.keys()))


def _what(stint: Stint) -> tuple[UUID, datetime, datetime]:
    return stint.member, stint.begins, stint.ends


def _by_member(
    these: dict[tuple[UUID, datetime, datetime], Stint], but: dict[tuple[UUID, datetime, datetime], Stint]
) -> dict[UUID, list[Stint]]:
    found: dict[UUID, list[Stint]] = defaultdict(list)
    for what in sorted(these.keys() - but.keys(), key=lambda each: each[1:]):
        found[what[0]].append(these[what])
    return found


def _of_member(member: UUID, name: str, added: list[Stint], removed: list[Stint]) -> MemberDiff:
    """Her changes; one that goes and one that comes on the same day are one that moves."""
    came = {each.day: each for each in added}
    moved = [(gone, came[gone.day]) for gone in removed if gone.day in came]
    days = {gone.day for gone, _ in moved}
    return MemberDiff(
        member, name, [each for each in added if each.day not in days],
        [each for each in removed if each.day not in days], moved,
    )  # fmt: skip
