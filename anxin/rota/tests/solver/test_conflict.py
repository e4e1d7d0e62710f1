"""No rota: whose limits contradict, which of them, and what frees her."""

from dataclasses import replace
from typing import Any

import pytest

from anxin.rota.solver.answer import Status
from anxin.rota.solver.explain.conflict import conflicts
from anxin.rota.solver.problem import Spell
from anxin.rota.solver.solve import solve
from anxin.rota.tests.solver.small import changed, person, problem

# her limits, the codes that contradict, what may be dropped or changed alone (code, to)
CASES: list[tuple[dict[str, Any], set[str], set[tuple[str, int | None]]]] = [
    ({"pins": {0: "E"}, "days_off": frozenset({0})}, {"pin", "day_off"}, {("pin", None), ("day_off", None)}),
    ({"pins": {0: "L", 1: "E"}}, {"pin", "rest"}, {("pin", None), ("rest", None)}),
    ({"pins": {0: "E"}, "cannot": frozenset({(0, "E")})}, {"pin", "cannot"}, {("pin", None), ("cannot", None)}),
    ({"least_minutes": 960, "most": {"E": 2}}, {"least_minutes", "most"}, {("least_minutes", 480), ("most", 4)}),
    ({"pins": {0: "E"}, "most": {}}, {"pin", "not_hers"}, {("pin", None), ("not_hers", None)}),
    (
        {"spells": (Spell(0, 2, 2000, 720),), "days_off": frozenset({1})},
        {"spell_least", "day_off"},
        {("spell_least", 480), ("day_off", None)},
    ),
    (
        {"least_minutes": 2400, "most_weekends": 0},
        set(),  # ten weekdays of 240 minutes are enough
        set(),
    ),
    (
        {"least_minutes": 2640, "most_weekends": 0},
        {"least_minutes", "most_weekends"},
        {("least_minutes", 2400), ("most_weekends", 1)},
    ),
]


@pytest.mark.parametrize(("limits", "codes", "freeing"), CASES)
def test_the_limits_that_contradict_are_named_and_each_remedy_frees(
    limits: dict[str, Any], codes: set[str], freeing: set[tuple[str, int | None]]
) -> None:
    given = problem(person(**limits), person("周"))
    found = conflicts(given)
    assert (solve(given, seconds=10).status is Status.INFEASIBLE) == bool(codes)
    assert {name.code for conflict in found for name in conflict.names} == codes
    assert {(remedy.names[0].code, remedy.to) for conflict in found for remedy in conflict.remedies} == freeing
    for conflict in found:
        assert conflict.person == "刘"
        for remedy in conflict.remedies:
            if remedy.to is not None and remedy.names[0].code in ("least_minutes", "most_weekends"):
                assert conflicts(changed(given, "刘", **{remedy.names[0].code: remedy.to})) == []


def test_where_no_single_limit_frees_her_the_fewest_do() -> None:
    [conflict] = conflicts(problem(person(pins={0: "E", 5: "E"}, days_off=frozenset({0, 5}))))
    assert len(conflict.names) == 2
    [remedy] = conflict.remedies
    assert len(remedy.names) == 2


def test_who_can_be_put_somewhere_is_not_named() -> None:
    assert conflicts(problem(person(), person("周", days_off=frozenset(range(14))))) == []


def test_a_roster_from_before_that_breaks_a_new_limit_does_not_hide_the_contradiction() -> None:
    given = problem(person(pins={0: "E"}))
    start = {"刘": {0: "E"}}
    assert solve(given, seconds=5, start=start).cost == 0
    blocked = replace(given, people=(replace(given.people[0], days_off=frozenset({0})),))
    assert solve(blocked, seconds=5, start=start).status is Status.INFEASIBLE
