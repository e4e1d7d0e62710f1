"""Child processes that are kept running, and stopped in order."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType, TracebackType

import click

from anxin.cli.parent import VARIABLE, Make

LOOK_S = 0.2
STOP_S = 9.0
"""All children together get so long to end by themselves."""
LIVED_S = 30.0
"""A child that lived so long starts again at once when it dies; one that dies sooner waits longer each time."""
LONGEST_WAIT_S = 10.0


@dataclass
class Child:
    name: str
    command: Sequence[str]
    handles: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    due: float = 0.0
    deaths: int = field(default=0)

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None


class Children:
    """Starts children, restarts one that dies, and ends all in the order of their start when told to stop.

    They have sessions of their own, so that the terminal's Ctrl-C reaches only the parent, which stops them; and they
    hold the end of a pipe of the parent's, so that they end when it is killed.
    """

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = False
        self._read, self._write = os.pipe()
        self._make = Make()

    def __enter__(self) -> "Children":
        self._before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end_all()
        finally:
            os.close(self._write)
            os.close(self._read)
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def start(self, name: str, command: Sequence[str], handles: tuple[int, ...] = ()) -> None:
        """Start `command` and keep it running; it inherits the file descriptors `handles`."""
        child = Child(name, command, handles)
        self.children.append(child)
        self._launch(child)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keep the children running until `until`, asked several times a second, says so, or we are told to stop."""
        while not self.stopping and not until():
            for child in self.children:
                self._look_after(child)
            if self._make.gave_up():
                self.stopping = True
            time.sleep(LOOK_S)

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if not child.ended():
            return
        if child.process is not None:
            lived = now - child.started
            child.deaths = 1 if lived > LIVED_S else child.deaths + 1
            wait = min(LONGEST_WAIT_S, 0.5 * 2 ** (child.deaths - 1))
            child.process, child.due = None, now + wait
            click.echo(f"The {child.name} ended by itself; it starts again in {wait:g} s.", err=True)
        elif now >= child.due:
            self._launch(child)

    def _launch(self, child: Child) -> None:
        child.started = time.monotonic()
        child.process = subprocess.Popen(
            child.command,
            env=os.environ | {VARIABLE: str(self._read)},
            stdin=subprocess.DEVNULL,
            pass_fds=(self._read, *child.handles),
            start_new_session=True,
        )

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        """First the web, then the workers: nobody queues work that nobody is left to do."""
        until = time.monotonic() + STOP_S
        for index, child in enumerate(self.children):
            if child.process is None or child.ended():
                continue
            child.process.terminate()
            share = (until - time.monotonic()) / (len(self.children) - index)
            if index == 0:
                self._wait(child, max(share, 4.0))
        for child in self.children:
            self._wait(child, max(0.0, until - time.monotonic()))

    @staticmethod
    def _wait(child: Child, seconds: float) -> None:
        if child.process is None:
            return
        try:
            child.process.wait(seconds)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
