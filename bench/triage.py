"""Measures triage: messages a second on one core, and the figures of the scorer on lines that were not fitted on.

python bench/triage.py [SHARED]      SHARED is the folder beside the repository by default
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from anxin.triage import Risk, Topic, assess  # noqa: E402  (run as a script from anywhere)

LONG = [(unit * 5_000)[:5_000] for unit in ("\0", "😭", "\u202e\u200f想死", "啊", "我妈打我，", "a1 ", "的了我不")]
"""Odd messages of the greatest length."""


def rows(path: Path) -> list[dict[str, str]]:
    """The labelled lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def figures(labelled: Sequence[dict[str, str]]) -> dict[str, float]:
    """What acceptance/score_triage.py counts, without naming a line."""
    judged = [(Topic(row["topic"]), int(row["risk"]), assess(row["text"])) for row in labelled]

    def share(truth: Sequence[int], level: Risk) -> float:
        base = [found.risk >= level for _, risk, found in judged if risk in truth]
        return round(sum(base) / len(base), 4) if base else float("nan")

    f1 = []
    for topic in {topic for topic, _, _ in judged}:
        both = sum(topic == t == found.topic for t, _, found in judged)
        named = sum(topic == t for t, _, _ in judged) + sum(topic == found.topic for _, _, found in judged)
        f1.append(2 * both / named)
    return {
        "rows": len(judged),
        "topic_macro_f1": round(sum(f1) / len(f1), 4),
        "recall_2plus": share((2, 3), Risk.HIGH),
        "recall_3": share((3,), Risk.HIGH),
        "exact_3": share((3,), Risk.IMMINENT),
        "false_alarm_0": share((0,), Risk.HIGH),
        "false_alarm_1": share((1,), Risk.HIGH),
        "imminent_given_0_1": share((0, 1), Risk.IMMINENT),
        "imminent_given_2": share((2,), Risk.IMMINENT),
    }


def seconds(texts: Sequence[str]) -> float:
    """Time of the processor (others may be busy on it) to assess them all once."""
    start = time.process_time()
    for text in texts:
        assess(text)
    return time.process_time() - start


def main(shared: Path) -> None:
    """Print everything."""
    start = time.perf_counter()
    assess("你好")
    print(f"first message after {time.perf_counter() - start:.3f} s (reading the weights)")
    development = rows(shared / "data/triage-dev/triage-dev.jsonl")
    texts = [row["text"] for row in development] * 3
    print(f"{len(texts) / min(seconds(texts) for _ in range(3)):.0f} messages a second on one core")
    print("slowest of the odd ones, 5,000 characters each:", f"{max(seconds([text]) for text in LONG) * 1000:.0f} ms")
    print("development", json.dumps(figures(development)))
    print("held out   ", json.dumps(figures(rows(ROOT / "anxin/triage/fitting/heldout.jsonl"))))
    real = [row["ask"] for row in rows(shared / "data/questions/medical.jsonl")]
    raised = sum(assess(text).risk >= Risk.HIGH for text in real)
    print(f"real medical questions raised to high or imminent: {raised / len(real):.4f} of {len(real)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
