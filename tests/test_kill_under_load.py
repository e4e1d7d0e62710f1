"""Web processes and a worker are killed in the middle of a load, and nothing is lost, nothing is done twice."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from anxin.replay import Plan, Report, play
from bench import meter
from bench.house import House, house, stop
from bench.town import SLUG, TEXTS

QUESTIONS = 60
RATE = 10.0
BACK_S = 20.0  # so long may a killed process take to be there again


def test_killed_processes_lose_nothing_and_do_nothing_twice() -> None:
    with house(web=2) as here:
        report = asyncio.run(played_and_killed(here))
        assert (report.lost, report.duplicated, report.answered) == (0, 0, QUESTIONS)
        assert asked_and_answered(here) == [("question.answered", QUESTIONS), ("question.asked", QUESTIONS)]
        soon(lambda: len(pids(here, "web")) == 2 and len(pids(here, "worker pages")) == 1)
        doctor = here.anxin("doctor")
        assert doctor.returncode == 0, doctor.stdout + doctor.stderr
        everyone = [
            each.pid for each in meter.read(here).processes if each.pid != os.getpid() and each.what != "postgres"
        ]
        stop(here.process)
        assert here.process.returncode == 0
        assert [pid for pid in everyone if Path(f"/proc/{pid}").exists()] == []


async def played_and_killed(here: House) -> Report:
    """Play the questions; meanwhile kill one web process, then the other, then the worker that offers them."""
    rows = [{"id": str(number), "ask": ask, "answer": answer} for number, (ask, answer) in enumerate(many())]
    playing = asyncio.create_task(play(Plan(here.base, SLUG, RATE, rows, here.staff)))
    first, second = pids(here, "web")
    for wait, pid in ((1.5, first), (2.5, second), (1.0, pids(here, "worker pages")[0])):
        await asyncio.sleep(wait)
        os.kill(pid, signal.SIGKILL)
    return await playing


def many() -> list[tuple[str, str]]:
    """As many questions as we play, with their answers."""
    return [TEXTS[number % len(TEXTS)] for number in range(QUESTIONS)]


def asked_and_answered(here: House) -> list[tuple[str, int]]:
    """How often each was recorded about questions of those who came during the play (the demo town's have handles)."""
    rows = here.sql(
        "SELECT e.name, count(*) FROM core_event e JOIN desk_question q ON q.id = e.about_id"
        " JOIN clients_resident r ON r.id = q.resident_id"
        " WHERE e.name IN ('question.asked', 'question.answered') AND r.came_at > %s GROUP BY 1 ORDER BY 1",
        [here.began],
    )
    return [(name, count) for name, count in rows]


def pids(here: House, what: str) -> list[int]:
    return meter.read(here).pids(what)


def soon(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + BACK_S
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.2)
