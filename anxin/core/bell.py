"""The "something changed" bell: ids only, carried by PostgreSQL to every web process when the transaction commits.

A topic is `desk:<campaign>`, `conversation:<id>`, `member:<id>`, `presence:<what is open>`. NOTIFY is part of the transaction,
so no ring is lost while the hub of a web process listens; after it was deaf for a while, its streams look at the truth
again (`live`).
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NewType
from uuid import UUID

from django.db import connection

CHANNEL = "anxin_bell"
MOST_AT_ONCE = 100  # a NOTIFY carries 8,000 bytes
Topic = NewType("Topic", str)


def topic(kind: str, of: UUID) -> Topic:
    """The topic of one thing."""
    return Topic(f"{kind}:{of}")


class _Pending(threading.local):
    """What this thread's transaction will ring when it ends."""

    def __init__(self) -> None:
        self.gathering = False
        self.numbers: dict[Topic, int] = {}
        self.urgent = False


_pending = _Pending()


def ring(*topics: Topic, number: int = 0, urgent: bool = False, later: bool = False) -> None:
    """Ring `topics` at commit. `number` is the seq reached, where the topic has one; `urgent` is never held back.

    Outside an action it is sent at once, unless `later`: then `last_of_pending` is going to ask for it.
    """
    for each in topics:
        _pending.numbers[each] = max(number, _pending.numbers.get(each, 0))
    _pending.urgent |= urgent and bool(topics)
    if not (_pending.gathering or later):
        _send()


@contextmanager
def gathered() -> Iterator[None]:
    """Send what rings meanwhile in one statement at the end; nothing where it fails."""
    _pending.gathering = True
    try:
        yield
        _send()
    finally:
        _pending.gathering = False
        _pending.numbers, _pending.urgent = {}, False


def last_of_pending() -> tuple[str, ...]:
    """What is to be rung, for a statement of the caller's: channel, and the payload before and after an event's id.

    Empty where nothing rings. More than one notice can carry is sent here, all but the last.
    """
    payloads = _payloads()
    for each in payloads[:-1]:
        _notify(each + "0}")
    return (CHANNEL, payloads[-1], "}") if payloads else ()


def payloads(numbers: Mapping[Topic, int]) -> list[str]:
    """What `NOTIFY anxin_bell` carries to ring these topics, for whoever rings over a connection of her own."""
    return [each + "0}" for each in _heads(list(numbers.items()), urgent=False)]


def _send() -> None:
    for each in _payloads():
        _notify(each + "0}")


def _payloads() -> list[str]:
    """All that is pending, as JSON that still wants the id of an event and a brace."""
    rings, urgent = list(_pending.numbers.items()), _pending.urgent
    _pending.numbers, _pending.urgent = {}, False
    return _heads(rings, urgent)


def _heads(rings: list[tuple[Topic, int]], urgent: bool) -> list[str]:
    heads = (
        json.dumps({"urgent": urgent, "rings": rings[start : start + MOST_AT_ONCE]}, separators=(",", ":"))
        for start in range(0, len(rings), MOST_AT_ONCE)
    )
    return [head[:-1] + ',"event":' for head in heads]


def _notify(payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
