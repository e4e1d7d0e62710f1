"""What a visitor may listen to, what she asked for, and what woke her."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from anxin.core.live.feed import Source
from anxin.core.presence import Place

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Grant:
    """What a visitor may listen to. `number` is the seq that the numbered topic (a conversation) has reached.

    Without a numbered topic (`counts` empty) the stream only says that something changed; with a `source` everything is
    pushed whole, in the form `look`. While the stream is open she counts as present at `place`.
    """

    topics: frozenset[str]
    counts: str = ""
    number: int = 0
    place: Place | None = None
    source: Source | None = None
    look: str = ""


Judge = Callable[[], Awaitable[Grant]]


@dataclass(frozen=True)
class Wish:
    """What she asks for: to go on after the event `after`, and to be told (`presence`) who else is there."""

    after: int | None = None
    presence: bool = False


def wish_of(scope: Scope) -> Wish:
    """Where to go on from: Last-Event-ID, which a browser sends when it comes back, else `?after=`; and `?presence=1`."""
    headers = dict(scope["headers"])
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    presence = query.get("presence", [""])[0] == "1"
    for said in (headers.get(b"last-event-id", b"").decode("latin-1"), query.get("after", [""])[0]):
        if said.isascii() and said.isdigit():
            return Wish(min(int(said), 2**31), presence)
    return Wish(None, presence)
