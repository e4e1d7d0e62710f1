"""Anxin's own form of a problem: what is written is read back; what is wrong is named by its place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from anxin.rota.solver.anxin_json import problem_of, read_json
from anxin.rota.solver.fault import Fault
from anxin.rota.solver.json_write import given_of, write_json
from anxin.rota.solver.problem import Problem
from anxin.rota.tests.solver.drawn import problems


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(problems)
def test_it_comes_back_as_it_was(problem: Problem) -> None:
    assert read_json(write_json(problem)) == problem


def _form(**more: Any) -> dict[str, Any]:
    return {
        "anxin-rota": 1,
        "first": "2020-03-01",
        "days": 15,
        "shifts": [{"id": "早", "from": "08:00", "to": "12:00"}, {"id": "夜", "from": "22:00", "to": "06:00"}],
        "people": [{"id": "刘", "groups": ["medic"]}, {"id": "周"}],
        **more,
    }


def test_weekdays_dates_and_clocks_are_understood() -> None:
    problem = problem_of(
        _form(
            people=[
                {"id": "刘", "days_off": ["sunday", "2020-03-03"], "cannot": [{"days": "monday", "shifts": ["夜"]}]}
            ],
            cover=[{"day": ["saturday", 0], "shifts": ["早"], "need": 2, "under": 10}],
        )
    )
    [person] = problem.people
    assert problem.first_weekday == 6
    assert [shift.minutes for shift in problem.shifts] == [240, 480]
    assert person.days_off == {0, 2, 7, 14}
    assert person.cannot == {(1, "夜"), (8, "夜")}
    assert person.most == {"早": 15, "夜": 15}
    assert [cover.day for cover in problem.cover] == [0, 6, 13]


def test_the_example_of_the_documentation_is_read() -> None:
    page = Path(__file__).resolve().parents[4] / "docs" / "solver.md"
    example = re.search(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    assert [person.id for person in read_json(example.group(1)).people] == ["刘"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"anxin-rota": 2}, "anxin-rota"),
    ({"anxin-rota": True}, "anxin-rota"),
    ({"days": 0}, "days"),
    ({"days": -3}, "days"),
    ({"days": 10**30}, "days"),
    ({"days": "15"}, "days"),
    ({"days": 15.0}, "days"),
    ({"days": True}, "days"),
    ({"first": "1 March"}, "first"),
    ({"first_weekday": "friday"}, "first_weekday"),
    ({"colour": "red"}, "$"),
    ({"shifts": []}, "shifts"),
    ({"shifts": {}}, "shifts"),
    ({"shifts": [{"id": "早"}]}, "shifts[0].minutes"),
    ({"shifts": [{"id": "早", "from": "8", "to": "12:00"}]}, "shifts[0].from"),
    ({"shifts": [{"id": "早", "minutes": 1}, {"id": "早", "minutes": 1}]}, "shifts"),
    ({"people": [{"id": "刘"}, {"id": "刘"}]}, "people"),
    ({"people": [{"id": ""}]}, "people[0].id"),
    ({"people": [7]}, "people[0]"),
    ({"people": [{"id": "刘", "run": {"most": -1}}]}, "people[0].run.most"),
    ({"people": [{"id": "刘", "most": {"X": 1}}]}, "people[0].most.X"),
    ({"people": [{"id": "刘", "days_off": [15]}]}, "people[0].days_off[0]"),
    ({"people": [{"id": "刘", "days_off": ["2020-04-01"]}]}, "people[0].days_off[0]"),
    ({"people": [{"id": "刘", "pins": {"x": "早"}}]}, "people[0].pins.x"),
    ({"people": [{"id": "刘", "spells": [{"first": 3, "last": 2, "most": 1}]}]}, "people[0].spells[0].last"),
    (
        {"people": [{"id": "刘", "shares": [{"code": "a", "cells": [{}], "costs": [0, 5, 6]}]}]},
        "people[0].shares[0].costs",
    ),
    ({"requests": [{"person": "王", "day": 0, "shift": "早", "weight": 1, "on": True}]}, "requests[0].person"),
    ({"cover": [{"day": 0, "shifts": ["X"], "need": 1, "under": 1}]}, "cover[0].shifts[0]"),
    ({"links": [{"day": 0}]}, "links[0]"),
]


@pytest.mark.parametrize(("change", "place"), WRONG)
def test_a_fault_is_named_by_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(Fault) as refused:
        problem_of(_form(**change))
    assert refused.value.finding.params["path"] == place
    assert place in str(refused.value)


@pytest.mark.parametrize("text", ["{", "[1]", '"x"', "{" * 100_000, "[" * 100_000, '{"a":' + "9" * 5000 + "}", "NaN"])
def test_what_is_no_problem_is_refused(text: str) -> None:
    with pytest.raises(Fault):
        read_json(text)


def test_what_is_written_is_plain_json() -> None:
    problem = problem_of(_form())
    assert problem_of(json.loads(json.dumps(given_of(problem)))) == problem
