"""One request to somebody else's server, whose address a person gave us.

Only https on port 443, only addresses of the public internet (looked up once, and connected to just those), no redirects,
and an end: a server that hangs costs its caller 8 s and nobody else anything.
"""

import asyncio
import socket
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

CONNECT_S = 3.0
TOTAL_S = 8.0
LONGEST_URL = 2000
NAT64 = IPv6Network("64:ff9b::/96")


class NotAllowed(Exception):
    """An address that we do not send to."""


class Unreachable(Exception):
    """Nothing came back. `timed_out`: it took the connection, or its time, and said nothing."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "no connection")
        self.timed_out = timed_out


@dataclass(frozen=True)
class Answer:
    """The status, and how many seconds it asks us to wait."""

    status: int
    retry_after: int | None = None


def check(url: str, *, local_too: bool = False) -> SplitResult:
    """The parts of an address that may be sent to; raises NotAllowed. `local_too`: plain http on this machine as well."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise NotAllowed from error
    if not host or not url.isascii() or not url.isprintable() or len(url) > LONGEST_URL or parts.username is not None:
        raise NotAllowed
    literal = _literal(host)
    here = local_too and (host == "localhost" or (literal is not None and may_reach(literal, here_only=True)))
    if here and parts.scheme in ("http", "https"):
        return parts
    if parts.scheme != "https" or port not in (None, 443) or (literal is None and "." not in host):
        raise NotAllowed
    if literal is not None and not may_reach(literal):
        raise NotAllowed
    return parts


def may_reach(address: str, *, here_only: bool = False) -> bool:
    """Whether `address` is one of the public internet; with `here_only`, whether it is this machine itself."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.sixtofour is not None or ip.teredo is not None:
            return False
        if ip in NAT64:
            ip = ip_address(int(ip) & 0xFFFFFFFF)
        elif ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
    return ip.is_loopback if here_only else ip.is_global and not ip.is_multicast


def post(url: str, body: bytes, headers: Mapping[str, str], *, local_too: bool = False) -> Answer:
    """Send `body`; what it answered, unread but for the status. Raises NotAllowed, Unreachable within 8 s."""
    parts = check(url, local_too=local_too)
    here_only = local_too and parts.hostname in ("localhost", "127.0.0.1", "::1")
    waiting = asyncio.run_coroutine_threadsafe(_post(url, body, dict(headers), here_only), _loop())
    return waiting.result()


async def _post(url: str, body: bytes, headers: dict[str, str], here_only: bool) -> Answer:
    limits = aiohttp.ClientTimeout(total=TOTAL_S, connect=CONNECT_S, sock_connect=CONNECT_S)
    connector = aiohttp.TCPConnector(
        resolver=_Public(here_only=here_only), use_dns_cache=False, force_close=True, limit=1
    )
    try:
        async with (
            aiohttp.ClientSession(connector=connector, timeout=limits, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            wait = response.headers.get("Retry-After", "")
            return Answer(response.status, int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else None)
    except TimeoutError as error:
        raise Unreachable(timed_out=True) from error
    except _Inside as error:
        raise NotAllowed from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unreachable(timed_out=False) from error


class _Inside(aiohttp.ClientError):
    """The name leads to an address that is not of the public internet."""


class _Public(AbstractResolver):
    """Looks a name up and gives only addresses that may be reached, so a name cannot lead into our own network."""

    def __init__(self, *, here_only: bool) -> None:
        self.here_only = here_only
        self.inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self.inner.resolve(host, port, family)
        allowed = [each for each in found if may_reach(each["host"], here_only=self.here_only)]
        if not allowed:
            raise _Inside
        return allowed

    async def close(self) -> None:
        await self.inner.close()


_lock = threading.Lock()
_running: asyncio.AbstractEventLoop | None = None


def _loop() -> asyncio.AbstractEventLoop:
    """This process's loop for such requests, in a thread of its own: a look-up that hangs keeps no caller past his time."""
    global _running
    with _lock:
        if _running is None:
            _running = asyncio.new_event_loop()
            _running.set_default_executor(ThreadPoolExecutor(32, thread_name_prefix="names"))
            threading.Thread(target=_running.run_forever, name="outside", daemon=True).start()
        return _running


def _literal(host: str) -> str | None:
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return None
