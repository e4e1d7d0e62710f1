"""`anxin serve`: one web process."""

import os
import socket

import click

from anxin.cli.place import django_ready
from anxin.cli.ports import listen


@click.command(epilog="Example: anxin serve --host 127.0.0.1 --port 8000")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on (HOST).")
@click.option(
    "--port", envvar="PORT", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port (PORT)."
)
@click.option("--fd", type=int, hidden=True, help="A socket that is already listening, from `anxin run`.")
def serve(host: str, port: int, fd: int | None) -> None:
    """Run one web process. Any number of them can work on one database."""
    os.environ["HOST"] = host
    listening = socket.socket(fileno=fd) if fd is not None else listen(host, port)
    with django_ready():
        import uvicorn  # noqa: PLC0415  (a third of a second that `--help` need not wait for)

        config = uvicorn.Config(
            "anxin.asgi:application",
            http="httptools",
            loop="uvloop",
            ws="none",
            lifespan="auto",
            log_config=None,
            # An access log would keep who asked what when.
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=2048,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[listening])
