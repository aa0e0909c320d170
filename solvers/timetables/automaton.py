"""What timetables a person may have, as states and counters.

A timetable is one symbol a day: 0 for rest, then the shifts. A rule on sequences is an
*automaton*: from a state, a symbol leads on a day of some class to the next state at some
cost, or is forbidden. A rule on sums is a *counter*: steps add to it, and its end is
bounded. All the rules of a person together are their product, of which only the states
that can be reached are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

State = TypeVar("State")

FORBIDDEN = -1
REST = 0
#: The last day of what counts to the end.
ALWAYS = 1_000_000


@dataclass(frozen=True)
class Counter:
    """A sum over a timetable, and what its end may be.

    Attributes
    ----------
    least, most : bounds, in whole units.
    below, above : cost of each unit missing or too many; infinite: not allowed.
    start : what there is of it before the first day.
    tight : its bound is mostly reached, so that leaving it out tells little.
    first, last : days on which it counts, both included.
    """

    name: str
    least: int
    most: int
    below: float = np.inf
    above: float = np.inf
    start: int = 0
    tight: bool = False
    first: int = 0
    last: int = ALWAYS

    @property
    def ceiling(self) -> int:
        """The most that costs nothing: what was too much before is not charged again."""
        return max(self.most, self.start)


@dataclass(frozen=True)
class Automaton:
    """States ``N``, classes of days ``C``, symbols ``A``; the first state is the start.

    Attributes
    ----------
    following : (C, N, A) next state, or FORBIDDEN.
    cost : (C, N, A) of the step.
    end : (N,) cost of ending in the state; infinite: not allowed.
    counters : what the steps count.
    steps : (counters, C, N, A) what each step adds.
    """

    following: Ints
    cost: Floats
    end: Floats
    counters: tuple[Counter, ...] = ()
    steps: Ints = field(default_factory=lambda: np.zeros((0, 0, 0, 0), dtype=np.int64))

    @property
    def states(self) -> int:
        return int(self.following.shape[1])


def explored(
    start: State, step: Callable[[State, int], tuple[float, State]], classes: int, symbols: int
) -> Automaton:
    """The states reached from a start by a step, (state, symbol) to (cost, next state), that
    does not mind the class of the day; an infinite cost is forbidden."""
    number, todo = {start: 0}, [start]
    following, cost = list[list[int]](), list[list[float]]()
    for state in todo:  # grows as states are found
        reached, paid = [FORBIDDEN] * symbols, [0.0] * symbols
        for a in range(symbols):
            price, target = step(state, a)
            if price == np.inf:
                continue
            if target not in number:
                number[target] = len(todo)
                todo.append(target)
            reached[a], paid[a] = number[target], price
        following.append(reached)
        cost.append(paid)
    shape = (classes, len(todo), symbols)
    return Automaton(
        np.broadcast_to(np.array(following, np.int64), shape),
        np.broadcast_to(np.array(cost, float), shape),
        np.zeros(len(todo)),
    )


def counted(
    name: str,
    least: int,
    most: int | None,
    below: float,
    above: float,
    start: int,
    top: int,
    first: int = 0,
    last: int = ALWAYS,
    tight: bool = False,
) -> Counter | None:
    """The counter of what may be ``least`` to ``most`` and cannot be more than ``top``, as small as
    it can be; None where nothing can go wrong."""
    if most is None or most >= top:
        if least <= start:
            return None
        # Beyond the least it does not matter.
        return Counter(name, least, least, below, 0.0, start, tight, first, last)
    return Counter(name, least, most, below, above, start, tight, first, last)


def counting(counter: Counter, classes: int, adds: Sequence[int]) -> Automaton:
    """One state; each symbol adds so much to a counter."""
    shape = (classes, 1, len(adds))
    steps = np.broadcast_to(np.array(adds, dtype=np.int64), (1, *shape))
    return Automaton(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(1), (counter,), steps)


def product(parts: Sequence[Automaton]) -> Automaton:
    """All parts at once: what one forbids is forbidden, costs and counters add up."""
    classes, _, symbols = parts[0].following.shape
    number = {(0,) * len(parts): 0}
    todo = [(0,) * len(parts)]
    rows: list[Ints] = []
    for state in todo:  # grows as states are found
        reached = np.full((classes, symbols), FORBIDDEN, dtype=np.int64)
        each = np.stack(
            [part.following[:, s, :] for part, s in zip(parts, state, strict=True)], axis=-1
        )
        for c, a in zip(*np.nonzero((each != FORBIDDEN).all(axis=-1)), strict=True):
            target = tuple(each[c, a].tolist())
            if target not in number:
                number[target] = len(todo)
                todo.append(target)
            reached[c, a] = number[target]
        rows.append(reached)
    at = np.array(todo, dtype=np.int64)
    return Automaton(
        following=np.stack(rows, axis=1),
        cost=np.sum([p.cost[:, at[:, i], :] for i, p in enumerate(parts)], axis=0),
        end=np.sum([p.end[at[:, i]] for i, p in enumerate(parts)], axis=0),
        counters=tuple(c for p in parts for c in p.counters),
        steps=np.concatenate(
            [p.steps[:, :, at[:, i], :] for i, p in enumerate(parts) if p.counters]
            or [np.zeros((0, classes, len(todo), symbols), np.int64)]
        ),
    )


@dataclass(frozen=True)
class Followed:
    """What a timetable costs and counts on an automaton; ``cost`` is infinite if forbidden."""

    cost: float
    counts: Ints


def follow(automaton: Automaton, day_class: Ints, symbols: Ints) -> Followed:
    """Walk one timetable, (D,) symbols, through an automaton."""
    state, cost = 0, 0.0
    counts = np.array([c.start for c in automaton.counters], dtype=np.int64)
    for c, a in zip(day_class, symbols, strict=True):
        if automaton.following[c, state, a] == FORBIDDEN:
            return Followed(np.inf, counts)
        cost += automaton.cost[c, state, a]
        counts = counts + automaton.steps[:, c, state, a]
        state = automaton.following[c, state, a]
    return Followed(cost + automaton.end[state] + ends(automaton.counters, counts), counts)


def ends(counters: Sequence[Counter], counts: Ints) -> float:
    """What the ends of counters cost; infinite where one is not allowed."""
    total = 0.0
    for counter, count in zip(counters, counts, strict=True):
        missing, excess = max(0, counter.least - count), max(0, count - counter.ceiling)
        total += counter.below * missing if missing else 0.0
        total += counter.above * excess if excess else 0.0
    return total
