"""From a resident's words of imminent danger to the banner that calls a helper, on a screen she has open.

With many streams open. A helper's screen is her desk's stream (`/live/desk/<slug>`), and the fragment of banners that the page
fetches at each `changed`; the banner is there when the fragment names the question. Each danger is taken on before the next,
as it would be.
"""

import argparse
import asyncio
import time
from dataclasses import dataclass, field

import uvloop

from bench import meter, table, town
from bench.house import House, house
from bench.rooms import many_files
from bench.town import Asked
from bench.wire import Stream, Wire

WAIT_S = 30.0
TEXT = "我站在楼顶，现在就要跳下去，遗书写好了。"
PROFESSIONS = ("counsellor", "medic")


@dataclass
class Screen:
    """A helper's open page: when it heard of each danger, and when the banner stood in it."""

    port: int
    token: str
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    urgent: list[float] = field(default_factory=list)

    async def stay_open(self, opened: asyncio.Event) -> None:
        """Listen, and at each `changed` fetch the banners again, one at a time, as the page does."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request(f"/live/desk/{town.SLUG}", self.token))
        fetching: asyncio.Task[None] | None = None
        rang = asyncio.Event()
        try:
            fetching = asyncio.create_task(self._fetch(rang))
            while line := await reader.readline():
                if line == b"event: hello\n":
                    opened.set()
                if line.startswith(b'data: {"urgent":'):
                    if b"true" in line:
                        self.urgent.append(time.perf_counter())
                    rang.set()
        finally:
            if fetching:
                fetching.cancel()
            writer.close()

    async def _fetch(self, rang: asyncio.Event) -> None:
        while True:
            await rang.wait()
            rang.clear()
            page = await fetch(self.port, "/desk/paged", self.token)
            now = time.perf_counter()
            for id, shown in self.waiting.items():
                if id.encode() in page and not shown.done():
                    shown.set_result(now)


def request(path: str, token: str, last: bool = False) -> bytes:
    end = "Connection: close\r\n" if last else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{end}\r\n".encode()


async def fetch(port: int, path: str, token: str) -> bytes:
    """A page, over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(path, token, last=True))
    page = await reader.read()
    writer.close()
    return page


@dataclass
class Times:
    """Seconds from the sending of the words to each thing."""

    answered: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    every: list[float] = field(default_factory=list)
    missing: int = 0


async def danger(wire: Wire, one: Asked, screens: list[Screen], claimer: str, times: Times) -> None:
    """One resident in danger; then somebody takes it on."""
    loop = asyncio.get_running_loop()
    for screen in screens:
        screen.urgent.clear()
    one.text = TEXT
    began = time.perf_counter()
    asking = asyncio.create_task(town.ask(wire, one))
    while not one.id:
        await asyncio.sleep(0.0005)
        assert not asking.done() or one.id, one.status
    times.answered.append(time.perf_counter() - began)
    assert one.risk == 3, "the machine does not hear it any more"
    shown = []
    for screen in screens:
        screen.waiting = {one.id: loop.create_future()}
        shown.append(screen.waiting[one.id])
    for screen in screens:  # what rang while the id was on its way to us
        page = await fetch(screen.port, "/desk/paged", screen.token)
        future = screen.waiting[one.id]
        if one.id.encode() in page and not future.done():
            future.set_result(time.perf_counter())
    done, late = await asyncio.wait(shown, timeout=WAIT_S)
    times.missing += len(late)
    moments = [each.result() - began for each in done]
    times.every += moments
    times.first += [min(moments)] if moments else []
    times.heard += [screen.urgent[0] - began for screen in screens if screen.urgent]
    claimed = await wire.call("POST", f"/questions/{one.id}/claim", {}, claimer)
    assert claimed.status == 200, claimed


async def main(options: argparse.Namespace, here: House) -> int:
    """Everything; how many banners did not come."""
    wire = Wire(here.port, most=16)
    staff = await town.sign_in(wire, here)
    screens = [Screen(here.port, staff.by_profession[each][0]) for each in PROFESSIONS]
    crowd, *others = await town.residents(wire, 1 + options.times)
    await town.ask(wire, crowd)
    path = f"/api/v1/questions/{crowd.id}/stream"
    streams = await town.some_at_once(lambda _: Stream.open(here.port, path, crowd.token), range(options.streams))
    tasks = []
    for screen in screens:
        opened = asyncio.Event()
        tasks.append(asyncio.create_task(screen.stay_open(opened)))
        await asyncio.wait_for(opened.wait(), WAIT_S)
    await asyncio.sleep(options.settle)
    times, before = Times(), meter.read(here)
    for one in others:
        await danger(wire, one, screens, staff.by_profession["counsellor"][0], times)
        await asyncio.sleep(options.pause)
    after = meter.read(here)
    table.show(
        f"{options.times} dangers (risk 3) with {options.streams:,} streams open, {options.web} web process(es)",
        [
            ("POST question", table.spread(times.answered)),
            ("from the tap to `changed` (urgent) on a helper's stream", table.spread(times.heard)),
            ("from the tap to **the banner on the first helper's screen**", table.spread(times.first)),
            (f"… on each of {len(screens)} helpers' screens", table.spread(times.every)),
            ("banners that did not come", times.missing),
            ("CPU of web processes a danger", table.ms((after.cpu("web") - before.cpu("web")) / options.times)),
        ],
    )
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for stream in streams:
        stream.close()
    wire.close()
    return times.missing


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench danger", description=__doc__)
    parser.add_argument("--streams", type=int, default=1000, help="streams open meanwhile")
    parser.add_argument("--times", type=int, default=100, help="dangers, one after another")
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between them")
    parser.add_argument("--settle", type=float, default=3.0, help="seconds before the first")
    parser.add_argument("--web", type=int, default=1, help="web processes")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    many_files()
    print(table.machine())
    with house(web=chosen.web) as running:
        wrong = uvloop.run(main(chosen, running))
    raise SystemExit(1 if wrong else 0)
