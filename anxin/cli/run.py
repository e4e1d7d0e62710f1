"""`anxin run`: everything on one machine. This is what `make run` calls."""

import importlib.util
import json
import os
import signal
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from socket import socket
from types import FrameType

import click

from anxin.cli.children import Children
from anxin.cli.migrate import bring_up_to_date
from anxin.cli.place import database, django_ready, home
from anxin.cli.ports import listen, listen_near
from anxin.cli.work import WORKERS, worker_command
from anxin.core import postgres

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ACCOUNTS = "demo-accounts.json"
FIRST_PORT = 8000
# So often may the web process die before it has ever answered; then it is not worth trying on.
MOST_DEATHS = 3
# A web process keeps one core busy; two leave none idle on a small machine, and one goes on while the other restarts.
WEB = min(2, os.cpu_count() or 1)
LOOK_AFTER_S = 2.0


@click.command(epilog="Example: PORT=8080 anxin run")
@click.option("--web", type=click.IntRange(1, 16), default=WEB, show_default=True, help="Web processes.")
def run(web: int) -> None:
    """Start the database, web and workers, and say where to look. Ctrl-C stops all of it.

    Reads PORT, HOST, ANXIN_HOME, DATABASE_URL and ANXIN_DEMO.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    host = os.environ.setdefault("HOST", "127.0.0.1")
    wanted = os.environ.get("PORT", "")
    if wanted and not (wanted.isdigit() and int(wanted) < 65536):
        raise click.UsageError(f"PORT is {wanted!r}, and a port is a number up to 65535.")
    folder = home()
    with listen(host, int(wanted)) if wanted else listen_near(host, FIRST_PORT) as door:
        os.environ["PORT"] = str(door.getsockname()[1])
        try:
            _start(host, web, door, folder)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)


def _start(host: str, web: int, door: socket, folder: Path) -> None:
    demo = _demo_wanted(host)
    embedded = not os.environ.get("DATABASE_URL")
    with database():
        _prepare(folder, demo=demo)
        with Children() as children:
            for number in range(1, web + 1):
                command = [sys.executable, "-m", "anxin.cli", "serve", "--host", host, "--fd", str(door.fileno())]
                children.start("web" if web == 1 else f"web {number}", command, handles=(door.fileno(),))
            for queue in WORKERS:
                children.start(f"worker {queue}", worker_command(queue))
            address = f"http://{'[' + host + ']' if ':' in host else host}:{os.environ['PORT']}"
            children.watch(until=lambda: _ready(address) or children.children[0].deaths >= MOST_DEATHS)
            if not children.stopping and children.children[0].deaths >= MOST_DEATHS:
                raise click.ClickException("The web process does not start; what it said is above.")
            if not children.stopping:
                _say_where(address, folder)
                children.watch(until=_looking_after(folder) if embedded else lambda: False)
            click.echo("\nStopping …", err=True)


def _looking_after(folder: Path) -> Callable[[], bool]:
    """Looks every two seconds whether the embedded PostgreSQL has died, and starts it again; never says to stop."""
    due = time.monotonic()

    def look() -> bool:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + LOOK_AFTER_S
            try:
                if postgres.revive(folder):
                    click.echo("The database had ended by itself and was started again.", err=True)
            except postgres.PostgresError as error:
                click.echo(f"The database has ended by itself. {error}", err=True)
        return False

    return look


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _demo_wanted(host: str) -> bool:
    """The demo town's logins are known to all, so it comes only where no other machine can reach it."""
    wanted = os.environ.get("ANXIN_DEMO", "" if os.environ.get("DATABASE_URL") else "1") == "1"
    if wanted and host not in LOOPBACK and os.environ.get("ANXIN_DEMO"):
        click.echo(f"No demo town: {host} can be reached from outside, and its logins are known to all.", err=True)
    demo = wanted and host in LOOPBACK and importlib.util.find_spec("anxin.demo") is not None
    os.environ["ANXIN_DEMO"] = "1" if demo else "0"
    return demo


def _prepare(folder: Path, *, demo: bool) -> None:
    with django_ready():
        bring_up_to_date()
        if not demo:
            return
        # Here, not above: models can be imported only when Django is ready.
        from anxin import demo as town  # noqa: PLC0415
        from anxin.people.models import Organisation  # noqa: PLC0415

        if not Organisation.objects.exists():
            click.echo("Loading the demo town …", err=True)
            town.load()
        elif not (folder / ACCOUNTS).exists():
            os.environ["ANXIN_DEMO"] = "0"  # somebody's real work began in this database


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310  (our own address)
            return bool(answer.status == 200)
    except OSError:
        return False


def _say_where(address: str, folder: Path) -> None:
    shown = address.replace("://0.0.0.0", "://127.0.0.1").replace("://[::]", "://[::1]")
    click.echo(f"\nAnxin 安心 is ready at {shown}/")
    accounts = folder / ACCOUNTS
    if os.environ["ANXIN_DEMO"] == "1" and accounts.exists():
        click.echo(f"  Residents ask at   {shown}/c/huzhu")
        click.echo(f"  Staff sign in at   {shown}/demo/ as one of these people of the demo town:")
        for one in json.loads(accounts.read_text()):
            what = one["profession"] + (f", {one['role']}" if one.get("role") else "")
            click.echo(f"    {one['username']:<16} {one['password']:<16} {what} · {one['organisation']}")
        click.echo(f"  (also in {accounts})")
    click.echo("Ctrl-C stops it.\n")
    sys.stdout.flush()
