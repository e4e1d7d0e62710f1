"""A request answered with a stream."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from anxin.core.live.bare import bare
from anxin.core.live.grant import Judge, Receive, Scope, Send, wish_of
from anxin.core.live.hub import Hub
from anxin.core.live.pushed import pushed

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
]


async def serve(hub: Hub, judge: Judge, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with a stream, until the visitor leaves or her right ends."""
    hub.start()
    wish, grant = wish_of(scope), await judge()
    events = pushed(hub, judge, grant, grant.source, wish) if grant.source else bare(hub, judge, grant, wish)
    first = await anext(events)  # raises before anything is sent where she may not listen
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": first, "more_body": True})
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


async def _pump(events: AsyncIterator[bytes], send: Send) -> None:
    async for text in events:
        await send({"type": "http.response.body", "body": text, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
