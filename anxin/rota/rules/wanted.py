"""How many of a profession each part of a day wants: stretches painted over each other, and a first offer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Stretch = tuple[int, int, int]  # minutes from midnight: begin, end (1440 is midnight); people
Span = tuple[int, int]
DAY = 24 * 60
PARTS = ((9 * 60, 3), (5 * 60, 2))  # service that long or longer is cut into so many shifts


@dataclass(frozen=True, slots=True)
class Need:
    """A stretch wants `people` of a profession: on `weekdays` (Monday is 0), or on one `day`, which then has its own alone."""

    profession: str
    weekdays: tuple[int, ...]
    day: date | None
    begin: int
    end: int
    people: int


def painted(stretches: Iterable[Stretch], begin: int, end: int, people: int) -> list[Stretch]:
    """`stretches` with begin…end set to `people`: what lay under it is cut, equal neighbours are one, in order."""
    found = [(begin, end, people)]
    for first, last, count in stretches:
        if first < begin:
            found.append((first, min(last, begin), count))
        if last > end:
            found.append((max(first, end), last, count))
    return joined(found)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order; those that touch and want the same are one, those that want nobody are left out."""
    found: list[Stretch] = []
    for begin, end, people in sorted(stretches):
        if not people or begin >= end:
            continue
        if found and found[-1][1] == begin and found[-1][2] == people:
            found[-1] = (found[-1][0], end, people)
        else:
            found.append((begin, end, people))
    return found


def of_weekday(needs: Iterable[Need], profession: str, weekday: int) -> list[Stretch]:
    """What a weekday wants of a profession."""
    rows = (n for n in needs if n.day is None and n.profession == profession and weekday in n.weekdays)
    return joined((n.begin, n.end, n.people) for n in rows)


def of_date(needs: Iterable[Need], profession: str, day: date) -> list[Stretch]:
    """What a date wants of a profession: its own where it has any, else its weekday's."""
    needs = list(needs)
    own = [n for n in needs if n.day == day and n.profession == profession]
    if own:
        return joined((n.begin, n.end, n.people) for n in own)
    return of_weekday(needs, profession, day.weekday())


def by_hour(stretches: Iterable[Stretch], hours: Sequence[int]) -> list[int]:
    """The most that any part of each hour wants."""
    stretches = list(stretches)
    return [
        max((people for begin, end, people in stretches if begin < hour * 60 + 60 and end > hour * 60), default=0)
        for hour in hours
    ]


def alike(week: Mapping[int, object]) -> list[tuple[int, ...]]:
    """Weekdays that have the same, together, in the order of their first."""
    found: dict[str, list[int]] = {}
    for weekday in sorted(week):
        found.setdefault(repr(week[weekday]), []).append(weekday)
    return [tuple(days) for days in found.values()]


def cut(begin: int, end: int) -> list[Span]:
    """A day's service cut into shifts of whole hours, the longer ones first: 8:00-22:00 is 8-13, 13-18, 18-22."""
    parts = next((count for length, count in PARTS if end - begin >= length), 1)
    found = []
    while parts:
        hours = -(-(end - begin) // (60 * parts))
        stop = end if parts == 1 else begin + hours * 60
        found.append((begin, stop))
        begin, parts = stop, parts - 1
    return found


def offer(weekly: Sequence[Sequence[Span]], professions: Iterable[str]) -> tuple[list[Span], list[Need]]:
    """For a new service: shifts over its hours, and one of each profession for every served hour; nothing where it has none."""
    spans = [span for day in weekly for span in day]
    if not spans:
        return [], []
    shifts = cut(min(begin for begin, _ in spans), max(end for _, end in spans))
    week = {weekday: tuple(day) for weekday, day in enumerate(weekly) if day}
    needs = [
        Need(profession, days, None, begin, end, 1)
        for profession in professions
        for days in alike(week)
        for begin, end in week[days[0]]
    ]
    return shifts, needs
