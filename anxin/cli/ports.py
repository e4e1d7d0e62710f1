"""Finding a place to listen."""

import contextlib
import errno
import socket

import click

BACKLOG = 2048
HOW_FAR = 100


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`. Refused with a sentence where that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, protocol)
    except socket.gaierror as error:
        raise click.ClickException(f"There is no address called {host!r} on this machine.") from error
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(BACKLOG)
    except OSError as error:
        opened.close()
        why = {errno.EADDRINUSE: "is taken by another program", errno.EACCES: "is not allowed to this user"}
        raise click.ClickException(
            f"Port {port} on {host} {why.get(error.errno or 0, 'cannot be used')}. Choose another one with PORT."
        ) from error
    return opened


def listen_near(host: str, first: int) -> socket.socket:
    """A socket that listens on `host`, on `first` or the next port that is free."""
    for port in range(first, first + HOW_FAR):
        with contextlib.suppress(click.ClickException):
            return listen(host, port)
    return listen(host, first)
