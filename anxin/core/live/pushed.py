"""A stream that carries everything: what is the same for all who may hear it."""

import asyncio
from collections.abc import AsyncIterator

from anxin.core.live.bare import HELLO, PING, RIGHTS_S
from anxin.core.live.feed import Feed, Source
from anxin.core.live.grant import Grant, Judge, Wish
from anxin.core.live.hub import Hub


async def pushed(hub: Hub, judge: Judge, grant: Grant, source: Source, wish: Wish) -> AsyncIterator[bytes]:
    """Server-Sent Events of a feed: from `wish.after` on, without a gap or a repeat; the same bytes to all of one look.

    Ends when `judge` raises, that is, when the right to listen has ended.
    """
    now = asyncio.get_running_loop().time
    with hub.fed(source, grant) as (feed, listener):
        grant = await judge()  # once more: what came between the first look and the listening is in this number
        judged_at = now()
        feed.reach(grant.number)
        sent = grant.number if wish.after is None else min(wish.after, grant.number)
        known = 0
        yield HELLO
        if wish.presence:
            feed.look_around()
        while True:
            while sent < feed.upto:
                texts, sent = await _next(feed, sent, grant.look)
                if texts:
                    yield texts
            if wish.presence and known < feed.people_number:
                known = feed.people_number
                yield b"id: %d\nevent: presence\ndata: %s\n\n" % (sent, feed.people.get(grant.look, b"{}"))
            elif not await listener.woken():
                yield PING
            if now() - judged_at > RIGHTS_S:
                grant, judged_at = await judge(), now()
                feed.reach(grant.number)


async def _next(feed: Feed, sent: int, look: str) -> tuple[bytes, int]:
    """The bytes of what comes after `sent`, and the seq of the last of it."""
    upto = feed.upto
    found = feed.since(sent, look)
    if found is None:
        found = await feed.read_alone(sent, look)
    if not found:
        return b"", upto  # taken away since
    return b"".join(item.texts[look] for item in found), found[-1].seq
