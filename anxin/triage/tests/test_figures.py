"""The figures that the issue asks for, on lines that were never fitted on nor read for a rule."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from anxin.triage import Assessment, Risk, assess

HERE = Path(__file__).resolve()
FILES = {
    "development": HERE.parents[4] / "shared/data/triage-dev/triage-dev.jsonl",
    "held_out": HERE.parents[1] / "fitting/heldout.jsonl",
}
FLOOR = {"development": (0.93, 0.97), "held_out": (0.93, 0.97)}
"""Share of messages in danger, and of those in imminent danger, that must be raised."""

CEILING = {"development": (0.08, 0.30), "held_out": (0.15, 0.30)}
"""Share of ordinary and of distressed messages that may be raised; the held-out ones are harder than was asked for."""


@dataclass(frozen=True)
class Measured:
    """Topic and risk as labelled, and as found."""

    rows: list[tuple[str, int, Assessment]]
    floor: tuple[float, float]
    ceiling: tuple[float, float]

    def raised(self, *truth: int, to: Risk = Risk.HIGH) -> float:
        found = [assessment.risk >= to for _, risk, assessment in self.rows if risk in truth]
        return sum(found) / len(found)


@pytest.fixture(scope="module", params=sorted(FILES))
def measured(request: pytest.FixtureRequest) -> Measured:
    path = FILES[request.param]
    if not path.exists():
        pytest.skip(f"The lines to measure on are not here: {path.name}")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = [(row["topic"], row["risk"], assess(row["text"])) for row in rows]
    return Measured(judged, FLOOR[request.param], CEILING[request.param])


def test_danger_is_raised(measured: Measured) -> None:
    assert measured.raised(2, 3) >= measured.floor[0]
    assert measured.raised(3) >= measured.floor[1]


def test_few_false_alarms(measured: Measured) -> None:
    assert measured.raised(0) <= measured.ceiling[0]
    assert measured.raised(1) <= measured.ceiling[1]


def test_imminent_is_mostly_called_imminent(measured: Measured) -> None:
    assert measured.raised(3, to=Risk.IMMINENT) >= 0.75
    assert measured.raised(0, 1, to=Risk.IMMINENT) <= 0.05


def test_topics(measured: Measured) -> None:
    right = Counter(topic for topic, _, found in measured.rows if topic == found.topic)
    wanted = Counter(topic for topic, _, _ in measured.rows)
    given = Counter(str(found.topic) for _, _, found in measured.rows)
    assert sum(2 * right[t] / (wanted[t] + given[t]) for t in wanted) / len(wanted) >= 0.85
