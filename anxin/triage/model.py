"""The fitted model: weights of pieces, summed. `fitting/fit.py` makes the file that this reads."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Linear scores, in log-odds, of several questions at once.

    `index` numbers the pieces; `weights` has a row per piece and a column per head; `rarity` is the inverse document
    frequency of each piece; `heads` names the columns; `limits` are the scores from which a level is given.
    """

    index: dict[str, int]
    weights: Floats
    rarity_squared: Floats
    bias: Floats
    heads: tuple[str, ...]
    limits: dict[str, float]

    def known(self, pieces: Iterable[str]) -> set[int]:
        """The numbers of those pieces that the model knows; how often a piece stands in a text does not matter."""
        found = set(map(self.index.get, pieces))
        found.discard(None)
        return cast(set[int], found)

    def score(self, numbers: set[int]) -> Floats:
        """One score per head for a text that holds these pieces."""
        if not numbers:
            return self.bias
        found = np.array(sorted(numbers), dtype=np.intp)
        length = float(np.add.reduce(self.rarity_squared.take(found))) ** 0.5
        scores: Floats = np.add.reduce(self.weights.take(found, axis=0)) / length + self.bias
        return scores


@cache
def model() -> Model:
    """The fitted weights, read once. Raises FileNotFoundError where the package was installed without them."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        names = stored["pieces"].tobytes().decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float32)
        about = json.loads(stored["about"].tobytes().decode("utf-8"))
        return Model(
            index={name: number for number, name in enumerate(names)},
            weights=weights,
            rarity_squared=stored["rarity"].astype(np.float32) ** 2,
            bias=stored["bias"].astype(np.float32),
            heads=tuple(about["heads"]),
            limits=about["limits"],
        )
