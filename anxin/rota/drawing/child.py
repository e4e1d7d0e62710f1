"""The process in which a rota is made: `python -m anxin.rota.drawing.child`, the problem on stdin, news on stdout.

On stdin: one line with the length of a pickled `Task`, then that; later perhaps a line "stop". When stdin ends, whoever
asked is gone, and so is this process at once. On stdout: JSON lines {"seconds", "cost", "bound", "roster"?} as it gets
better, one with "status" when it is over, and after it what would fill the gaps: "remedies", the more the later the line. It
works behind everything else on the machine.
"""

import json
import os
import pickle
import sys
import threading
from typing import IO, Any

from anxin.rota.drawing.remedies import BUDGET_S, as_said, gaps_within
from anxin.rota.drawing.task import Task
from anxin.rota.solver.answer import Answer, Progress
from anxin.rota.solver.explain.gaps import Gap
from anxin.rota.solver.solve import solve

NICE = 15
STOPPED_S = 0.5


def main(given: IO[bytes], said: IO[str]) -> None:
    """Solve what comes in; say how it goes."""
    os.nice(NICE)
    task = pickle.loads(given.read(int(given.readline())))  # noqa: S301  (from our own worker, through a pipe)
    assert isinstance(task, Task)
    stop = threading.Event()
    threading.Thread(target=_listen, args=[given, stop], daemon=True).start()

    def watch(progress: Progress) -> bool:
        _say(said, seconds=progress.seconds, cost=progress.cost, bound=progress.bound, roster=progress.roster)
        return stop.is_set()

    answer = solve(
        task.problem, seconds=task.seconds, workers=task.workers, seed=task.seed, start=task.start, watch=watch
    )
    _say(
        said, status=answer.status.value, seconds=answer.seconds, cost=answer.cost, bound=answer.bound,
        roster=answer.roster or None,
    )  # fmt: skip
    if answer.roster:
        _explain(said, task, answer, stop)
    os._exit(0)  # threads of the solver may still be at work; nobody waits for them


def _explain(said: IO[str], task: Task, answer: Answer, stop: threading.Event) -> None:
    """Who stops it wants the rota, not what else could be: then there is little time for this."""
    found: list[Gap] = []
    for gaps in gaps_within(task.problem, answer.roster, STOPPED_S if stop.is_set() else BUDGET_S):
        found += gaps
        _say(said, seconds=answer.seconds, remedies=as_said(found))


def _listen(given: IO[bytes], stop: threading.Event) -> None:
    while line := given.readline():
        if line.strip() == b"stop":
            stop.set()
    os._exit(1)


def _say(said: IO[str], **news: Any) -> None:
    roster = news.get("roster")
    if roster is not None:
        # JSON's keys are words; days come back as numbers in `process`.
        news["roster"] = {person: list(row.items()) for person, row in roster.items() if row}
    said.write(json.dumps(news) + "\n")
    said.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout)
