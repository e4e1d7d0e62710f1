"""What people wish of a rota, and what is fair, as prices for the solver (prices.py)."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from anxin.people.kinds import Profession
from anxin.rota import prices
from anxin.rota.kinds import Can, Weight
from anxin.rota.rules import availability, beside, shares, shifts_count, weight_of
from anxin.rota.rules.facts import Colleague, Facts, Kind, Stint
from anxin.rota.segments import Wanted, segments_of
from anxin.rota.solver.problem import Cell, Link, Request, Share


def requests_of(
    facts: Facts, people: Iterable[Colleague], kinds: list[Kind], covers: Iterable[Wanted],
    keep: set[tuple[UUID, date, UUID]],
) -> Iterator[Request]:  # fmt: skip
    """What each said of each shift, and that she is not called where nobody of her profession is needed; and, where a rota
    should stay as it is, that she keeps hers and gets no other."""
    needed = {(each.segment.day, kind, each.profession) for each in covers for kind in each.segment.kinds}
    heard = weight_of(availability.RULE, facts.figures) is not Weight.OFF
    for who in people:
        for day in facts.days():
            for kind in kinds:
                said = facts.said.get((who.id, day, kind.id)) if heard else None
                price = {Can.WANT: -prices.WANT, Can.RATHER_NOT: prices.RATHER_NOT}.get(said, 0) if said else 0
                if (day, kind.id, who.profession) not in needed:
                    price += prices.NOT_NEEDED
                if keep:
                    price += -prices.KEEP if (who.id, day, kind.id) in keep else prices.KEEP
                if price:
                    yield Request(str(who.id), (day - facts.first).days, str(kind.id), abs(price), on=price < 0)


Fair = Mapping[tuple[Profession, str], int]


def fair_shares(facts: Facts, people: Iterable[Colleague], covers: list[Wanted]) -> Fair:
    """About how many evenings, weekends and shifts each of a profession has to give, if all gave alike."""
    peers = Counter(who.profession for who in people)
    return {
        (profession, code): math.ceil(_demand(facts, covers, profession, counts) / many)
        for profession, many in peers.items()
        for code, counts, _price in _parts(facts)
    }


def _parts(facts: Facts) -> tuple[tuple[str, Callable[[Stint], bool], int], ...]:
    return (
        ("evenings", facts.is_evening, prices.EVENING),
        ("weekends", facts.is_weekend, prices.WEEKEND),
        ("shifts", lambda stint: True, prices.SHIFT),
    )


def shares_of(facts: Facts, who: Colleague, kinds: list[Kind], fair: Fair) -> Iterator[Share]:
    """Evenings, weekends and shifts beyond her share, and how many shifts she wished for."""
    cells = [facts.stint(who.id, day, kind.id) for day in facts.days() for kind in kinds]
    days = len(facts.days())
    if weight_of(shares.RULE, facts.figures) is not Weight.OFF:
        for code, counts, price in _parts(facts):
            hers = frozenset(_cell(facts, stint) for stint in cells if counts(stint))
            share = fair.get((who.profession, code), 0)
            if hers and days > share:
                yield Share(code, hers, tuple(price * max(0, n - share) ** 2 for n in range(days + 1)))
    least, most = shifts_count.bounds(who, facts.figures)
    if (least or most is not None) and weight_of(shifts_count.RULE, facts.figures) is not Weight.OFF:
        standing = sum(
            not each.movable and each.here and facts.within(each.day) for each in facts.by_member.get(who.id, ())
        )
        costs = tuple(_off_wish(n + standing, least, most) for n in range(days + 1))
        yield Share("wished", frozenset(_cell(facts, stint) for stint in cells), costs)


def _off_wish(count: int, least: int, most: int | None) -> int:
    away = max(0, least - count, 0 if most is None else count - most)
    return prices.BEYOND_WISH * away * (away + 1) // 2


def _cell(facts: Facts, stint: Stint) -> Cell:
    return (stint.day - facts.first).days, str(stint.kind)


def _demand(facts: Facts, covers: list[Wanted], profession: Profession, counts: Callable[[Stint], bool]) -> float:
    """About how many shifts of a sort a profession has to give: the hours it owes in them, by the length of such shifts."""
    total = 0.0
    for each in covers:
        if each.profession != profession:
            continue
        stints = [facts.stint(UUID(int=0), each.segment.day, kind) for kind in each.segment.kinds]
        mine = [stint for stint in stints if counts(stint)]
        lengths = [(stint.ends - stint.begins).total_seconds() / 60 for stint in mine]
        if mine:
            total += each.need * each.segment.minutes * (len(mine) / len(stints)) / (sum(lengths) / len(lengths))
    return total


def links_of(facts: Facts, people: list[Colleague]) -> Iterator[Link]:
    """Who is new beside who is experienced, moment by moment; and who wishes, or has, to stand beside a colleague."""
    there = {each.id for each in people}
    pairs = [
        (who.id, partner, price)
        for who in people
        for partners, price in ((who.train_with, prices.LEARNER), (who.serve_with, prices.TOGETHER))
        for partner in partners
        if partner in there
    ]
    new = frozenset(str(each.id) for each in people if each.is_new)
    old = frozenset(str(each.id) for each in people if not each.is_new)
    weight = weight_of(beside.RULE, facts.figures)
    minutes: Counter[tuple[date, tuple[UUID, ...]]] = Counter()
    for segment, _span in segments_of(facts):
        minutes[segment.day, segment.kinds] += segment.minutes
    for (day, kinds), _length in minutes.items():
        shifts = tuple(str(kind) for kind in kinds)
        n = (day - facts.first).days
        if new and weight is not Weight.OFF:
            price = prices.FORBIDDEN if weight is Weight.BLOCK else prices.NEWCOMER
            yield Link(n, shifts, new, old, facts.figures.newcomers_beside, price, "beside")
        for who, partner, price in pairs:
            yield Link(n, shifts, frozenset({str(who)}), frozenset({str(partner)}), 1, price, "together")
