"""What a schedule counts on its way, packed into one number: weekends, shifts with a cap, shares, minutes of a spell."""

from dataclasses import dataclass, field

import numpy as np

from anxin.rota.solver.columns.facts import Floats, Ints


@dataclass
class Counters:
    """The counters of one window: each has so many levels; `moves` of a cell say which go up, by how much."""

    levels: list[int] = field(default_factory=list)
    fees: list[Floats | None] = field(default_factory=list)  # what going up from a level costs; None: a cap
    start: int = 0
    size: int = 1

    def add(self, levels: int, fees: Floats | None = None) -> int:
        """A new counter with `levels` levels from 0; beyond the last is not allowed, or stays there (with fees)."""
        self.levels.append(levels)
        self.fees.append(fees)
        self.size *= levels
        return len(self.levels) - 1

    def tables(
        self, kinds: list[tuple[tuple[int, int], ...]], closes: dict[int, tuple[int, int]]
    ) -> tuple[Ints, Floats]:
        """For each kind of move and each state of all counters: the state after it (-1: not allowed) and its fee.

        A move (counter, by) goes up; (counter, -1 - i) closes the spell `closes[i]`: at least so much or not allowed.
        """
        step = np.zeros((len(kinds), self.size), dtype=np.int64)
        fee = np.zeros((len(kinds), self.size))
        for k, moves in enumerate(kinds):
            bad = np.zeros(self.size, dtype=np.bool_)
            change: dict[int, int] = {}
            close: dict[int, int] = {}
            for counter, by in moves:
                if by >= 0:
                    change[counter] = change.get(counter, 0) + by
                else:
                    close[counter] = closes[-1 - by][1]
            rest, factor, to = np.arange(self.size), 1, np.zeros(self.size, dtype=np.int64)
            for counter, levels in enumerate(self.levels):
                level = rest % levels
                rest = rest // levels
                new = level + change.get(counter, 0)
                fees = self.fees[counter]
                if fees is None:
                    bad |= new >= levels
                elif counter in change:
                    fee[k] += fees[level]
                new = np.minimum(new, levels - 1)
                if counter in close:
                    bad |= new < close[counter]
                    new = np.zeros_like(new)
                to += new * factor
                factor *= levels
            step[k] = np.where(bad, -1, to)
        return step, fee
