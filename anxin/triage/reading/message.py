"""A message as the signals and the model read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

from anxin.triage.reading.characters import plain
from anxin.triage.reading.slips import meant

_BREAK = re.compile(r"[\s，。！？；：、,.!?;:…~～—()（）\[\]【】<>《》「」『』“”\"'‘’|/\\`^=+]+")
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{1,60})[”\"」』》]")
LONGEST_CLAUSE = 64
"""Characters; what runs on without a break is cut here, so that no clause is long."""

_QUOTES = re.compile('[“"「『《]')
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in a message, in one spelling.

    `text` keeps its marks; `flat` is its clauses joined by "，", with one at each end, so that a pattern can say "in
    one clause" by `[^，]`; `words` are the words of `flat`, those marks among them; `quoted` is what stands in quotation
    marks or names of works.
    """

    text: str
    flat: str
    clauses: tuple[str, ...]
    words: tuple[str, ...]
    quoted: str


def read(text: str) -> Message:
    """Read `text` as it was typed."""
    text = meant(plain(text))
    clauses = tuple(
        clause[at : at + LONGEST_CLAUSE]
        for clause in _BREAK.split(_DECIMAL.sub("点", text))
        for at in range(0, len(clause), LONGEST_CLAUSE)
    )
    quoted = "，".join(_QUOTED.findall(text)) if _QUOTES.search(text) else ""
    flat = joined(clauses)
    return Message(text, flat, clauses, tuple(rjieba.cut(flat)), quoted)


def joined(clauses: Iterable[str]) -> str:
    """Clauses in a row, "，" between them and at each end."""
    return "，" + "，".join(clauses) + "，"
