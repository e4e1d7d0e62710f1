"""What a text is compared by: its characters and their pairs, as numbers; which pairs lie inside a word."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import rjieba

from anxin.triage.reading.characters import plain

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.uint32]

BITS = np.uint64(21)  # a code point
INSIDE, ACROSS = 1.2, 0.8  # what a pair of characters counts in a query: within a word, across the end of one
LONGEST = 800  # characters of a query that are read; what a matter is about stands in them
READABLE = np.array([chr(code).isalnum() for code in range(0x10000)])


def pieces(texts: Iterable[str]) -> tuple[Keys, Places]:
    """The pieces of all `texts` and, for each piece, which text it stands in. Order within a text is lost."""
    lines = [plain(text) for text in texts]
    codes = _codes("\n".join(lines) + "\n")
    which = np.repeat(np.arange(len(lines), dtype=np.uint32), [len(line) + 1 for line in lines])
    seen = _readable(codes)
    both = seen[:-1] & seen[1:]
    pairs = (codes[:-1][both] << BITS) | codes[1:][both]
    return np.concatenate([codes[seen], pairs]), np.concatenate([which[seen], which[:-1][both]])


def asked(text: str) -> dict[int, float]:
    """The pieces of a query, and what each counts: a pair that lies in one word says more than one that does not."""
    line = plain(text[:LONGEST])
    codes = _codes(line)
    seen = _readable(codes)
    inside = _inside_a_word(line)
    found: dict[int, float] = {}
    for at, code in enumerate(codes.tolist()):
        if not seen[at]:
            continue
        found[code] = found.get(code, 0.0) + 1.0
        if at + 1 < len(codes) and seen[at + 1]:
            pair = (code << int(BITS)) | int(codes[at + 1])
            found[pair] = found.get(pair, 0.0) + (INSIDE if inside[at] else ACROSS)
    return found


def _codes(line: str) -> Keys:
    # A stray half of a pair would not encode; `plain` has left those out.
    return np.frombuffer(line.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)


def _readable(codes: Keys) -> npt.NDArray[np.bool_]:
    """Where a letter, a digit or a character of Chinese stands; beyond the first plane all are (rare characters)."""
    found: npt.NDArray[np.bool_] = READABLE[np.minimum(codes, np.uint64(0xFFFF)).astype(np.int64)] | (codes > 0xFFFF)
    return found


def _inside_a_word(line: str) -> Sequence[bool]:
    """For each character whether the next one belongs to the same word."""
    same: list[bool] = []
    for word in rjieba.cut(line):
        same.extend([True] * (len(word) - 1))
        same.append(False)
    return same if len(same) == len(line) else [False] * len(line)
