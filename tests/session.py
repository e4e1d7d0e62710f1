"""The PostgreSQL of a test session: a plugin of pytest, since the settings are read before any conftest.py.

It lives in a data folder of its own, so a `make run` beside the tests is neither used nor touched.
"""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import psycopg
import pytest

from anxin.core import postgres

PREFIX = "anxin-test-"
NOT_FOR_TESTS = ("ANXIN_DEMO", "ANXIN_DEBUG", "ANXIN_KEYS", "ANXIN_SECRET_KEY", "ANXIN_HTTPS", "ANXIN_PROXIES", "PORT")


def begin() -> Path:
    """Start a database for this session and tell the settings; gives the data folder."""
    clear_left()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    (home / "pid").write_text(str(os.getpid()))
    for name in NOT_FOR_TESTS:
        os.environ.pop(name, None)
    url = postgres.start(home)
    with psycopg.connect(url, autocommit=True) as connection:
        # Nothing here outlives the session, so no test waits for the disk.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
    os.environ |= {"ANXIN_HOME": str(home), "ANXIN_TEST": "1", "HOST": "127.0.0.1", "DATABASE_URL": url}
    return home


def end(home: Path) -> None:
    """Stop the database in `home` and remove all of it."""
    postgres.stop(home)
    if not postgres.status(home).running:
        postgres.discard(home)
        shutil.rmtree(home, ignore_errors=True)


def alone(home: Path) -> bool:
    """Whether no living process but ours began the session in `home`."""
    try:
        number = int((home / "pid").read_text())
        os.kill(number, 0)
    except (OSError, ValueError):
        return True
    return number == os.getpid()


def clear_left() -> None:
    """Remove what sessions left that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if home.stat().st_uid == os.getuid() and (home / "pid").exists() and alone(home):
            end(home)


HOME = begin()


def pytest_configure(config: pytest.Config) -> None:
    # pytest turns Ctrl-C into an orderly end; let a polite kill do the same.
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    end(HOME)
