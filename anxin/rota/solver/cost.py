"""What a roster costs: the one sum that the solvers, the pages and the published instances agree on."""

from collections import Counter

from anxin.rota.solver.problem import Cost, Cover, Link, Problem, Roster, Share


def cost_of(problem: Problem, roster: Roster) -> Cost:
    """Unmet requests, cover under and over, links and shares; hard limits are `check.violations`."""
    counts = counts_of(problem, roster)
    return Cost(
        requests=sum(
            request.weight
            for request in problem.requests
            if (roster.get(request.person, {}).get(request.day) == request.shift) != request.on
        ),
        cover=sum(price(cover, have(cover, counts)) for cover in problem.cover),
        links=sum(link_price(link, roster) for link in problem.links),
        shares=sum(
            share_price(share, sum((day, shift) in share.cells for day, shift in roster.get(person.id, {}).items()))
            for person in problem.people
            for share in person.shares
        ),
    )


def counts_of(problem: Problem, roster: Roster) -> Counter[tuple[int, str, str | None]]:
    """How many work a shift on a day, of each group and (None) in all."""
    groups = {person.id: (None, *person.groups) for person in problem.people}
    counts: Counter[tuple[int, str, str | None]] = Counter()
    for person, row in roster.items():
        for day, shift in row.items():
            counts.update((day, shift, group) for group in groups.get(person, ()))
    return counts


def have(cover: Cover, counts: Counter[tuple[int, str, str | None]]) -> int:
    """How many a roster with these `counts` gives to `cover`."""
    return sum(counts[cover.day, shift, cover.group] for shift in dict.fromkeys(cover.shifts))


def price(cover: Cover, count: int) -> int:
    """What `count` people for it cost."""
    return max(0, cover.need - count) * cover.under + max(0, count - cover.need) * cover.over


def link_price(link: Link, roster: Roster) -> int:
    """What those of `these` cost who stand there without enough of `beside`."""

    def there(people: frozenset[str]) -> int:
        return sum(roster.get(person, {}).get(link.day) in link.shifts for person in people)

    return max(0, there(link.these) - link.ratio * there(link.beside)) * link.price


def share_price(share: Share, count: int) -> int:
    """What `count` of its cells cost her."""
    if not share.costs:
        return 0
    beyond = count - len(share.costs) + 1
    if beyond <= 0:
        return share.costs[count]
    step = share.costs[-1] - share.costs[-2] if len(share.costs) > 1 else 0
    return share.costs[-1] + beyond * step
