"""The audit line and the bell: `record` writes one event in the transaction of the action that it belongs to."""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from anxin.core import bell
from anxin.core.actor import Actor
from anxin.core.models import Event

# Events and the ring that names the last of them, in one trip.
WRITE = """
WITH made AS (
    INSERT INTO core_event
        (organisation_id, seq, name, at, actor_kind, actor_id, about_kind, about_id, data, hash)
    VALUES {rows} RETURNING id
) SELECT array_agg(id ORDER BY id){ring} FROM made
"""
ROW = "(%s, 0, %s, %s, %s, %s, %s, %s, %s, '')"
RING = ", pg_notify(%s, %s || max(id) || %s)"
CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")


class Reaction(Protocol):
    """A job that follows from an event: `defer(event=<id>)` queues it in the caller's transaction."""

    @property
    def defer(self) -> Callable[..., Any]: ...


_reactions: dict[str, Sequence[Reaction]] = {}


def listen(reactions: Mapping[str, Sequence[Reaction]]) -> None:
    """From now on, the jobs of `reactions` follow from the events they stand under (called once, by `reactions.py`)."""
    _reactions.update(reactions)


class _Pending(threading.local):
    """What this thread's transaction has recorded and not written yet."""

    def __init__(self) -> None:
        self.gathering = False
        self.events: list[Event] = []


_pending = _Pending()


def record(
    name: str,
    *,
    about: Any,
    by: Actor,
    at: datetime,
    rings: Iterable[bell.Topic] = (),
    urgent: bool = False,
    **data: object,
) -> Event:
    """Write that `by` did `name` to `about` (a row with `organisation_id`), queue what follows, ring `rings`.

    `data` may hold ids, numbers and codes; a string that could be a person's words raises ValueError.
    In an action the event gets its id when the action ends: then its organisation's chain is locked, up to the commit.
    """
    event = Event(
        organisation_id=about.organisation_id,
        name=name,
        at=at,
        actor_kind=by.actor_kind,
        actor_id=by.pk,
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        data={key: _code(value) for key, value in data.items()},
    )
    _pending.events.append(event)
    bell.ring(*rings, urgent=urgent, later=True)
    if not _pending.gathering:
        _write()
    return event


@contextmanager
def gathered() -> Iterator[None]:
    """Write what is recorded meanwhile, and ring, in one statement at the end; nothing where it fails.

    So the chain's lock, for which everyone of the organisation waits, is held for that statement and the commit alone.
    """
    _pending.gathering = True
    try:
        with bell.gathered():
            yield
            _write()
    finally:
        _pending.gathering, _pending.events = False, []


def _write() -> None:
    events, _pending.events = _pending.events, []
    if not events:
        return
    values = [
        part
        for each in events
        for part in (
            each.organisation_id, each.name, each.at, each.actor_kind, each.actor_id, each.about_kind, each.about_id,
            json.dumps(each.data),
        )
    ]  # fmt: skip
    ring = bell.last_of_pending()
    with connection.cursor() as cursor:
        rows = ", ".join([ROW] * len(events))
        cursor.execute(WRITE.format(rows=rows, ring=RING if ring else ""), [*values, *ring])
        ids = cursor.fetchone()[0]
    for event, key in zip(events, ids, strict=True):
        event.pk = key
        for reaction in _reactions.get(event.name, ()):
            reaction.defer(event=key)


def _code(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID | date | datetime):
        return str(value) if isinstance(value, UUID) else value.isoformat()
    if isinstance(value, str) and CODE.fullmatch(value):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_code(item) for item in value]
    raise ValueError("an event holds ids and codes, never words")


class ChainBroken(Exception):
    """An organisation's events were changed, removed or put in after the fact. `seq` is the first that does not fit."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the chain does not fit at event {seq}")
        self.seq = seq


def verify_chain(organisation_id: UUID) -> int:
    """How many events the organisation has, each checked against the one before it; raises ChainBroken.

    The hash is SHA-256 over the previous hash and the fields as the trigger of migration core.0001 joins them.
    """
    last, seq = b"", 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM core_chainhead WHERE organisation_id = %s", [organisation_id])
        head = cursor.fetchone() or (0, b"")
        cursor.execute(
            "SELECT seq, at, name, actor_kind, actor_id, about_kind, about_id, data::text, hash"
            " FROM core_event WHERE organisation_id = %s AND seq <= %s ORDER BY seq",
            [organisation_id, head[0]],
        )
        while rows := cursor.fetchmany(5000):
            for row in rows:
                seq += 1
                if row[0] != seq or _link(last, organisation_id, row) != bytes(row[8]):
                    raise ChainBroken(seq)
                last = bytes(row[8])
    if (seq, last) != (head[0], bytes(head[1])):
        raise ChainBroken(seq + 1)
    return seq


def _link(last: bytes, organisation_id: UUID, row: tuple[Any, ...]) -> bytes:
    seq, at, name, actor_kind, actor_id, about_kind, about_id, data, _ = row
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    line = "\x1f".join(
        str(part)
        for part in (organisation_id, seq, moment, name, actor_kind, actor_id or "", about_kind, about_id, data)
    )
    return hashlib.sha256(last + line.encode()).digest()
