"""A gap says why nobody fills it, and what is offered really fills it."""

from dataclasses import replace
from typing import Any

import pytest

from anxin.rota.solver.check import violations
from anxin.rota.solver.explain.gaps import Way, gaps, spoken_hours, with_remedy
from anxin.rota.solver.problem import Cover, Problem, Spell
from anxin.rota.solver.solve import solve
from anxin.rota.tests.solver.small import person, problem, row, wanted

# her limits, her row, why she does not take the late shift of day 3, and what would let her
CASES: list[tuple[dict[str, Any], str, str, Way]] = [
    ({"cannot": frozenset({(3, "L")})}, "", "cannot", Way.OPENS),
    ({"days_off": frozenset({3})}, "", "day_off", Way.OPENS),
    ({"most_minutes": 480}, "EE", "most_minutes", Way.MORE),
    ({"most": {"E": 9, "L": 1}}, "L", "most", Way.MORE),
    ({"spells": (Spell(0, 6, 480),)}, "EE", "spell_most", Way.MORE),
    ({"most_run": 3}, "EEE", "most_run", Way.ONE_MORE),
    ({"pins": {3: None}}, "", "pin", Way.ONE_MORE),
    ({"most": {"E": 9}}, "", "not_hers", Way.ONE_MORE),
    ({}, "....E", "rest", Way.ONE_MORE),
    ({"least_run": 2}, ".", "least_run", Way.ONE_MORE),
    ({"least_off": 3}, "E", "least_off", Way.ONE_MORE),
    ({}, "...E", "busy", Way.MOVES),
    ({}, "", "price", Way.NOTHING),
]


def _late_on_3(*people: Any) -> Problem:
    cover = (
        Cover(3, ("L",), 1, 100, group="medic", label="18:00-19:00"),
        Cover(3, ("L",), 1, 100, group="medic", label="19:00-20:00"),
    )
    return problem(*people, days=8, cover=cover)


@pytest.mark.parametrize(("limits", "days", "code", "way"), CASES)
def test_it_says_why_and_what_it_offers_fills_it(limits: dict[str, Any], days: str, code: str, way: Way) -> None:
    given = _late_on_3(person(groups=frozenset({"medic"}), **limits), person("周", groups=frozenset({"volunteer"})))
    roster = {"刘": row(days)}
    [gap] = gaps(given, roster)
    assert (gap.day, gap.group, gap.missing, gap.finding.params["hours"]) == (3, "medic", 1, "18:00-20:00")
    assert [(each.code, each.people) for each in gap.why] == [(code, ("刘",))]
    [remedy] = gap.remedies
    assert remedy.way is way
    for finding in (gap.finding, remedy.finding, *(each.finding for each in gap.why)):
        assert finding.sentence % finding.params
    if way is not Way.ONE_MORE:
        after, filled = with_remedy(given, remedy), {"刘": {**row(days), 3: "L"}}
        assert violations(after, filled) == []
        assert gaps(after, filled) == []


def test_solving_with_the_remedy_fills_the_gap() -> None:
    people = [person(name, groups=frozenset({"medic"}), cannot=frozenset({(3, "L")})) for name in ("刘", "周")]
    given = _late_on_3(*people)
    answer = solve(given, seconds=10)
    [gap] = gaps(given, answer.roster)
    assert [remedy.person for remedy in gap.remedies] == ["刘", "周"]
    for remedy in gap.remedies:
        again = solve(with_remedy(given, remedy), seconds=10)
        assert gaps(given, again.roster) == []


def test_whom_a_whole_profession_lacks_is_said_so() -> None:
    given = problem(person(), cover=wanted(1, "E", group="medic", need=2))
    [gap] = gaps(given, {})
    assert [each.code for each in gap.why] == ["nobody"]
    assert [(remedy.way, remedy.person, remedy.finding.params["count"]) for remedy in gap.remedies] == [
        (Way.ONE_MORE, None, 2)
    ]
    with pytest.raises(ValueError, match="somebody new"):
        with_remedy(given, gap.remedies[0])


def test_nobody_is_asked_to_tear_the_same_hole_elsewhere() -> None:
    given = replace(_late_on_3(person(groups=frozenset({"medic"}))), cover=wanted(8, "E", "L", group="medic"))
    late = next(gap for gap in gaps(given, {"刘": {3: "E"}}) if gap.day == 3)
    assert [remedy.way for remedy in late.remedies] == [Way.ONE_MORE]


def test_hours_that_follow_each_other_are_spoken_as_one() -> None:
    assert spoken_hours(["8-9", "9-10", "12-13"]) == "8-10, 12-13"
    assert spoken_hours(["Mondays"]) == "Mondays"
    assert spoken_hours([]) == ""
