"""Chinese words for full-text search: the same cuts for what is kept and for what is looked for.

What is kept: every word of the dictionary that stands anywhere in the text, every word that was learnt (`learn`), every
single character, and runs of letters and digits. So a word is found however the text around it would be cut, and a name
that no dictionary knows is found by its characters (`Looked.exact` must then be seen in the text itself).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import rjieba

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
PLAIN = re.compile(r"[^\W\u3007\u3400-\u4dbf\u4e00-\u9fff_]+")
# Characters that stand in nearly every sentence; looked for only when nothing else is.
EMPTY = frozenset("的了是我你他她它们有在不和就也都很吗呢吧啊这那个要")
LONGEST_QUERY = 60  # characters
MOST_TOKENS = 12
LONGEST_LEXEME = 40

_learnt: set[str] = set()


def learn(words: Iterable[str]) -> None:
    """Know these words as words from now on (called once, by the package whose field they are of)."""
    _learnt.update(_plain(word) for word in words)


def lexemes(text: str) -> set[str]:
    """What is kept of `text`."""
    text = _plain(text)
    found = {token[:LONGEST_LEXEME] for token in PLAIN.findall(text)}
    for run in HAN.findall(text):
        found.update(run)
        found.update(word for word in rjieba.cut_all(run) if len(word) > 1)
    found.update(word for word in _learnt if word in text)
    return found


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody looks for: `lexemes` must all be there; `exact` must be seen in the text; `marks` are shown."""

    lexemes: tuple[str, ...]
    exact: tuple[str, ...]
    marks: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lexemes)

    def stands_in(self, text: str) -> bool:
        """Whether a text that was never indexed holds all of it."""
        text = _plain(text)
        return all(mark in text for mark in self.marks)


def look_for(query: str) -> Looked:
    """The words of `query`, cut as texts are; without a word in it, nothing is looked for."""
    query = _plain(query[:LONGEST_QUERY])
    tokens = [token[:LONGEST_LEXEME] for token in PLAIN.findall(query)]
    for run in HAN.findall(query):
        tokens += _cut(run)
    telling = [token for token in dict.fromkeys(tokens) if token not in EMPTY] or list(dict.fromkeys(tokens))
    telling = telling[:MOST_TOKENS]
    wanted: list[str] = []
    exact: list[str] = []
    for token in telling:
        if len(token) == 1 or not HAN.fullmatch(token) or token in _learnt or rjieba.has_word(token):
            wanted.append(token)
        else:
            wanted.extend(token)
            exact.append(token)
    return Looked(tuple(dict.fromkeys(wanted)), tuple(exact), tuple(telling))


def _cut(run: str) -> list[str]:
    """`run` in words; learnt ones first, as the dictionary would cut across them."""
    for word in sorted((each for each in _learnt if each in run), key=len, reverse=True):
        before, _, after = run.partition(word)
        return [*(_cut(before) if before else []), word, *(_cut(after) if after else [])]
    return list(rjieba.cut(run))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet; `marked` where it is what was looked for."""

    text: str
    marked: bool = False


def snippet(text: str, marks: Sequence[str], before: int = 16, length: int = 72) -> list[Piece]:
    """The part of `text` around the first of `marks`, each mark on its own."""
    flat = " ".join(text.split())
    low = flat.lower()
    places = [low.find(mark) for mark in marks if mark in low] if len(low) == len(flat) else []
    begin = max(0, min(places, default=0) - before)
    cut = flat[begin : begin + length]
    found = [Piece("…")] if begin else []
    pattern = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)) or "(?!)"
    last = 0
    for match in re.finditer(pattern, cut, re.IGNORECASE):
        if match.start() > last:
            found.append(Piece(cut[last : match.start()]))
        found.append(Piece(match.group(), marked=True))
        last = match.end()
    if last < len(cut):
        found.append(Piece(cut[last:]))
    return [*found, Piece("…")] if begin + length < len(flat) else found
