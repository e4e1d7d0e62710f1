"""Stretches in which fewer people of a profession are down than are needed (coverage gap)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from anxin.people.kinds import Profession
from anxin.rota.rules.facts import Need


@dataclass(frozen=True, slots=True)
class Presence:
    """That somebody of a profession is down from one moment to another."""

    profession: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Shortage:
    """From `begins` to `ends` `has` are down where `need` are needed."""

    profession: Profession
    begins: datetime
    ends: datetime
    need: int
    has: int


def shortages(needs: Iterable[Need], there: Iterable[Presence]) -> list[Shortage]:
    """Every stretch that has too few, the earliest first; neighbours that lack the same are one stretch."""
    there = list(there)
    found: list[Shortage] = []
    for need in sorted(needs, key=lambda each: (each.profession, each.begins)):
        hers = [each for each in there if each.profession == need.profession]
        edges = {moment for each in hers for moment in (each.begins, each.ends) if need.begins < moment < need.ends}
        cuts = sorted({need.begins, need.ends, *edges})
        for begins, ends in pairwise(cuts):
            has = sum(1 for each in hers if each.begins <= begins and each.ends >= ends)
            if has < need.need:
                _add(found, Shortage(need.profession, begins, ends, need.need, has))
    order = list(Profession)
    return sorted(found, key=lambda each: (each.begins, order.index(each.profession)))


def _add(found: list[Shortage], one: Shortage) -> None:
    last = found[-1] if found else None
    same = last is not None and (last.profession, last.need, last.has, last.ends) == (
        one.profession, one.need, one.has, one.begins,
    )  # fmt: skip
    if last is not None and same:
        found[-1] = Shortage(last.profession, last.begins, one.ends, last.need, last.has)
    else:
        found.append(one)


def from_then_on(found: Iterable[Shortage], at: datetime) -> list[Shortage]:
    """What is left of them at `at`."""
    return [
        each if each.begins >= at else Shortage(each.profession, at, each.ends, each.need, each.has)
        for each in found
        if each.ends > at
    ]
