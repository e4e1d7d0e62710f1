"""Short phrases with labels, and messages made of them, so that the phrase is learnt and not what stands round it."""

import random
from pathlib import Path

from anxin.triage.fitting.lines import HERE, Line

PHRASES = HERE / "phrases.txt"
_WHO = [
    "我妈",
    "我爸",
    "爷爷",
    "奶奶",
    "外婆",
    "老公",
    "老伴",
    "邻居大爷",
    "孩子",
    "同事",
    "室友",
    "我姐",
    "楼下阿姨",
    "工友",
    "岳父",
]
_BEFORE = (
    "",
    "",
    "",
    "你好，",
    "请问，",
    "在吗，",
    "各位，",
    "想问下，",
    "麻烦问一下，",
    "老师，",
    "医生，",
    "大家好，",
)
_AFTER = ("", "", "", "，怎么办", "，谢谢", "，求回复", "，急", "，在线等", "。", "，打扰了")
_BESIDE = [
    "刚下夜班",
    "吃完饭",
    "今天星期三",
    "我在三栋",
    "外面下雨",
    "我四十二岁",
    "我是外地来的",
    "下午两点多",
    "昨天回的家",
    "在家隔离",
]
_BETWEEN = ("，", " ", "。", "，")


def _blocks(path: Path) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            topic, risk = line[2:].split()
            block = found.setdefault((topic, int(risk)), [])
        elif line:
            block.append(line)
    return found


def phrase_lines(seed: int = 7) -> list[Line]:
    """Each phrase alone, and once among words that say nothing of risk. The same seed gives the same lines."""
    chance = random.Random(seed)  # noqa: S311 (repeatable on purpose)
    out: list[Line] = []
    for (topic, risk), phrases in _blocks(PHRASES).items():
        for phrase in phrases:
            who = chance.choice(_WHO) if topic == "medical" and chance.random() < 0.6 else ""
            parts = [chance.choice(_BESIDE)] if chance.random() < 0.4 else []
            parts.append(who + phrase)
            if chance.random() < 0.35:
                parts.append(chance.choice(phrases))
            text = chance.choice(_BEFORE) + chance.choice(_BETWEEN).join(parts) + chance.choice(_AFTER)
            out += [Line(phrase, topic, risk, "self"), Line(text, topic, risk, "other" if who else "self")]
    return out
