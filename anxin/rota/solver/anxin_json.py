"""Anxin's own form of a problem (docs/solver.md, "The JSON form"), both ways. Every fault names its place.

A day is a number from 0, a date where `first` is given, or in a list of days a weekday's name: each of them.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from anxin.core.words import _
from anxin.rota.solver.fault import MOST_DAYS, MOST_PEOPLE, MOST_SHIFTS, Fault
from anxin.rota.solver.json_frame import VERSION, WEEKDAYS, Frame, date_of, known
from anxin.rota.solver.json_value import MISSING, Value
from anxin.rota.solver.problem import Cover, Link, Past, Person, Problem, Request, Share, Shift, Spell

TOP = frozenset({"anxin-rota", "days", "first", "first_weekday", "shifts", "people", "requests", "cover", "links"})
SHIFT = frozenset({"id", "minutes", "from", "to", "not_before"})
PERSON = frozenset(
    {
        "id",
        "groups",
        "most",
        "minutes",
        "run",
        "off",
        "weekends",
        "cannot",
        "days_off",
        "pins",
        "spells",
        "shares",
        "past",
    }
)
MOST_RUN, LEAST_RUN, LEAST_OFF, MOST_WEEKENDS = 7, 1, 1, 99  # as in Person
MOST_COSTS = 1_000  # entries of a share's costs


def is_json(text: str) -> bool:
    """Whether `text` looks like this form at all."""
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def read_json(text: str) -> Problem:
    """The problem in `text`. Refused (`Fault`): what is not of this form, with the path of the fault."""
    try:
        given = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Fault("not_json", _("This is not JSON: %(why)s."), why=str(error)[:100].rstrip(".")) from error
    return problem_of(given)


def problem_of(given: Any) -> Problem:
    """The problem in what JSON has given."""
    top = Value("$", given).fields(TOP, {"anxin-rota", "days", "shifts", "people"})
    if top["anxin-rota"].given != VERSION or isinstance(top["anxin-rota"].given, bool):
        raise top["anxin-rota"].fault(
            "version", _("%(path)s is not %(version)s, the form that is read here."), version=VERSION
        )
    frame = _frame(top)
    people = tuple(_person(each, frame) for each in _few(top["people"], MOST_PEOPLE))
    _once(top["people"], [person.id for person in people])
    names = frozenset(person.id for person in people)
    return Problem(
        days=frame.days,
        shifts=frame.shifts,
        people=people,
        requests=tuple(each for value in top["requests"].list() for each in _requests(value, frame, names)),
        cover=tuple(each for value in top["cover"].list() for each in _cover(value, frame)),
        links=tuple(each for value in top["links"].list() for each in _links(value, frame, names)),
        first_weekday=frame.first_weekday,
    )


def _frame(top: Mapping[str, Value]) -> Frame:
    days = top["days"].whole(least=1, most=MOST_DAYS)
    first = None if top["first"].given is MISSING else date_of(top["first"])
    weekday = first.weekday() if first else 0
    if top["first_weekday"].given is not MISSING:
        named = known(top["first_weekday"], top["first_weekday"].text(), WEEKDAYS, _("weekday"))
        if first and WEEKDAYS.index(named) != weekday:
            raise top["first_weekday"].fault(
                "weekday", _("%(path)s: %(day)s is a %(weekday)s."), day=first, weekday=WEEKDAYS[weekday]
            )
        weekday = WEEKDAYS.index(named)
    rows = list(_few(top["shifts"], MOST_SHIFTS))
    ids = [row.fields(SHIFT, {"id"})["id"].text() for row in rows]
    _once(top["shifts"], ids)
    return Frame(days, first, weekday, tuple(_shift(row, ids) for row in rows))


def _shift(row: Value, ids: list[str]) -> Shift:
    given = row.fields(SHIFT, {"id"})
    begins, ends = _minute(given["from"]), _minute(given["to"])
    length = ends - begins if ends > begins else ends - begins + 24 * 60
    default = None if given["from"].given is MISSING or given["to"].given is MISSING else length
    after = frozenset(known(each, each.text(), ids, _("shift")) for each in given["not_before"].list())
    return Shift(given["id"].text(), given["minutes"].whole(default), after, begins, ends)


def _person(row: Value, frame: Frame) -> Person:
    given = row.fields(PERSON, {"id"})
    minutes, run = _part(given["minutes"], "most", "least"), _part(given["run"], "most", "least")
    off, weekends = _part(given["off"], "least"), _part(given["weekends"], "most")
    most = {
        known(each, name, [s.id for s in frame.shifts], _("shift")): each.whole()
        for name, each in given["most"].pairs()
    }
    if given["most"].given is MISSING:
        most = {shift.id: frame.days for shift in frame.shifts}
    return Person(
        id=given["id"].text(),
        most=most,
        most_minutes=minutes["most"].whole(frame.days * 24 * 60),
        least_minutes=minutes["least"].whole(0),
        most_run=run["most"].whole(MOST_RUN),
        least_run=run["least"].whole(LEAST_RUN),
        least_off=off["least"].whole(LEAST_OFF),
        most_weekends=weekends["most"].whole(MOST_WEEKENDS),
        cannot=frame.cells(given["cannot"]),
        days_off=frozenset(day for each in given["days_off"].list() for day in frame.day_set(each)),
        pins=dict(_pins(given["pins"], frame)),
        spells=tuple(_spell(each, frame) for each in given["spells"].list()),
        shares=tuple(_share(each, frame) for each in given["shares"].list()),
        past=_past(given["past"], frame),
        groups=frozenset(each.text() for each in given["groups"].list()),
    )


def _part(value: Value, *keys: str) -> dict[str, Value]:
    return (Value(value.path, {}) if value.given is MISSING else value).fields(frozenset(keys))


def _pins(value: Value, frame: Frame) -> Iterator[tuple[int, str | None]]:
    for name, each in value.pairs():
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 6 else name
        yield frame.day(Value(each.path, number)), None if each.given is None else frame.shift(each)


def _spell(value: Value, frame: Frame) -> Spell:
    given = value.fields({"first", "last", "most", "least"}, {"first", "last", "most"})
    first, last = frame.day(given["first"]), frame.day(given["last"])
    if last < first:
        raise given["last"].fault("order", _("%(path)s comes before its first day."))
    return Spell(first, last, given["most"].whole(), given["least"].whole(0))


def _share(value: Value, frame: Frame) -> Share:
    given = value.fields({"code", "cells", "costs"}, {"code", "cells", "costs"})
    costs = tuple(each.whole() for each in _few(given["costs"], MOST_COSTS))
    steps = [after - before for before, after in pairwise(costs)]
    if any(after < before for before, after in pairwise(steps)):
        raise given["costs"].fault("convex", _("%(path)s: each step must be at least as dear as the one before it."))
    return Share(given["code"].text(), frame.cells(given["cells"]), costs)


def _past(value: Value, frame: Frame) -> Past | None:
    if value.given is MISSING or value.given is None:
        return None
    given = value.fields({"worked", "off", "last", "weekend"})
    off = None if given["off"].given in (MISSING, None) else given["off"].whole()
    last = None if given["last"].given in (MISSING, None) else frame.shift(given["last"])
    return Past(given["worked"].whole(0), off, last, given["weekend"].truth(False))


def _requests(value: Value, frame: Frame, names: frozenset[str]) -> Iterator[Request]:
    given = value.fields({"person", "day", "shift", "weight", "on"}, {"person", "day", "shift", "weight", "on"})
    person = known(given["person"], given["person"].text(), names, _("person"))
    for day in frame.day_set(given["day"]):
        yield Request(person, day, frame.shift(given["shift"]), given["weight"].whole(), given["on"].truth(True))


def _cover(value: Value, frame: Frame) -> Iterator[Cover]:
    given = value.fields(
        {"day", "shifts", "need", "under", "over", "group", "label"}, {"day", "shifts", "need", "under"}
    )
    group = None if given["group"].given in (MISSING, None) else given["group"].text()
    label = "" if given["label"].given in (MISSING, "") else given["label"].text()
    for day in frame.day_set(given["day"]):
        need, prices = given["need"].whole(most=MOST_PEOPLE), (given["under"].whole(), given["over"].whole(0))
        yield Cover(day, frame.shift_set(given["shifts"]), need, *prices, group=group, label=label)


def _links(value: Value, frame: Frame, names: frozenset[str]) -> Iterator[Link]:
    keys = frozenset({"day", "shifts", "these", "beside", "ratio", "price"})
    given = value.fields(keys | {"code"}, keys)
    these, beside = (_people_of(given[side], names) for side in ("these", "beside"))
    code = "" if given["code"].given in (MISSING, "") else given["code"].text()
    for day in frame.day_set(given["day"]):
        shifts = frame.shift_set(given["shifts"])
        yield Link(day, shifts, these, beside, given["ratio"].whole(most=MOST_PEOPLE), given["price"].whole(), code)


def _people_of(value: Value, names: frozenset[str]) -> frozenset[str]:
    return frozenset(known(each, each.text(), names, _("person")) for each in value.list())


def _few(value: Value, most: int) -> Iterator[Value]:
    entries = list(value.list())
    if not 0 < len(entries) <= most:
        raise value.fault(
            "count", _("%(path)s has %(count)s entries; there may be 1 to %(most)s."), count=len(entries), most=most
        )
    yield from entries


def _once(value: Value, ids: list[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise value.fault("twice", _("%(path)s: “%(id)s” is there twice."), id=each[:40])
        seen.add(each)


def _minute(value: Value) -> int:
    """“08:30” → 510."""
    if value.given is MISSING:
        return 0
    hour, colon, minute = value.text().partition(":")
    if colon and hour.isascii() and minute.isascii() and hour.isdigit() and minute.isdigit() and len(minute) == 2:
        total = int(hour[:3]) * 60 + int(minute)
        if total <= 24 * 60 and int(minute) < 60:
            return total
    raise value.fault("clock", _("%(path)s is not a time like 08:30."))
