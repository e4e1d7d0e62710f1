"""The bell of one web process: a single subscription in the database, handed on to whoever listens here."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg

from anxin.core.bell import CHANNEL
from anxin.core.health import STREAMS
from anxin.core.live.feed import Apart, Feed, Source
from anxin.core.live.grant import Grant
from anxin.core.live.listener import Listener
from anxin.core.presence import TYPING_S, Register, bell_of

PRESENCE = bell_of("")

logger = logging.getLogger("anxin.live")


class Hub:
    """Who listens to what in this process, whom it holds as present, and what it pushes whole."""

    def __init__(self, address: str, apart: Apart[Any]) -> None:
        self.address, self.apart = address, apart
        self.register = Register(address)
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.feeds: dict[str, Feed] = {}
        self.by_presence: dict[str, Feed] = {}
        self.stills: dict[str, asyncio.TimerHandle] = {}
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen, once."""
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """The process ends in good order."""
        await self.register.close()

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.address, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._ring_all()  # whatever rang while nobody listened
                    async for notice in connection.notifies():
                        self.hear(json.loads(notice.payload))
            except psycopg.Error as error:
                logger.warning("the bell is away (%s); listening again in a second", type(error).__name__)
            await asyncio.sleep(1)

    def hear(self, ring: Mapping[str, Any]) -> None:
        """Hand one ring on."""
        for topic, number in ring["rings"]:
            if topic.startswith(PRESENCE):
                self._look_around(topic, typing=bool(number))
                continue
            if feed := self.feeds.get(topic):
                feed.reach(number)
            for listener in self.listeners.get(topic, ()):
                if topic.startswith("conversation:"):
                    listener.number = max(listener.number, number)
                else:
                    listener.changed = True
                    listener.last_event = max(listener.last_event, ring["event"])
                listener.urgent |= ring["urgent"]
                listener.wake()

    def _look_around(self, topic: str, typing: bool = False) -> None:
        """Somebody came, went, or types. Who stops typing does not ring, so it is looked at again when that is over."""
        if feed := self.by_presence.get(topic):
            feed.look_around()
        heard = self.listeners.get(topic, ())
        for listener in heard:
            listener.presence = True
            listener.wake()
        if typing and (feed or heard):
            if topic in self.stills:
                self.stills[topic].cancel()
            self.stills[topic] = asyncio.get_running_loop().call_later(TYPING_S + 0.3, self._still, topic)

    def _still(self, topic: str) -> None:
        del self.stills[topic]
        self._look_around(topic)

    def _ring_all(self) -> None:
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.changed = True
                listener.wake()
        for feed in self.feeds.values():
            feed.doubt()

    @contextlib.contextmanager
    def listening(self, topics: frozenset[str], grant: Grant) -> Iterator[Listener]:
        """A listener to `topics` for as long as this lasts; she counts as present meanwhile."""
        listener = Listener()
        for topic in topics:
            self.listeners[topic].add(listener)
        try:
            with self._held(grant):
                yield listener
        finally:
            for topic in topics:
                self.listeners[topic].discard(listener)
                if not self.listeners[topic]:
                    del self.listeners[topic]

    @contextlib.contextmanager
    def fed(self, source: Source, grant: Grant) -> Iterator[tuple[Feed, Listener]]:
        """A listener to what is pushed whole, and the feed that it shares with others of this process."""
        feed = self.feeds.get(source.topic)
        if feed is None:
            feed = self.feeds[source.topic] = Feed(source, grant.number, self.apart)
            if grant.place:
                self.by_presence[bell_of(grant.place.topic)] = feed
        listener = Listener()
        feed.listeners.add(listener)
        feed.looks[grant.look] += 1
        try:
            with self._held(grant):
                yield feed, listener
        finally:
            feed.listeners.discard(listener)
            feed.looks[grant.look] -= 1
            feed.looks += type(feed.looks)()  # drops looks that nobody has
            if not feed.listeners and self.feeds.get(source.topic) is feed:
                feed.end()
                del self.feeds[source.topic]
                if grant.place:
                    self.by_presence.pop(bell_of(grant.place.topic), None)

    @contextlib.contextmanager
    def _held(self, grant: Grant) -> Iterator[None]:
        STREAMS.inc()
        if grant.place:
            self.register.enter(grant.place)
        try:
            yield
        finally:
            STREAMS.dec()
            if grant.place:
                self.register.leave(grant.place)
