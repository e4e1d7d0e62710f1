"""A stream that says that something is there, by its number, and nothing of what it is."""

import asyncio
from collections.abc import AsyncIterator

from anxin.core.live.grant import Grant, Judge, Wish
from anxin.core.live.hub import Hub
from anxin.core.live.listener import Listener
from anxin.core.presence import bell_of

RIGHTS_S = 60.0  # how long a right that ended may still hold a stream open
CALM_S = 0.4  # a topic without numbers rings at most this often on one stream, but at once when urgent
HELLO = b"retry: 2000\nevent: hello\ndata: {}\n\n"
PING = b"event: ping\ndata: {}\n\n"


async def bare(hub: Hub, judge: Judge, grant: Grant, wish: Wish) -> AsyncIterator[bytes]:
    """Server-Sent Events for a visitor: from `wish.after` on where the topic counts, without a gap or a repeat.

    `presence` comes only where it is wished for, as it carries the id of the event before it. Ends when `judge` raises, that
    is, when the right to listen has ended.
    """
    now = asyncio.get_running_loop().time
    topics = grant.topics | ({bell_of(grant.place.topic)} if wish.presence and grant.place else set())
    with hub.listening(topics, grant) as listener:
        grant = await judge()  # once more: what came between the first look and the listening is in this number
        judged_at = now()
        sent = grant.number if wish.after is None else min(wish.after, grant.number)
        listener.number = max(listener.number, grant.number)
        yield HELLO
        while True:
            while sent < listener.number:
                sent += 1
                yield b'id: %d\nevent: message\ndata: {"seq":%d}\n\n' % (sent, sent)
            if listener.presence:
                listener.presence = False
                yield b"id: %d\nevent: presence\ndata: {}\n\n" % (sent or listener.last_event)
            if listener.changed and not grant.counts:
                urgent, listener.changed, listener.urgent = listener.urgent, False, False
                flag = b"true" if urgent else b"false"
                yield b'id: %d\nevent: changed\ndata: {"urgent":%s}\n\n' % (listener.last_event, flag)
                await _calm(listener)
            elif not listener.changed and not await listener.woken():
                yield PING
            # `changed` on a stream that counts means that the hub was deaf for a while: look at the truth.
            if (grant.counts and listener.changed) or now() - judged_at > RIGHTS_S:
                listener.changed = listener.changed and not grant.counts
                grant, judged_at = await judge(), now()
                listener.number = max(listener.number, grant.number)


async def _calm(listener: Listener) -> None:
    end = asyncio.get_running_loop().time() + CALM_S
    while not listener.urgent and (left := end - asyncio.get_running_loop().time()) > 0:
        await listener.woken(left)
    if listener.changed or listener.number or listener.presence:
        listener.wake()
