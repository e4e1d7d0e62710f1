"""The model, the check and the cost were written apart; on anything drawn at random they say the same."""

from hypothesis import HealthCheck, given, settings
from ortools.sat.python import cp_model

from anxin.rota.solver.answer import Status
from anxin.rota.solver.check import violations
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.explain.conflict import conflicts
from anxin.rota.solver.model.search import Model, solve_model, write
from anxin.rota.solver.problem import Problem, Roster
from anxin.rota.solver.solve import solve
from anxin.rota.tests.solver.drawn import problems, rosters

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@few
@given(problems, rosters)
def test_the_model_allows_what_the_check_allows_and_prices_it_alike(problem: Problem, roster: Roster) -> None:
    model = write(problem)
    kept = not violations(problem, roster)
    cost = _fixed(model, roster)
    assert (cost is not None) == kept
    if kept:
        assert cost == cost_of(problem, roster).total


@settings(few, max_examples=25)
@given(problems)
def test_what_it_answers_keeps_every_limit_and_whom_it_gives_up_has_a_reason(problem: Problem) -> None:
    answer = solve_model(problem, seconds=20)
    assert answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
    reasons = conflicts(problem)
    assert bool(reasons) == (answer.status is Status.INFEASIBLE)
    if not reasons:
        assert violations(problem, answer.roster) == []
        assert answer.cost == cost_of(problem, answer.roster).total == answer.bound
    for conflict in reasons:
        assert conflict.names
        for remedy in conflict.remedies:
            assert remedy.names
        for finding in (conflict.finding, *conflict.parts, *(remedy.finding for remedy in conflict.remedies)):
            assert finding.sentence % finding.params


@settings(few, max_examples=10)
@given(problems)
def test_the_door_proves_the_same(problem: Problem) -> None:
    alone, door = solve_model(problem, seconds=20), solve(problem, seconds=20, workers=1)
    assert (door.status, door.cost) == (alone.status, alone.cost)


def _fixed(model: Model, roster: Roster) -> int | None:
    """The cost of exactly this roster in the model; None where it is not allowed."""
    for name, hers in model.cells.items():
        for day, today in enumerate(hers.shift):
            wanted = roster.get(name, {}).get(day)
            if wanted is not None and wanted not in today:
                return None
            for shift, cell in today.items():
                model.proto.add(cell == (shift == wanted))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return round(solver.objective_value) if solver.solve(model.proto) == cp_model.OPTIMAL else None
