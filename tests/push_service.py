"""A push service on this machine, with browsers that can open what it is given, as real ones do (by another library)."""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class Browser:
    """One that subscribed: its endpoint, what it gave us, and what it got."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def p256dh(self) -> str:
        return unpadded(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def form(self, label: str = "Chrome · Android") -> dict[str, str]:
        """What its page posts."""
        return {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": unpadded(self.auth), "label": label}

    def receives(self, body: bytes, headers: dict[str, str]) -> None:
        opened = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        self.got.append(json.loads(opened))
        self.headers.append(headers)


class Service(ThreadingHTTPServer):
    """Answers as `answers` says: a status for each request in turn, the last one from then on; 0 hangs up at the end."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.browsers: dict[str, Browser] = {}
        self.answers: list[tuple[int, dict[str, str]]] = [(201, {})]
        self.asked = 0
        self.hang_s = 0.0
        self.over = threading.Event()

    def subscribes(self) -> Browser:
        """A new browser here."""
        path = f"/send/{len(self.browsers)}"
        self.browsers[path] = Browser(f"http://127.0.0.1:{self.server_port}{path}")
        return self.browsers[path]

    def will_answer(self, *statuses: int, **headers: str) -> None:
        self.answers = [(status, headers) for status in statuses]


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        answers = self.server.answers
        status, headers = answers.pop(0) if len(answers) > 1 else answers[0]
        if self.server.hang_s:
            self.server.over.wait(self.server.hang_s)
            return
        if 200 <= status < 300:
            self.server.browsers[self.path].receives(body, dict(self.headers.items()))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def push_service() -> Iterator[Service]:
    """A service that runs while this lasts."""
    service = Service()
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        service.shutdown()
        service.server_close()
        thread.join(5)


def soon(true: Any, seconds: float = 20) -> bool:
    """Whether `true()` became so within that time."""
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return bool(true())
