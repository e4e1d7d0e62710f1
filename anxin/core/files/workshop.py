"""Where files of strangers are made anew: a child process for each, few at a time."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from anxin.core.files import findings, limits
from anxin.core.files.sniff import HEAD, Kind, sort_of
from anxin.core.refusal import Refused

AT_ONCE = 2
WAITING = 2
"""More than these do not wait in line: most of the threads that answer stay free for words."""
PATIENCE_S = 20.0
AGAIN_S = 3

logger = logging.getLogger("anxin.files")
_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
_benches = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Made:
    """A file made anew: `parts` is what is kept, and for a photo its thumbnail."""

    kind: Kind
    type: str
    parts: tuple[bytes, ...]
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def remake(file: IO[bytes]) -> Made:
    """The photo or voice note in `file`, made anew.

    Refused: file_too_big (413), not_taken, not_a_photo, not_a_voice, video, too_many_pixels, voice_too_long, voice_empty,
    too_hard (422), files_busy (503), files_full (507).
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD)
    if size > limits.UPLOAD:
        raise Refused(findings.TOO_BIG, 413)
    sort = sort_of(head)
    if sort is None:
        raise Refused(findings.NOT_TAKEN, 422)
    with _bench():
        said, parts = _child(file, sort.kind, sort.format)
    if refused := said.pop("refused", ""):
        raise Refused(findings.BY_CODE.get(refused, findings.TOO_HARD), 422)
    return Made(sort.kind, parts=parts, **said)


@contextmanager
def _bench() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Refused(findings.BUSY, 503, retry_after=AGAIN_S)
    try:
        if not _benches.acquire(timeout=PATIENCE_S):
            raise Refused(findings.BUSY, 503, retry_after=AGAIN_S)
        try:
            yield
        finally:
            _benches.release()
    finally:
        _places.release()


def _child(file: IO[bytes], kind: Kind, format: str) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    command = [sys.executable, "-I", "-m", "anxin.core.files.child", kind, format]
    # Both ends are files without a name, so that nothing readable stays behind whatever happens.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        try:
            file.seek(0)
            while piece := file.read(1 << 16):
                given.write(piece)
            given.flush()
        except OSError as error:
            raise Refused(findings.FULL, 507) from error
        given.seek(0)
        try:
            done = subprocess.run(
                command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env={}, timeout=limits.WALL_S, check=False
            )
            code = done.returncode
        except subprocess.TimeoutExpired:
            code = -9
        made.seek(0)
        if code != 0:
            logger.warning("a %s (%s) broke its reader (%s)", kind, format, code)
            return {"refused": findings.TOO_HARD.code}, ()
        said = json.loads(made.readline())
        return said, tuple(made.read(size) for size in said.pop("sizes"))
