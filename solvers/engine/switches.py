"""Choosing yes/no decisions near a relaxed point, in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from solvers.engine.model import Floats

#: Switches with less worth behind them are only tried where the others did not do.
WORTH = 0.25


@dataclass(frozen=True)
class Switch:
    """Yes/no columns that are decided together.

    ``options`` are values they may take beside all zeros, the most promising first;
    ``worth`` says how much of the relaxed point stands behind them, 1 for all of it;
    ``last`` is the column that is on whenever any of them is, -1 where there is none;
    ``whole`` is the option that the relaxed point stands behind in full, None for the first.
    """

    columns: np.ndarray
    options: tuple[Floats, ...]
    worth: float
    last: int = -1
    whole: Floats | None = None


#: From a relaxed point to every switch of the model.
Rounding = Callable[[Floats], Sequence[Switch]]


class Attempt(Enum):
    """What came of fixing the decisions."""

    IMPOSSIBLE = "nothing keeps every rule with them"
    WORSE = "something does, but no better than the best so far"
    BEST = "the best so far"


@dataclass
class Choosing:
    """Which switches are on.

    Attributes
    ----------
    attempt : solves with every yes/no column fixed, (columns, values).
    good : whether the best so far leaves nothing to gain.
    over : whether to stop.
    gain : the most that changing columns of the best so far by so much can gain.
    """

    switches: Sequence[Switch]
    attempt: Callable[[np.ndarray, Floats], Attempt]
    good: Callable[[], bool]
    over: Callable[[], bool]
    gain: Callable[[np.ndarray, Floats], float] = lambda columns, change: np.inf
    chosen: dict[int, Floats] = field(default_factory=dict)

    def together(self) -> bool:
        """Switch on all that the relaxed point stands behind, as much of each as it stands
        behind in full, or else more; whether that is possible."""
        likely = self._likely()
        some = {i: self.switches[i].options[0] for i in likely}
        full = {i: option for i in likely if (option := self.switches[i].whole) is not None}
        for chosen in [{**some, **full}, some] if full else [some]:
            if self._attempt(chosen) is not Attempt.IMPOSSIBLE:
                self.chosen = chosen
                return True
        return False

    def likely(self) -> None:
        """Switch on what the relaxed point stands behind, as much of it as fits together."""
        self._together(self._likely())

    def _likely(self) -> list[int]:
        by_worth = sorted(range(len(self.switches)), key=lambda i: -self.switches[i].worth)
        return [i for i in by_worth if self.switches[i].worth >= WORTH]

    def none(self) -> None:
        """Everything off that is not chosen."""
        self._attempt(self.chosen)

    def otherwise(self) -> None:
        """Change all that is on to its second option together, where that is better: where
        the most promising options are the wrong sort, no single change shows it."""
        if self.good() or self.over():
            return
        other = {i: self.switches[i].options[:2][-1] for i in self.chosen}
        if all(other[i] is now for i, now in self.chosen.items()):
            return
        if self._attempt(other) is Attempt.BEST:
            self.chosen = other

    def one_by_one(self) -> None:
        """Change one switch at a time for the better: its other options, on, or off.

        What may gain most comes first, then the switches with the most behind them; what
        can gain nothing is left.
        """
        tried: set[tuple[int, int]] = set()
        while not (self.good() or self.over()):
            found = self._most_promising(tried)
            if found is None:
                return
            i, k = found
            tried.add(found)
            other = {j: option for j, option in self.chosen.items() if j != i}
            if k < len(self.switches[i].options):
                other[i] = self.switches[i].options[k]
            if self._attempt(other) is Attempt.BEST:
                self.chosen = other

    def _most_promising(self, tried: set[tuple[int, int]]) -> tuple[int, int] | None:
        """Which switch to change, and to which of its options, off after the last."""
        best, most = None, (0.0, np.inf)  # more than nothing, whatever stands behind it
        for i, switch in enumerate(self.switches):
            off = np.zeros(len(switch.columns))
            now = self.chosen.get(i, off)
            for k, option in enumerate((*switch.options, off)):
                if (i, k) in tried or np.array_equal(option, now):
                    continue
                promise = (self.gain(switch.columns, option - now), switch.worth)
                if promise > most:
                    best, most = (i, k), promise
        return best

    def _together(self, ask: Sequence[int]) -> None:
        """Choose the switches asked for, in halves where not all fit together."""
        if self.over():
            return
        wider = {**self.chosen, **{i: self.switches[i].options[0] for i in ask}}
        if self._attempt(wider) is not Attempt.IMPOSSIBLE:
            self.chosen = wider
        elif len(ask) > 1:
            half = len(ask) // 2
            self._together(ask[:half])
            self._together(ask[half:])

    def _attempt(self, chosen: dict[int, Floats]) -> Attempt:
        columns = [np.zeros(0, dtype=np.int64)]
        values = [np.zeros(0)]
        for i, switch in enumerate(self.switches):
            columns.append(switch.columns)
            values.append(chosen.get(i, np.zeros(len(switch.columns))))
        return self.attempt(np.concatenate(columns), np.concatenate(values))
