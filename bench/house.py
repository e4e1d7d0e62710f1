"""A whole Anxin of its own: `anxin run` with the demo town in a temporary data folder, on a free port."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from anxin.core import postgres

CLONE = Path(__file__).resolve().parent.parent
NOT_OURS = ("DATABASE_URL", "ANXIN_TEST", "ANXIN_DEMO", "ANXIN_KEYS", "ANXIN_PARENT", "DJANGO_SETTINGS_MODULE", "HOST")
READY_S = 120.0
STOP_S = 25.0


@dataclass(frozen=True)
class House:
    """A running Anxin: its data folder, its port, its parent process, its database's address, since when it is ready."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes]"
    database: str
    began: datetime

    @property
    def base(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def staff(self) -> list[dict[str, str]]:
        """The demo town's logins."""
        rows: list[dict[str, str]] = json.loads((self.home / "demo-accounts.json").read_text(encoding="utf-8"))
        return rows

    def sql(self, statement: str, values: Any = None) -> list[tuple[Any, ...]]:
        """The rows of a statement in its database."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            done = connection.execute(statement, values)
            return done.fetchall() if done.description else []

    def sql_on(self, name: str, statement: str) -> None:
        """Run a statement in another database of the same server."""
        with psycopg.connect(self.database.replace("@/anxin", f"@/{name}"), autocommit=True) as connection:
            connection.execute(statement)

    def anxin(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run an `anxin` command on its data folder."""
        command = [sys.executable, "-m", "anxin.cli", *arguments]
        return subprocess.run(
            command, cwd=CLONE, env=environment(self.home), capture_output=True, text=True, check=False
        )

    def log(self) -> str:
        """What it has said."""
        return (self.home / "run.log").read_text(encoding="utf-8", errors="replace")


def environment(home: Path) -> dict[str, str]:
    """The environment of a process of this house."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {"ANXIN_HOME": str(home)}


@contextlib.contextmanager
def house(web: int = 1, keep: bool = False) -> Iterator[House]:
    """Start one with `web` web processes, and take it down and away at the end. Raises RuntimeError."""
    home = Path(tempfile.mkdtemp(prefix="anxin-bench-"))
    port = free_port()
    with (home / "run.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "anxin.cli", "run", "--web", str(web)],
            cwd=CLONE,
            env=environment(home) | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, home)
        with postgres.running(home) as url:
            yield House(home, port, process, url, datetime.now(UTC))
    finally:
        stop(process)
        if not keep:
            postgres.discard(home)
            shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def stop(process: "subprocess.Popen[bytes]") -> float:
    """Ctrl-C; how many seconds it took to end."""
    began = time.monotonic()
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return time.monotonic() - began


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, home: Path) -> None:
    until = time.monotonic() + READY_S
    while time.monotonic() < until and process.poll() is None:
        # The parent says where to look when it has seen the first answer; before that it does not look after its children.
        if ready(port) and b"Ctrl-C stops it" in (home / "run.log").read_bytes():
            return
        time.sleep(0.1)
    raise RuntimeError("anxin run did not become ready:\n" + (home / "run.log").read_text(errors="replace"))


def ready(port: int) -> bool:
    """Whether /readyz says so."""
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
        return bool(answer.status == 200)
    return False
