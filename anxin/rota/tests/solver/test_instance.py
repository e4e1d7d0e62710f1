"""The published form: read as published, scored as published, and refused with the line where it is not of the form."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from anxin.rota.solver.answer import Status
from anxin.rota.solver.check import violations
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.fault import Fault
from anxin.rota.solver.instance import is_instance, read_instance
from anxin.rota.solver.read import read_problem, write_roster
from anxin.rota.solver.solve import solve
from anxin.rota.tests.solver.small import INSTANCES, SCORER, needs_instances

GOOD = """\ufeff# a comment
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=,2400,960,5,2,2,1
B,E=0|L=7,2400,0,5,1,2,1

SECTION_DAYS_OFF
A,0

SECTION_SHIFT_ON_REQUESTS
A,2,E,2

SECTION_SHIFT_OFF_REQUESTS
B,3,L,1

SECTION_COVER
0,E,1,100,1
"""


def test_it_is_read_as_written() -> None:
    problem = read_instance(GOOD)
    a, b = problem.people
    assert (problem.days, [shift.id for shift in problem.shifts]) == (7, ["E", "L"])
    assert problem.shifts[1].not_before == {"E"}
    assert (a.most, a.most_minutes, a.least_minutes) == ({"E": 7, "L": 7}, 2400, 960)
    assert (a.most_run, a.least_run, a.least_off, a.most_weekends) == (5, 2, 2, 1)
    assert (set(a.days_off), set(b.days_off)) == ({0}, set())
    assert [(request.person, request.on) for request in problem.requests] == [("A", True), ("B", False)]


WRONG = [
    ("SECTION_HORIZON\n7\n", "SECTION_HORIZON\n0\n", "Line 3"),
    ("SECTION_HORIZON\n7\n", "SECTION_HORIZON\n-7\n", "Line 3"),
    ("SECTION_HORIZON\n7\n", "SECTION_HORIZON\n99999999999999999999\n", "Line 3"),
    ("SECTION_HORIZON\n7\n", "SECTION_HORIZON\n7\n8\n", "Line 4"),
    ("SECTION_HORIZON\n7\n", "SECTION_HORIZON\n", "SECTION_HORIZON"),
    ("SECTION_COVER", "SECTION_COVERS", "Line 22"),
    ("# a comment", "7", "Line 1"),
    ("L,480,E", "L,480,E|X", "Line 7"),
    ("L,480,E", "E,480,", "Line 7"),
    ("L,480,E", "L,1e3,", "Line 7"),
    ("L,480,E", "L,４８０,", "Line 7"),
    ("B,E=0|L=7", "A,E=0|L=7", "Line 11"),
    ("B,E=0|L=7", "B,E=0|X=7", "Line 11"),
    ("B,E=0|L=7", ",E=0|L=7", "Line 11"),
    ("2400,960,5,2,2,1", "2400,960,5,2,2", "Line 10"),
    ("A,0\n", "A,7\n", "Line 14"),
    ("A,0\n", "C,0\n", "Line 14"),
    ("A,2,E,2", "A,2,X,2", "Line 17"),
    ("A,2,E,2", "A,2,E,-2", "Line 17"),
    ("B,3,L,1", "Z,3,L,1", "Line 20"),
    ("0,E,1,100,1", "0,E,1,100", "Line 23"),
]


@pytest.mark.parametrize(("good", "bad", "where"), WRONG)
def test_a_fault_is_named_by_its_line(good: str, bad: str, where: str) -> None:
    assert good in GOOD
    with pytest.raises(Fault, match=where):
        read_instance(GOOD.replace(good, bad, 1))


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xff\xfe\x00", b"hello", b"PK\x03\x04", b"SECTION_HORIZON", b"{}"])
def test_what_is_neither_form_is_refused(data: bytes) -> None:
    with pytest.raises(Fault):
        read_problem(data)


def test_the_form_is_known_by_what_it_holds() -> None:
    assert is_instance(GOOD)
    assert not is_instance('{"anxin-rota": 1}')


@needs_instances
@pytest.mark.parametrize("number", [1, 3, 8])
def test_cost_and_limits_are_those_of_the_published_scorer(number: int, tmp_path: Path) -> None:
    path = INSTANCES / f"Instance{number}.txt"
    problem = read_instance(path.read_text("utf-8"))
    chance = random.Random(number)
    ids = [shift.id for shift in problem.shifts]
    roster = {
        person.id: {day: chance.choice(ids) for day in range(problem.days) if chance.random() < 0.6}
        for person in problem.people
    }
    file = tmp_path / "roster.csv"
    file.write_text(write_roster(roster), encoding="utf-8")
    said = subprocess.run([sys.executable, str(SCORER), str(path), str(file)], capture_output=True, check=False)
    score = json.loads(said.stdout)
    cost = cost_of(problem, roster)
    assert (score["cost"], score["requests"], score["cover"]) == (cost.total, cost.requests, cost.cover)
    assert len(score["violations"]) == len(violations(problem, roster))


@needs_instances
def test_the_first_instance_is_solved_and_proven() -> None:
    answer = solve(read_instance((INSTANCES / "Instance1.txt").read_text("utf-8")), seconds=20)
    assert (answer.status, answer.cost, answer.bound) == (Status.OPTIMAL, 607, 607)
