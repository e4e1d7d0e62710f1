"""A program that calls the API in a test, as a resident or a member of staff, or without any key."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

API = "/api/v1"


class Caller:
    """`post` and `get` take a path below /api/v1 and give the answer; `said` is its JSON."""

    def __init__(self, token: str = "") -> None:
        self.client, self.token = Client(raise_request_exception=False), token

    def post(self, path: str, body: Any = None, *, key: str = "", raw: bytes | None = None) -> HttpResponse:
        data = raw if raw is not None else json.dumps({} if body is None else body)
        response: Any = self.client.post(API + path, data, content_type="application/json", headers=self._headers(key))
        return response  # type: ignore[no-any-return]

    def get(self, path: str) -> HttpResponse:
        response: Any = self.client.get(API + path, headers=self._headers(""))
        return response  # type: ignore[no-any-return]

    def _headers(self, key: str) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return headers | ({"Idempotency-Key": key} if key else {})


def said(response: HttpResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(response.content)


def assert_problem(response: HttpResponse, *statuses: int, code: str = "") -> None:
    """A clear refusal: a problem document with a sentence, and no trace of our insides."""
    text = response.content.decode()
    assert response.status_code in statuses, (response.status_code, text[:300])
    assert response["Content-Type"] == "application/problem+json", text[:300]
    body = json.loads(text)
    assert body["title"]
    assert body["status"] == response.status_code
    assert not code or body["code"] == code, body
    assert "Traceback" not in text
