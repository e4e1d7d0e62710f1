"""Where a command works: the data folder, the database, Django."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg

from anxin.core import postgres

CLONE = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The data folder: ANXIN_HOME, else .anxin in the clone, else here. ANXIN_HOME says so from then on."""
    base = CLONE if (CLONE / "pyproject.toml").exists() else Path.cwd()
    folder = Path(os.environ.get("ANXIN_HOME") or base / ".anxin").resolve()
    os.environ["ANXIN_HOME"] = str(folder)
    return folder


@contextlib.contextmanager
def database() -> Iterator[str]:
    """The database's address: DATABASE_URL, or the embedded PostgreSQL of the data folder, running while this lasts."""
    folder, given = home(), os.environ.get("DATABASE_URL")
    if given:
        # Asked here once, for one clear sentence; a pool would try for long and warn at each try.
        psycopg.connect(given, connect_timeout=5).close()
        yield given
        return
    with postgres.running(folder) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            os.environ.pop("DATABASE_URL", None)


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
    """Django with its database, for as long as this lasts."""
    with database():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anxin.settings")
        # Here, not above: it takes half a second, and its settings read the environment that was just made.
        import django  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        django.setup()
        try:
            yield
        finally:
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
