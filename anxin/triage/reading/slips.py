"""Words that are written one way and meant another: slang that dodges filters, slips, dialect, pinyin, English."""

import re
from collections.abc import Iterable
from pathlib import Path

SAID_FOR: dict[str, str] = dict(
    line.split("=", 1)
    for line in (Path(__file__).parent / "slips.txt").read_text(encoding="utf-8").splitlines()
    if line
)
"""What is written → what is meant, from slips.txt; a longer one is taken before a shorter."""

_NOT_A_SLIP = ("紫砂壶", "紫砂锅", "紫砂杯", "紫砂煲", "紫砂盆", "紫砂茶")
_LETTER = re.compile(r"[a-z]")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_IN_HAN = re.compile(_either([*_NOT_A_SLIP, *(word for word in SAID_FOR if not word.isascii())]))
_IN_LATIN = re.compile(rf"(?<![a-z])(?:{_either(word for word in SAID_FOR if word.isascii())})(?![a-z])")


def meant(text: str) -> str:
    """`text` (already `plain`) with the words of `SAID_FOR` replaced by what they mean."""
    text = _IN_HAN.sub(lambda found: SAID_FOR.get(found[0], found[0]), text)
    if _LETTER.search(text):
        text = _IN_LATIN.sub(lambda found: SAID_FOR[found[0]], text)
    return text
