"""`anxin migrate`: brings the database to this version."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import psycopg

from anxin.cli.place import django_ready

# Any number will do, as long as every Anxin uses the same: "anxin" on a telephone's keys.
LOCK = 26946


@click.command(epilog="Example: DATABASE_URL=postgresql://anxin@db/anxin anxin migrate")
def migrate() -> None:
    """Bring the database to this version. Several at once take turns."""
    with django_ready():
        bring_up_to_date()
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    """Apply what is missing; needs `django_ready`."""
    from django.core.management import call_command  # noqa: PLC0415  (Django must be ready)

    with _alone():
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
