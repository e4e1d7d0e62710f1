"""Django behind ASGI, in a pool of threads: one hand-over to a thread with the whole body, one back with the whole answer.

A general bridge crosses over for every piece of a request; under load each crossing waits for the interpreter's lock.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.core.signals import request_started
from django.http import HttpResponseBadRequest
from django.urls import set_script_prefix

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


class Threads(BaseHandler):
    """The ASGI application that answers with Django, `count` requests at once."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.load_middleware()
        self.pool = ThreadPoolExecutor(count, thread_name_prefix="pages")

    async def __call__(
        self,
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[Mapping[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        body = await _body(receive)
        if body is None:
            return  # she left before she had said it all
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(self.pool, self.answer, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def answer(self, scope: Mapping[str, Any], body: bytes) -> Answer:
        """Status, headers and content; in a thread, whose connection to the database is given back."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=type(self), scope=scope)
        response: Any
        try:
            response = self.get_response(ASGIRequest(dict(scope), BytesIO(body)))
        except UnicodeDecodeError:  # headers or address
            response = HttpResponseBadRequest()
        try:
            content = b"".join(response.streaming_content) if response.streaming else response.content
            headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
            cookies = [(b"Set-Cookie", each.OutputString().encode("ascii")) for each in response.cookies.values()]
            return response.status_code, headers + cookies, content
        finally:
            response.close()


async def _body(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> bytes | None:
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
    return b"".join(parts)
