"""Rotas of many organisations queued at once over two workers, one of them killed again and again; and dangers meanwhile.

None may be lost: each is drawn to its end, once, whatever was killed. A page to those on duty still goes out within a second:
a danger is asked every few seconds, and its banner looked for on a helper's open screen, as in `danger`.
"""

import argparse
import asyncio
import contextlib
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import uvloop

from bench import table, teams, town
from bench.danger import PROFESSIONS, WAIT_S, Screen, Times, danger
from bench.house import CLONE, House, environment, house
from bench.rooms import many_files
from bench.wire import Wire

ORGANISATIONS = 523
PEOPLE, DAYS = 20, 14
OURS = (
    "rota_draw d JOIN rota_version v ON v.id = d.version_id"
    " JOIN campaigns_campaign c ON c.id = v.campaign_id AND c.slug LIKE 'rota-%'"
)
LONGEST_S = 60.0  # for one rota, before we give up on the whole


class Worker:
    """A second worker for rotas, beside that of `anxin run`; the one that is killed, and comes again."""

    def __init__(self, here: House) -> None:
        self.env = environment(here.home) | {"DATABASE_URL": here.database}
        self.deaths = 0
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "anxin.cli", "work", "--queues", "rota"]
        return subprocess.Popen(command, cwd=CLONE, env=self.env, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        """Without a word, as the machine would when memory is short; `anxin work` would start it again."""
        self.process.kill()
        self.process.wait()
        self.deaths += 1
        self.process = self._start()

    def close(self) -> None:
        """Let it end."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()
        self.process.wait()


def queue_all(count: int, seconds: int) -> float:
    """Organisations with an empty draft each, then all asked for at once; how long the asking took."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.rota.actions.draw import ask_for_draw  # noqa: PLC0415
    from anxin.rota.models import Version  # noqa: PLC0415

    at = datetime.now(UTC)
    first = (at + timedelta(days=2)).date()
    drafts = [teams.found(number, PEOPLE, first, DAYS, at) for number in range(count)]
    began = time.perf_counter()
    for draft in drafts:
        assert isinstance(draft, Version)
        ask_for_draw(version=draft, seconds=seconds, by=draft.made_by, at=at)
    return time.perf_counter() - began


def left(here: House) -> int:
    """How many are not over."""
    return int(here.sql(f"SELECT count(*) FROM {OURS} WHERE d.ended_at IS NULL")[0][0])


async def main(options: argparse.Namespace, here: House) -> int:
    """Everything; what went wrong."""
    teams.begin(here)
    wire = Wire(here.port, most=16)
    staff = await town.sign_in(wire, here)
    screens = [Screen(here.port, staff.by_profession[each][0]) for each in PROFESSIONS]
    tasks = []
    for screen in screens:
        opened = asyncio.Event()
        tasks.append(asyncio.create_task(screen.stay_open(opened)))
        await asyncio.wait_for(opened.wait(), WAIT_S)
    times = Times()
    asking = await asyncio.to_thread(queue_all, options.count, options.seconds)
    began = time.perf_counter()
    worker = Worker(here)
    until, kill_at = began + options.count * LONGEST_S, began + options.kill
    try:
        while (waiting := await asyncio.to_thread(left, here)) and time.perf_counter() < until:
            (one,) = await town.residents(wire, 1)
            await danger(wire, one, screens, staff.by_profession["counsellor"][0], times)
            if time.perf_counter() >= kill_at:
                await asyncio.to_thread(worker.kill)
                kill_at = time.perf_counter() + options.kill
            print(f"{waiting} wait, {worker.deaths} killed", file=sys.stderr, end="\r")
            await asyncio.sleep(options.pause)
        took = time.perf_counter() - began
    finally:
        worker.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    wire.close()
    return report(options, here, times, worker.deaths, took, asking)


def report(options: argparse.Namespace, here: House, times: Times, deaths: int, took: float, asking: float) -> int:
    """Print it; how many rotas or banners are missing."""
    states = dict(here.sql(f"SELECT d.state, count(*) FROM {OURS} GROUP BY d.state"))
    drawn = here.sql(
        "SELECT count(*), count(DISTINCT data->>'draw') FROM core_event WHERE name = 'rota.drawn'"
        f" AND data->>'draw' IN (SELECT d.id::text FROM {OURS})"
    )[0]
    empty = int(
        here.sql(
            f"SELECT count(*) FROM {OURS} WHERE NOT EXISTS"
            " (SELECT 1 FROM rota_assignment a WHERE a.version_id = d.version_id)"
        )[0][0]
    )
    lost = options.count - int(states.get("done", 0))
    table.show(
        f"{options.count} rotas of {PEOPLE} people × {DAYS} days queued at once, {options.seconds} s each, two workers",
        [
            ("asked for", f"{asking:.1f} s for all"),
            ("done", f"{states.get('done', 0)} in {took / 60:.1f} min"),
            ("workers killed meanwhile", deaths),
            ("**lost**, failed or still waiting", lost),
            ("drawn to the end twice", int(drawn[0]) - int(drawn[1])),
            ("without a single shift", empty),
            ("dangers asked meanwhile", len(times.answered)),
            ("from the tap to **the banner on the first helper's screen**", table.spread(times.first)),
            ("… on every screen", table.spread(times.every)),
            ("banners that did not come", times.missing),
        ],
    )
    return lost + int(drawn[0]) - int(drawn[1]) + empty + times.missing


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench rota_queue", description=__doc__)
    parser.add_argument("--count", type=int, default=ORGANISATIONS, help="organisations")
    parser.add_argument("--seconds", type=int, default=3, help="seconds for each rota")
    parser.add_argument("--kill", type=float, default=45.0, help="seconds between two deaths of a worker")
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two dangers")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    many_files()
    print(table.machine())
    with house(web=1) as running:
        wrong = uvloop.run(main(chosen, running))
    raise SystemExit(1 if wrong else 0)
