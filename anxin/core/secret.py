"""Secrets that live in the data folder, made on first use."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def secret_file(path: Path, make: Callable[[], str]) -> str:
    """What stands in `path` (mode 600); made there, once, by `make` if it is missing.

    Two processes that start together read the same: it is written aside and linked into place, and the first link wins.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
        os.unlink(aside)
    return path.read_text().strip()


def secret(home: Path, name: str) -> str:
    """The random secret called `name` of this installation."""
    return secret_file(home / name, lambda: secrets.token_urlsafe(48))
