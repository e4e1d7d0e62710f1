"""Who has a topic open now, and who is typing: from the open streams of all web processes.

A web process keeps a `Register` of whom it holds. It writes those who come and go in batches, and every few seconds one row
that says it is alive, however many it holds; those of a process that fell silent do not count. All times are the
database's, so machines need not agree on one. A topic here is a string as `question:<id>`; when something about it changes,
`presence:<topic>` rings.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from anxin.core import bell
from anxin.core.ids import new_id

RENEW_S = 8.0
GONE_S = 20.0  # a process silent for so long is taken for dead
TYPING_S = 6.0
TYPES_EVERY_S = 2.0  # what she types between is not written again
BATCH_S = 0.25  # those who come and go within it are written together
NO_PROCESS = UUID(int=0)

logger = logging.getLogger("anxin.presence")


@dataclass(frozen=True)
class Present:
    """Somebody who has the topic open. `kind` is "member" or "resident"."""

    kind: str
    id: UUID
    typing: bool


class Place(NamedTuple):
    """One person at one topic."""

    topic: str
    kind: str
    id: UUID


def bell_of(topic: str) -> bell.Topic:
    """What rings when somebody comes to `topic`, goes, or types there."""
    return bell.Topic(f"presence:{topic}")


SPANS: dict[str, Any] = {
    "typing": timedelta(seconds=TYPING_S),
    "gone": timedelta(seconds=GONE_S),
    "pause": timedelta(seconds=TYPES_EVERY_S),
}
READ = """
SELECT who_kind, who_id, coalesce(bool_or(typing_at > clock_timestamp() - %(typing)s), false)
FROM core_presence LEFT JOIN core_webprocess ON core_webprocess.id = process
WHERE topic = %(topic)s AND (seen_at > clock_timestamp() - %(gone)s
                      OR typing_at > clock_timestamp() - %(typing)s)
GROUP BY who_kind, who_id ORDER BY min(core_presence.id)
"""
TYPE = """
INSERT INTO core_presence AS p (topic, who_kind, who_id, process, typing_at)
VALUES (%(topic)s, %(kind)s, %(id)s, %(nobody)s, clock_timestamp())
ON CONFLICT (topic, who_kind, who_id, process) DO UPDATE SET typing_at = excluded.typing_at
WHERE p.typing_at IS NULL OR p.typing_at < excluded.typing_at - %(pause)s RETURNING 1
"""
STOP = """
DELETE FROM core_presence
WHERE topic = %(topic)s AND who_kind = %(kind)s AND who_id = %(id)s AND process = %(nobody)s RETURNING 1
"""


def present(topic: str) -> list[Present]:
    """Everyone who has `topic` open, each once however many pages she has, who came first at the head."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {**SPANS, "topic": topic})
        return [Present(*row) for row in cursor.fetchall()]


def type_in(topic: str, kind: str, id: UUID) -> None:
    """She is typing; that holds for six seconds, or until `stop_typing`. Saying it often costs one small statement."""
    _say(TYPE, topic, kind, id, typing=1)


def stop_typing(topic: str, kind: str, id: UUID) -> None:
    """She has sent it, or emptied her box."""
    _say(STOP, topic, kind, id, typing=0)


def _say(statement: str, topic: str, kind: str, id: UUID, typing: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**SPANS, "topic": topic, "kind": kind, "id": id, "nobody": NO_PROCESS})
        changed = cursor.fetchone() is not None
    if changed:
        bell.ring(bell_of(topic), number=typing)


ALIVE = """
INSERT INTO core_webprocess (id, seen_at) VALUES (%s, clock_timestamp())
ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at RETURNING xmax = 0
"""
COME = """
INSERT INTO core_presence (topic, who_kind, who_id, process)
SELECT topic, kind, id, %s FROM unnest(%s::text[], %s::text[], %s::uuid[]) AS come (topic, kind, id)
ON CONFLICT DO NOTHING
"""
GO = """
DELETE FROM core_presence AS p USING unnest(%s::text[], %s::text[], %s::uuid[]) AS gone (topic, kind, id)
WHERE p.process = %s AND p.topic = gone.topic AND p.who_kind = gone.kind AND p.who_id = gone.id
"""
# Of the dead, and who only typed: nobody else takes these away. Two processes at once each take what the other left.
SWEEP = """
WITH dead AS (
    DELETE FROM core_webprocess WHERE seen_at < clock_timestamp() - %(gone)s RETURNING id
), left_behind AS (
    DELETE FROM core_presence AS p WHERE p.process IN (SELECT id FROM dead)
        OR (p.process = %(nobody)s AND p.typing_at < clock_timestamp() - %(gone)s) RETURNING topic
) SELECT DISTINCT topic FROM left_behind
"""


class Register:
    """Whom one web process holds. `enter` and `leave` only note it; a task of its own writes it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.process = new_id()
        self.open: Counter[Place] = Counter()
        self.changed: set[Place] = set()  # not written yet
        self.awake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def enter(self, place: Place) -> None:
        """She opened a page of the topic."""
        self.open[place] += 1
        if self.open[place] == 1:
            self._changes(place)

    def leave(self, place: Place) -> None:
        """She closed one."""
        self.open[place] -= 1
        if self.open[place] <= 0:
            del self.open[place]
            self._changes(place)

    def _changes(self, place: Place) -> None:
        self.changed.add(place)
        self.awake.set()
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._keep())

    async def close(self) -> None:
        """The process ends in good order: nobody is held any more."""
        if self.task is None:
            return
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self.changed |= set(self.open)
        self.open.clear()
        with contextlib.suppress(psycopg.Error):
            async with await self._connect() as database:
                await self._write(database)
                await database.execute("DELETE FROM core_webprocess WHERE id = %s", [self.process])

    async def _keep(self) -> None:
        while True:
            try:
                async with await self._connect() as database:
                    await self._write_on(database)
            except psycopg.Error as error:
                logger.warning("presence cannot be written (%s); trying again in a second", type(error).__name__)
            self.changed |= set(self.open)  # what the database knows of us is uncertain now
            await asyncio.sleep(1)

    async def _connect(self) -> psycopg.AsyncConnection:
        return await psycopg.AsyncConnection.connect(self.address, autocommit=True)

    async def _write_on(self, database: psycopg.AsyncConnection) -> None:
        now = asyncio.get_running_loop().time
        renewed = 0.0
        while True:
            self.awake.clear()
            if self.changed or now() - renewed >= RENEW_S:
                renewed = now()
                await self._write(database)
            await asyncio.sleep(BATCH_S)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.awake.wait(), RENEW_S)

    async def _write(self, database: psycopg.AsyncConnection) -> None:
        """Say that we are alive, who came and went, and whom the dead left behind; then ring for all of them."""
        changed, self.changed = self.changed, set()
        try:
            async with database.transaction():
                unknown = await (await database.execute(ALIVE, [self.process])).fetchone()
                if unknown and unknown[0]:  # new, or forgotten by a database that crashed
                    changed |= set(self.open)
                come, gone = _split(changed, self.open)
                await database.execute(GO, [*_columns(gone), self.process])
                await database.execute(COME, [self.process, *_columns(come)])
                swept = await (await database.execute(SWEEP, {**SPANS, "nobody": NO_PROCESS})).fetchall()
                topics = {place.topic for place in changed} | {row[0] for row in swept}
                for payload in bell.payloads({bell_of(topic): 0 for topic in topics}):
                    await database.execute("SELECT pg_notify(%s, %s)", [bell.CHANNEL, payload])
        except psycopg.Error:
            self.changed |= changed
            raise


def _split(changed: Iterable[Place], held: Counter[Place]) -> tuple[list[Place], list[Place]]:
    """Those who came and those who went; in one order everywhere, so that two processes cannot wait for each other."""
    places = sorted(changed)
    return [each for each in places if held[each]], [each for each in places if not held[each]]


def _columns(places: list[Place]) -> list[list[object]]:
    return [[each.topic for each in places], [each.kind for each in places], [each.id for each in places]]
