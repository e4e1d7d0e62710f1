"""What a roster costs, as terms of the model's objective; the same sum as `cost.cost_of`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from anxin.rota.solver.model.cells import Cells
from anxin.rota.solver.problem import Cover, Problem, Share


@dataclass(slots=True)
class Objective:
    """A sum of unknowns, each with its price, and what is owed whatever they are."""

    terms: list[Any] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)
    constant: int = 0

    def add(self, term: Any, price: int) -> None:
        """`price` for each of `term`."""
        if price:
            self.terms.append(term)
            self.factors.append(price)

    def whole(self) -> cp_model.LinearExprT:
        """As an expression."""
        return cp_model.LinearExpr.weighted_sum(self.terms, self.factors) + self.constant


def objective(problem: Problem, cells: Mapping[str, Cells], model: cp_model.CpModel) -> Objective:
    """Requests, cover, links and shares of `problem` over `cells` (person → hers)."""
    total = Objective()
    for request in problem.requests:
        cell = cells[request.person].shift[request.day].get(request.shift)
        total.constant += request.weight if request.on else 0
        if cell is not None:
            total.add(cell, -request.weight if request.on else request.weight)
    for (day, shifts, group, need), (under, over) in _covers(problem.cover).items():
        here = [
            cell
            for person in problem.people
            if group is None or group in person.groups
            for cell in cells[person.id].of(shifts, day)
        ]
        _gap(model, total, here, need, under, over)
    for link in problem.links:
        sides = [
            [cell for person in sorted(names) if person in cells for cell in cells[person].of(link.shifts, link.day)]
            for names in (link.these, link.beside)
        ]
        if sides[0] and link.price:
            lonely = model.new_int_var(0, len(sides[0]), "")
            model.add(lonely >= cp_model.LinearExpr.sum(sides[0]) - link.ratio * cp_model.LinearExpr.sum(sides[1]))
            total.add(lonely, link.price)
    for person in problem.people:
        for share in person.shares:
            _share(
                model,
                total,
                share,
                [
                    c
                    for day, today in enumerate(cells[person.id].shift)
                    for s, c in today.items()
                    if (day, s) in share.cells
                ],
            )
    return total


def _covers(covers: Sequence[Cover]) -> dict[tuple[int, tuple[str, ...], str | None, int], tuple[int, int]]:
    """Hours that the same shifts hold want the same: one unknown with the sum of their prices."""
    found: dict[tuple[int, tuple[str, ...], str | None, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for cover in covers:
        key = (cover.day, tuple(sorted(set(cover.shifts))), cover.group, cover.need)
        under, over = found[key]
        found[key] = (under + cover.under, over + cover.over)
    return found


def _gap(
    model: cp_model.CpModel, total: Objective, here: Sequence[cp_model.IntVar], need: int, under: int, over: int
) -> None:
    if need > len(here):  # so many are missing whoever works
        total.constant += (need - len(here)) * under
        need = len(here)
    missing = model.new_int_var(0, need, "") if under and need else 0
    beyond = model.new_int_var(0, len(here) - need, "") if over and len(here) > need else 0
    count = cp_model.LinearExpr.sum(list(here))
    if under and over:
        model.add(count + missing - beyond == need)
    elif under and need:
        model.add(count + missing >= need)
    elif over and len(here) > need:
        model.add(count - beyond <= need)
    for slack, price in ((missing, under), (beyond, over)):
        if not isinstance(slack, int):
            total.add(slack, price)


def _share(model: cp_model.CpModel, total: Objective, share: Share, here: Sequence[cp_model.IntVar]) -> None:
    """The count as a sum of stretches of one price each; as the prices rise, the cheap ones fill first."""
    if not share.costs:
        return
    total.constant += share.costs[0]
    steps = [after - before for before, after in zip(share.costs, share.costs[1:], strict=False)][: len(here)]
    steps += [steps[-1] if steps else 0] * (len(here) - len(steps))
    lengths: dict[int, int] = {}
    for step in steps:
        lengths[step] = lengths.get(step, 0) + 1
    if not any(lengths):
        return
    stretches = {step: model.new_int_var(0, length, "") for step, length in lengths.items()}
    model.add(cp_model.LinearExpr.sum(list(stretches.values())) == cp_model.LinearExpr.sum(list(here)))
    for step, stretch in stretches.items():
        total.add(stretch, step)
