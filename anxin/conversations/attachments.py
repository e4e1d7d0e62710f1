"""Photos and voice notes of a thread, between the web and the file store.

A file is sealed and kept before the row that names it is written, so no row ever stands without its file. What was kept
for a row that was not written in the end is dropped at once, or, where nobody can know, by the nightly sweep.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Any
from uuid import UUID

from anxin.conversations.models import Attachment
from anxin.core.files import findings, limits, vault
from anxin.core.files.store import PART
from anxin.core.files.workshop import Made, remake
from anxin.core.ids import new_id
from anxin.core.refusal import Refused
from anxin.people.models import Organisation

THUMB = ".thumb"
YOUNG = timedelta(days=1)
"""What was kept so lately may still be waiting for its row."""
AT_ONCE = 500


@contextmanager
def received(files: Sequence[Any], organisation_id: UUID, at: datetime) -> Iterator[list[Attachment]]:
    """The uploads `files`, made anew, sealed and kept; their rows, for `say` to write inside.

    Refused: what `remake` refuses, files_full, files_away; then nothing is kept. Ask `judge` first.
    """
    kept: list[Attachment] = []
    try:
        for file in files:
            kept.append(_keep(remake(file), organisation_id, at))
        yield kept
    except Refused:
        _drop(kept)  # the transaction was rolled back
        raise
    # Another error may have come after the commit: those stay for the sweep, which asks the database.
    _drop(each for each in kept if each._state.adding)  # the same key was answered before


def judge(files: Sequence[Any]) -> None:
    """What can be said before anything is read.

    Refused: no_file, too_many_files (422), file_too_big (413), files_full (507).
    """
    if not files:
        raise Refused(findings.NO_FILE, 422)
    if len(files) > limits.PER_SEND:
        raise Refused(findings.TOO_MANY, 422)
    if any(file.size > limits.UPLOAD for file in files):
        raise Refused(findings.TOO_BIG, 413)
    if any(getattr(file, "no_room", False) for file in files):
        raise Refused(findings.FULL, 507)


def fingerprint(files: Iterable[IO[bytes]]) -> str:
    """What was sent, as digests: the same key with other files is another send."""
    found = []
    for file in files:
        file.seek(0)
        digest = hashlib.sha256()
        while piece := file.read(1 << 16):
            digest.update(piece)
        file.seek(0)
        found.append(digest.hexdigest())
    return "\n".join(found)


def _keep(made: Made, organisation_id: UUID, at: datetime) -> Attachment:
    id = new_id()
    place = f"{organisation_id}/{at:%Y%m%d}/{id}"
    thumb = place + THUMB if len(made.parts) > 1 else ""
    row = Attachment(
        id=id,
        organisation_id=organisation_id,
        kind=made.kind,
        type=made.type,
        size=len(made.parts[0]),
        width=made.width,
        height=made.height,
        seconds=made.seconds,
        place=place,
        thumb=thumb,
        made_at=at,
    )
    try:
        for where, data in zip(filter(None, (place, thumb)), made.parts, strict=True):
            vault.keep(where, data)
    except Refused:
        _drop([row])
        raise
    return row


def _drop(rows: Iterable[Attachment]) -> None:
    for row in rows:
        for place in filter(None, (row.place, row.thumb)):
            vault.drop(place)


def sweep(at: datetime) -> int:
    """Remove files that no row names, a day after they were kept; how many.

    Only below organisations of this database: a store may be shared, and one that was named by mistake must lose nothing.
    """
    old = (place for place, when in vault.store().places() if when < at - YOUNG)
    ours = {str(id) for id in Organisation.objects.values_list("pk", flat=True)}
    removed = 0
    while places := list(islice(old, AT_ONCE)):
        named = {place: _row_of(place) for place in places if place.split("/")[0] in ours}
        there = set(Attachment.objects.filter(pk__in=filter(None, named.values())).values_list("pk", flat=True))
        for place, id in named.items():
            if id not in there and (id is not None or PART in place):
                vault.drop(place)
                removed += 1
    return removed


def _row_of(place: str) -> UUID | None:
    try:
        return UUID(place.split("/")[-1].removesuffix(THUMB))
    except ValueError:
        return None
