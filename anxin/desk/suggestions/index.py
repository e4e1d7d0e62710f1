"""The entries of one shelf, and which of them are nearest to a text. A value: what changes makes a new one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anxin.desk.suggestions.pieces import asked
from anxin.desk.suggestions.segment import K1, STEPS, Entry, Lengths, Segment, build, measured, merge

QUESTION = 0.6  # what a piece counts on top for standing in the question, and not only in the answer
MOST_PIECES = 64  # of a long text the rarest are looked up; the others say little and cost most
BATCH = 20_000  # entries sorted at once, which bounds the memory of building
SMALL = 4_000  # a segment of so many entries is left alone; smaller ones grow together

NO_LENGTHS = Lengths(1.0, 1.0)

Alive = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that is near. `score` compares within one search; `likeness`, 0 to 1, also between searches."""

    id: str
    score: float
    likeness: float


@dataclass(frozen=True)
class Index:
    """Immutable, so that a search in one thread never meets a change of another."""

    usual: Lengths = NO_LENGTHS
    segments: tuple[Segment, ...] = ()
    alive: tuple[Alive, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """An index of `entries`; of two with one id the later counts."""
        unique = list({entry.id: entry for entry in entries}.values())
        index = cls(measured(unique))
        for start in range(0, len(unique), BATCH):
            index = index._with_segment(build(unique[start : start + BATCH], index.usual))
        return index

    def __len__(self) -> int:
        return sum(int(living.sum()) for living in self.alive)

    def __contains__(self, id: str) -> bool:
        return any(
            bool(living[segment.places[id]])
            for segment, living in zip(self.segments, self.alive, strict=True)
            if id in segment.places
        )

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return sum(segment.nbytes for segment in self.segments)

    def changed(self, *, put: Sequence[Entry] = (), gone: Collection[str] = ()) -> "Index":
        """With `put` in the place of what had their ids, and without `gone`."""
        if not self.segments:
            return Index.of(put)
        unique = list({entry.id: entry for entry in put}.values())
        index = self._without({*gone, *(entry.id for entry in unique)})
        return index._with_segment(build(unique, self.usual)) if unique else index

    def search(self, text: str, most: int = 10) -> list[Match]:
        """The `most` entries that are nearest to `text`, the nearest first; of equal ones the earlier."""
        weights = asked(text)
        if not weights or not self.segments:
            return []
        keys = np.fromiter(weights, np.uint64, len(weights))
        counts = np.fromiter(weights.values(), np.float64, len(weights))
        found = [_look_up(segment, keys) for segment in self.segments]
        size = sum(segment.size for segment in self.segments)
        # What stands nowhere counts like what stands once, or a small shelf would be like nothing.
        whole = counts * _rarity(size, np.maximum(1, sum(each.whole for each in found)))
        question = counts * QUESTION * _rarity(size, np.maximum(1, sum(each.question for each in found)))
        chosen = np.argsort(-whole, kind="stable")[:MOST_PIECES]
        best = float((whole + question)[chosen].sum())  # about what a short text that holds every piece would reach
        scores = [
            _scores(segment, living, each, chosen, whole, question)
            for segment, living, each in zip(self.segments, self.alive, found, strict=True)
        ]
        return self._nearest(np.concatenate(scores), most, best)

    def _nearest(self, scores: Scores, most: int, best: float) -> list[Match]:
        most = min(most, len(scores))
        edge = -np.partition(-scores, most - 1)[most - 1]
        places = np.flatnonzero(scores >= max(edge, np.float32(1e-6)))
        places = places[np.argsort(-scores[places], kind="stable")][:most]
        found = []
        for place in places.tolist():
            score, at = float(scores[place]), place
            for segment in self.segments:
                if at < segment.size:
                    found.append(Match(segment.ids[at], round(score, 4), round(min(1.0, score / best), 4)))
                    break
                at -= segment.size
        return found

    def _without(self, ids: Collection[str]) -> "Index":
        alive = []
        for segment, living in zip(self.segments, self.alive, strict=True):
            places = [segment.places[id] for id in ids if id in segment.places]
            if places:
                living = living.copy()
                living[places] = False
            alive.append(living)
        return Index(self.usual, self.segments, tuple(alive))

    def _with_segment(self, segment: Segment) -> "Index":
        """With one more; small ones at the end grow together, so that there are never many."""
        segments, alive = list(self.segments), list(self.alive)
        together, living = [segment], [np.ones(segment.size, dtype=np.bool_)]
        size = segment.size
        while segments and segments[-1].size < SMALL and segments[-1].size <= 2 * size:
            together.insert(0, segments.pop())
            living.insert(0, alive.pop())
            size += together[0].size
        if len(together) > 1:
            segment = merge(together, living)
            living = [np.ones(segment.size, dtype=np.bool_)]
        return Index(self.usual, (*segments, segment), (*alive, living[0]))


@dataclass(frozen=True)
class _Found:
    """Of each piece of a query: where its postings lie, and in how many entries and questions it stands."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    whole: npt.NDArray[np.int64]
    question: npt.NDArray[np.int64]


def _look_up(segment: Segment, keys: npt.NDArray[np.uint64]) -> _Found:
    if not len(segment.keys):
        none = np.zeros(len(keys), np.int64)
        return _Found(none, none, none, none)
    at = np.minimum(np.searchsorted(segment.keys, keys), len(segment.keys) - 1)
    there = segment.keys[at] == keys
    starts, ends = np.where(there, segment.starts[at], 0), np.where(there, segment.starts[at + 1], 0)
    return _Found(starts, ends, ends - starts, np.where(there, segment.in_questions[at], 0).astype(np.int64))


def _rarity(size: int, count: npt.NDArray[np.int64] | int) -> npt.NDArray[np.float64]:
    """BM25's weight of a piece that stands in `count` of `size` entries."""
    weight: npt.NDArray[np.float64] = np.log(1 + (size - np.asarray(count) + 0.5) / (np.asarray(count) + 0.5))
    return weight


def _scores(
    segment: Segment, living: Alive, found: _Found, chosen: npt.NDArray[np.int64],
    whole: npt.NDArray[np.float64], question: npt.NDArray[np.float64],
) -> Scores:  # fmt: skip
    scores = np.zeros(segment.size, dtype=np.float32)
    for at in chosen.tolist():
        start, end = int(found.starts[at]), int(found.ends[at])
        if start == end:
            continue
        said = segment.whole[start:end] * np.float32(whole[at] * (K1 + 1) / STEPS)
        said += segment.question[start:end] * np.float32(question[at] * (K1 + 1) / STEPS)
        np.add.at(scores, segment.docs[start:end], said)  # twice as fast as `+=`, which copies the places
    scores[~living] = 0
    return scores
