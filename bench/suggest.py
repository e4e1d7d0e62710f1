"""Measures suggestions: recall of `anxin suggest`, and one query at 100,000 entries.

python -m bench suggest [--entries N] [SHARED]      SHARED is the folder beside the repository by default
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from anxin.desk.suggestions import Entry, Index  # noqa: E402  (run as a script from anywhere)
from bench.table import machine, show, spread  # noqa: E402

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """The lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def recall(found: Sequence[Row], index: Index, text: str) -> str:
    """How often a row's own entry is the first, and among the first ten, for the words in its field `text`."""
    ranks = []
    for row in found:
        ids = [match.id for match in index.search(row[text])]
        ranks.append(ids.index(row["id"]) + 1 if row["id"] in ids else 0)
    return " · ".join(f"@{k} {sum(0 < rank <= k for rank in ranks) / len(ranks):.4f}" for k in (1, 5, 10))


def many(found: Sequence[Row], count: int) -> list[Entry]:
    """`count` entries: the real ones, then halves of their texts put together anew (seed 1)."""
    draw = random.Random(1)
    entries = [Entry(row["id"], row["ask"], row["answer"]) for row in found[:count]]
    for number in range(len(entries), count):
        a, b, c, d = (draw.choice(found) for _ in range(4))
        ask = a["ask"][: len(a["ask"]) // 2] + b["ask"][len(b["ask"]) // 2 :]
        answer = c["answer"][: len(c["answer"]) // 2] + d["answer"][len(d["answer"]) // 2 :]
        entries.append(Entry(str(number), ask, answer))
    return entries


def times(index: Index, texts: Sequence[str]) -> str:
    """Time of each search, one after the other; and of the processor alone, which is fair on a busy machine."""
    taken, worked = [], []
    for text in texts:
        start, busy = time.perf_counter(), time.process_time()
        index.search(text)
        taken.append(time.perf_counter() - start)
        worked.append(time.process_time() - busy)
    return f"{spread(taken)} (processor: {spread(worked)})"


def resident() -> int:
    """Megabytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 2**20


def main(shared: Path, count: int) -> None:
    """Print everything."""
    print(machine())
    data = shared / "data/questions"
    medical = rows(data / "medical.jsonl")
    half = len(medical) // 2
    show(
        "recall: query = title, entries = ask + answer",
        [
            ("medical, all 2,500", recall(medical, Index.of(many(medical, len(medical))), "title")),
            ("medical, first half", recall(medical[:half], Index.of(many(medical[:half], half)), "title")),
            ("medical, second half", recall(medical[half:], Index.of(many(medical[half:], half)), "title")),
        ],
    )
    entries = many(medical, count)
    before, start = resident(), time.perf_counter()
    index = Index.of(entries)
    built, after = time.perf_counter() - start, resident()
    long = ["".join(row["ask"] for row in medical[number : number + 60])[:5000] for number in range(50)]
    changes = []
    for number in range(200):
        start = time.perf_counter()
        index = index.changed(put=[Entry(f"new{number}", medical[number]["title"], "新的答复")])
        changes.append(time.perf_counter() - start)
    show(
        f"{count:,} entries",
        [
            ("build", f"{built:.1f} s"),
            ("arrays", f"{index.nbytes / 1e6:.0f} MB"),
            ("process", f"{before} → {after} MB"),
            ("segments", len(index.segments)),
            ("search for a title (11 characters in the median)", times(index, [row["title"] for row in medical[:1000]])),
            ("search for a whole question (60)", times(index, [row["ask"] for row in medical[:500]])),
            ("search for 5,000 characters", times(index, long)),
            ("one new answer taken in", spread(changes)),
            ("after 200 new answers: a title", times(index, [row["title"] for row in medical[:300]])),
        ],
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    given = parser.parse_args()
    main(given.shared, given.entries)
