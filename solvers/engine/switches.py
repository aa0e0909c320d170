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
    """

    switches: Sequence[Switch]
    attempt: Callable[[np.ndarray, Floats], Attempt]
    good: Callable[[], bool]
    over: Callable[[], bool]
    chosen: dict[int, Floats] = field(default_factory=dict)

    def together(self) -> bool:
        """Switch on all that the relaxed point stands behind, or as much of each as it stands
        behind in full; whether that is possible."""
        likely = self._likely()
        some = {i: self.switches[i].options[0] for i in likely}
        full = {i: option for i in likely if (option := self.switches[i].whole) is not None}
        for chosen in [some, {**some, **full}] if full else [some]:
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

        The switches with the most behind them come first.
        """
        by_worth = sorted(range(len(self.switches)), key=lambda i: -self.switches[i].worth)
        for i in by_worth:
            now = self.chosen.get(i)
            for option in (*self.switches[i].options, None):
                if self.good() or self.over():
                    return
                if option is now:
                    continue
                other = {k: v for k, v in self.chosen.items() if k != i}
                if option is not None:
                    other[i] = option
                if self._attempt(other) is Attempt.BEST:
                    self.chosen, now = other, option

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
