"""What an organisation can begin with: a course for new volunteers and a pledge.

Both are content, in Chinese, for Chinese-speaking volunteers, and are not translated: an organisation takes them over by one
tap and then changes them as its own. `course.md` holds the lessons (`# title`, text, until the next `# `), `quiz.md` the
questions (`# question`, then `- [x] right choice | why`), `pledge.md` the pledge.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHOICE = re.compile(r"- \[(?P<right>[x ])\] (?P<text>[^|]+?)(?: \| (?P<why>.+))?")


@dataclass(frozen=True)
class Starter:
    """A course as it is shipped."""

    title: str
    about: str
    pass_mark: int
    lessons: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, list[dict[str, Any]]], ...]


@cache
def starter_course() -> Starter:
    """The course for new volunteers (新志愿者培训)."""
    (title, about), *lessons = _parts("course.md")
    return Starter(
        title, about, 80, tuple(lessons), tuple((text, _choices(lines)) for text, lines in _parts("quiz.md"))
    )


@cache
def starter_pledge() -> str:
    """The pledge: the four principles, and confidentiality."""
    return (HERE / "pledge.md").read_text(encoding="utf-8").strip()


def _parts(name: str) -> list[tuple[str, str]]:
    text = "\n" + (HERE / name).read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.split("\n# ")[1:]]
    return [(title.strip(), words.strip()) for title, _end, words in parts]


def _choices(lines: str) -> list[dict[str, Any]]:
    found = [CHOICE.fullmatch(line.strip()) for line in lines.splitlines() if line.strip()]
    return [{"text": each["text"], "right": each["right"] == "x", "why": each["why"] or ""} for each in found if each]
