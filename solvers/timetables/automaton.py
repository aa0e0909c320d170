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
from functools import cached_property
from math import prod
from typing import Any, TypeVar

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

State = TypeVar("State")

FORBIDDEN = -1
REST = 0
#: The last day of what counts to the end.
ALWAYS = 1_000_000
#: States of a product that can be numbered.
MOST_CODES = 2**62


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
    loose : what it costs is little beside the rest, so that it is watched last.
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
    loose: bool = False

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

    def __post_init__(self) -> None:
        if not self.counters:
            nothing = np.zeros((0, *self.following.shape), np.int64)
            object.__setattr__(self, "steps", nothing)

    @property
    def states(self) -> int:
        return int(self.following.shape[1])

    @cached_property
    def starts(self) -> Ints:
        """(counters,) what there is of each before the first day."""
        return np.array([c.start for c in self.counters], np.int64)

    @cached_property
    def walked(self) -> tuple[Ints, Floats, Ints, Ints, Ints, Floats]:
        """What following a timetable asks for: the next states, the costs of steps, what they add,
        and of each counter its first and last day, its least and the most that costs nothing,
        and the cost of each unit below and above, (counters, 2) each."""
        counters, shape = self.counters, (len(self.counters), 2)
        return (
            np.ascontiguousarray(self.following),
            np.ascontiguousarray(self.cost),
            np.ascontiguousarray(self.steps),
            np.array([(c.first, c.last) for c in counters], np.int64).reshape(shape),
            np.array([(c.least, c.ceiling) for c in counters], np.int64).reshape(shape),
            np.array([(c.below, c.above) for c in counters], float).reshape(shape),
        )


def explored(
    start: State, step: Callable[[State, int], tuple[float, State]], classes: int, symbols: int
) -> Automaton:
    """The states reached from a start by a step, (state, symbol) to (cost, next state), that
    does not mind the class of the day; an infinite cost is forbidden."""
    one = explored_by_day(start, lambda state, symbol, _: step(state, symbol), 1, symbols)
    shape = (classes, one.states, symbols)
    following, cost = np.broadcast_to(one.following, shape), np.broadcast_to(one.cost, shape)
    return Automaton(following, cost, one.end)


def explored_by_day(
    start: State,
    step: Callable[[State, int, int], tuple[float, State]],
    classes: int,
    symbols: int,
) -> Automaton:
    """The same of a step by the class of the day, (state, symbol, class)."""
    number, todo = {start: 0}, [start]
    following, cost = list[list[int]](), list[list[float]]()
    for state in todo:  # grows as states are found
        reached, paid = [FORBIDDEN] * (classes * symbols), [0.0] * (classes * symbols)
        for at in range(classes * symbols):
            price, target = step(state, at % symbols, at // symbols)
            if price == np.inf:
                continue
            if target not in number:
                number[target] = len(todo)
                todo.append(target)
            reached[at], paid[at] = number[target], price
        following.append(reached)
        cost.append(paid)
    shape = (len(todo), classes, symbols)
    return Automaton(
        np.array(following, np.int64).reshape(shape).swapaxes(0, 1),
        np.array(cost, float).reshape(shape).swapaxes(0, 1),
        np.zeros(len(todo)),
    )


def counting(counter: Counter, classes: int, adds: Sequence[int]) -> Automaton:
    """One state; each symbol adds so much to a counter."""
    shape = (classes, 1, len(adds))
    steps = np.broadcast_to(np.array(adds, dtype=np.int64), (1, *shape))
    return Automaton(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(1), (counter,), steps)


def product(parts: Sequence[Automaton]) -> Automaton:
    """All parts at once: what one forbids is forbidden, costs and counters add up. Of its states
    those that can be reached are kept, and one of any that no timetable can tell apart."""
    if prod(part.states for part in parts) > MOST_CODES:
        half = len(parts) // 2
        return product([product(parts[:half]), product(parts[half:])])
    classes, _, symbols = parts[0].following.shape
    radix = np.cumprod([1, *(part.states for part in parts[:-1])])
    reached = known = np.zeros(1, np.int64)  # each state as one number
    while len(reached):
        codes = _onwards(parts, reached, radix)
        reached = np.setdiff1d(codes[codes != FORBIDDEN], known)
        known = np.concatenate([known, reached])
    order = np.argsort(known)
    codes = _onwards(parts, known, radix)
    following = order[np.searchsorted(known, codes, sorter=order).clip(max=len(known) - 1)]
    at = [known // each % part.states for part, each in zip(parts, radix, strict=True)]
    both = Automaton(
        following=np.where(codes == FORBIDDEN, FORBIDDEN, following),
        cost=np.sum([p.cost[:, n, :] for p, n in zip(parts, at, strict=True)], axis=0),
        end=np.sum([p.end[n] for p, n in zip(parts, at, strict=True)], axis=0),
        counters=tuple(c for p in parts for c in p.counters),
        steps=np.concatenate(
            [p.steps[:, :, n, :] for p, n in zip(parts, at, strict=True) if p.counters]
            or [np.zeros((0, classes, len(known), symbols), np.int64)]
        ),
    )
    return _merged(both)


def _onwards(parts: Sequence[Automaton], codes: Ints, radix: Ints) -> Ints:
    """Where each state leads, (C, states, A), as numbers; FORBIDDEN where any part forbids."""
    total, closed = np.int64(0), np.False_
    for part, each in zip(parts, radix.tolist(), strict=True):
        following = part.following[:, codes // each % part.states, :]
        total, closed = total + following * each, closed | (following == FORBIDDEN)
    return np.where(closed, FORBIDDEN, total)


def _merged(automaton: Automaton) -> Automaton:
    """The same with one state for all that cost, count and allow the same from there on."""
    states = automaton.states
    open_ = automaton.following != FORBIDDEN
    # What each state does by itself: (N, ...) of cost and counts at each step, and at the end.
    alone = np.concatenate([np.where(open_, automaton.cost, np.inf)[None], automaton.steps * open_])
    alone = alone.transpose(2, 0, 1, 3).reshape(states, -1)
    block, blocks = _numbered(np.concatenate([alone, automaton.end[:, None]], axis=1)), 0
    while blocks < block.max() + 1:  # parted until no step tells apart what is together
        blocks = block.max() + 1
        onwards = np.where(open_, block[automaton.following], FORBIDDEN)
        onwards = onwards.transpose(1, 0, 2).reshape(states, -1)
        block = _numbered(np.concatenate([block[:, None], onwards], axis=1))
    first = np.unique(block, return_index=True)[1]
    order = _reached(np.where(open_, block[automaton.following], FORBIDDEN)[:, first])
    block, first = np.argsort(order)[block], first[order]
    following = automaton.following[:, first]
    return Automaton(
        np.where(following == FORBIDDEN, FORBIDDEN, block[following]),
        automaton.cost[:, first],
        automaton.end[first],
        automaton.counters,
        automaton.steps[:, :, first],
    )


def _reached(following: Ints) -> Ints:
    """States in the order in which they are reached from the first."""
    known, todo = {0}, [0]
    for state in todo:  # grows as states are found
        for target in following[:, state].reshape(-1).tolist():
            if target != FORBIDDEN and target not in known:
                known.add(target)
                todo.append(target)
    return np.array(todo)


def _numbered(rows: npt.NDArray[Any]) -> Ints:
    """A number for each row, the same for equal rows, in the order in which they come."""
    number: dict[bytes, int] = {}
    rows = np.ascontiguousarray(rows)
    return np.array([number.setdefault(row.tobytes(), len(number)) for row in rows], np.int64)


@dataclass(frozen=True)
class Followed:
    """What a timetable costs and counts on an automaton.

    Attributes
    ----------
    cost : of all of it; infinite if forbidden.
    counts : (counters,) what each comes to.
    owed : (counters,) what the end of each costs, within ``cost``.
    """

    cost: float
    counts: Ints
    owed: Floats


def follow(automaton: Automaton, day_class: Ints, symbols: Ints) -> Followed:
    """Walk one timetable, (D,) symbols, through an automaton."""
    counts, owed = automaton.starts.copy(), np.zeros(len(automaton.counters))
    cost = _follow(*automaton.walked, automaton.end, day_class, symbols, counts, owed)
    return Followed(cost, counts, owed)


def spans(counters: Sequence[Counter], days: int) -> Bools:
    """(counters, D) whether each counts on each day."""
    first = np.array([c.first for c in counters], np.int64)[:, None]
    last = np.array([c.last for c in counters], np.int64)[:, None]
    return (first <= np.arange(days)) & (np.arange(days) <= last)


@numba.njit(cache=True, nogil=True)
def _follow(
    following: Ints,
    step_cost: Floats,
    steps: Ints,
    days: Ints,
    bounds: Ints,
    prices: Floats,
    end: Floats,
    day_class: Ints,
    symbols: Ints,
    counts: Ints,
    owed: Floats,
) -> float:
    """What a timetable costs; fills what it counts, and what the ends of counters cost."""
    state, cost = 0, 0.0
    for d in range(len(symbols)):
        c, a = day_class[d], symbols[d]
        if following[c, state, a] == FORBIDDEN:
            return np.inf
        cost += step_cost[c, state, a]
        for i in range(len(counts)):
            if days[i, 0] <= d <= days[i, 1]:
                counts[i] += steps[i, c, state, a]
        state = following[c, state, a]
    for i in range(len(counts)):
        missing, excess = bounds[i, 0] - counts[i], counts[i] - bounds[i, 1]
        if missing > 0:
            owed[i] += prices[i, 0] * missing
        if excess > 0:
            owed[i] += prices[i, 1] * excess
        cost += owed[i]
    return cost + end[state]
