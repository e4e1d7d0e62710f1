"""Where sealed files lie: a folder of this machine, or (s3.py) anything that speaks S3."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PART = ".part-"
"""How a file that is being written begins its name."""


class StoreFull(Exception):
    """There is no room."""


class StoreAway(Exception):
    """The store does not answer, or does not let us in."""


class Gone(Exception):
    """There is nothing at that place."""


class Store(Protocol):
    """Bytes at a place. A place is a few words of letters, digits, - and ., joined by /."""

    def put(self, place: str, data: bytes) -> None:
        """Keep `data`, all of it or nothing. Raises StoreFull, StoreAway."""

    def get(self, place: str) -> bytes:
        """What is kept there. Raises Gone, StoreAway."""

    def remove(self, place: str) -> None:
        """Nothing is there afterwards. Raises StoreAway."""

    def places(self) -> Iterator[tuple[str, datetime]]:
        """All places, with when each was written. Raises StoreAway."""

    def free(self) -> int | None:
        """Bytes that are left; None where nobody can say."""

    def where(self) -> str:
        """In words, without keys."""


class Folder:
    """A folder of this machine, for us alone (700; files 600)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, place: str, data: bytes) -> None:
        path = self._path(place)
        aside = ""
        try:
            self._make(path.parent)
            handle, aside = tempfile.mkstemp(dir=path.parent, prefix=PART)  # mode 600
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.rename(aside, path)
            _settle(path.parent)
        except OSError as error:
            if aside:
                with contextlib.suppress(OSError):
                    os.unlink(aside)
            raise StoreFull if error.errno in FULL else StoreAway(error.strerror) from error

    def get(self, place: str) -> bytes:
        try:
            return self._path(place).read_bytes()
        except FileNotFoundError as error:
            raise Gone(place) from error
        except OSError as error:
            raise StoreAway(error.strerror) from error

    def remove(self, place: str) -> None:
        try:
            self._path(place).unlink(missing_ok=True)
        except OSError as error:
            raise StoreAway(error.strerror) from error

    def places(self) -> Iterator[tuple[str, datetime]]:
        for path in sorted(self.folder.rglob("*")):
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    yield str(path.relative_to(self.folder)), datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def free(self) -> int | None:
        there = next(each for each in (self.folder, *self.folder.parents) if each.exists())
        return shutil.disk_usage(there).free

    def where(self) -> str:
        return f"the folder {self.folder}"

    def _path(self, place: str) -> Path:
        path = self.folder / place
        if self.folder not in path.parents or ".." in path.parts:
            raise Gone(place)
        return path

    def _make(self, folder: Path) -> None:
        if folder.exists():
            return
        if folder != self.folder:
            self._make(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700, parents=folder == self.folder)


def _settle(folder: Path) -> None:
    """A renamed file is there after a power cut only when its folder has been written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
