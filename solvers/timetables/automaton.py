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
    """What a timetable costs and counts on an automaton; ``cost`` is infinite if forbidden."""

    cost: float
    counts: Ints


def follow(automaton: Automaton, day_class: Ints, symbols: Ints) -> Followed:
    """Walk one timetable, (D,) symbols, through an automaton."""
    counters = automaton.counters
    start = np.array([c.start for c in counters], dtype=np.int64)
    walked = _walk(np.ascontiguousarray(automaton.following), day_class, symbols)
    if walked[-1] == FORBIDDEN:
        return Followed(np.inf, start)
    at = (day_class, walked[:-1], symbols)
    counts = start + (automaton.steps[:, *at] * spans(counters, len(symbols))).sum(axis=1)
    cost = float(automaton.cost[at].sum() + automaton.end[walked[-1]])
    return Followed(cost + ends(counters, counts), counts)


def spans(counters: Sequence[Counter], days: int) -> Bools:
    """(counters, D) whether each counts on each day."""
    first = np.array([c.first for c in counters], np.int64)[:, None]
    last = np.array([c.last for c in counters], np.int64)[:, None]
    return (first <= np.arange(days)) & (np.arange(days) <= last)


@numba.njit(cache=True, nogil=True)
def _walk(following: Ints, day_class: Ints, symbols: Ints) -> Ints:
    """The state before each day and after the last, (D + 1,); FORBIDDEN from a step on that is."""
    states = np.full(len(symbols) + 1, FORBIDDEN)
    state = 0
    for d in range(len(symbols)):
        states[d] = state
        state = following[day_class[d], state, symbols[d]]
        if state == FORBIDDEN:
            return states
    states[-1] = state
    return states


def ends(counters: Sequence[Counter], counts: Ints) -> float:
    """What the ends of counters cost; infinite where one is not allowed."""
    total = 0.0
    for counter, count in zip(counters, counts, strict=True):
        missing, excess = max(0, counter.least - count), max(0, count - counter.ceiling)
        total += counter.below * missing if missing else 0.0
        total += counter.above * excess if excess else 0.0
    return total
