"""Entries that were taken in together: for each piece, in which of them it stands and how much it says there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anxin.desk.suggestions.pieces import BITS, Keys, pieces

# BM25 as Lucene writes it, fitted on split halves (bench/suggest.py): how soon a repeated piece says no more, and how
# much a long text is discounted.
K1, B = 0.6, 0.4
STEPS = 255.0  # a share is kept in one byte
PLACE_BITS = np.uint64(22)  # with two code points that fills 64 bits: at most four million entries in a segment

Shares = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be suggested: what was asked, and what was answered (either may be empty)."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many pieces an entry has on average: in all, and in its question."""

    whole: float
    question: float


@dataclass(frozen=True)
class Segment:
    """Never changed once it is built. The postings of `keys[i]` lie at `starts[i]:starts[i + 1]`.

    `whole` and `question` are what the piece says there (its saturated count, 0-255): in question and answer together,
    and in the question alone. No text is kept, nor the order of its pieces.
    """

    ids: tuple[str, ...]
    places: Mapping[str, int]
    keys: Keys
    starts: npt.NDArray[np.int64]
    docs: npt.NDArray[np.uint32]
    whole: Shares
    question: Shares
    in_questions: npt.NDArray[np.uint32]  # by key: in how many questions it stands

    @property
    def size(self) -> int:
        """How many entries it holds."""
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        parts = (self.keys, self.starts, self.docs, self.whole, self.question, self.in_questions)
        return sum(part.nbytes for part in parts)


def measured(entries: Sequence[Entry]) -> Lengths:
    """The average lengths of `entries`; at least 1, so that nothing is divided by nought."""
    count = max(1, len(entries))
    questions = sum(len(entry.question) for entry in entries) / count
    answers = sum(len(entry.answer) for entry in entries) / count
    # Nearly every character is a piece and begins another.
    return Lengths(max(1.0, 2 * (questions + answers)), max(1.0, 2 * questions))


def build(entries: Sequence[Entry], usual: Lengths) -> Segment:
    """A segment of `entries` (ids differ), whose lengths are judged by what is `usual`."""
    size = len(entries)
    asks, ask_in = pieces(entry.question for entry in entries)
    answers, answer_in = pieces(entry.answer for entry in entries)
    in_asks, ask_counts = _counted(asks, ask_in)
    in_all, counts = _counted(np.concatenate([asks, answers]), np.concatenate([ask_in, answer_in]))
    ask_lengths = np.bincount(ask_in, minlength=size)
    lengths = ask_lengths + np.bincount(answer_in, minlength=size)
    docs = (in_all & ((np.uint64(1) << PLACE_BITS) - np.uint64(1))).astype(np.uint32)
    question = np.zeros(len(in_all), dtype=np.uint8)
    at = np.searchsorted(in_all, in_asks)
    question[at] = _share(ask_counts, ask_lengths[docs[at]], usual.question)
    whole = _share(counts, lengths[docs], usual.whole)
    return _segment(tuple(entry.id for entry in entries), in_all >> PLACE_BITS, docs, whole, question)


def merge(segments: Sequence[Segment], alive: Sequence[npt.NDArray[np.bool_]]) -> Segment:
    """One segment of what is alive in several."""
    ids: list[str] = []
    packed, whole, question = [], [], []
    for segment, living in zip(segments, alive, strict=True):
        moved = (np.cumsum(living) - 1 + len(ids)).astype(np.uint64)
        ids += [id for id, lives in zip(segment.ids, living.tolist(), strict=True) if lives]
        kept = living[segment.docs]
        keys = np.repeat(segment.keys, np.diff(segment.starts))[kept]
        packed.append((keys << PLACE_BITS) | moved[segment.docs[kept]])
        whole.append(segment.whole[kept])
        question.append(segment.question[kept])
    every = np.concatenate(packed)
    order = np.argsort(every)
    every = every[order]
    docs = (every & ((np.uint64(1) << PLACE_BITS) - np.uint64(1))).astype(np.uint32)
    wholes, questions = np.concatenate(whole)[order], np.concatenate(question)[order]
    return _segment(tuple(ids), every >> PLACE_BITS, docs, wholes, questions)


def _counted(keys: Keys, which: npt.NDArray[np.uint32]) -> tuple[Keys, npt.NDArray[np.int64]]:
    """Each piece of each entry once, in order, and how often it stands there."""
    packed = (keys << PLACE_BITS) | which
    packed.sort()
    new = np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]])) if len(packed) else np.zeros(0, np.int64)
    return packed[new], np.diff(np.append(new, len(packed)))


def _share(counts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], usual: float) -> Shares:
    """BM25's saturated count, as a byte."""
    share = counts / (counts + K1 * (1 - B + B * lengths / usual))
    rounded: Shares = np.maximum(1, np.rint(share * STEPS)).astype(np.uint8)
    return rounded


def _segment(
    ids: tuple[str, ...], keys: Keys, docs: npt.NDArray[np.uint32], whole: Shares, question: Shares
) -> Segment:
    new = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    starts = np.append(new, len(keys))
    total = np.concatenate([[0], np.cumsum(question > 0)])
    in_questions = (total[starts[1:]] - total[starts[:-1]]).astype(np.uint32)
    places = {id: place for place, id in enumerate(ids)}
    return Segment(ids, places, keys[new], starts, docs, whole, question, in_questions)


assert int(BITS) * 2 + int(PLACE_BITS) == 64
