"""The queue and the coordinator's page with few and with many past questions behind the same open ones.

Two databases that differ only in their past. Each page is asked for in turn of both, so that what else the machine does
falls on both alike; times are medians of what Django takes, with the database and without the network. Buffers are the
pages of PostgreSQL's cache that all queries of a page touched (EXPLAIN ANALYZE).
"""

import argparse
import json
import subprocess
import sys
from statistics import median
from typing import Any

import uvloop

from bench import table, town
from bench.house import CLONE, House, environment, house, stop
from bench.past import fill
from bench.wire import Wire

PAGES = (
    ("queue (API)", "lin", "/api/v1/desk/huzhu/queue"),
    ("queue (page)", "lin", "/desk/huzhu"),
    ("queue (fragment)", "lin", "/desk/huzhu/lists"),
    ("coordinator's day", "chen", "/day/huzhu"),
)
LIMIT = 1.30


class Visitor:
    """A `bench.visits` on one database."""

    def __init__(self, here: House, database: str) -> None:
        env = environment(here.home) | {"DATABASE_URL": database, "ANXIN_DEMO": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.visits"],
            cwd=CLONE,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def look(self, who: str, path: str, explain: bool = False) -> dict[str, Any]:
        """What one look costs. Raises RuntimeError where the page is not there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"as": who, "path": path, "explain": explain}) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        if found["status"] != 200:
            raise RuntimeError(f"{path} answered {found['status']}")
        return found

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


async def open_set(here: House, count: int) -> None:
    """`count` questions of now: every fifth claimed, every tenth answered."""
    wire = Wire(here.port, most=8)
    staff, asked = await town.sign_in(wire, here), await town.residents(wire, count)
    await town.some_at_once(lambda one: town.ask(wire, one), asked, most=8)
    for number, one in enumerate(asked[::5]):
        for token in staff.who_may(one.topic, one.risk):
            if (await wire.call("POST", f"/questions/{one.id}/claim", {}, token)).status == 200:
                if number % 2:
                    await wire.call("POST", f"/questions/{one.id}/answer", {"text": one.answer}, token)
                break
    wire.close()


def compare(few: Visitor, many: Visitor, times: int) -> int:
    """Print each page on both; how many pages are not the same."""
    differ = 0
    for name, who, path in PAGES:
        seen = [each.look(who, path, explain=True) for each in (few, many) for _ in range(2)][1::2]
        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(times):
            for visitor, into in zip((few, many), took, strict=True):
                into.append(visitor.look(who, path)["seconds"])
        counts = [len(each["queries"]) for each in seen]
        touched = [sum(each["buffers"]) for each in seen]
        times_ = [median(each) for each in took]
        same = counts[0] == counts[1] and touched[1] <= touched[0] * LIMIT + 8 and times_[1] <= times_[0] * LIMIT
        differ += not same
        table.show(
            f"{name} {path}",
            [
                ("queries", f"{counts[0]} → {counts[1]}"),
                ("median time", f"{table.ms(times_[0])} → {table.ms(times_[1])} ({times_[1] / times_[0]:.2f} times)"),
                ("p95", f"{table.ms(table.share(took[0], 0.95))} → {table.ms(table.share(took[1], 0.95))}"),
                ("buffers", f"{touched[0]:,} → {touched[1]:,}"),
                ("the same", "yes" if same else "NO"),
            ],
        )
        _blame(seen)
    return differ


def _blame(seen: list[dict[str, Any]]) -> None:
    """Name the queries that touch more with more past."""
    few, many = seen
    for sql, before, after in zip(many["queries"], few["buffers"], many["buffers"], strict=False):
        if after > before * LIMIT + 8:
            print(f"  {before:,} → {after:,} buffers: {sql}")


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench scale", description=__doc__)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=200)
    parser.add_argument("--today", type=int, default=300, help="questions of today that are closed already")
    parser.add_argument("--times", type=int, default=40)
    return parser.parse_args()


def main(options: argparse.Namespace, here: House) -> int:
    """Build both databases and compare."""
    uvloop.run(open_set(here, options.open))
    stop(here.process)  # the database stays, as we use it; nothing moves in it any more
    fill(here.database, options.today, newest_hours=0.5, oldest_days=0.2)
    larger = here.database.replace("@/anxin", "@/larger")
    here.sql_on("postgres", "CREATE DATABASE larger TEMPLATE anxin")
    fill(here.database, options.few)
    fill(larger, options.many)
    few, many = Visitor(here, here.database), Visitor(here, larger)
    try:
        return compare(few, many, options.times)
    finally:
        few.close()
        many.close()


if __name__ == "__main__":
    chosen = parse()
    print(f"{table.machine()}; {chosen.few:,} → {chosen.many:,} past questions, {chosen.open} open")
    with house() as here:
        unlike = main(chosen, here)
    raise SystemExit(1 if unlike else 0)
