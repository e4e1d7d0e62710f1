import asyncio
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest

from anxin.core import bridge
from anxin.core.bridge import Threads

SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/healthz",
    "query_string": b"",
    "headers": [(b"host", b"testserver")],
    "client": ("127.0.0.1", 1),
    "server": ("testserver", 80),
    "scheme": "http",
}


def answered(pieces: list[dict[str, Any]], **scope: Any) -> list[dict[str, Any]]:
    """What is sent for a request whose body comes in `pieces`."""
    sent: list[dict[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        return pieces.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Threads(1)(SCOPE | scope, receive, send))
    return sent


def piece(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def posted(length: int) -> dict[str, Any]:
    headers = [*SCOPE["headers"], (b"content-type", b"application/json"), (b"content-length", str(length).encode())]
    return {"method": "POST", "path": "/api/v1/tokens", "headers": headers}


def test_it_answers_in_one_piece() -> None:
    start, body = answered([piece(b"")])
    assert (start["status"], json.loads(body["body"])) == (200, {"status": "ok"})
    assert (b"Content-Type", b"application/json") in start["headers"]


@pytest.mark.django_db
def test_a_body_in_pieces_is_put_together() -> None:
    start, body = answered([piece(b'{"username": ', more=True), piece(b'"nobody"}')], **posted(24))
    assert (start["status"], json.loads(body["body"])["code"]) == (422, "wrong_shape")


def test_more_than_it_takes_is_not_read_on(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    rest = [piece(b"x" * 8, more=True) for _ in range(9)]
    start, _ = answered(rest, **posted(72))
    assert (start["status"], len(rest)) == (413, 7)


def test_a_visitor_who_leaves_halfway_gets_nothing() -> None:
    assert answered([piece(b"{", more=True), {"type": "http.disconnect"}], **posted(9)) == []


def attached(length: int, **headers: str) -> dict[str, Any]:
    lines = [(b"content-type", b"multipart/form-data; boundary=b"), (b"content-length", str(length).encode())]
    more = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {"method": "POST", "path": "/c/nowhere/q/x/attach", "headers": [*SCOPE["headers"], *lines, *more]}


def test_photos_may_be_larger_than_words(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    rest = [piece(b"x" * 8, more=True) for _ in range(8)] + [piece(b"")]
    start, _ = answered(rest, **attached(64))
    assert (start["status"], len(rest)) == (404, 0)


def test_of_too_many_photos_a_sentence_comes_when_all_has_been_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "MOST", 20)
    rest = [piece(b"x" * 8, more=True) for _ in range(5)] + [piece(b"")]
    start, body = answered(rest, **attached(40, **{"x-requested-with": "fetch", "accept-language": "en"}))
    assert (start["status"], json.loads(body["body"])["code"], len(rest)) == (413, "file_too_big", 0)
    endless = [piece(b"x" * 8, more=True) for _ in range(50)]
    start, _ = answered(endless, **attached(400))
    assert (start["status"], len(endless)) == (413, 39)


def test_a_full_disk_is_a_refusal_while_the_body_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(bridge, "SpooledTemporaryFile", lambda size: Full())
    start, body = answered([piece(b"x")], **attached(1, **{"x-requested-with": "fetch"}))
    assert (start["status"], json.loads(body["body"])["code"]) == (507, "files_full")
