"""The draft as a problem for the solver, and its rosters back.

What a rule blocks is a hard limit here: a shift that a rule blocks for her by itself is one she "cannot"; rest is which shift
must not follow which; runs, weeks and the whole are the solver's own limits. What a rule only warns of has a price, or none.
Days count from `facts.first`; people and shifts are named by their ids. A day on which she stands elsewhere, or by what cannot
be moved, is a day of work too: on it she is pinned to a shift without minutes, and where such days follow the last one, the
horizon goes on over them, so that no run gets too long.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from anxin.rota import prices
from anxin.rota.kinds import Weight
from anxin.rota.rules import RULES, hours, judge, rest, run, weight_of
from anxin.rota.rules.facts import Colleague, Facts, Kind, Stint
from anxin.rota.rules.found import Her, Rule
from anxin.rota.segments import joined, open_kinds, wanted
from anxin.rota.solver.problem import Cell, Cover, Past, Person, Problem, Roster, Shift, Spell
from anxin.rota.wishing import Fair, fair_shares, links_of, requests_of, shares_of

NO_LIMIT = 10_000_000
STANDS = "-"  # the shift of a day on which she works by what cannot be moved
Putting = tuple[UUID, date, UUID]  # member, day, kind


def problem_of(facts: Facts, at: datetime, *, keep: Iterable[Putting] = ()) -> Problem:
    """Everything the solver has to know. `keep`: shifts of a rota that should change as little as may be."""
    kinds = open_kinds(facts)
    covers = wanted(facts)
    cannot = {who.id: _cannot(facts, who, kinds, at) for who in facts.people.values()}
    people = [who for who in facts.people.values() if _counts(facts, who, kinds, cannot[who.id])]
    fair = fair_shares(facts, people, covers)
    return Problem(
        days=len(facts.days()) + _beyond(facts),
        shifts=(*(_shift(facts, kind, kinds) for kind in kinds), Shift(STANDS, 0)),
        people=tuple(_person(facts, who, kinds, cannot[who.id], fair) for who in people),
        requests=tuple(requests_of(facts, people, kinds, covers, set(keep))),
        cover=tuple(
            Cover(
                day=_n(facts, each.segment.day),
                shifts=tuple(str(kind) for kind in each.segment.kinds),
                need=each.need,
                under=round(prices.UNDER_HOUR * each.segment.minutes / 60),
                over=round(prices.OVER_HOUR * each.segment.minutes / 60),
                group=each.profession,
                label=label_of(facts, each.segment.spans),
            )
            for each in covers
        ),
        links=tuple(links_of(facts, people)),
        first_weekday=facts.first.weekday(),
    )


def cells_of(facts: Facts, roster: Roster) -> set[Putting]:
    """A roster as who works what on which date."""
    return {
        (UUID(person), facts.first + timedelta(days=day), UUID(shift))
        for person, row in roster.items()
        for day, shift in row.items()
        if shift != STANDS
    }


def start_of(facts: Facts, problem: Problem, at: datetime) -> Roster | None:
    """What the draft has, as far as it may stand, to go on from; None where it has nothing."""
    now = {(each.member, each.day, each.kind) for each in facts.stints if each.movable and each.kind is not None}
    if not now:
        return None
    fit = {(each.member, each.day, each.kind) for each in fitted(facts, now, at)}
    rows: dict[str, dict[int, str]] = {
        person.id: {day: shift for day, shift in person.pins.items() if shift} for person in problem.people
    }
    for member, day, kind in fit:
        if str(member) in rows:
            rows[str(member)].setdefault(_n(facts, day), str(kind))
    return rows


def fitted(facts: Facts, cells: Iterable[Putting], at: datetime) -> list[Stint]:
    """What of a roster may stand in the draft now: pinned shifts stay, and where a rule blocks (as somebody changed a shift
    or what she can meanwhile), the solver's shift goes. The stints are those to be written beside the pinned ones."""
    pinned = [each for each in facts.stints if each.movable and each.pinned]
    taken = {(each.member, each.day) for each in pinned}
    fresh = [
        facts.stint(member, day, kind)
        for member, day, kind in sorted(cells)
        if member in facts.people and kind in facts.kinds and facts.within(day) and (member, day) not in taken
    ]
    fresh = [each for each in fresh if each.begins > at]
    around = facts.but(drop=[each for each in facts.stints if each.movable and not each.pinned])
    fresh = [each for member in facts.people for each in _fitting(around, member, fresh)]
    while True:  # what depends on others: each that goes may leave a newcomer alone
        blocked = {(each.member, each.begins) for each in judge(around.but(add=fresh)) if each.blocks}
        kept = [each for each in fresh if (each.member, each.begins) not in blocked]
        if len(kept) == len(fresh):
            return fresh
        fresh = kept


def _fitting(around: Facts, member: UUID, fresh: list[Stint]) -> list[Stint]:
    """What of `fresh` is hers and fits to what stands: all of it, or, where something blocks, one after the other."""
    hers = [each for each in fresh if each.member == member]
    rules = [rule for rule in RULES if rule.alone and _blocks(around, rule)]
    standing = around.by_member.get(member, ())
    broken = _broken(around, member, standing, rules)
    if _broken(around, member, (*standing, *hers), rules) <= broken:
        return hers
    kept: list[Stint] = []
    for stint in hers:
        if _broken(around, member, (*standing, *kept, stint), rules) <= broken:
            kept.append(stint)
    return kept


def _broken(facts: Facts, member: UUID, stints: Iterable[Stint], rules: list[Rule]) -> int:
    """How often these stints of hers break one of `rules`."""
    ordered = tuple(sorted(stints, key=lambda each: (each.begins, each.ends)))
    return _blocking(Her(facts.people[member], ordered, facts), rules)


def label_of(facts: Facts, spans: Iterable[tuple[datetime, datetime]]) -> str:
    """Stretches as people say them: "18:00-22:00"."""
    local = [(a.astimezone(facts.zone), b.astimezone(facts.zone)) for a, b in joined(spans)]
    return ", ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in local)


def _n(facts: Facts, day: date) -> int:
    return (day - facts.first).days


def _blocks(facts: Facts, rule: Rule) -> bool:
    return weight_of(rule, facts.figures) is Weight.BLOCK


def _shift(facts: Facts, kind: Kind, kinds: list[Kind]) -> Shift:
    begins, ends = kind.stretch(facts.first, facts.zone)
    midnight = datetime.combine(facts.first, time(0), facts.zone)
    minutes = round((ends - begins).total_seconds() / 60)
    return Shift(
        id=str(kind.id),
        minutes=max(0, minutes - kind.break_minutes),
        not_before=frozenset(str(other.id) for other in kinds if _too_close(facts, kind, other)),
        begins=round((begins - midnight).total_seconds() / 60),
        ends=round((ends - midnight).total_seconds() / 60),
    )


def _too_close(facts: Facts, kind: Kind, after: Kind) -> bool:
    """Whether `after` on the day after `kind` comes too soon; shifts that touch count as too close here, as the solver
    would not see that together they are too long."""
    gap = after.stretch(facts.first + timedelta(days=1), facts.zone)[0] - kind.stretch(facts.first, facts.zone)[1]
    needed = timedelta(hours=facts.figures.rest_hours) if _blocks(facts, rest.RULE) else timedelta(0)
    return gap < needed or gap <= timedelta(0)


def _cannot(facts: Facts, who: Colleague, kinds: list[Kind], at: datetime) -> frozenset[Cell]:
    """The shifts that a rule blocks for her by themselves, and those that have begun. A pinned one is the coordinator's own
    word: it stays open, and the board says what it breaks."""
    rules = [rule for rule in RULES if rule.alone and _blocks(facts, rule)]
    standing = tuple(each for each in facts.by_member.get(who.id, ()) if not each.movable)
    broken = _broken(facts, who.id, standing, rules)
    pinned = {(each.day, each.kind) for each in facts.by_member.get(who.id, ()) if each.movable and each.pinned}
    found: set[Cell] = set()
    for day in facts.days():
        for kind in kinds:
            if (day, kind.id) in pinned:
                continue
            stint = facts.stint(who.id, day, kind.id)
            if kind.ended or stint.begins <= at or _broken(facts, who.id, (*standing, stint), rules) > broken:
                found.add((_n(facts, day), str(kind.id)))
    return frozenset(found)


def _blocking(her: Her, rules: list[Rule]) -> int:
    return sum(not each.gentle for rule in rules for each in rule.judge(her))


def _counts(facts: Facts, who: Colleague, kinds: list[Kind], cannot: frozenset[Cell]) -> bool:
    """Whether anything is open to her at all."""
    return len(cannot) < len(facts.days()) * len(kinds)


def _person(facts: Facts, who: Colleague, kinds: list[Kind], cannot: frozenset[Cell], fair: Fair) -> Person:
    figures = facts.figures
    standing = tuple(each for each in facts.by_member.get(who.id, ()) if not each.movable)
    limits = _blocks(facts, hours.RULE)
    used = who.beyond_minutes + sum(each.minutes for each in standing if each.here)
    whole = figures.campaign_hours * 60 - used if limits and figures.campaign_hours else NO_LIMIT
    hers = [
        kind
        for kind in kinds
        if not kind.professions or who.profession in kind.professions or _pinned(facts, who, kind)
    ]
    return Person(
        id=str(who.id),
        most={STANDS: NO_LIMIT} | {str(kind.id): len(facts.days()) for kind in hers},
        most_minutes=max(0, whole),
        most_run=figures.days_in_a_row if _blocks(facts, run.RULE) else len(facts.days()) + 31,
        cannot=frozenset(cell for cell in cannot if any(cell[1] == str(kind.id) for kind in hers)),
        pins=_pins(facts, who, standing),
        spells=tuple(_weeks(facts, standing)) if limits and figures.week_hours else (),
        shares=tuple(shares_of(facts, who, hers, fair)),
        past=Past(worked=_worked_before(facts, standing), off=None),
        groups=frozenset({str(who.profession)}),
    )


def _pins(facts: Facts, who: Colleague, standing: tuple[Stint, ...]) -> dict[int, str | None]:
    """What is set by hand; the days that stand; and no work beyond the last day but by what stands there."""
    days = len(facts.days())
    pins: dict[int, str | None] = dict.fromkeys(range(days, days + _beyond(facts)))
    pins |= {_n(facts, each.day): STANDS for each in standing if 0 <= _n(facts, each.day) < days + _beyond(facts)}
    hers = [each for each in facts.by_member.get(who.id, ()) if each.movable and each.pinned]
    return pins | {_n(facts, each.day): str(each.kind) for each in reversed(hers)}


def _beyond(facts: Facts) -> int:
    """How many days after the last one somebody works in a row, as far as that matters."""
    stands = {each.day for each in facts.stints if not each.movable}
    most, count = facts.figures.days_in_a_row, 0
    while count < most and facts.last + timedelta(days=count + 1) in stands:
        count += 1
    return count


def _pinned(facts: Facts, who: Colleague, kind: Kind) -> bool:
    return any(each.pinned and each.kind == kind.id for each in facts.by_member.get(who.id, ()) if each.movable)


def _weeks(facts: Facts, standing: tuple[Stint, ...]) -> Iterable[Spell]:
    """Each week that reaches into the days: what is left of its hours beside those that stand."""
    monday = hours.week_of(facts.first)
    while monday <= facts.last:
        sunday = monday + timedelta(days=6)
        used = sum(each.minutes for each in standing if monday <= each.day <= sunday)
        first, last = max(monday, facts.first), min(sunday, facts.last)
        yield Spell(_n(facts, first), _n(facts, last), max(0, facts.figures.week_hours * 60 - used))
        monday += timedelta(days=7)


def _worked_before(facts: Facts, standing: tuple[Stint, ...]) -> int:
    """Days worked in a row up to the day before the first."""
    worked = {each.day for each in standing}
    count = 0
    while facts.first - timedelta(days=count + 1) in worked:
        count += 1
    return count
