"""PostgreSQL's own programs, and the process of a server."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from anxin.core.postgres.place import Place, PostgresError


def is_server(place: Place) -> bool:
    """Whether the process that postmaster.pid names is alive and a PostgreSQL of this place."""
    try:
        number = int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(number, 0)
    except (ValueError, FileNotFoundError, ProcessLookupError, PermissionError):
        return False  # gone, or another user's: a PostgreSQL of this folder runs as us, or we are root
    command = _command(number)
    return "postgres" in command and str(place.data) in command


def _command(number: int) -> str:
    """The command line of a process; empty if it has just ended."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return os.fsdecode(Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" "))
        return ""
    return subprocess.run(["ps", "-o", "args=", "-p", str(number)], capture_output=True, text=True, check=False).stdout


def run_program(place: Place, program: str, arguments: Sequence[str]) -> str:
    """Run one of PostgreSQL's programs as its account, away from the terminal's Ctrl-C. Raises PostgresError."""
    account = place.account
    done = subprocess.run(
        [place.binaries / program, *arguments],
        cwd=place.base,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip().splitlines() or [signal.strsignal(-done.returncode) or "no word"]
        raise PostgresError(f"PostgreSQL's {program} failed: {said[-1]} (log: {place.log})")
    return done.stdout
