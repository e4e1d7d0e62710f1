"""Live streams: Server-Sent Events from a small raw ASGI application, with one hub per web process.

Django's own streaming holds a thread per stream, so this stands in front of it. A private stream carries ids only (`bare`):
an open page fetches its own fragment again through its own door. What is the same for all who may hear it, a room, is read
and rendered once in a process and pushed whole (`feed`, `pushed`). Rights are judged when a stream opens and again every
minute.
"""

from anxin.core.live.feed import Item, Source
from anxin.core.live.grant import Grant, Receive, Scope, Send
from anxin.core.live.hub import Hub
from anxin.core.live.serve import serve

__all__ = ["Grant", "Hub", "Item", "Receive", "Scope", "Send", "Source", "serve"]
