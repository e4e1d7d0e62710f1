"""How the desk answers over HTTP: JSON, once for a key."""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from anxin.conversations.models import Message
from anxin.core import clock
from anxin.core.once import once
from anxin.desk.show import message_out, names_of


def answered(request: HttpRequest, whose: str, write: Callable[[], Any], status: int = 200) -> HttpResponse:
    """What `write` says, as JSON; with an Idempotency-Key it is done at most once for this person."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return as_json(write(), status)
    asked = f"{request.method} {request.path}\n{request.body.decode('utf-8', 'replace')}"
    return _response(*once(whose, key, asked, clock.now(), lambda: (status, orjson.dumps(write()).decode())))


def as_json(said: Any, status: int = 200) -> HttpResponse:
    """`said` (dicts, lists, ids, moments) as JSON."""
    return _response(status, orjson.dumps(said).decode())


def _response(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, content_type="application/json", status=status)


def said(message: Message) -> dict[str, Any]:
    """`MessageOut` of a message that was just written."""
    return message_out(message, names_of([message]))
