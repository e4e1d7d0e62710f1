"""The hours of a draft's days, cut where a shift or a need begins or ends: what cover the solver is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from anxin.people.kinds import Profession
from anxin.rota.rules.facts import Facts, Kind, Stint


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which the same shifts are there. `day` is the one on which they begin; `minutes` its length, of several
    such stretches in all."""

    day: date
    kinds: tuple[UUID, ...]
    spans: tuple[tuple[datetime, datetime], ...]

    @property
    def minutes(self) -> int:
        return sum(round((end - begin).total_seconds() / 60) for begin, end in self.spans)


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of a profession are wanted in a segment, beside those who stand there and cannot be moved."""

    segment: Segment
    profession: Profession
    need: int


def open_kinds(facts: Facts) -> list[Kind]:
    """Kinds that a draft uses: those that have not ended, and those that somebody is put down for."""
    used = {each.kind for each in facts.stints if each.movable}
    return [kind for kind in facts.kinds.values() if not kind.ended or kind.id in used]


def segments_of(facts: Facts) -> list[tuple[Segment, tuple[datetime, datetime]]]:
    """Each atomic stretch with the shifts of one day that cover it. Where shifts of two days do (one past midnight), it
    counts for the day it lies in, if that has any; the other day's are counted by `standing_in`."""
    found: list[tuple[Segment, tuple[datetime, datetime]]] = []
    used = open_kinds(facts)
    for begin, end in _cuts(facts, used):
        day, kinds = _covering(facts, used, begin, end)
        if kinds:
            found.append((Segment(day, kinds, ((begin, end),)), (begin, end)))
    return found


def wanted(facts: Facts) -> list[Wanted]:
    """What is needed, segment by segment; stretches of a day with the same shifts and the same need are one."""
    pinned = [each for each in facts.stints if not each.movable and each.here]
    merged: dict[tuple[date, tuple[UUID, ...], Profession, int], list[tuple[datetime, datetime]]] = defaultdict(list)
    for segment, (begin, end) in segments_of(facts):
        for profession in {each.profession for each in facts.needs}:
            need = need_at(facts, profession, begin, end)
            there = sum(_stands(facts, each, profession, begin, end) for each in pinned)
            if need > 0 and need - there > 0:
                merged[segment.day, segment.kinds, profession, need - there].append((begin, end))
    return [
        Wanted(Segment(day, kinds, tuple(spans)), profession, need)
        for (day, kinds, profession, need), spans in merged.items()
    ]


def joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Stretches that touch as one."""
    found: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def need_at(facts: Facts, profession: Profession, begin: datetime, end: datetime) -> int:
    """How many of a profession are needed all the time from `begin` to `end`."""
    return sum(
        each.need for each in facts.needs if each.profession == profession and each.begins <= begin and each.ends >= end
    )


def _stands(facts: Facts, stint: Stint, profession: Profession, begin: datetime, end: datetime) -> bool:
    return facts.people[stint.member].profession == profession and stint.begins <= begin and stint.ends >= end


def _cuts(facts: Facts, used: list[Kind]) -> list[tuple[datetime, datetime]]:
    edges = {edge for each in facts.needs for edge in (each.begins, each.ends)}
    for day in facts.days():
        for kind in used:
            edges |= set(kind.stretch(day, facts.zone))
    return list(pairwise(sorted(edges)))


def _covering(facts: Facts, used: list[Kind], begin: datetime, end: datetime) -> tuple[date, tuple[UUID, ...]]:
    today = begin.astimezone(facts.zone).date()
    for day in (today, today - timedelta(days=1)):
        if not facts.within(day):
            continue
        kinds = []
        for kind in used:
            comes, goes = kind.stretch(day, facts.zone)
            if comes <= begin and goes >= end:
                kinds.append(kind.id)
        if kinds:
            return day, tuple(kinds)
    return today, ()
