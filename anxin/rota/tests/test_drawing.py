"""The process in which a rota is made: it says how far it is, can be stopped, and ends with who asked."""

import pickle
import subprocess
import sys

from anxin.rota.drawing import process
from anxin.rota.drawing.process import Drawing
from anxin.rota.drawing.task import Task
from anxin.rota.problem import problem_of
from anxin.rota.solver.check import violations
from anxin.rota.tests.test_problem import LONG_AGO, random_facts

LONG = 600.0  # seconds: more than anyone waits for it here


def task(seconds: float = LONG) -> Task:
    return Task(problem_of(random_facts(3), LONG_AGO), seconds, 1, 1, None)


def test_stopped_it_ends_with_the_best_so_far() -> None:
    given = task()
    with Drawing(given) as drawing:
        while drawing.latest().roster is None:
            assert not drawing.wait(0.1)
        drawing.stop()
        while not drawing.wait(0.1):
            pass
        news = drawing.latest()
    assert news.roster is not None
    assert not violations(given.problem, news.roster)


def test_one_that_is_over_its_time_is_ended_by_force() -> None:
    with Drawing(task()) as drawing:
        drawing.ends = 0.0
        assert drawing.wait(60)
        assert drawing.failed


def test_it_ends_when_who_asked_is_gone() -> None:
    body = pickle.dumps(task())
    child = subprocess.Popen(
        [sys.executable, "-m", process.CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"%d\n" % len(body) + body)
        child.stdin.flush()
        assert child.stdout.readline()
        child.stdin.close()  # as the system does for a worker that was killed
        assert child.wait() == 1
