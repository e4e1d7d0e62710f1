"""A year of many is not written down whole: each has a row of her own, found exactly."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from anxin.rota.solver.check import person_violations, violations
from anxin.rota.solver.explain.conflict import hopeless
from anxin.rota.solver.model.apart import apart, row_of
from anxin.rota.solver.model.pattern import one_shift
from anxin.rota.solver.model.search import solve_model
from anxin.rota.solver.problem import Problem, Spell
from anxin.rota.tests.solver.drawn import problems
from anxin.rota.tests.solver.small import person, problem

many = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@many
@given(problems)
def test_one_shift_alone_is_found_exactly_when_the_model_finds_it(problem: Problem) -> None:
    her = replace(problem.people[0], spells=())
    assume(her.most.get("E"))
    assume(all(pinned in (None, "E") for pinned in her.pins.values()))
    row = one_shift(problem, her, "E")
    only = replace(problem, people=(replace(her, most={"E": her.most["E"]}),), requests=(), links=(), cover=())
    assert (row is not None) == bool(solve_model(only, seconds=20).cost is not None)
    if row is not None:
        assert person_violations(problem, her, row) == []


@many
@given(problems)
def test_a_row_is_found_or_proven_not_to_be(problem: Problem) -> None:
    for her in problem.people:
        row = row_of(problem, her)
        assert row.proven == (row.shifts is None) == hopeless(problem, her)
        assert row.shifts is None or person_violations(problem, her, row.shifts) == []


def test_a_tight_year_of_each_is_found() -> None:
    tight = person(
        most={"E": 364},
        least_minutes=200 * 240,
        most_minutes=240 * 240,
        most_run=5,
        least_run=2,
        least_off=2,
        most_weekends=26,
    )
    given = problem(tight, replace(tight, id="周", days_off=frozenset({2, 23, 37, 72, 115, 203})), days=364)
    roster, impossible = apart(given, seconds=30, workers=1)
    assert roster is not None
    assert not impossible
    assert violations(given, roster) == []


@pytest.mark.parametrize(
    ("limits", "there"), [({"least_minutes": 99_999}, False), ({"spells": (Spell(0, 6, 0),)}, True)]
)
def test_it_is_proven_where_there_is_none(limits: dict[str, Any], there: bool) -> None:
    roster, impossible = apart(problem(person(**limits), person("周")), seconds=20, workers=1)
    assert (roster is not None, impossible) == (there, not there)
