"""Open streams on one web process: its memory, how long they take to open, how soon a message reaches one or all of them.

Every stream is a resident's question over its own connection. To all: all listen to one question of one resident, who
writes a message. To one: messages to single questions, one after another.
"""

import argparse
import asyncio
import time

import uvloop

from bench import meter, table, town
from bench.house import House, house
from bench.town import Asked
from bench.wire import Stream, Wire

WAIT_S = 30.0


async def write(wire: Wire, one: Asked) -> tuple[int, float, float]:
    """She writes one more message: its seq, when the call was sent, and when it returned."""
    began = time.perf_counter()
    done = await wire.call("POST", f"/questions/{one.id}/messages", {"text": "还有一件事想问。"}, one.token)
    assert done.status == 201, done
    return int(done.body["seq"]), began, time.perf_counter()


async def open_all(here: House, path: str, token: str, count: int) -> tuple[list[Stream], list[float]]:
    """`count` streams, a few at a time; and how long each took."""
    took: list[float] = []

    async def one(number: int) -> Stream:
        began = time.perf_counter()
        stream = await Stream.open(here.port, path, token)
        took.append(time.perf_counter() - began)
        return stream

    return await town.some_at_once(one, range(count)), took


async def to_all(wire: Wire, one: Asked, streams: list[Stream], times: int) -> tuple[list[float], list[float]]:
    """Seconds to the arrival on each of `streams`, from the call and from its return; nothing where one never came."""
    whole, waits = [], []
    for _ in range(times):
        seq, began, returned = await write(wire, one)
        arrived = await asyncio.gather(*(stream.wait_for(seq, WAIT_S) for stream in streams))
        waits += [max(0.0, moment - returned) for moment in arrived if moment is not None]
        whole += [moment - began for moment in arrived if moment is not None]
        await asyncio.sleep(0.5)
    return whole, waits


async def main(options: argparse.Namespace, here: House) -> int:
    """Everything; how many messages did not come."""
    wire = Wire(here.port, most=16)
    crowd, *others = await town.residents(wire, 1 + options.singles)
    for one in (crowd, *others):
        await town.ask(wire, one)
    path = f"/api/v1/questions/{crowd.id}/stream"
    before = meter.read(here)
    began = time.perf_counter()
    streams, took = await open_all(here, path, crowd.token, options.streams)
    opened = time.perf_counter() - began
    await town.some_at_once(lambda one: town.listen(here, one), others)
    after = meter.read(here)
    whole, waits = await to_all(wire, crowd, streams, options.times)
    alone_whole: list[float] = []
    alone: list[float] = []
    for one in others:
        assert one.stream is not None
        found = await to_all(wire, one, [one.stream], 1)
        alone_whole, alone = alone_whole + found[0], alone + found[1]
    quiet = meter.read(here)
    await asyncio.sleep(options.quiet)
    later = meter.read(here)
    missing = options.times * len(streams) - len(waits) + len(others) - len(alone)
    table.show(
        f"{options.streams + len(others):,} open streams on one web process",
        [
            ("memory before", table.mb(before.resident("web"))),
            ("memory with all open", table.mb(after.resident("web"))),
            ("… and after messages and heartbeats", table.mb(later.resident("web"))),
            ("a stream", f"{(after.resident('web')[0] - before.resident('web')[0]) / len(streams) / 1000:.0f} kB"),
            ("to open all, 16 at a time", f"{opened:,.1f} s"),
            ("to open one", table.spread(took)),
            ("CPU to open one", table.ms((after.cpu("web") - before.cpu("web")) / len(streams))),
            (f"one message to all, {options.times} times: from sending it", table.spread(whole)),
            ("… from the call's return", table.spread(waits)),
            (f"one message to one, {len(others)} times: from sending it", table.spread(alone_whole)),
            ("… from the call's return", table.spread(alone)),
            ("messages that did not come", missing),
            ("streams that ended by themselves", sum(each.ended for each in streams)),
            ("heartbeats a stream meanwhile", f"{sum(each.pings for each in streams) / len(streams):.1f}"),
            ("CPU a second while nothing happens", f"{(later.cpu('web') - quiet.cpu('web')) / options.quiet:.3f}"),
        ],
    )  # fmt: skip
    for stream in streams:
        stream.close()
    wire.close()
    return int(missing)


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench streams", description=__doc__)
    parser.add_argument("--streams", type=int, default=2000)
    parser.add_argument("--times", type=int, default=5, help="messages to all")
    parser.add_argument("--singles", type=int, default=20, help="messages to one")
    parser.add_argument("--quiet", type=float, default=32.0, help="seconds to sit still: two heartbeats")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    print(table.machine())
    with house() as here:
        wrong = uvloop.run(main(chosen, here))
    raise SystemExit(1 if wrong else 0)
