"""Why there is no rota at all: the limits of one person that contradict each other, and what would free them.

Every hard limit binds one person alone, so a problem without a roster has somebody without a row of her own.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.solver.explain.phrases import phrase
from anxin.rota.solver.model.apart import row_of
from anxin.rota.solver.model.cells import Cells, cells_of
from anxin.rota.solver.model.limits import Limit, Name, closed, limits, pinned
from anxin.rota.solver.problem import Person, Problem

SECONDS = 2.0  # for one question about one person; hers is a small model
# A limit whose sum can be read off: what it would have to be.
NUMBERS = ("most_minutes", "least_minutes", "spell_most", "spell_least", "most", "most_weekends")


@dataclass(frozen=True, slots=True)
class Remedy:
    """Without these limits, or with the number of the one changed `to` this, there is a row for her; proven."""

    person: str
    names: tuple[Name, ...]
    finding: Finding
    parts: tuple[Finding, ...]
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """`names` cannot all be kept, and all but any one of them can; `parts` says each in words."""

    person: str
    names: tuple[Name, ...]
    finding: Finding
    parts: tuple[Finding, ...]
    remedies: tuple[Remedy, ...]


def conflicts(problem: Problem, *, seconds: float = 30.0) -> list[Conflict]:
    """Those people who have no row of their own, each with the limits that contradict and what would free her.

    Empty where everybody has one (then there is a roster). After `seconds` no further person is looked at.
    """
    began = time.monotonic()
    found = []
    for person in problem.people:
        if time.monotonic() - began > seconds:
            break
        if hopeless(problem, person):
            found.append(_conflict(problem, person))
    return found


def hopeless(problem: Problem, person: Person) -> bool:
    """Whether it is proven that no row keeps all her limits."""
    return row_of(problem, person).proven


def _conflict(problem: Problem, person: Person) -> Conflict:
    guarded = _Guarded(problem, person)
    core = guarded.core()
    parts = tuple(phrase(problem, person, name) for name in core)
    sentence = _("%(person)s cannot keep all of this at once.")
    finding = Finding("conflict", sentence, {"person": person.id}, _("Change one of these for her."))
    return Conflict(person.id, core, finding, parts, tuple(_remedies(problem, person, guarded, core)))


def _remedies(problem: Problem, person: Person, guarded: "_Guarded", core: Sequence[Name]) -> Iterable[Remedy]:
    alone = [name for name in core if guarded.free((name,))]
    for names in [(name,) for name in alone] or filter(None, [guarded.fewest()]):
        to = guarded.reach(names[0]) if len(names) == 1 and names[0].code in NUMBERS else None
        if to is None:
            sentence = _("Without this there is a rota for %(person)s.")
            finding = Finding("drop", sentence, {"person": person.id})
        else:
            sentence = _("With %(to)s instead there is a rota for %(person)s.")
            finding = Finding("change", sentence, {"person": person.id, "to": to})
        yield Remedy(person.id, names, finding, tuple(phrase(problem, person, name) for name in names), to)


class _Guarded:
    """Her model where each limit can be switched off."""

    def __init__(self, problem: Problem, person: Person) -> None:
        self.model = cp_model.CpModel()
        pins = {shift for shift in person.pins.values() if shift}
        hers = [shift.id for shift in problem.shifts if shift.id in person.most or shift.id in pins]
        self.cells: Cells = cells_of(self.model, person, [hers] * problem.days)
        self.limits: dict[Name, list[Limit]] = defaultdict(list)
        for limit in (*closed(self.cells), *pinned(self.cells), *limits(problem, self.cells, self.model)):
            self.limits[limit.name].append(limit)
        self.guards: Mapping[Name, cp_model.IntVar] = {name: self.model.new_bool_var("") for name in self.limits}
        for name, each in self.limits.items():
            for limit in each:
                limit.post(self.model).only_enforce_if(self.guards[name])

    def free(self, without: Sequence[Name]) -> bool:
        """Whether she has a row when `without` is dropped and all else kept."""
        return self._holds(name for name in self.guards if name not in without)

    def core(self) -> tuple[Name, ...]:
        """Limits that contradict, none of them too many: each is tried for whether the rest still contradicts."""
        kept = list(self._first_core())
        for name in list(kept):
            fewer = [each for each in kept if each != name]
            if not self._holds(fewer):
                kept = fewer
        return tuple(kept)

    def fewest(self) -> tuple[Name, ...]:
        """The fewest limits without which she has a row."""
        model = self.model.clone()
        model.clear_assumptions()
        guards = self._in(model, self.guards)
        model.maximize(cp_model.LinearExpr.sum(list(guards.values())))
        solver = _solver()
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return ()
        return tuple(name for name, guard in guards.items() if not solver.boolean_value(guard))

    def reach(self, name: Name) -> int | None:
        """What the number of `name` would have to be at least (of a "least": at most) for her to have a row."""
        [limit] = self.limits[name]
        model = self.model.clone()
        model.clear_assumptions()
        for other, guard in self._in(model, self.guards).items():
            model.add(guard == (other != name))
        terms = [model.get_bool_var_from_proto_index(term.index) for term in limit.terms]
        total = cp_model.LinearExpr.weighted_sum(terms, limit.factors or [1] * len(terms))
        (model.maximize if name.code in ("least_minutes", "spell_least") else model.minimize)(total)
        solver = _solver()
        return round(solver.objective_value) if solver.solve(model) == cp_model.OPTIMAL else None

    def _first_core(self) -> list[Name]:
        self.model.clear_assumptions()
        self.model.add_assumptions(list(self.guards.values()))
        solver = _solver()
        if solver.solve(self.model) != cp_model.INFEASIBLE:
            return list(self.guards)
        indices = set(solver.sufficient_assumptions_for_infeasibility())
        return [name for name, guard in self.guards.items() if guard.index in indices] or list(self.guards)

    def _holds(self, names: Iterable[Name]) -> bool:
        kept = set(names)
        model = self.model.clone()
        model.clear_assumptions()
        for name, guard in self._in(model, self.guards).items():
            model.add(guard == (name in kept))
        return not _contradicts(model)

    @staticmethod
    def _in(model: cp_model.CpModel, guards: Mapping[Name, cp_model.IntVar]) -> dict[Name, Any]:
        return {name: model.get_bool_var_from_proto_index(guard.index) for name, guard in guards.items()}


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    return solver


def _contradicts(model: cp_model.CpModel) -> bool:
    return bool(_solver().solve(model) == cp_model.INFEASIBLE)
