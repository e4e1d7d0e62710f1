"""Whether a roster keeps every hard limit. Written apart from the solvers, so that neither can hide its own mistake."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.solver.problem import Person, Problem, Roster, Shift, weekends_of

Row = Mapping[int, str]  # day → shift, of one person


@dataclass(frozen=True, slots=True)
class Violation:
    """A limit that is not kept; `day` where it is one day's."""

    person: str
    finding: Finding
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Days of work, or of rest, in a row: `first` to `last` of the horizon, and `length` with those before day 0."""

    works: bool
    first: int
    last: int
    length: int
    cut: bool  # by an edge of the horizon, beyond which it may go on


def violations(problem: Problem, roster: Roster) -> list[Violation]:
    """All that `roster` breaks, person by person; empty where it may be used."""
    known = {person.id for person in problem.people}
    found = [
        _broken("unknown_person", _("There is no person “%(person)s”."), person)
        for person in roster
        if person not in known
    ]
    for person in problem.people:
        found += person_violations(problem, person, roster.get(person.id, {}))
    return found


def person_violations(problem: Problem, person: Person, row: Row) -> list[Violation]:
    """What she would break by working `row`."""
    shifts = {shift.id: shift for shift in problem.shifts}
    strange = list(_strange(problem, person, row, shifts))
    if strange:
        return strange
    parts = (_cells(person, row), _counts(person, row, shifts), _rest(person, row, shifts), _runs(problem, person, row))
    return [*(each for part in parts for each in part), *_weekends(problem, person, row)]


def runs(problem: Problem, person: Person, row: Row) -> list[Run]:
    """Her runs of work and rest, those that lie only before day 0 included (with `last` -1)."""
    past = person.past
    works = [day in row for day in range(problem.days)]
    found: list[Run] = []
    before = (past.worked > 0, past.worked or past.off) if past else None
    if before and works and before[0] != works[0]:
        # Of the days before, only a run that is over can be judged; "off: as long as anyone could want" never is short.
        found += [Run(before[0], -(before[1] or 0), -1, before[1], cut=False)] if before[1] else []
    first = 0
    for day in range(1, problem.days + 1):
        if day < problem.days and works[day] == works[first]:
            continue
        goes_on = first == 0 and before is not None and before[0] == works[0]
        length = day - first + ((before[1] or 0) if goes_on and before else 0)
        open_before = first == 0 and (past is None or (goes_on and before is not None and before[1] is None))
        found.append(Run(works[first], first, day - 1, length, cut=open_before or day == problem.days))
        first = day
    return found


def minutes_of(row: Row, shifts: Mapping[str, Shift], first: int, last: int) -> int:
    """Minutes of work from `first` to `last`, both included."""
    return sum(shifts[shift].minutes for day, shift in row.items() if first <= day <= last)


def _strange(problem: Problem, person: Person, row: Row, shifts: Mapping[str, Shift]) -> Iterator[Violation]:
    for day, shift in sorted(row.items()):
        if not 0 <= day < problem.days:
            yield _broken("unknown_day", _("%(person)s: there is no day %(day)s."), person.id, day)
        if shift not in shifts:
            sentence = _("%(person)s, day %(day)s: there is no shift “%(shift)s”.")
            yield _broken("unknown_shift", sentence, person.id, day, shift=shift)


def _cells(person: Person, row: Row) -> Iterator[Violation]:
    for day, shift in sorted(row.items()):
        if day in person.days_off:
            yield _broken("day_off", _("%(person)s works on day %(day)s, a day off."), person.id, day)
        if (day, shift) in person.cannot:
            sentence = _("%(person)s cannot work %(shift)s on day %(day)s.")
            yield _broken("cannot", sentence, person.id, day, shift=shift)
    for day, pinned in sorted(person.pins.items()):
        if row.get(day) != pinned:
            sentence = (
                _("%(person)s is pinned to %(shift)s on day %(day)s.")
                if pinned
                else _("%(person)s is pinned to be off on day %(day)s.")
            )
            yield _broken("pin", sentence, person.id, day, shift=pinned or "")


def _counts(person: Person, row: Row, shifts: Mapping[str, Shift]) -> Iterator[Violation]:
    for shift, count in sorted(Counter(row.values()).items()):
        if shift not in person.most:
            yield _broken("not_hers", _("%(person)s does not work %(shift)s."), person.id, shift=shift)
        elif count > person.most[shift]:
            sentence = _("%(person)s works %(count)s of %(shift)s; at most %(most)s.")
            yield _broken("most", sentence, person.id, shift=shift, count=count, most=person.most[shift])
    whole = minutes_of(row, shifts, min(row, default=0), max(row, default=0))
    if whole > person.most_minutes:
        sentence = _("%(person)s works %(minutes)s minutes; at most %(most)s.")
        yield _broken("most_minutes", sentence, person.id, minutes=whole, most=person.most_minutes)
    if whole < person.least_minutes:
        sentence = _("%(person)s works %(minutes)s minutes; at least %(least)s.")
        yield _broken("least_minutes", sentence, person.id, minutes=whole, least=person.least_minutes)
    for spell in person.spells:
        part, days = minutes_of(row, shifts, spell.first, spell.last), {"first": spell.first, "last": spell.last}
        if part > spell.most:
            sentence = _("%(person)s works %(minutes)s minutes from day %(first)s to %(last)s; at most %(most)s.")
            yield _broken("spell_most", sentence, person.id, **days, minutes=part, most=spell.most)
        if part < spell.least:
            sentence = _("%(person)s works %(minutes)s minutes from day %(first)s to %(last)s; at least %(least)s.")
            yield _broken("spell_least", sentence, person.id, **days, minutes=part, least=spell.least)


def _rest(person: Person, row: Row, shifts: Mapping[str, Shift]) -> Iterator[Violation]:
    before = {-1: person.past.last} if person.past and person.past.last else {}
    for day, shift in sorted({**before, **row}.items()):
        after = row.get(day + 1)
        if after and shift in shifts and after in shifts[shift].not_before:
            sentence = _("%(person)s, day %(day)s: %(after)s must not follow %(shift)s.")
            yield _broken("rest", sentence, person.id, day + 1, shift=shift, after=after)


def _runs(problem: Problem, person: Person, row: Row) -> Iterator[Violation]:
    for run in runs(problem, person, row):
        at = {"first": run.first, "count": run.length}
        if run.works and run.last >= 0 and run.length > person.most_run:
            sentence = _("%(person)s works %(count)s days in a row from day %(first)s; at most %(most)s.")
            yield _broken("most_run", sentence, person.id, run.first, **at, most=person.most_run)
        if run.works and not run.cut and run.length < person.least_run:
            sentence = _("%(person)s works only %(count)s days in a row from day %(first)s; at least %(least)s.")
            yield _broken("least_run", sentence, person.id, run.first, **at, least=person.least_run)
        if not run.works and not run.cut and run.length < person.least_off:
            sentence = _("%(person)s is off only %(count)s days in a row from day %(first)s; at least %(least)s.")
            yield _broken("least_off", sentence, person.id, run.first, **at, least=person.least_off)


def _weekends(problem: Problem, person: Person, row: Row) -> Sequence[Violation]:
    count = sum(any(day in row for day in days) for days in weekends_of(person, problem))
    if count <= person.most_weekends:
        return ()
    sentence = _("%(person)s works %(count)s weekends; at most %(most)s.")
    return [_broken("most_weekends", sentence, person.id, count=count, most=person.most_weekends)]


def _broken(code: str, sentence: str, person: str, day: int | None = None, **params: object) -> Violation:
    given = {"person": person, **({} if day is None else {"day": day}), **params}
    return Violation(person, Finding(code, sentence, given), day)
