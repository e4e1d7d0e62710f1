"""The audit line and the bell: `record` writes one event in the transaction of the action that it belongs to."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from anxin.core import bell
from anxin.core.actor import Actor
from anxin.core.models import Event

CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")


class Reaction(Protocol):
    """A job that follows from an event: `defer(event=<id>)` queues it in the caller's transaction."""

    def defer(self, **arguments: Any) -> Any: ...


_reactions: dict[str, Sequence[Reaction]] = {}


def listen(reactions: Mapping[str, Sequence[Reaction]]) -> None:
    """From now on, the jobs of `reactions` follow from the events they stand under (called once, by `reactions.py`)."""
    _reactions.update(reactions)


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
    Call it last: from here to the commit the organisation's chain is locked.
    """
    event = Event.objects.create(
        organisation_id=about.organisation_id,
        name=name,
        at=at,
        actor_kind=by.actor_kind,
        actor_id=by.pk,
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        data={key: _code(value) for key, value in data.items()},
    )
    for reaction in _reactions.get(name, ()):
        reaction.defer(event=event.pk)
    bell.ring(*rings, number=event.pk, urgent=urgent)
    return event


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
