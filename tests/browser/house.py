"""The real thing: `anxin run` with the demo town, in a data folder of its own on a free port."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from anxin.core import postgres

STARTED = re.compile(r"ready at (http://\S+)/")
STOPS_WITHIN = 20.0  # seconds


@dataclass(frozen=True)
class House:
    """A running server: where it answers, and the demo town's passwords."""

    address: str
    passwords: dict[str, str]

    def token(self, username: str) -> str:
        """An API token of somebody of the town."""
        said = {"username": username, "password": self.passwords[username]}
        return str(self.call("/api/v1/tokens", said)["token"])

    def call(self, path: str, said: dict[str, Any] | None = None, token: str = "") -> Any:
        """What the API answers: POST of `said` where there is any, else GET. Errors: urllib's HTTPError."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        body = None if said is None else json.dumps(said).encode()
        with urlopen(Request(self.address + path, data=body, headers=headers), timeout=30) as answer:
            return json.loads(answer.read())

    def asks(self, text: str, handle: str = "") -> tuple[str, str]:
        """A resident who asks through the API; gives (the question's id, her token)."""
        token = self.call("/api/v1/c/huzhu/residents", {"handle": handle} if handle else {})["token"]
        return str(self.call("/api/v1/c/huzhu/questions", {"text": text}, token)["id"]), token


@contextmanager
def running(home: Path) -> Iterator[House]:
    """Start it, wait until it says that it is ready, and stop all of it at the end."""
    # Of this session only the path: its database and its keys are not the town's.
    env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    command = [sys.executable, "-m", "anxin.cli", "run"]
    process = subprocess.Popen(
        command, env=env | {"ANXIN_HOME": str(home)}, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield House(_address(process), passwords(home))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        while postgres.stop(home):
            pass
        postgres.discard(home)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    for line in process.stdout:
        if found := STARTED.search(line):
            return found[1]
    pytest.fail("anxin run ended before it was ready")


def passwords(home: Path) -> dict[str, str]:
    """User name → password of the demo town in `home`."""
    rows = json.loads((home / "demo-accounts.json").read_text(encoding="utf-8"))
    return {row["username"]: row["password"] for row in rows}
