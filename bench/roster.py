"""`anxin rota solve` on the published shift-scheduling instances, and the rota of Zhuzhou.

    python -m bench roster [--instances FOLDER] [--scorer FILE] [--only 1,2,8] [--seconds 60] [--workers 2] [--seeds 1,2,3]

Each instance is a process of its own, as people start it; the published scorer judges the file that it wrote. FOLDER holds
`Instance*.txt` and `best_known.csv`.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anxin.rota.solver.again import as_far_as_possible, diff, keep, touched
from anxin.rota.solver.answer import Progress
from anxin.rota.solver.check import violations
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.explain.gaps import gaps
from anxin.rota.solver.problem import Problem
from anxin.rota.solver.solve import solve
from bench.table import machine
from bench.zhuzhou import busiest, ill, zhuzhou

PUBLISHED = ("cost", "bound", "best known", "gap", "Gurobi, 10 min", "broken", "seconds", "memory")
DRAWN = (
    "first usable",
    "within 1 %",
    "ended",
    "cost",
    "bound",
    "gap",
    "hours missing",
    "again after an illness of 4 days",
    "days changed",
    "people",
)
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class Run:
    """What one process came to."""

    cost: int
    bound: float | None
    broken: int
    seconds: float
    memory: float


def main() -> None:
    """Print both tables."""
    options = _options()
    print(machine())
    if options.instances.is_dir() and options.scorer.exists():
        _published(options)
    else:
        print(f"The published instances are not at {options.instances}: left out.")
    _zhuzhou([int(seed) for seed in options.seeds.split(",")], options.workers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench roster", description=__doc__.split("\n")[0])
    parser.add_argument("--instances", type=Path, default=SHARED / "data" / "roster-curtois")
    parser.add_argument("--scorer", type=Path, default=SHARED / "acceptance" / "score_roster.py")
    parser.add_argument("--only", default="", help="numbers of instances, with commas")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", default="1,2,3,4,5", help="of the Zhuzhou rota")
    return parser.parse_args()


def _published(options: argparse.Namespace) -> None:
    known = {
        row["instance"]: row for row in csv.DictReader((options.instances / "best_known.csv").open(encoding="utf-8"))
    }
    _head(f"instance ({options.seconds:.0f} s, {options.workers} workers)", PUBLISHED)
    for path in _chosen(options):
        run = _solved(path, options)
        best = known.get(path.stem, {})
        gap = f"{100 * (run.cost / int(best['best_known']) - 1):.2f} %" if best.get("best_known") else ""
        bound = "" if run.bound is None else f"{run.bound:,.0f}"
        cells = [path.stem, f"{run.cost:,}", bound, best.get("best_known", ""), gap, best.get("gurobi_10min", "")]
        print(f"| {' | '.join(cells)} | {run.broken} | {run.seconds:.1f} | {run.memory:,.0f} MB |", flush=True)


def _chosen(options: argparse.Namespace) -> list[Path]:
    wanted = {f"Instance{number.strip()}" for number in options.only.split(",") if number.strip()}
    paths = sorted(options.instances.glob("Instance*.txt"), key=lambda path: int(path.stem.removeprefix("Instance")))
    return [path for path in paths if not wanted or path.stem in wanted]


def _solved(path: Path, options: argparse.Namespace) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        out, said = Path(folder) / "roster.csv", Path(folder) / "said"
        command = [sys.executable, "-m", "anxin.cli", "rota", "solve", str(path), "-o", str(out), "--json"]
        command += ["--seconds", str(options.seconds), "--workers", str(options.workers)]
        began = time.monotonic()
        with said.open("w") as file:
            process = subprocess.Popen(command, stdout=file)
            _pid, _status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - began
        answer = json.loads(said.read_text(encoding="utf-8"))
        judged = subprocess.run(
            [sys.executable, str(options.scorer), str(path), str(out)], capture_output=True, check=False
        )
    score = json.loads(judged.stdout)
    return Run(score["cost"], answer["bound"], len(score["violations"]), took, used.ru_maxrss / 1024)


def _zhuzhou(seeds: list[int], workers: int) -> None:
    _head("Zhuzhou: 43 people, 15 days, 60 % available, 30 s", DRAWN)
    for seed in seeds:
        print(f"| seed {seed} | {' | '.join(_drawn(zhuzhou(seed), workers))} |", flush=True)


def _head(first: str, others: Sequence[str]) -> None:
    print(f"\n| {' | '.join((first, *others))} |\n| --- |{' ---: |' * len(others)}", flush=True)


def _drawn(problem: Problem, workers: int) -> Iterator[str]:
    heard: list[Progress] = []
    answer = solve(problem, seconds=30, workers=workers, watch=heard.append)
    assert answer.cost is not None
    assert answer.bound is not None
    assert not violations(problem, answer.roster)
    rosters = [each for each in heard if each.cost is not None]
    near = next((each.seconds for each in rosters if (each.cost or 0) <= 1.01 * (answer.bound or 0)), float("nan"))
    yield f"{rosters[0].seconds:.1f} s"
    yield f"{near:.1f} s"
    yield f"{answer.seconds:.1f} s, {answer.status}"
    yield f"{answer.cost:,}"
    yield f"{answer.bound:,.0f}"
    yield f"{100 * (answer.cost / answer.bound - 1):.2f} %"
    yield str(sum(gap.missing * len(gap.labels) for gap in gaps(problem, answer.roster)))
    changed = ill(problem, busiest(answer.roster), 5, 8)
    kept = keep(changed, answer.roster)
    again = solve(kept, seconds=5, workers=workers, start=as_far_as_possible(kept, answer.roster))
    changes = diff(answer.roster, again.roster)
    yield f"{again.seconds:.1f} s, {again.status}, cost {cost_of(changed, again.roster).total:,}"
    yield str(len(changes))
    yield str(len(touched(changes)))


if __name__ == "__main__":
    main()
