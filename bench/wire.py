"""A cheap HTTP client and stream listener: it shares the two cores with what it measures."""

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass
from typing import Any

EVENT = re.compile(rb"id: (\d+)\nevent: (\w+)\n")
OPEN_S = 30.0


@dataclass(frozen=True)
class Answer:
    """A status (0: the connection broke) and the JSON that came with it."""

    status: int
    body: Any = None


class Wire:
    """Kept connections to one server on this machine, at most `most` at once."""

    def __init__(self, port: int, most: int = 256) -> None:
        self.port = port
        self.kept: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.gate = asyncio.Semaphore(most)

    async def call(self, method: str, path: str, body: Any = None, token: str = "", key: str = "") -> Answer:
        """One call of the API. A POST carries an Idempotency-Key, so a connection that went stale is tried again."""
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n"
        if data:
            head += "Content-Type: application/json\r\n"
        if token:
            head += f"Authorization: Bearer {token}\r\n"
        if method == "POST":
            head += f"Idempotency-Key: {key or uuid.uuid4()}\r\n"
        async with self.gate:
            return await self._send(head.encode() + b"\r\n" + data)

    async def _send(self, request: bytes) -> Answer:
        while True:
            stale = bool(self.kept)
            try:
                reader, writer = self.kept.pop() if stale else await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(re.search(rb"(?i)\r\ncontent-length: (\d+)", head)[1])  # type: ignore[index]
                data = await reader.readexactly(length)
            except (OSError, asyncio.IncompleteReadError):
                if stale:
                    continue  # the server ends a connection that was idle for some seconds
                return Answer(0)
            self.kept.append((reader, writer))
            return Answer(int(head[9:12]), json.loads(data) if data else None)

    def close(self) -> None:
        """Hang up."""
        for _, writer in self.kept:
            writer.close()
        self.kept.clear()


class Stream(asyncio.Protocol):
    """One open event stream: when each numbered event arrived (seconds of `time.perf_counter`)."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.arrived: dict[int, float] = {}
        self.status = 0
        self.opened: asyncio.Future[None] = loop.create_future()
        self.waiter: tuple[int, asyncio.Future[None]] | None = None
        self.rest = b""
        self.repeats = 0
        self.pings = 0
        self.ended = False
        self.transport: Any = None

    @classmethod
    async def open(cls, port: int, path: str, token: str) -> "Stream":
        """Open one, and wait for its first word. Raises TimeoutError where none comes."""
        _, stream = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        stream.transport.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        )
        await asyncio.wait_for(stream.opened, OPEN_S)
        return stream

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.rest += data
        if not self.opened.done() and b"event: hello" in self.rest:
            self.status = int(self.rest[9:12])
            self.opened.set_result(None)
        end = self.rest.rfind(b"\n\n")
        if end < 0:
            return
        whole, self.rest = self.rest[: end + 2], self.rest[end + 2 :]
        self.pings += whole.count(b"event: ping\n")
        for number, _ in EVENT.findall(whole):
            self.repeats += int(number) in self.arrived
            self.arrived.setdefault(int(number), now)
        if self.waiter and not self.waiter[1].done() and self.waiter[0] in self.arrived:
            self.waiter[1].set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        self.ended = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the stream ended before its first word"))

    async def wait_for(self, number: int, seconds: float) -> float | None:
        """When the event `number` arrived; None if it does not within `seconds`."""
        if number not in self.arrived:
            self.waiter = (number, asyncio.get_running_loop().create_future())
            try:
                await asyncio.wait_for(self.waiter[1], seconds)
            except TimeoutError:
                return None
        return self.arrived[number]

    def close(self) -> None:
        """Leave."""
        if self.transport is not None:
            self.transport.close()
