"""Whether the file store works: what `anxin doctor` asks."""

import secrets
from collections.abc import Iterator

from anxin.core.files import limits, vault
from anxin.core.refusal import Refused

LOW = 1_000 * limits.MB
"""Bytes; with less left, make room now."""

Found = tuple[bool, str, str]


def look_at_store(newest: str | None) -> Iterator[Found]:
    """(well?, sentence, what to do): something is kept, read and removed again; `newest` is the place of a file that opens."""
    store = vault.store()
    place, data = f"doctor/{secrets.token_hex(8)}", secrets.token_bytes(64)
    try:
        vault.keep(place, data)
        same = vault.read(place) == data
        vault.drop(place)
    except Refused as refused:
        full = refused.finding.code == "files_full"
        yield (
            False,
            f"Photos cannot be kept in {store.where()}: it {'is full' if full else 'does not answer'}.",
            (
                "Make room there."
                if full
                else "Check ANXIN_FILES, the keys and the network. Words are kept all the same."
            ),
        )
        return
    if not same:
        yield False, f"What is kept in {store.where()} comes back changed.", "Do not use this store."
        return
    if newest is not None:
        try:
            vault.read(newest)
        except Refused:
            yield (
                False,
                f"The newest photo does not open in {store.where()}.",
                ("Name the store that it was kept in (ANXIN_FILES), or bring it and the keys back from a backup."),
            )
            return
    free = store.free()
    if free is not None and free < LOW:
        yield (
            False,
            f"Only {free // limits.MB} MB are left in {store.where()}.",
            "Make room there, or use S3: ANXIN_FILES.",
        )
        return
    room = "" if free is None else f"; {free // limits.MB // 1000} GB left"
    yield True, f"Photos and voice notes are kept in {store.where()}, sealed{room}.", ""
