"""The web process: live streams answered here, everything else by Django in a pool of threads."""

import asyncio
import gc
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anxin.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.handlers.asgi import ASGIRequest  # noqa: E402
from django.db import connections  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import translation  # noqa: E402

from anxin.core import live  # noqa: E402
from anxin.core.bridge import Threads  # noqa: E402
from anxin.core.refusal import Refused  # noqa: E402
from anxin.core.web import as_refusal, problem  # noqa: E402
from anxin.desk import streams  # noqa: E402
from anxin.rota import streams as rota_streams  # noqa: E402
from anxin.triage import assess  # noqa: E402

THREADS = 8  # requests at once; two cores are busy with fewer
JUDGES = 4  # streams that open or are judged again at once
READERS = 2  # rooms that are read at once; apart from the judges, so that a crowd that comes in holds up no message

T = TypeVar("T")
pages = Threads(THREADS)
judges = ThreadPoolExecutor(JUDGES, thread_name_prefix="judge")
readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")


async def apart(read: Callable[[], T]) -> T:
    """What `read` gives, from a thread that gives its connection back."""
    return await asyncio.get_running_loop().run_in_executor(readers, returning, read)


def returning(read: Callable[[], T]) -> T:
    try:
        return read()
    finally:
        connections.close_all()


hub = live.Hub(settings.DATABASE_URL, apart)

STREAMS: tuple[tuple[re.Pattern[str], Callable[..., live.Grant]], ...] = (
    (re.compile(r"/api/v1/questions/(?P<id>[^/]{1,64})/stream"), streams.question),
    (re.compile(r"/api/v1/rooms/(?P<id>[^/]{1,64})/stream"), streams.room),
    (re.compile(r"/live/desk/(?P<slug>[-\w]{1,40})"), streams.desk),
    (re.compile(r"/live/rota/(?P<slug>[-\w]{1,40})"), rota_streams.rota),
)


async def application(scope: live.Scope, receive: live.Receive, send: live.Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    for pattern, judge in STREAMS:
        found = pattern.fullmatch(scope["path"])
        if found and scope["method"] == "GET":
            await listen(judge, found.groupdict(), scope, receive, send)
            return
    await pages(scope, receive, send)


async def lifespan(receive: live.Receive, send: live.Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await asyncio.get_running_loop().run_in_executor(judges, warm)
            hub.start()
        else:
            await hub.close()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def warm() -> None:
    """Read now what the first visitor would wait for: the views, and the weights of triage.

    What is there by then stays for good, so the garbage collector need not walk through it again and again: that would be
    a pause of a tenth of a second for everyone, every few thousand requests.
    """
    _ = get_resolver().url_patterns
    assess("你好")
    gc.collect()
    gc.freeze()


async def listen(
    judge: Callable[..., live.Grant], named: dict[str, str], scope: live.Scope, receive: live.Receive, send: live.Send
) -> None:
    """One stream; a refusal is a problem document, as everywhere in the API."""
    request = as_request(scope)
    loop = asyncio.get_running_loop()

    async def again() -> live.Grant:
        return await loop.run_in_executor(judges, judged, judge, scope, named)

    try:
        await live.serve(hub, again, scope, receive, send)
    except Refused as refused:
        await refuse(refused, request, send)


def as_request(scope: live.Scope) -> ASGIRequest:
    """What Django's access functions read of the visitor: headers and cookies, no body."""
    return ASGIRequest(dict(scope), BytesIO())


def judged(judge: Callable[..., live.Grant], scope: live.Scope, named: dict[str, str]) -> live.Grant:
    """What `judge` grants, looked up anew, in a thread that gives its connection back."""
    try:
        fresh = as_request(scope)
        fresh.session = SessionStore(fresh.COOKIES.get(settings.SESSION_COOKIE_NAME))
        fresh.user = get_user(fresh)
        return judge(fresh, **named)
    except Exception as error:
        raise as_refusal(error) or error from error
    finally:
        connections.close_all()


async def refuse(refused: Refused, request: HttpRequest, send: Any) -> None:
    with translation.override(translation.get_language_from_request(request)):
        response = problem(refused)
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
