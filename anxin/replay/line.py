"""The line to the server: one call that waits when told to, and tries again when the line breaks."""

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any

import aiohttp

BROKEN = (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError)
TRIES = 40  # with the pauses below about a minute: longer than a restart of the server


class Unreachable(Exception):
    """The server did not answer for about a minute."""


@dataclass(frozen=True)
class Line:
    """Calls one server."""

    session: aiohttp.ClientSession
    base: str

    async def call(self, method: str, path: str, body: Any = None, token: str = "", key: str = "") -> tuple[int, Any]:
        """(status, JSON) of a call. A write carries a key, so that trying again does nothing twice."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        for attempt in range(TRIES):
            try:
                url = f"{self.base}/api/v1{path}"
                async with self.session.request(method, url, json=body, headers=headers) as answer:
                    if answer.status == 429:
                        await asyncio.sleep(min(float(answer.headers.get("Retry-After", "1")), 60))
                    elif answer.status < 500:
                        return answer.status, await answer.json(content_type=None)
            except BROKEN:
                pass
            await asyncio.sleep(min(0.1 * 2 ** min(attempt, 4), 2))
        raise Unreachable(f"{self.base} does not answer.")
