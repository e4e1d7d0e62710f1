"""What the names in a document of Anxin's form stand for: days, weekdays, dates, shifts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from anxin.core.words import _
from anxin.rota.solver.json_value import MISSING, Value
from anxin.rota.solver.problem import Cell, Shift

VERSION = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Frame:
    """What names may be used."""

    days: int
    first: datetime.date | None
    first_weekday: int
    shifts: tuple[Shift, ...]

    def day(self, value: Value) -> int:
        """One day."""
        if isinstance(value.given, str) and self.first is not None:
            return _in_range(value, (date_of(value) - self.first).days, self.days)
        return value.whole(most=self.days - 1)

    def day_set(self, value: Value) -> tuple[int, ...]:
        """Some days: one, a weekday's name, a list of these, or all where nothing is given."""
        if value.given is MISSING:
            return tuple(range(self.days))
        if isinstance(value.given, list):
            return tuple(sorted({day for each in value.list() for day in self.day_set(each)}))
        if value.given in WEEKDAYS:
            weekday = WEEKDAYS.index(value.given)
            return tuple(day for day in range(self.days) if (day + self.first_weekday) % 7 == weekday)
        return (self.day(value),)

    def shift(self, value: Value) -> str:
        """A shift's id."""
        return known(value, value.text(), [shift.id for shift in self.shifts], _("shift"))

    def shift_set(self, value: Value) -> tuple[str, ...]:
        """Some shifts, or all where nothing is given."""
        if value.given is MISSING:
            return tuple(shift.id for shift in self.shifts)
        return tuple(dict.fromkeys(self.shift(each) for each in value.list()))

    def cells(self, value: Value) -> frozenset[Cell]:
        """A list of {"days", "shifts"}: all their pairs."""
        found: set[Cell] = set()
        for each in value.list():
            given = each.fields({"days", "shifts"})
            shifts = self.shift_set(given["shifts"])
            found.update((day, shift) for day in self.day_set(given["days"]) for shift in shifts)
        return frozenset(found)


def known(value: Value, name: str, names: Iterable[str], what: str) -> str:
    if name not in names:
        raise value.fault("unknown", _("%(path)s: there is no %(what)s “%(id)s”."), what=what, id=name[:40])
    return name


def date_of(value: Value) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value.text())
    except ValueError as error:
        raise value.fault("date", _("%(path)s is not a date like 2020-03-01.")) from error


def _in_range(value: Value, day: int, days: int) -> int:
    if not 0 <= day < days:
        raise value.fault("day", _("%(path)s lies outside the %(days)s days."), days=days)
    return day
