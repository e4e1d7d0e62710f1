"""Files sealed and kept. What lies in the store says nothing to whoever reads the disk or the bucket."""

import logging
import os
from functools import cache
from pathlib import Path

from django.conf import settings

from anxin.core.crypto import CannotOpen, ring
from anxin.core.files import findings
from anxin.core.files.s3 import Bucket
from anxin.core.files.store import Folder, Gone, Store, StoreAway, StoreFull
from anxin.core.refusal import Refused

AGAIN_S = 10
FOLDER = "files"

logger = logging.getLogger("anxin.files")


def store() -> Store:
    """This installation's store: ANXIN_FILES (s3://… or a folder), else the folder `files` of the data folder."""
    return _store(os.environ.get("ANXIN_FILES", ""), settings.HOME)


@cache
def _store(address: str, home: Path) -> Store:
    if address.startswith("s3://"):
        return Bucket(address)
    return Folder(Path(address).resolve() if address else home / FOLDER)


def keep(place: str, data: bytes) -> None:
    """Seal `data` for this place, and for no other, and keep it. Refused: files_full (507), files_away (503)."""
    sealed = ring(settings.HOME).seal_bytes(data, _what(place))
    try:
        store().put(place, sealed)
    except StoreFull as error:
        logger.error("the file store is full: %s", store().where())
        raise Refused(findings.FULL, 507) from error
    except StoreAway as error:
        logger.error("the file store is away: %s (%s)", store().where(), error)
        raise Refused(findings.AWAY, 503, retry_after=AGAIN_S) from error


def read(place: str) -> bytes:
    """What was kept at `place`. Refused (503): file_lost, where it is away, gone or changed."""
    try:
        return ring(settings.HOME).open_bytes(store().get(place), _what(place))
    except (StoreAway, Gone, CannotOpen) as error:
        logger.error("a kept file does not open (%s)", type(error).__name__)
        raise Refused(findings.LOST, 503, retry_after=AGAIN_S) from error


def drop(place: str) -> None:
    """Nothing is at `place` any more; where the store is away, the nightly sweep does it."""
    try:
        store().remove(place)
    except StoreAway as error:
        logger.warning("a file stays for the sweep (%s)", error)


def _what(place: str) -> str:
    return f"file:{place}"
