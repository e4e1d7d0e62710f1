"""The figures that the issue asks for, on the development set, whose lines were never fitted on nor read for rules."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from anxin.triage import Assessment, Risk, assess

HERE = Path(__file__).resolve()
DEVELOPMENT = HERE.parents[4] / "shared/data/triage-dev/triage-dev.jsonl"
HELD_OUT = HERE.parents[1] / "fitting/heldout.jsonl"

Judged = list[tuple[str, int, Assessment]]


def judged(path: Path) -> Judged:
    if not path.exists():
        pytest.skip(f"The lines to measure on are not here: {path.name}")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["topic"], row["risk"], assess(row["text"])) for row in rows]


@pytest.fixture(scope="module", params=[DEVELOPMENT, HELD_OUT], ids=["development", "held_out"])
def lines(request: pytest.FixtureRequest) -> Iterator[Judged]:
    yield judged(request.param)


def raised(lines: Judged, *truth: int, to: Risk = Risk.HIGH) -> float:
    found = [assessment.risk >= to for _, risk, assessment in lines if risk in truth]
    return sum(found) / len(found)


def test_danger_is_raised(lines: Judged) -> None:
    assert raised(lines, 2, 3) >= 0.93
    assert raised(lines, 3) >= 0.95


def test_few_false_alarms(lines: Judged) -> None:
    assert raised(lines, 0) <= ALLOWED
    assert raised(lines, 1) <= 0.30


def test_imminent_is_mostly_called_imminent(lines: Judged) -> None:
    assert raised(lines, 3, to=Risk.IMMINENT) >= 0.75
    assert raised(lines, 0, 1, to=Risk.IMMINENT) <= 0.04


def test_topics(lines: Judged) -> None:
    right = Counter(topic for topic, _, found in lines if topic == found.topic)
    wanted, given = Counter(topic for topic, _, _ in lines), Counter(str(found.topic) for _, _, found in lines)
    assert sum(2 * right[t] / (wanted[t] + given[t]) for t in wanted) / len(wanted) >= 0.80
