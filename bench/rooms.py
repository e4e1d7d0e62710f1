"""A room with many members connected, each over her own stream: how soon a message of one has reached the last of them.

Counted from the moment at which the message is sent; half of the messages come from a helper, half from a resident. Half of
the streams take JSON, half parts of a page, in two languages, so that each process renders four looks.
"""

import argparse
import asyncio
import resource
import time

import uvloop

from bench import meter, table, town
from bench.house import House, house
from bench.wire import Stream, Wire

WAIT_S = 60.0
LOOKS = ("", "?as=page")


def many_files() -> None:
    """Each stream is a file, here and in the server, which inherits the limit."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def come_in(wire: Wire, room: str, count: int) -> list[str]:
    """Tokens of `count` new residents who have joined."""

    async def one(_: int) -> str:
        token = str((await wire.call("POST", f"/c/{town.SLUG}/residents", {})).body["token"])
        joined = await wire.call("POST", f"/rooms/{room}/join", {}, token)
        assert joined.status == 200, joined
        return token

    return list(await town.some_at_once(one, range(count)))


async def open_all(here: House, room: str, tokens: list[str]) -> list[Stream]:
    """A stream for each."""

    async def one(number: int) -> Stream:
        path = f"/api/v1/rooms/{room}/stream{LOOKS[number % len(LOOKS)]}"
        return await Stream.open(here.port, path, tokens[number])

    return list(await town.some_at_once(one, range(len(tokens))))


async def write(wire: Wire, room: str, token: str, number: int) -> tuple[int, float, float]:
    """One message: its seq, when it was sent, and when the call returned."""
    began = time.perf_counter()
    done = await wire.call("POST", f"/rooms/{room}/messages", {"text": f"大家早上好，今天第{number}次问候。"}, token)
    assert done.status == 201, done
    return int(done.body["seq"]), began, time.perf_counter()


async def main(options: argparse.Namespace, here: House) -> int:
    """Everything; how many messages did not come, or came twice."""
    wire = Wire(here.port, most=16)
    login = next(each for each in here.staff if each["profession"] == "medic")
    named = {"username": login["username"], "password": login["password"]}
    helper = (await wire.call("POST", "/tokens", named)).body["token"]
    room = (await wire.call("GET", f"/c/{town.SLUG}/rooms", token=helper)).body["items"][0]["id"]
    began = time.perf_counter()
    tokens = await come_in(wire, room, options.members)
    joined = time.perf_counter() - began
    before = meter.read(here)
    began = time.perf_counter()
    streams = await open_all(here, room, tokens)
    opened = time.perf_counter() - began
    after = meter.read(here)
    await asyncio.sleep(options.settle)
    calls, firsts, lasts, every, missing = [], [], [], [], 0
    busy = meter.read(here)
    for number in range(options.times):
        seq, sent, returned = await write(wire, room, (helper, tokens[number % len(tokens)])[number % 2], number)
        arrived = [each for each in await asyncio.gather(*(s.wait_for(seq, WAIT_S) for s in streams)) if each]
        missing += len(streams) - len(arrived)
        calls.append(returned - sent)
        firsts.append(min(arrived) - sent)
        lasts.append(max(arrived) - sent)
        every += [moment - sent for moment in arrived]
        await asyncio.sleep(options.pause)
    done = meter.read(here)
    repeats, ended = sum(each.repeats for each in streams), sum(each.ended for each in streams)
    pushed = options.times * len(streams)
    table.show(
        f"{options.members:,} members connected to a room, {options.web} web process(es), {options.times} messages",
        [
            ("to come in, 16 at a time", f"{joined:,.1f} s"),
            ("to open all streams, 16 at a time", f"{opened:,.1f} s"),
            ("POST message", table.spread(calls)),
            ("from sending it to the first who has it", table.spread(firsts)),
            ("from sending it to **the last who has it**", table.spread(lasts)),
            ("from sending it to anyone", table.spread(every)),
            ("messages that did not come", missing),
            ("messages that came twice", repeats),
            ("streams that ended by themselves", ended),
            ("CPU of the web processes for one message to one", table.ms((done.cpu("web") - busy.cpu("web")) / pushed)),
            ("memory before", table.mb(before.resident("web"))),
            ("memory with all open", table.mb(after.resident("web"))),
            ("memory after the messages", table.mb(done.resident("web"))),
        ],
    )
    for stream in streams:
        stream.close()
    wire.close()
    return missing + repeats


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench rooms", description=__doc__)
    parser.add_argument("--members", type=int, default=1000, help="streams open at once")
    parser.add_argument("--times", type=int, default=20, help="messages")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between them")
    parser.add_argument("--settle", type=float, default=5.0, help="seconds before the first")
    parser.add_argument("--web", type=int, default=1, help="web processes")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    many_files()
    print(table.machine())
    with house(web=chosen.web) as running:
        missed = uvloop.run(main(chosen, running))
    raise SystemExit(1 if missed else 0)
