"""Chat in a room of neighbours: it is seldom raised, and danger that looks like chat is."""

import json
from pathlib import Path

import numpy as np
import pytest

from anxin.triage import Assessment, Risk, assess
from anxin.triage.features import traits

FITTING = Path(__file__).resolve().parents[1] / "fitting"
FALSE_ALARMS, FOUND = 0.12, 0.9
"""Share of held-out ordinary chat that may be raised, and of danger in the clothes of chat that must be."""

READINGS = [f"{high}/{low}" for high in range(110, 140, 6) for low in range(68, 90, 6)]
THANKS = [
    f"{thanks}{who}" for thanks in ("谢谢", "收到，谢谢", "辛苦了") for who in ("林医生", "何老师", "社区", "各位邻居")
]


@pytest.fixture(scope="module")
def judged() -> list[tuple[int, Assessment]]:
    rows = map(json.loads, (FITTING / "heldout_chat.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["risk"], assess(row["text"])) for row in rows]


def _raised(found: list[Assessment]) -> float:
    return float(np.mean([assessment.risk >= Risk.HIGH for assessment in found]))


def test_ordinary_chat_is_seldom_raised(judged: list[tuple[int, Assessment]]) -> None:
    assert _raised([found for risk, found in judged if risk == Risk.ORDINARY]) <= FALSE_ALARMS


def test_danger_in_the_clothes_of_chat_is_raised(judged: list[tuple[int, Assessment]]) -> None:
    assert _raised([found for risk, found in judged if risk >= Risk.HIGH]) >= FOUND


@pytest.mark.parametrize("texts", [READINGS, THANKS], ids=["readings", "thanks"])
def test_replies_are_not_raised(texts: list[str]) -> None:
    assert _raised([assess(text) for text in texts]) == 0


@pytest.mark.parametrize(
    "text",
    ["门口超市今天还开着，人不多。", "菜场今天还开着，人少。", "孩子发烧38.5度要不要去医院？", "好的", "[玫瑰][玫瑰]"],
)
def test_news_among_neighbours_is_not_raised(text: str) -> None:
    assert assess(text).risk <= Risk.DISTRESSED


def test_held_out_lines_are_not_fitted_on() -> None:
    def texts(pattern: str) -> set[str]:
        files = [path.read_text(encoding="utf-8") for path in FITTING.glob(pattern)]
        return {json.loads(row)["text"] for file in files for row in file.splitlines() if row.strip()}

    assert texts("heldout_chat.jsonl").isdisjoint(texts("lines_*.jsonl"))


def test_what_is_grave_is_not_quiet() -> None:
    assert traits(["w 好的", "好", "的"])[0] == 1
    assert traits(["w 死", "C die_wish"])[0] == 0
    assert traits(["S unconscious"])[0] == 0


def test_a_longer_message_is_longer() -> None:
    assert traits([])[1] < traits(["好"] * 30)[1] < traits(["好"] * 300)[1]
