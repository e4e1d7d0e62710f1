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

_LONGEST = max(map(len, CONCEPTS))


def concepts(clause: str) -> list[tuple[str, ...]]:
    """The concepts of a clause in order, the longest word first at each place."""
    out: list[tuple[str, ...]] = []
    at, size = 0, len(clause)
    get = CONCEPTS.get
    while at < size:
        for end in range(min(size, at + _LONGEST), at, -1):
            names = get(clause[at:end])
            if names:
                out.append(names)
                at = end
                break
        else:
            at += 1
    return out
