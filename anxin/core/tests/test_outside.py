"""Requests to somebody else's server: where they may go, and that they end."""

import socket
import threading
from collections.abc import Iterator

import pytest

from anxin.core import outside
from anxin.core.outside import NotAllowed, Unreachable, check, may_reach, post


@pytest.mark.parametrize(
    "url",
    [
        "http://push.example.org/x", "https://10.0.0.1/x", "https://127.0.0.1/x", "https://localhost/x",
        "https://[::1]/x", "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/", "https://push.example.org:8443/x", "https://me:secret@push.example.org/x",
        "ftp://push.example.org/x", "https://", "", "https://bücher.example/x", "https://push.example.org/\n",
        "https://intranet/x", "https://[", "https://push.example.org:99999/x", "https://p.example/" + "x" * 2000,
        "file:///etc/passwd", "https://0.0.0.0/", "https://[2002:a00:1::]/", "https://224.0.0.1/",
    ],
)  # fmt: skip
def test_where_nothing_is_sent(url: str) -> None:
    with pytest.raises(NotAllowed):
        check(url)


def test_where_something_may_be_sent() -> None:
    for url in ("https://fcm.googleapis.com/fcm/send/abc:def", "https://web.push.apple.com:443/Q", "https://1.1.1.1/x"):
        check(url)
    for url in ("http://127.0.0.1:9000/x", "http://localhost/x", "http://[::1]:1/x"):
        check(url, local_too=True)
    for url in ("http://10.0.0.1/x", "http://push.example.org/x", "https://192.168.1.1/"):
        with pytest.raises(NotAllowed):
            check(url, local_too=True)


def test_addresses_of_the_public_internet() -> None:
    assert may_reach("1.1.1.1")
    assert may_reach("2606:4700:4700::1111")
    for address in ("100.64.0.1", "192.0.2.1", "fe80::1%eth0", "fd00::1", "::", "255.255.255.255"):
        assert not may_reach(address), address


def test_a_name_that_leads_inside_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def inside(host: str, port: int, *more: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    with pytest.raises(NotAllowed):
        post("https://push.example.org/x", b"", {})


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int, *more: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unreachable) as caught:
        post("https://push.example.org/x", b"", {})
    assert not caught.value.timed_out


def test_a_look_up_that_hangs_costs_its_caller_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hangs(host: str, port: int, *more: object) -> list[object]:
        over.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    monkeypatch.setattr(outside, "CONNECT_S", 0.2)
    try:
        with pytest.raises(Unreachable) as caught:
            post("https://push.example.org/x", b"", {})
        assert caught.value.timed_out
        assert not over.is_set()
    finally:
        over.set()


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes connections, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield f"http://127.0.0.1:{door.getsockname()[1]}/x"


def test_a_server_that_hangs_is_left(silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "TOTAL_S", 0.3)
    with pytest.raises(Unreachable) as caught:
        post(silent, b"x", {}, local_too=True)
    assert caught.value.timed_out


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        post(f"http://127.0.0.1:{port}/x", b"x", {}, local_too=True)
    assert not caught.value.timed_out


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 301 M\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n", b"nonsense\r\n\r\n"]
)
def test_redirects_and_nonsense(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _ = door.accept()
            with line:
                line.recv(65536)
                line.sendall(said)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{door.getsockname()[1]}/x"
        if said.startswith(b"HTTP"):
            assert post(url, b"x", {}, local_too=True).status == 301
        else:
            with pytest.raises(Unreachable):
                post(url, b"x", {}, local_too=True)
        thread.join(5)
