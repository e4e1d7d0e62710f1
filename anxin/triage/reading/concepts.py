"""Words grouped by what they have to do with danger, so that what is learnt of one holds for its like.

The words stand in lexicon/*.txt, a concept a line: its name, then its words, in the spelling that `message.read` makes.
"""

from pathlib import Path


def _load() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for path in sorted((Path(__file__).parent / "lexicon").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = line.split()
            for word in words:
                names = found.setdefault(word, [])
                if name not in names:
                    names.append(name)
    return {word: tuple(names) for word, names in found.items()}


CONCEPTS = _load()
"""Word → the concepts it stands for."""

_SIZES: dict[str, tuple[int, ...]] = {
    first: tuple(sorted({len(word) for word in CONCEPTS if word[0] == first}, reverse=True))
    for first in {word[0] for word in CONCEPTS}
}
"""First character → how long the words that begin with it are, the longest first."""


def concepts(clause: str) -> list[tuple[str, ...]]:
    """The concepts of a clause in order, the longest word first at each place."""
    out: list[tuple[str, ...]] = []
    free = 0
    for at, first in enumerate(clause):
        if at < free or first not in _SIZES:
            continue
        for size in _SIZES[first]:
            names = CONCEPTS.get(clause[at : at + size])
            if names:
                out.append(names)
                free = at + size
                break
    return out
