"""How far a rota covers what is wanted: by profession, day and hour. Pure, like the facts it reads."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anxin.people.kinds import Profession
from anxin.rota.rules.facts import Facts, Need

Stretch = tuple[datetime, datetime]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOBODY: Counter[Stretch] = Counter()


@dataclass(frozen=True, slots=True)
class Piece:
    """An hour, or the part of it that is wanted: how many are there for all of it, and how many should be."""

    begins: datetime
    ends: datetime
    have: int
    need: int

    @property
    def missing(self) -> float:
        """Hours of people that are missing."""
        return max(0, self.need - self.have) * ((self.ends - self.begins) / HOUR)


Covered = Mapping[tuple[Profession, date], list[Piece]]


def covered(facts: Facts, only: Collection[Profession] | None = None) -> Covered:
    """Each wanted hour of each day, by the day on which the need begins."""
    there = _there(facts)
    found: dict[tuple[Profession, date], list[Piece]] = {}
    for need in sorted(facts.needs, key=lambda each: each.begins):
        if need.need and (only is None or need.profession in only):
            day = need.begins.astimezone(facts.zone).date()
            near = [
                (stretch, count)
                for n in (-1, 0, 1)
                for stretch, count in there.get((need.profession, day + n * DAY), NOBODY).items()
            ]
            found.setdefault((need.profession, day), []).extend(
                Piece(begin, end, sum(count for (a, b), count in near if a <= begin and b >= end), need.need)
                for begin, end in _hours(need)
            )
    return found


def _there(facts: Facts) -> dict[tuple[Profession, date], Counter[Stretch]]:
    """How many of a profession are there for which stretch, by the day it begins; shifts that follow one another are one.
    A day has few stretches, however many people it has."""
    found: dict[tuple[Profession, date], Counter[Stretch]] = {}
    for member, stints in facts.by_member.items():
        profession = facts.people[member].profession
        last: tuple[date, datetime, datetime] | None = None
        for stint in stints:
            if not stint.here:
                continue
            if last is not None and last[2] == stint.begins:
                last = (last[0], last[1], stint.ends)
                continue
            if last is not None:
                found.setdefault((profession, last[0]), Counter())[last[1:]] += 1
            last = (stint.day, stint.begins, stint.ends)
        if last is not None:
            found.setdefault((profession, last[0]), Counter())[last[1:]] += 1
    return found


def _hours(need: Need) -> Iterator[tuple[datetime, datetime]]:
    begin = need.begins
    while begin < need.ends:
        stop = min(begin.replace(minute=0) + HOUR, need.ends)
        yield begin, stop
        begin = stop
