"""Django behind ASGI, in a pool of threads: one hand-over to a thread with the whole body, one back with the whole answer.

A general bridge crosses over for every piece of a request; under load each crossing waits for the interpreter's lock.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.core.signals import request_started
from django.http import HttpResponseBadRequest
from django.urls import set_script_prefix
from django.utils import translation

from anxin.core.files import limits
from anxin.core.files.findings import FULL, TOO_BIG
from anxin.core.refusal import Refused
from anxin.core.web import answer_refusal

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
LARGE = re.compile(r"/attach(ments)?$")
"""Addresses to which photos and voice notes are sent; everywhere else a body is short."""
MOST = limits.SEND + limits.MB  # the files, and what stands around them


class Threads(BaseHandler):
    """The ASGI application that answers with Django, `count` requests at once."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.load_middleware()
        self.pool = ThreadPoolExecutor(count, thread_name_prefix="pages")

    async def __call__(
        self,
        scope: Mapping[str, Any],
        receive: Receive,
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        loop = asyncio.get_running_loop()
        try:
            body = await (_large(receive) if LARGE.search(scope["path"]) else _body(receive))
        except Refused as refused:
            status, headers, content = await loop.run_in_executor(self.pool, self.refused, scope, refused)
        else:
            if body is None:
                return  # she left before she had said it all
            status, headers, content = await loop.run_in_executor(self.pool, self.answer, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def answer(self, scope: Mapping[str, Any], body: IO[bytes]) -> Answer:
        """Status, headers and content; in a thread, whose connection to the database is given back."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=type(self), scope=scope)
        response: Any
        try:
            response = self.get_response(ASGIRequest(dict(scope), body))
        except UnicodeDecodeError:  # headers or address
            response = HttpResponseBadRequest()
        try:
            return _said(response)
        finally:
            response.close()
            body.close()

    def refused(self, scope: Mapping[str, Any], refused: Refused) -> Answer:
        """That a body is not taken, before Django has seen it."""
        request = ASGIRequest(dict(scope), BytesIO())
        with translation.override(translation.get_language_from_request(request)):
            return _said(answer_refusal(request, refused))


def _said(response: Any) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    cookies = [(b"Set-Cookie", each.OutputString().encode("ascii")) for each in response.cookies.values()]
    return response.status_code, headers + cookies, content


async def _body(receive: Receive) -> IO[bytes] | None:
    """All of it, or a little more than Django takes, which then refuses it; None where the visitor left."""
    parts, size = [], 0
    while size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if not message.get("more_body", False):
            break
    return BytesIO(b"".join(parts))


async def _large(receive: Receive) -> IO[bytes] | None:
    """A body with photos: on the disk, without a name. Refused: file_too_big, files_full, after all of it was let pass by.

    A browser reads our answer only when it has said everything, so we listen to the end, unless that never comes.
    """
    file, size = SpooledTemporaryFile(settings.DATA_UPLOAD_MAX_MEMORY_SIZE), 0  # noqa: SIM115 - the answer closes it
    full = False
    while size <= 4 * MOST:
        message = await receive()
        if message["type"] == "http.disconnect":
            file.close()
            return None
        piece = message.get("body", b"")
        size += len(piece)
        if size <= MOST and not full:
            try:
                file.write(piece)
            except OSError:
                full = True
        if not message.get("more_body", False):
            break
    if size > MOST or full:
        file.close()
        raise Refused(TOO_BIG, 413) if size > MOST else Refused(FULL, 507)
    file.seek(0)
    return cast(IO[bytes], file)
