"""The fitted model: weights of pieces, summed, then weighed together. `fitting/fit.py` makes the file that this reads."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from anxin.triage.features import traits

WEIGHTS = Path(__file__).parent / "weights.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    """Linear scores, in log-odds, of several questions at once.

    `index` numbers the pieces; `weights` has a row per piece and a column per view; `rarity_squared` is the squared
    inverse document frequency of each piece.
    """

    index: dict[str, int]
    weights: Floats
    rarity_squared: Floats
    bias: Floats

    def known(self, pieces: Iterable[str]) -> set[int]:
        """The numbers of those pieces that the table holds; how often a piece stands in a text does not matter."""
        found = set(map(self.index.get, pieces))
        found.discard(None)
        return cast(set[int], found)

    def views(self, numbers: set[int]) -> Floats:
        """One score per view for a text that holds these pieces."""
        if not numbers:
            return self.bias
        found = np.array(sorted(numbers), dtype=np.intp)
        length = float(np.add.reduce(self.rarity_squared.take(found))) ** 0.5
        scores: Floats = np.add.reduce(self.weights.take(found, axis=0)) / length + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Model:
    """A table, and how its views are weighed together (what is alarming in one topic may not be in another).

    `views` names the columns of the table; `mixing` has a row per term of `crossed`, taken of the views and the traits of
    the message, and a column per head; `heads` names what comes out; `limits` are the scores from which a level is given.
    """

    table: Table
    views: tuple[str, ...]
    mixing: Floats
    heads: tuple[str, ...]
    limits: dict[str, float]

    def score(self, pieces: Sequence[str]) -> Floats:
        """One score per head, in log-odds, for a text that holds these pieces."""
        seen = np.concatenate([self.table.views(self.table.known(pieces)), traits(pieces)])
        found: Floats = crossed(seen) @ self.mixing
        return found


@cache
def _pairs(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.triu_indices(size)


def crossed(views: Floats) -> Floats:
    """A one, the views, and the products of each two of them, along the last axis."""
    one, other = _pairs(views.shape[-1])
    ones = np.ones((*views.shape[:-1], 1), dtype=np.float32)
    return np.concatenate([ones, views, views.take(one, axis=-1) * views.take(other, axis=-1)], axis=-1)


@cache
def model() -> Model:
    """The fitted weights, read once. Raises FileNotFoundError where the package was installed without them."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        names = stored["pieces"].tobytes().decode("utf-8").split("\n")
        about = json.loads(stored["about"].tobytes().decode("utf-8"))
        table = Table(
            index={name: number for number, name in enumerate(names)},
            weights=stored["weights"].astype(np.float32),
            rarity_squared=stored["rarity"].astype(np.float32) ** 2,
            bias=stored["bias"].astype(np.float32),
        )
        mixing = stored["mixing"].astype(np.float32)
    return Model(table, tuple(about["views"]), mixing, tuple(about["heads"]), about["limits"])
