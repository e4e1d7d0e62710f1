"""Photos of credentials on their way into the file store: made anew, sealed, dropped again where no row comes to name them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from anxin.core.files import findings, limits, vault
from anxin.core.files.sniff import Kind
from anxin.core.files.workshop import remake
from anxin.core.ids import new_id
from anxin.core.refusal import Refused
from anxin.people.models import Credential
from anxin.people.rules.credentials import NO_PHOTO
from anxin.people.stray_files import CREDENTIALS

FOLDER, ENDING = CREDENTIALS


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo in the file store, before a row names it."""

    id: UUID
    place: str
    type: str


@contextmanager
def received(file: IO[bytes] | Any | None, organisation_id: UUID) -> Iterator[Kept]:
    """The upload `file`, made anew, sealed and kept; dropped where what is done inside fails.

    Refused: no_photo, not_a_photo, not_taken, video, too_many_pixels, too_hard (422), file_too_big (413),
    files_busy, files_away (503), files_full (507).
    """
    if file is None or _is_empty(file):
        raise Refused(NO_PHOTO, 422)
    if getattr(file, "no_room", False):
        raise Refused(findings.FULL, 507)
    made = remake(getattr(file, "file", None) or file)
    if made.kind != Kind.PHOTO:
        raise Refused(findings.NOT_A_PHOTO, 422)
    id = new_id()
    kept = Kept(id, f"{organisation_id}/{FOLDER}/{id}{ENDING}", made.type)
    vault.keep(kept.place, made.parts[0])
    try:
        yield kept
    except BaseException:
        if not Credential.objects.filter(file=kept.place).exists():
            vault.drop(kept.place)
        raise


def _is_empty(file: Any) -> bool:
    size = file.seek(0, 2) if hasattr(file, "seek") else limits.UPLOAD
    file.seek(0)
    return not size
