"""`anxin work`: runs jobs."""

import sys

import click

from anxin.cli.children import Children
from anxin.cli.place import database, django_ready

# Calling people, messages to their phones (which wait more than they work), all the rest, and the making of rotas, one at a
# time as each takes all cores; each in a process of its own, so that nothing slow stands before a call.
WORKERS = {"pages": 2, "reach": 16, "default": 4, "rota": 1}


@click.command(epilog="Example: anxin work --queues default")
@click.option("--queues", default="", help="Comma-separated queues for one process; without it, one process per queue.")
@click.option("--concurrency", type=click.IntRange(1, 64), help="Jobs at once in one process.")
def work(queues: str, concurrency: int | None) -> None:
    """Run jobs. Any number of workers can work on one database."""
    names = [name.strip() for name in queues.split(",") if name.strip()]
    if unknown := [name for name in names if name not in WORKERS]:
        raise click.BadParameter(
            f"there is no queue {unknown[0]!r}; there are {', '.join(WORKERS)}", param_hint="--queues"
        )
    if not names:
        with database(), Children() as children:
            for name in WORKERS:
                children.start(f"worker {name}", worker_command(name))
            children.watch()
        return
    with django_ready():
        # The hours are registered by being imported, and only a worker keeps them.
        import anxin.timetable  # noqa: F401, PLC0415
        from anxin.core.jobs import run_worker  # noqa: PLC0415

        run_worker(names, concurrency=concurrency or max(WORKERS[name] for name in names))


def worker_command(queue: str) -> list[str]:
    """The command line of one queue's worker."""
    return [sys.executable, "-m", "anxin.cli", "work", "--queues", queue]
