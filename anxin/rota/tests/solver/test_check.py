"""Every hard limit, on either side of its edge; and the model agrees with the check about each."""

from typing import Any

import pytest
from ortools.sat.python import cp_model

from anxin.rota.solver.check import violations
from anxin.rota.solver.model.search import write
from anxin.rota.solver.problem import Past, Spell
from anxin.rota.tests.solver.small import person, problem, row

# limits, a row that keeps them, one that does not, and the code of what it breaks
EDGES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"days_off": frozenset({2})}, "EE.E", "EEEE", "day_off"),
    ({"cannot": frozenset({(1, "L")})}, "EE", "EL", "cannot"),
    ({"pins": {1: "L"}}, "EL", "EE", "pin"),
    ({"pins": {1: "L"}}, "EL", "E.", "pin"),
    ({"pins": {1: None}}, "E.", "EE", "pin"),
    ({"most": {"E": 9}}, "E", "L", "not_hers"),
    ({"most": {"E": 2, "L": 9}}, "EEL", "EEEL", "most"),
    ({"most_minutes": 480}, "EE", "EEE", "most_minutes"),
    ({"least_minutes": 480}, "EE", "E", "least_minutes"),
    ({"spells": (Spell(1, 3, 480),)}, "EEEL".replace("L", "."), "EEEE", "spell_most"),
    ({"spells": (Spell(1, 3, 960, 480),)}, "EEE", "EE", "spell_least"),
    ({}, "EL", "LE", "rest"),
    ({}, "L.E", "LE", "rest"),
    ({"past": Past(1, None, "L")}, "L", "E", "rest"),
    ({"most_run": 3}, "EEE.EEE", "EEEE", "most_run"),
    ({"most_run": 3}, "...........EEE", "..........EEEE", "most_run"),
    ({"most_run": 3, "past": Past(2)}, "E.EEE", "EE", "most_run"),
    ({"most_run": 3, "past": Past(3)}, ".EEE", "E", "most_run"),
    ({"least_run": 2}, ".EE.EEE", ".E.", "least_run"),
    ({"least_run": 3}, "E.", ".E.", "least_run"),  # cut by the first edge
    ({"least_run": 3}, "............EE", "...........EE.", "least_run"),  # cut by the last
    ({"least_run": 3, "past": Past(1)}, "EE.", "E.", "least_run"),
    ({"least_run": 2, "past": Past(1)}, "E", ".EE", "least_run"),
    ({"least_run": 2, "past": Past(0)}, "EE", "E", "least_run"),
    ({"least_off": 2}, "E..E", "E.E", "least_off"),
    ({"least_off": 3}, ".E...E", ".E..E", "least_off"),  # the first run is cut by the edge
    ({"least_off": 2, "past": Past(0, 1)}, ".E", "E", "least_off"),
    ({"least_off": 3, "past": Past(1)}, "...E", "..E", "least_off"),
    ({"most_weekends": 1}, ".....EE", ".....E......E.", "most_weekends"),
]


@pytest.mark.parametrize(("limits", "kept", "broken", "code"), EDGES)
def test_a_limit_binds_at_its_edge_and_nowhere_else(limits: dict[str, Any], kept: str, broken: str, code: str) -> None:
    given = problem(person(**limits))
    assert violations(given, {"刘": row(kept)}) == []
    assert [each.finding.code for each in violations(given, {"刘": row(broken)})] == [code]
    assert _possible(limits, kept)
    assert not _possible(limits, broken)


@pytest.mark.parametrize(
    ("weekend", "days", "codes"),
    [
        (False, "E.....E", ["most_weekends"]),
        (True, "E.....E", []),
        (False, "E......", []),
        (True, "E.....E......E", ["most_weekends"]),
    ],
)
def test_a_weekend_that_counted_before_day_0_is_free(weekend: bool, days: str, codes: list[str]) -> None:
    sunday_first = problem(
        person(most_weekends=1, past=Past(1, None, "E", weekend) if weekend else None), first_weekday=6
    )
    assert [each.finding.code for each in violations(sunday_first, {"刘": row(days)})] == codes


def test_what_is_strange_is_said_before_anything_is_counted() -> None:
    found = violations(problem(), {"刘": {0: "X", 99: "E", -1: "E"}, "nobody": {0: "E"}})
    assert sorted(each.finding.code for each in found) == [
        "unknown_day",
        "unknown_day",
        "unknown_person",
        "unknown_shift",
    ]
    for each in found:
        assert each.finding.sentence % each.finding.params


def _possible(limits: dict[str, Any], days: str) -> bool:
    """Whether the model lets her work exactly this."""
    model = write(problem(person(**limits)))
    hers = model.cells["刘"]
    for day, today in enumerate(hers.shift):
        wanted = row(days).get(day)
        if wanted is not None and wanted not in today:
            return False
        for shift, cell in today.items():
            model.proto.add(cell == (shift == wanted))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(model.proto) == cp_model.OPTIMAL)
