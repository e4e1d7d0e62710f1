"""When a campaign is served, and how a clock runs that stands still outside those hours.

All moments are aware; days are cut in the campaign's zone, and lengths are counted in real seconds, so a change of the
clocks (summer time) makes a day longer or shorter and loses nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from anxin.campaigns.rules.openings import Override, overlay

Span = tuple[int, int]  # minutes from midnight: begin, end (1440 is the day's end)
DAY = 24 * 60


@dataclass(frozen=True)
class Hours:
    """Service hours: `weekly` from Monday, `exceptions` by date (an empty tuple: closed that day); `overrides` in the
    order in which they were made, the desk opened or closed for a stretch."""

    zone: ZoneInfo
    first: date
    last: date
    weekly: tuple[tuple[Span, ...], ...]
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()


def read_spans(raw: list[Any]) -> tuple[Span, ...]:
    """[["08:00", "12:00"], …] as minutes; raises ValueError where a span ends before it begins or two overlap."""
    spans = tuple((_minutes(begin), _minutes(end)) for begin, end in raw)
    ends = [0, *(end for _, end in spans)]
    if any(begin >= end or begin < before for (begin, end), before in zip(spans, ends, strict=False)):
        raise ValueError("hours go forward and do not overlap")
    return spans


def _minutes(clock: str) -> int:
    hour, minute = (int(part) for part in clock.split(":"))
    if not (0 <= minute < 60 and 0 <= hour * 60 + minute <= DAY):
        raise ValueError(f"{clock} is not a time of day")
    return hour * 60 + minute


def spans_of(hours: Hours, day: date) -> list[tuple[datetime, datetime]]:
    """The served stretches of one day, in UTC."""
    if not hours.first <= day <= hours.last:
        return []
    spans = hours.exceptions.get(day, hours.weekly[day.weekday()])
    found = [(_at(hours.zone, day, begin), _at(hours.zone, day, end)) for begin, end in spans]
    if not hours.overrides:
        return found
    return overlay(found, hours.overrides, _at(hours.zone, day, 0), _at(hours.zone, day, DAY))


def _at(zone: ZoneInfo, day: date, minute: int) -> datetime:
    if minute == DAY:
        return _at(zone, day + timedelta(days=1), 0)
    return datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)


def stretches(hours: Hours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Served stretches that end after `at`, in order, to the end of the campaign."""
    day = max(at.astimezone(hours.zone).date() - timedelta(days=1), hours.first)
    while day <= hours.last:
        yield from (span for span in spans_of(hours, day) if span[1] > at)
        day += timedelta(days=1)


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether somebody is meant to be there at `at`."""
    begin = next(stretches(hours, at), None)
    return begin is not None and begin[0] <= at


def opens_next(hours: Hours, at: datetime) -> datetime | None:
    """When people are back: `at` itself while it is open, None when the campaign is over."""
    begin = next(stretches(hours, at), None)
    return None if begin is None else max(begin[0], at)


def closes_next(hours: Hours, at: datetime) -> datetime | None:
    """The end of the stretch that is running at `at`, taking stretches that touch as one; None while closed."""
    end = None
    for begin, stop in stretches(hours, at):
        if begin > (end or at):
            break
        end = stop
    return end


def add(hours: Hours, start: datetime, length: timedelta) -> datetime:
    """When a clock of `length` that starts at `start` runs out, standing still outside the hours.

    What would run past the campaign's end runs out there, in plain time after it, so that nothing stays open for ever.
    """
    start = start.astimezone(UTC)  # in a zone with summer time, Python adds by the wall clock
    left, last = length, start
    for begin, end in stretches(hours, start):
        begin = max(begin, start)
        if begin + left <= end:
            return begin + left
        left -= end - begin
        last = end
    return max(last, start) + left


def served(hours: Hours, begin: datetime, end: datetime) -> timedelta:
    """How much of the time from `begin` to `end` is served; past the campaign's last stretch plain time counts, as in `add`."""
    total, last = timedelta(0), begin
    for start, stop in stretches(hours, begin):
        if start >= end:
            return total
        total += min(stop, end) - max(start, begin)
        last = stop
    return total + max(timedelta(0), end - max(last, begin))


def moved(before: Hours, now: Hours, at: datetime, due: datetime) -> datetime:
    """When a clock that would run out at `due` runs out now that the hours changed: with as much served time left as it had."""
    return due if due <= at else add(now, at, served(before, at, due))
