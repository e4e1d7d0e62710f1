"""Reads a shift-scheduling instance in the text form of schedulingbenchmarks.org.

Sections of comma-separated rows under a line SECTION_…; `#` begins a comment. Every fault is named by its line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from anxin.core.words import _
from anxin.rota.solver.fault import MOST_DAYS, MOST_ID, MOST_NUMBER, MOST_PEOPLE, MOST_SHIFTS, Fault
from anxin.rota.solver.problem import Cover, Person, Problem, Request, Shift

HORIZON, SHIFTS, STAFF, DAYS_OFF = "SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF"
ON, OFF, COVER = "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER"
# Fields of a row: fewest and most. Of days off there may be any number.
WIDTHS = {
    HORIZON: (1, 1),
    SHIFTS: (2, 3),
    STAFF: (8, 8),
    DAYS_OFF: (1, MOST_DAYS + 1),
    ON: (4, 4),
    OFF: (4, 4),
    COVER: (5, 5),
}
FORM = {
    HORIZON: "days",
    SHIFTS: "shift,minutes,shifts that must not follow",
    STAFF: "person,most of each shift,most minutes,least minutes,most in a row,least in a row,least off in a row,most weekends",
    DAYS_OFF: "person,day,day,…",
    ON: "person,day,shift,weight",
    OFF: "person,day,shift,weight",
    COVER: "day,shift,need,weight under,weight over",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section."""

    line: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What the rows before have named."""

    days: int = 0
    shifts: dict[str, Shift] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def is_instance(text: str) -> bool:
    """Whether `text` looks like this form at all."""
    return any(line.lstrip("\ufeff \t").startswith("SECTION_") for line in text.splitlines())


def read_instance(text: str) -> Problem:
    """The problem in `text`. Refused (`Fault`): an unknown section, name or day, a number that is none, a name twice."""
    sections = _sections(text)
    for name in (HORIZON, SHIFTS, STAFF):
        if not sections[name]:
            raise Fault("no_section", _("The instance has no row under %(section)s."), section=name)
    known = _Known()
    known.days = _horizon(sections[HORIZON])
    known.shifts = _shifts(sections[SHIFTS])
    off = _days_off(sections[DAYS_OFF], known)
    people = _people(sections[STAFF], known, off)
    _known_people(sections, known.people)
    return Problem(
        days=known.days,
        shifts=tuple(known.shifts.values()),
        people=people,
        requests=(*_requests(sections[ON], known, on=True), *_requests(sections[OFF], known, on=False)),
        cover=tuple(_cover(sections[COVER], known)),
    )


def _sections(text: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in WIDTHS}
    current = ""
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            if line not in WIDTHS:
                raise Fault(
                    "unknown_section", _("Line %(line)s: there is no %(section)s."), line=number, section=line[:40]
                )
            current = line
            continue
        if not current:
            raise Fault("no_section_yet", _("Line %(line)s comes before the first SECTION_ line."), line=number)
        fields = tuple(part.strip() for part in line.split(","))
        least, most = WIDTHS[current]
        if not least <= len(fields) <= most:
            raise Fault(
                "fields",
                _("Line %(line)s: a row under %(section)s is “%(form)s”; this one has %(count)s fields."),
                line=number,
                section=current,
                form=FORM[current],
                count=len(fields),
            )
        found[current].append(Row(number, fields))
    return found


def _horizon(rows: Sequence[Row]) -> int:
    if len(rows) > 1:
        raise Fault("horizon_twice", _("Line %(line)s: the horizon is given twice."), line=rows[1].line)
    return _number(rows[0], 0, _("days"), least=1, most=MOST_DAYS)


def _shifts(rows: Sequence[Row]) -> dict[str, Shift]:
    ids = {row.fields[0] for row in rows}
    if len(rows) > MOST_SHIFTS:
        raise Fault(
            "too_many",
            _("There are %(count)s shifts; at most %(most)s can be read."),
            count=len(rows),
            most=MOST_SHIFTS,
        )
    found: dict[str, Shift] = {}
    for row in rows:
        name = _name(row, 0)
        if name in found:
            raise Fault("shift_twice", _("Line %(line)s: the shift “%(id)s” is there already."), line=row.line, id=name)
        after = frozenset(filter(None, row.fields[2].split("|"))) if len(row.fields) > 2 else frozenset()
        for other in sorted(after - ids):
            raise _unknown(row, _("shift"), other)
        found[name] = Shift(name, _number(row, 1, _("minutes")), after)
    return found


def _days_off(rows: Sequence[Row], known: _Known) -> dict[str, set[int]]:
    off: dict[str, set[int]] = {}
    for row in rows:
        days = {
            _number(row, place, _("day"), most=known.days - 1)
            for place in range(1, len(row.fields))
            if row.fields[place]
        }
        off.setdefault(_name(row, 0), set()).update(days)
    return off


def _people(rows: Sequence[Row], known: _Known, off: dict[str, set[int]]) -> tuple[Person, ...]:
    if len(rows) > MOST_PEOPLE:
        raise Fault(
            "too_many",
            _("There are %(count)s people; at most %(most)s can be read."),
            count=len(rows),
            most=MOST_PEOPLE,
        )
    found = []
    for row in rows:
        name = _name(row, 0)
        if name in known.people:
            raise Fault(
                "person_twice", _("Line %(line)s: the person “%(id)s” is there already."), line=row.line, id=name
            )
        known.people.add(name)
        found.append(
            Person(
                id=name,
                most=_most(row, known),
                most_minutes=_number(row, 2, _("minutes")),
                least_minutes=_number(row, 3, _("minutes")),
                most_run=_number(row, 4, _("days in a row")),
                least_run=_number(row, 5, _("days in a row")),
                least_off=_number(row, 6, _("days off in a row")),
                most_weekends=_number(row, 7, _("weekends")),
                days_off=frozenset(off.get(name, ())),
            )
        )
    return tuple(found)


def _most(row: Row, known: _Known) -> dict[str, int]:
    """“E=14|D=28”: a shift that is not named, or has no number, has no limit of its own."""
    most = dict.fromkeys(known.shifts, known.days)
    for part in filter(None, row.fields[1].split("|")):
        shift, _equals, count = (each.strip() for each in part.partition("="))
        if shift not in known.shifts:
            raise _unknown(row, _("shift"), shift)
        if count:
            most[shift] = _whole(row, count, _("shifts"))
    return most


def _requests(rows: Iterable[Row], known: _Known, on: bool) -> Iterable[Request]:
    for row in rows:
        yield Request(
            person=_name(row, 0),
            day=_number(row, 1, _("day"), most=known.days - 1),
            shift=_shift(row, 2, known),
            weight=_number(row, 3, _("weight")),
            on=on,
        )


def _cover(rows: Iterable[Row], known: _Known) -> Iterable[Cover]:
    for row in rows:
        yield Cover(
            day=_number(row, 0, _("day"), most=known.days - 1),
            shifts=(_shift(row, 1, known),),
            need=_number(row, 2, _("people")),
            under=_number(row, 3, _("weight")),
            over=_number(row, 4, _("weight")),
            label=row.fields[1],
        )


def _known_people(sections: dict[str, list[Row]], people: set[str]) -> None:
    for name in (DAYS_OFF, ON, OFF):
        for row in sections[name]:
            if row.fields[0] not in people:
                raise _unknown(row, _("person"), row.fields[0])


def _name(row: Row, place: int) -> str:
    name = row.fields[place]
    if not 0 < len(name) <= MOST_ID:
        raise Fault("name", _("Line %(line)s: a name has 1 to %(most)s characters."), line=row.line, most=MOST_ID)
    return name


def _shift(row: Row, place: int, known: _Known) -> str:
    if row.fields[place] not in known.shifts:
        raise _unknown(row, _("shift"), row.fields[place])
    return row.fields[place]


def _number(row: Row, place: int, what: str, least: int = 0, most: int = MOST_NUMBER) -> int:
    return _whole(row, row.fields[place], what, least, most)


def _whole(row: Row, text: str, what: str, least: int = 0, most: int = MOST_NUMBER) -> int:
    # int() would also take “1_000”, “+5” and digits of other scripts; a very long one would keep it busy.
    if text.isascii() and text.isdigit() and len(text) <= 12 and least <= int(text) <= most:
        return int(text)
    raise Fault(
        "number",
        _("Line %(line)s: “%(text)s” is not a number of %(what)s from %(least)s to %(most)s."),
        line=row.line,
        text=text[:40],
        what=what,
        least=least,
        most=most,
    )


def _unknown(row: Row, what: str, name: str) -> Fault:
    return Fault("unknown", _("Line %(line)s: there is no %(what)s “%(id)s”."), line=row.line, what=what, id=name[:40])
