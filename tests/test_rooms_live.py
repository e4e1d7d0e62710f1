"""A room over real streams, with two web processes: everyone has everything once and in order, and presence does not lie."""

import contextlib
import json
import os
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench import meter
from bench.house import House, house

SOON_S = 60.0


@dataclass(frozen=True)
class Heard:
    """One event of a stream."""

    name: str
    id: int | None
    data: str


class Tail(threading.Thread):
    """Listens to a stream until it ends or is let go, and comes back after its last event when it is told to."""

    def __init__(self, url: str, token: str, after: int | None = None) -> None:
        super().__init__(daemon=True)
        self.url, self.token, self.after = url, token, after
        self.heard: list[Heard] = []
        self.ended = False
        self.opened = threading.Event()
        self.response: Any = None
        self.start()
        assert self.opened.wait(SOON_S)

    def run(self) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        if self.after is not None:
            headers["Last-Event-ID"] = str(self.after)
        try:
            self.response = urllib.request.urlopen(urllib.request.Request(self.url, headers=headers), timeout=SOON_S)
            block: dict[str, str] = {}
            for line in self.response:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    block[name] = f"{block['data']}\n{value}" if name == "data" and "data" in block else value
                    continue
                self._take(block)
                block = {}
        except OSError:
            pass
        self.ended = True

    def _take(self, block: dict[str, str]) -> None:
        number = int(block["id"]) if "id" in block else None
        self.heard.append(Heard(block["event"], number, block["data"]))
        self.opened.set()

    def ids(self) -> list[int]:
        """The ids of what happened in the room, in the order of their coming."""
        return [each.id for each in self.heard if each.id is not None and each.name != "presence"]

    def there(self) -> int:
        """How many are there, as it last heard."""
        told = [json.loads(each.data)["here"] for each in self.heard if each.name == "presence"]
        return int(told[-1]) if told else 0

    def let_go(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError, AttributeError):  # the other side may have closed it
            self.response.fp.raw._sock.shutdown(socket.SHUT_RDWR)
        self.join(SOON_S)
        self.response.close()


class Program:
    """A caller of the API of a running Anxin."""

    def __init__(self, here: House, token: str = "") -> None:
        self.here, self.token = here, token

    def call(self, path: str, body: Any = None) -> Any:
        """POST with a body, else GET; a server that was just killed is asked again."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        key = {"Idempotency-Key": os.urandom(8).hex()} if data else {}
        for _ in range(200):
            try:
                request = urllib.request.Request(f"{self.here.base}/api/v1{path}", data, {**headers, **key})
                with urllib.request.urlopen(request, timeout=30) as answer:
                    text = answer.read()
                    return json.loads(text) if text else None
            except urllib.error.HTTPError:
                raise
            except OSError:
                time.sleep(0.1)
        raise AssertionError("nobody answers")

    def comes_in(self, room: str) -> "Program":
        """A new resident who joins `room`."""
        other = Program(self.here, self.call("/c/huzhu/residents", {})["token"])
        other.call(f"/rooms/{room}/join", {})
        return other


@pytest.fixture(scope="module")
def here() -> Iterator[House]:
    """A whole Anxin with two web processes."""
    with house(web=2) as running:
        yield running


@pytest.fixture(scope="module")
def room(here: House) -> str:
    """The demo town's room."""
    [(id,)] = here.sql("SELECT id FROM desk_room LIMIT 1")
    return str(id)


def soon(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON_S
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.1)


def seq_of(here: House, room: str) -> int:
    [(seq,)] = here.sql(
        "SELECT c.seq FROM conversations_conversation c JOIN desk_room r ON r.conversation_id = c.id WHERE r.id = %s",
        [room],
    )
    return int(seq)


def test_everyone_has_everything_once_and_in_order(here: House, room: str) -> None:
    people = [Program(here).comes_in(room) for _ in range(6)]
    began = seq_of(here, room)
    url = f"{here.base}/api/v1/rooms/{room}/stream"
    tails = [Tail(f"{url}{'?as=page' if number % 2 else ''}", each.token) for number, each in enumerate(people)]
    writers = [threading.Thread(target=write, args=(each, room, 8)) for each in people[:4]]
    for writer in writers:
        writer.start()
    soon(lambda: seq_of(here, room) >= began + 10)
    tails[0].let_go()  # a phone loses its network in the middle
    last = max(tails[0].ids(), default=began)
    for writer in writers:
        writer.join()
    end = seq_of(here, room)
    expected = list(range(began + 1, end + 1))
    assert end >= began + 32
    for tail in tails[1:]:
        soon(lambda tail=tail: tail.ids()[-1:] == [end])  # type: ignore[misc]
        assert tail.ids() == expected
    back = Tail(url, people[0].token, after=last)
    soon(lambda: back.ids()[-1:] == [end])
    assert tails[0].ids() + back.ids() == expected
    whole = {(each.id, each.data) for each in back.heard if each.id}
    assert whole <= {(each.id, each.data) for each in tails[2].heard}  # the same bytes to all
    far = Tail(url, people[0].token, after=0)
    soon(lambda: far.ids()[-1:] == [end])
    assert far.ids() == list(range(1, end + 1))
    for tail in (*tails[1:], back, far):
        tail.let_go()


def write(who: Program, room: str, count: int) -> None:
    for number in range(count):
        who.call(f"/rooms/{room}/messages", {"text": f"第{number}条，大家早上好"})


def test_killed_processes_lose_no_message_and_leave_nobody_behind(here: House, room: str) -> None:
    watcher, others = Program(here).comes_in(room), [Program(here).comes_in(room) for _ in range(6)]
    url = f"{here.base}/api/v1/rooms/{room}/stream"
    began = seq_of(here, room)
    tails = [Tail(url, each.token) for each in others]
    watch = Tail(f"{url}?presence=1", watcher.token)
    soon(lambda: watch.there() == 7)
    victim = next(pid for pid in web(here) if pid != holder(here, watch))
    os.kill(victim, signal.SIGKILL)
    soon(lambda: any(tail.ended for tail in tails) or len(web(here)) == 2)
    write(others[0], room, 5)
    soon(lambda: len(web(here)) == 2)
    gone = [number for number, tail in enumerate(tails) if tail.ended]
    kept = 7 - len(gone)
    soon(lambda: watch.there() == kept)  # whom the dead process held does not count any more
    again = {number: Tail(url, others[number].token, max(tails[number].ids(), default=began)) for number in gone}
    soon(lambda: watch.there() == 7)
    end = seq_of(here, room)
    assert end == began + 5
    for number, tail in enumerate(tails):
        both = [tail, again[number]] if number in again else [tail]
        soon(lambda both=both: both[-1].ids()[-1:] == [end])  # type: ignore[misc]
        assert [id for each in both for id in each.ids()] == list(range(began + 1, end + 1))
    for tail in (*tails, *again.values(), watch):
        tail.let_go()
    soon(lambda: here.sql("SELECT count(*) FROM core_presence WHERE topic = %s", [f"room:{room}"]) == [(0,)])


def web(here: House) -> list[int]:
    return meter.read(here).pids("web")


def holder(here: House, tail: Tail) -> int:
    """The web process that holds a stream: the one with its connection."""
    port = tail.response.fp.raw._sock.getsockname()[1]
    return next(pid for pid in web(here) if port in peers(pid))


def peers(pid: int) -> set[int]:
    """The ports at the other ends of a process's connections."""
    sockets = set()
    for each in os.listdir(f"/proc/{pid}/fd"):
        try:
            place = os.readlink(f"/proc/{pid}/fd/{each}")
        except OSError:
            continue
        if place.startswith("socket:["):
            sockets.add(place[8:-1])
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return {int(row[2].split(":")[1], 16) for row in rows if row[9] in sockets}
