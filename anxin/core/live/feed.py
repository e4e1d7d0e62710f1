"""What is pushed whole: one `Feed` for each room that somebody of this process listens to.

When the bell rings, a feed reads what is new once, renders it once for each look (JSON, a page in some language) and wakes
its listeners; each goes on from where she stands. The last messages are kept; whoever is slower than that, or comes back from
further away, reads for herself. So nobody waits for a slow reader.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from anxin.core.live.listener import Listener

T = TypeVar("T")
Apart = Callable[[Callable[[], T]], Awaitable[T]]

KEPT = 500
AT_ONCE = 200  # messages in one read
CALM_S = 1.0  # who is there is told this often at most, and less often to many
PER_S = 1000  # listeners to whom it may be told in a second

logger = logging.getLogger("anxin.live")


@dataclass(frozen=True)
class Item:
    """One event of a feed, ready to be sent: its bytes by look."""

    seq: int
    texts: Mapping[str, bytes]


class Source(Protocol):
    """Where a feed reads; called in a thread that gives its connection back."""

    @property
    def topic(self) -> str:
        """What rings with a seq when there is more."""
        ...

    def read(self, after: int, looks: Collection[str], most: int) -> list[Item]:
        """What comes after the event `after`, in order, at most `most`."""
        ...

    def people(self, looks: Collection[str]) -> Mapping[str, bytes]:
        """Who is there now, as the data of an event, by look."""
        ...


class Feed:
    """The events of one source that this process has read. `upto` is the seq of the last of them."""

    def __init__(self, source: Source, upto: int, apart: Apart[Any]) -> None:
        self.source, self.apart = source, apart
        self.upto = self.wanted = upto
        self.items: deque[Item] = deque(maxlen=KEPT)
        self.listeners: set[Listener] = set()
        self.looks: Counter[str] = Counter()
        self.people: Mapping[str, bytes] = {}
        self.people_number = 0
        self.doubted = self.people_changed = False
        self.reading: asyncio.Task[None] | None = None
        self.looking: asyncio.Task[None] | None = None

    def reach(self, number: int) -> None:
        """There are events up to `number`."""
        self.wanted = max(self.wanted, number)
        if self.wanted > self.upto:
            self._read_on()

    def doubt(self) -> None:
        """There may be more: the bell was away for a while."""
        self.doubted = True
        self._read_on()
        self.look_around()

    def look_around(self) -> None:
        """Somebody came, went, or types."""
        self.people_changed = True
        if self.looking is None or self.looking.done():
            self.looking = asyncio.create_task(self._look_around())

    def end(self) -> None:
        """Nobody listens any more."""
        for task in (self.reading, self.looking):
            if task is not None:
                task.cancel()

    def since(self, sent: int, look: str) -> list[Item] | None:
        """What comes after `sent`; None where it is not kept, or not in that look."""
        found: list[Item] = []
        for item in reversed(self.items):
            if item.seq <= sent:
                return found[::-1]
            if look not in item.texts:
                return None
            found.append(item)
        return found[::-1] if found and found[-1].seq == sent + 1 else None

    async def read_alone(self, sent: int, look: str) -> list[Item]:
        """The same from the database, for one listener."""
        found: list[Item] = await self.apart(partial(self.source.read, sent, [look], AT_ONCE))
        return found

    def _read_on(self) -> None:
        if self.reading is None or self.reading.done():
            self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while self.wanted > self.upto or self.doubted:
            self.doubted = False
            try:
                found = await self.apart(partial(self.source.read, self.upto, list(self.looks), AT_ONCE))
            except Exception as error:
                logger.warning("a room cannot be read (%s); trying again in a second", type(error).__name__)
                self.doubted = True
                await asyncio.sleep(1)
                continue
            if not found:
                self.wanted = self.upto
                continue
            self.items.extend(found)
            self.upto = found[-1].seq
            self._wake()

    async def _look_around(self) -> None:
        while self.people_changed:
            self.people_changed = False
            try:
                self.people = await self.apart(partial(self.source.people, list(self.looks)))
                self.people_number += 1
                self._wake()
            except Exception as error:
                logger.warning("who is there cannot be read (%s)", type(error).__name__)
            await asyncio.sleep(max(CALM_S, len(self.listeners) / PER_S))

    def _wake(self) -> None:
        for listener in self.listeners:
            listener.wake()
