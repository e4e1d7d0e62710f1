"""Start, join and stop the embedded PostgreSQL.

Two locks in `home`/postgres: `lock` is held while something is started or stopped; `users` is held, shared, by every
process that uses the server, so whoever leaves last, and only she, can take it whole and stops the server. The system
lets go of both when a process dies, however it dies.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from anxin.core.postgres.place import Place, PostgresError, control_folder, find_place
from anxin.core.postgres.programs import is_server, run_program
from anxin.core.postgres.tuning import TUNING

NAME = "anxin"
WAIT_S = 60
LAUNCHES = 6
LOG_BYTES = 10_000_000

_used: dict[Path, list[int]] = {}
"""Open handles of the `users` lock of this process, by folder."""


@dataclass(frozen=True)
class Status:
    """How the embedded server of a data folder stands; `version` is None where it does not run."""

    running: bool
    version: str | None
    data: Path
    log: Path


@contextlib.contextmanager
def running(home: Path) -> Iterator[str]:
    """The address of `home`'s database, for as long as the block lasts. Raises PostgresError."""
    url = start(home)
    try:
        yield url
    finally:
        stop(home)


def start(home: Path) -> str:
    """Start the server of `home`, or join the one that runs, and give its address. Raises PostgresError."""
    control = control_folder(home)
    with _locked(control):
        place = find_place(control)
        if _version(place) is None:
            _clear_stale(place)
        if _version(place) is None:
            _make_data(place)
            _launch(place)
        _make_database(place)
        _join(control)
    return _url(place)


def stop(home: Path) -> bool:
    """Leave the server of `home`; the last to leave stops it. True if it was stopped."""
    control = control_folder(home)
    with _locked(control):
        if _used.get(control):
            os.close(_used[control].pop())
        handle = os.open(control / "users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        place = find_place(control)
        if not is_server(place):
            return False
        run_program(place, "pg_ctl", ["stop", "-D", str(place.data), "-m", "fast", "-w", "-t", "30"])
        return True


def revive(home: Path) -> bool:
    """Start the server of `home` again if it died; True if it had. For one who already uses it."""
    control = control_folder(home)
    with _locked(control):
        place = find_place(control)
        if is_server(place):
            return False
        _clear_stale(place)
        _launch(place)
    return True


def status(home: Path) -> Status:
    """How the server of `home` stands; starts nothing."""
    control = control_folder(home)
    with _locked(control):
        place = find_place(control)
        version = _version(place)
    return Status(running=version is not None, version=version, data=place.data, log=place.log)


@contextlib.contextmanager
def _locked(control: Path) -> Iterator[None]:
    handle = os.open(control / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _join(control: Path) -> None:
    handle = os.open(control / "users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    _used.setdefault(control, []).append(handle)


def _url(place: Place) -> str:
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(place.sockets), safe='')}"


def _connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(
        host=str(place.sockets), port=5432, user=NAME, dbname="postgres", autocommit=True, connect_timeout=5
    )


def _version(place: Place) -> str | None:
    """The version of the server that answers on the socket, if one does."""
    with contextlib.suppress(psycopg.OperationalError), _connect(place) as connection:
        row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else None
    return None


def _clear_stale(place: Place) -> None:
    """Wait for a server that is just starting or stopping; take away the note of one that is gone.

    PostgreSQL itself takes any process with the noted number for a living server, which after a power cut may be a
    stranger's. We hold the lock and look at what that process is.
    """
    note = place.data / "postmaster.pid"
    until = time.monotonic() + WAIT_S
    while is_server(place):
        if _version(place) is not None:
            return
        if time.monotonic() > until:
            raise PostgresError(f"PostgreSQL in {place.data} does not answer. Its log is {place.log}.")
        time.sleep(0.1)
    note.unlink(missing_ok=True)


def _make_data(place: Place) -> None:
    """The data folder, made aside and moved into place, so that an interrupted start leaves nothing half-done."""
    # An initdb that outlived its start may still write while its folder goes; so each later start looks again.
    for left in place.base.glob("data.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    if place.data.exists():
        _check_version(place)
        return
    aside = Path(tempfile.mkdtemp(dir=place.base, prefix="data.new-"))
    place.own(aside, 0o700)
    options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    access = ["--auth-local=trust", "--auth-host=reject"]
    run_program(place, "initdb", ["-D", str(aside), "-U", NAME, *options, *access])
    with (aside / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists = '../anxin.conf'\n# Below: your own settings; that file is written anew.\n")
    aside.rename(place.data)


def _check_version(place: Place) -> None:
    made = (place.data / "PG_VERSION").read_text().strip()
    ours = run_program(place, "postgres", ["--version"]).split()[-1].split(".")[0]
    if made != ours:
        raise PostgresError(
            f"The data in {place.data} was written by PostgreSQL {made}, and this Anxin brings {ours}. "
            "Make a backup with the Anxin that wrote it, and restore that here."
        )


def _launch(place: Place) -> None:
    folder = str(place.sockets).replace("'", "''")
    settings = place.base / "anxin.conf"
    settings.write_text("# Written by Anxin at every start.\n" + TUNING + f"unix_socket_directories = '{folder}'\n")
    settings.chmod(0o644)
    if not place.log.exists() or place.log.stat().st_size > LOG_BYTES:
        place.log.write_text("")
    place.own(place.log, 0o600)
    for tries_left in range(LAUNCHES - 1, -1, -1):
        try:
            run_program(
                place, "pg_ctl", ["start", "-D", str(place.data), "-l", str(place.log), "-w", "-t", str(WAIT_S)]
            )
            return
        except PostgresError:
            # The children of a server that was killed hold its memory for a moment longer.
            if not tries_left:
                raise
            time.sleep(1)


def _make_database(place: Place) -> None:
    with _connect(place) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")
