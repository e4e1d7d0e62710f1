"""The other end of `child`: starts it, hears its news, stops it."""

import contextlib
import json
import logging
import pickle
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from anxin.rota.drawing.task import Task
from anxin.rota.solver.problem import Roster

CHILD = "anxin.rota.drawing.child"
GRACE_S = 15.0
"""So long after its time a child may need to start, read, write and look at the gaps; then it is killed."""
STOP_S = 3.0

logger = logging.getLogger("anxin.rota")


@dataclass(frozen=True, slots=True)
class News:
    """What the child says: how far it is; a roster where there is a better one; a status at its end, then remedies."""

    seconds: float
    cost: int | None = None
    bound: float | None = None
    roster: Roster | None = None
    status: str = ""
    remedies: tuple[dict[str, Any], ...] = ()  # what would fill the gaps, as `drawing.remedies.as_said` tells it


class Drawing:
    """One child at work. `latest` is its newest news, with the best roster so far; it never blocks."""

    def __init__(self, task: Task) -> None:
        self.ends = time.monotonic() + task.seconds + GRACE_S
        self._process = subprocess.Popen([sys.executable, "-m", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._lock = threading.Lock()
        self._latest = News(0.0)
        self._stopping = False
        self.forced = False  # ended by us, over its time
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._send(task)

    def __enter__(self) -> "Drawing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join(2)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def latest(self) -> News:
        """The newest news; its roster is the best so far."""
        with self._lock:
            return self._latest

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it has ended; whether it has. One that is over its time is killed."""
        left = self.ends - time.monotonic()
        try:
            self._process.wait(max(0.0, min(seconds, left)))
        except subprocess.TimeoutExpired:
            if left > seconds:
                return False
            logger.warning("a drawing went on beyond its time and was ended")
            self.forced = True
            self._process.kill()
            self._process.wait()
        self._reader.join(2)
        return True

    def stop(self) -> None:
        """Ask it to end with what it has; in a few seconds it does."""
        if not self._stopping:
            self._stopping = True
            self.ends = min(self.ends, time.monotonic() + STOP_S)
            self._write(b"stop\n")

    @property
    def failed(self) -> bool:
        """Whether it ended without an answer."""
        return self._process.poll() not in (None, 0)

    def _send(self, task: Task) -> None:
        body = pickle.dumps(task)
        self._write(b"%d\n" % len(body) + body)

    def _write(self, what: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended; `wait` says so
            self._process.stdin.write(what)
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):  # a library may print, too
                self._hear(json.loads(line))

    def _hear(self, said: dict[str, Any]) -> None:
        roster = said.get("roster")
        with self._lock:
            self._latest = News(
                seconds=said["seconds"],
                cost=said.get("cost") if said.get("cost") is not None else self._latest.cost,
                bound=said.get("bound") if said.get("bound") is not None else self._latest.bound,
                roster={person: dict(row) for person, row in roster.items()} if roster else self._latest.roster,
                status=said.get("status", self._latest.status),
                remedies=tuple(said.get("remedies", self._latest.remedies)),
            )
