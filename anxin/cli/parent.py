"""Processes that end with the one that started them, however that one ends."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

VARIABLE = "ANXIN_PARENT"
GRACE_S = 8.0


def stop_when_parent_ends() -> None:
    """In a child of `anxin run`: stop when the pipe that the parent holds open ends, killed or not."""
    handle = os.environ.pop(VARIABLE, "")
    if handle:
        threading.Thread(target=_watch, args=[int(handle)], daemon=True, name="parent").start()


def _watch(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.read(handle, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(1)


class Make:
    """The `make` that started us, if one did. Told to stop alone (not by Ctrl-C, which reaches all), it only waits."""

    def __init__(self) -> None:
        self._status = Path(f"/proc/{os.getppid()}/status")
        self._is_make = self._field("Name") in {"make", "gmake"} and self._catches_interrupt()

    def gave_up(self) -> bool:
        """Whether make has gone, or has had its SIGINT and waits for us to end."""
        return self._is_make and not self._catches_interrupt()

    def _catches_interrupt(self) -> bool:
        return bool(int(self._field("SigCgt") or "0", 16) & 1 << (signal.SIGINT - 1))

    def _field(self, name: str) -> str:
        with contextlib.suppress(OSError):
            for line in self._status.read_text().splitlines():
                if line.startswith(f"{name}:"):
                    return line.split(":", 1)[1].strip()
        return ""
