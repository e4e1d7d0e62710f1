"""Live streams: Server-Sent Events from a small raw ASGI application, with one hub per web process.

Django's own streaming holds a thread per stream, so this stands in front of it. A stream carries ids only: an open page
fetches its own fragment again through its own door. Its rights are judged when it opens and again every minute.
"""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import psycopg

from anxin.core.bell import CHANNEL
from anxin.core.health import STREAMS

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

logger = logging.getLogger("anxin.live")

HEARTBEAT_S = 15.0
RIGHTS_S = 60.0  # how long a right that ended may still hold a stream open
CALM_S = 0.4  # a topic without numbers rings at most this often on one stream, but at once when urgent


@dataclass(frozen=True)
class Grant:
    """What a visitor may listen to. `number` is the seq that the numbered topic (a conversation) has reached.

    Without a numbered topic (`counts` empty) the stream only says that something changed.
    """

    topics: frozenset[str]
    counts: str = ""
    number: int = 0


@dataclass(eq=False)
class Listener:
    """One open stream: what rang since it last looked."""

    number: int = 0
    last_event: int = 0
    changed: bool = False
    urgent: bool = False
    awake: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """The bell of one process: a single subscription in the database, handed on to whoever listens here."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen, once."""
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._listen())

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
            for listener in self.listeners.get(topic, ()):
                if topic.startswith("conversation:"):
                    listener.number = max(listener.number, number)
                else:
                    listener.changed = True
                    listener.last_event = max(listener.last_event, ring["event"])
                listener.urgent |= ring["urgent"]
                listener.awake.set()

    def _ring_all(self) -> None:
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.changed = True
                listener.awake.set()

    @contextlib.contextmanager
    def listening(self, topics: frozenset[str]) -> Any:
        """A listener to `topics` for as long as this lasts."""
        listener = Listener()
        for topic in topics:
            self.listeners[topic].add(listener)
        STREAMS.inc()
        try:
            yield listener
        finally:
            STREAMS.dec()
            for topic in topics:
                self.listeners[topic].discard(listener)
                if not self.listeners[topic]:
                    del self.listeners[topic]


Judge = Callable[[], Awaitable[Grant]]


async def stream(hub: Hub, judge: Judge, after: int | None) -> AsyncIterator[str]:
    """Server-Sent Events for a visitor: from `after` on where the topic counts, without a gap or a repeat.

    Ends when `judge` raises, that is, when the right to listen has ended.
    """
    now = asyncio.get_running_loop().time
    grant = await judge()
    with hub.listening(grant.topics) as listener:
        grant = await judge()  # once more: what came between the first look and the listening is in this number
        judged_at = now()
        sent = grant.number if after is None else min(after, grant.number)
        listener.number = max(listener.number, grant.number)
        yield "retry: 2000\nevent: hello\ndata: {}\n\n"
        while True:
            while sent < listener.number:
                sent += 1
                yield f'id: {sent}\nevent: message\ndata: {{"seq":{sent}}}\n\n'
            if listener.changed and not grant.counts:
                urgent, listener.changed, listener.urgent = listener.urgent, False, False
                yield f'id: {listener.last_event}\nevent: changed\ndata: {{"urgent":{str(urgent).lower()}}}\n\n'
                await _calm(listener)
            elif not listener.changed and not await _woken(listener):
                yield "event: ping\ndata: {}\n\n"
            # `changed` on a stream that counts means that the hub was deaf for a while: look at the truth.
            if (grant.counts and listener.changed) or now() - judged_at > RIGHTS_S:
                listener.changed = listener.changed and not grant.counts
                grant, judged_at = await judge(), now()
                listener.number = max(listener.number, grant.number)


async def _woken(listener: Listener) -> bool:
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(listener.awake.wait(), HEARTBEAT_S)
        listener.awake.clear()
        return True
    return False


async def _calm(listener: Listener) -> None:
    end = asyncio.get_running_loop().time() + CALM_S
    while not listener.urgent and (left := end - asyncio.get_running_loop().time()) > 0:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(listener.awake.wait(), left)
            listener.awake.clear()
    if listener.changed or listener.number:
        listener.awake.set()


def after_of(scope: Scope) -> int | None:
    """Where to go on from: Last-Event-ID, which a browser sends when it comes back, else `?after=`."""
    headers = dict(scope["headers"])
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    for said in (headers.get(b"last-event-id", b"").decode("latin-1"), query.get("after", [""])[0]):
        if said.isascii() and said.isdigit():
            return min(int(said), 2**31)
    return None


async def serve(hub: Hub, judge: Judge, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with a stream, until the visitor leaves or her right ends."""
    hub.start()
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-cache, no-transform"),
        (b"x-accel-buffering", b"no"),
    ]
    events = stream(hub, judge, after_of(scope))
    first = await anext(events)  # raises before anything is sent where she may not listen
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": first.encode(), "more_body": True})
    gone = asyncio.create_task(_gone(receive))
    pump = asyncio.create_task(_pump(events, send))
    try:
        await asyncio.wait({gone, pump}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (gone, pump):
            task.cancel()
        await asyncio.gather(gone, pump, return_exceptions=True)
        await events.aclose()  # type: ignore[attr-defined]
    with contextlib.suppress(Exception):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _pump(events: AsyncIterator[str], send: Send) -> None:
    async for text in events:
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
