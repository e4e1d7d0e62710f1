"""For each gap of a roster: why it is not filled, and the smallest changes that would fill it.

A change is offered only where, with it made, somebody can take the shift and keep every limit; that is checked for each.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.solver.check import person_violations
from anxin.rota.solver.cost import counts_of, have
from anxin.rota.solver.explain.lifting import lift
from anxin.rota.solver.problem import Cover, Person, Problem, Roster

MOST_REMEDIES = 8  # of one gap; a page shows a few


class Way(StrEnum):
    """What has to change for her to take the shift."""

    NOTHING = "nothing"  # she can as it is; the prices spoke against it
    OPENS = "opens"  # she opens this shift of this day
    MORE = "more"  # one of her limits gives way by this shift
    MOVES = "moves"  # she works another shift that day and leaves it
    ONE_MORE = "one_more"  # somebody new of the profession


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why some people of the group do not take it: `code` as in `check`, or "busy"; those whom nothing else hinders less."""

    code: str
    people: tuple[str, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Remedy:
    """`way` for `person` to take `shift`; with `codes` of the limits that give way. Fills one of the gap, proven."""

    way: Way
    person: str | None
    day: int
    shift: str
    codes: tuple[str, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Gap:
    """`missing` people of `group` on `day` in `shifts`, which hold the hours `labels`."""

    day: int
    shifts: tuple[str, ...]
    group: str | None
    labels: tuple[str, ...]
    missing: int
    finding: Finding
    why: tuple[Hindrance, ...]
    remedies: tuple[Remedy, ...]


def gaps(problem: Problem, roster: Roster) -> list[Gap]:
    """Every cover of `roster` that falls short, hours that the same shifts hold as one; by day, then as in the problem."""
    counts = counts_of(problem, roster)
    found: dict[tuple[int, tuple[str, ...], str | None], list[Cover]] = defaultdict(list)
    missing: dict[tuple[int, tuple[str, ...], str | None], int] = defaultdict(int)
    for cover in problem.cover:
        short = cover.need - have(cover, counts)
        if short > 0:
            key = (cover.day, tuple(dict.fromkeys(cover.shifts)), cover.group)
            found[key].append(cover)
            missing[key] = max(missing[key], short)
    ordered = sorted(found, key=lambda key: key[0])
    return [_gap(problem, roster, key, found[key], missing[key]) for key in ordered]


def with_remedy(problem: Problem, remedy: Remedy) -> Problem:
    """`problem` after `remedy`: what she opens is open, what gives way has given way by one shift."""
    if remedy.person is None:
        raise ValueError("somebody new is not among the people of the problem")
    people = tuple(
        lift(problem, person, remedy.day, remedy.shift, remedy.codes) if person.id == remedy.person else person
        for person in problem.people
    )
    return replace(problem, people=people)


def spoken_hours(labels: Sequence[str]) -> str:
    """“18:00-19:00”, “19:00-20:00” → “18:00-20:00”; hours that do not follow each other stay apart."""
    spans: list[list[str]] = []
    for label in dict.fromkeys(labels):
        begins, dash, ends = label.partition("-")
        if dash and spans and spans[-1][-1] == begins:
            spans[-1][-1] = ends
        else:
            spans.append([begins, ends] if dash else [label])
    return ", ".join("-".join(span) for span in spans)


def _gap(
    problem: Problem,
    roster: Roster,
    key: tuple[int, tuple[str, ...], str | None],
    covers: Sequence[Cover],
    missing: int,
) -> Gap:
    day, shifts, group = key
    labels = tuple(cover.label for cover in covers if cover.label)
    hours = spoken_hours(labels) or ", ".join(shifts)
    tries = [
        _tried(problem, person, roster.get(person.id, {}), day, shifts)
        for person in problem.people
        if (group is None or group in person.groups) and roster.get(person.id, {}).get(day) not in shifts
    ]
    params = {"day": day, "hours": hours, "missing": missing, "group": group or ""}
    sentence = (
        _("Day %(day)s, %(hours)s: %(missing)s too few of %(group)s.")
        if group
        else _("Day %(day)s, %(hours)s: %(missing)s too few.")
    )
    possible = [each for tried in tries if (each := _remedy(tried, day)) and _helps(problem, roster, each)]
    remedies = sorted(possible, key=_ease)[:MOST_REMEDIES]
    if len(remedies) < missing:
        finding = Finding(
            "one_more",
            _("%(count)s more of %(group)s who can come then would fill it."),
            {**params, "count": missing - len(remedies)},
        )
        remedies.append(Remedy(Way.ONE_MORE, None, day, shifts[0], (), finding))
    return Gap(
        day, shifts, group, labels, missing, Finding("gap", sentence, params), tuple(_why(tries)), tuple(remedies)
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """What comes of putting her there: the shift that hinders least, and the codes that do."""

    person: Person
    shift: str
    codes: tuple[str, ...]
    busy: str | None
    proven: bool  # with the codes lifted, nothing is broken


def _tried(problem: Problem, person: Person, row: Mapping[int, str], day: int, shifts: Sequence[str]) -> _Tried:
    before = {each.finding.code for each in person_violations(problem, person, row)}

    def put(shift: str) -> _Tried:
        new = {**row, day: shift}
        codes = {each.finding.code for each in person_violations(problem, person, new)} - before
        lifted = lift(problem, person, day, shift, tuple(codes))
        left = {each.finding.code for each in person_violations(problem, lifted, new)} - before
        return _Tried(person, shift, tuple(sorted(codes)), row.get(day), not left)

    return min((put(shift) for shift in shifts), key=lambda tried: (not tried.proven, len(tried.codes)))


# The easiest to ask for first; a rest is not given up for a gap, and what is not hers is not hers.
AVAILABLE = frozenset({"cannot", "day_off"})
GIVES_WAY = frozenset({"most", "most_minutes", "spell_most", "most_weekends"})


def _remedy(tried: _Tried, day: int) -> Remedy | None:
    codes = frozenset(tried.codes)
    if not tried.proven or not (codes <= AVAILABLE or codes <= GIVES_WAY):
        return None
    params: dict[str, object] = {"person": tried.person.id, "day": day, "shift": tried.shift}
    if tried.busy is not None:
        if codes:
            return None
        way, sentence = Way.MOVES, _("%(person)s could take %(shift)s on day %(day)s in place of her other shift.")
    elif not codes:
        way, sentence = Way.NOTHING, _("%(person)s can take %(shift)s on day %(day)s as it is.")
    elif codes <= AVAILABLE:
        way, sentence = Way.OPENS, _("%(person)s opening %(shift)s on day %(day)s would fill it.")
    else:
        way, sentence = Way.MORE, _("One more shift for %(person)s, %(shift)s on day %(day)s, would fill it.")
    return Remedy(way, tried.person.id, day, tried.shift, tried.codes, Finding(str(way), sentence, params))


def _helps(problem: Problem, roster: Roster, remedy: Remedy) -> bool:
    """Whether fewer are missing that day in all: who moves must not tear the same hole elsewhere."""
    if remedy.way is not Way.MOVES or remedy.person is None:
        return True
    moved = {**roster, remedy.person: {**roster.get(remedy.person, {}), remedy.day: remedy.shift}}
    return _missing(problem, moved, remedy.day) < _missing(problem, roster, remedy.day)


def _missing(problem: Problem, roster: Roster, day: int) -> int:
    counts = counts_of(problem, {person: {day: row[day]} for person, row in roster.items() if day in row})
    return sum(max(0, cover.need - have(cover, counts)) for cover in problem.cover if cover.day == day)


def _ease(remedy: Remedy) -> tuple[int, int]:
    order = (Way.NOTHING, Way.OPENS, Way.MORE, Way.MOVES)
    return order.index(remedy.way), len(remedy.codes)


WHY = {
    "busy": _("%(count)s work another shift that day"),
    "cannot": _("%(count)s cannot come then"),
    "day_off": _("%(count)s have a day off"),
    "not_hers": _("%(count)s do not work this shift"),
    "pin": _("%(count)s are pinned to something else"),
    "rest": _("%(count)s need the rest between two shifts"),
    "most_run": _("%(count)s would work too many days in a row"),
    "least_run": _("%(count)s would work too few days in a row"),
    "least_off": _("%(count)s would have too few days off in a row"),
    "most": _("%(count)s have all of this shift that they may work"),
    "most_minutes": _("%(count)s have all the hours that they may work"),
    "spell_most": _("%(count)s have all the hours of that week"),
    "most_weekends": _("%(count)s have all their weekends"),
    "price": _("%(count)s could, but other wishes weigh more"),
    "nobody": _("nobody is of this profession"),
}
# What is said of somebody who is hindered by several: the plainest first.
PLAINEST = ("not_hers", "day_off", "cannot", "pin", "busy", *(code for code in WHY if code not in ("price", "nobody")))


def _why(tries: Sequence[_Tried]) -> Iterator[Hindrance]:
    by_code: dict[str, list[str]] = defaultdict(list)
    for tried in tries:
        codes = {*tried.codes, *(("busy",) if tried.busy else ())}
        by_code[next((code for code in PLAINEST if code in codes), "price")].append(tried.person.id)
    if not tries:
        yield Hindrance("nobody", (), Finding("nobody", WHY["nobody"]))
    for code, people in sorted(by_code.items(), key=lambda item: -len(item[1])):
        params: dict[str, object] = {"count": len(people), "people": ", ".join(people)}
        yield Hindrance(code, tuple(people), Finding(code, WHY[code], params))
