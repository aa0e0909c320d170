"""Counters as part of the state of a search: one number for all that are watched.

Counters whose days do not overlap take turns at one digit of that number. After the last
day of one its end is paid for, and the digit goes on with the next (it is *folded*), so that
a year of periods takes no more states than one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solvers.timetables.automaton import (
    FORBIDDEN,
    Automaton,
    Bools,
    Counter,
    Floats,
    Ints,
    spans,
)

#: Counters that take turns, by number, in the order of their days.
Digit = list[int]


@dataclass(frozen=True)
class Watched:
    """Counters watched, as one number ``U``: what each kind of step makes of it.

    Attributes
    ----------
    day_kind : (D,) which of the sets of days each is of, by its class and what it counts.
    kind : (day kinds, N, A) which of the distinct steps it is.
    shift : (kinds,) how far most numbers move.
    toll : (kinds, U) infinite where a number does not move so, or a bound would be broken.
    odd, odd_from, odd_to, odd_cost : numbers that move otherwise, and what they pay as they go
        beyond a bound that may be broken; those of a kind from ``odd`` of it up to that of the next.
    start : the number before the first day.
    end : (U,) cost at the end.
    fold : (D,) which fold follows the day; negative: none.
    fold_to, fold_cost : (folds, U) the number after it, and what the ends of counters cost.
    """

    day_kind: Ints
    kind: Ints
    shift: Ints
    toll: Floats
    odd: Ints
    odd_from: Ints
    odd_to: Ints
    odd_cost: Floats
    start: int
    end: Floats
    fold: Ints
    fold_to: Ints
    fold_cost: Floats


@dataclass(frozen=True)
class DayKinds:
    """Days told apart by their class and by the counters that count: (D,) kind of each day, and
    for each kind its class, (K,), and which counters count, (K, counters)."""

    of_day: Ints
    day_class: Ints
    counts: Ints


def day_kinds(counters: Sequence[Counter], day_class: Ints) -> DayKinds:
    by_day = np.vstack([day_class, spans(counters, len(day_class)).astype(np.int64)])
    kinds, of_day = np.unique(by_day, axis=1, return_inverse=True)
    return DayKinds(of_day.reshape(-1), kinds[0], kinds[1:].T.copy())


def digits(counters: Sequence[Counter], watched: Sequence[int]) -> list[Digit]:
    """Which counters take turns; each joins the first it can."""
    found: list[Digit] = []
    for i in sorted(watched, key=lambda i: (counters[i].first, i)):
        free = (digit for digit in found if counters[digit[-1]].last < counters[i].first)
        digit = next(free, None)
        if digit is None:
            found.append([i])
        else:
            digit.append(i)
    return found


def size(counters: Sequence[Counter], digit: Digit) -> int:
    """Values of a digit."""
    return max(counters[i].most for i in digit) + 1


def watch(automaton: Automaton, day_class: Ints, watched: Sequence[int]) -> Watched:
    """The joint number of counters: mixed radix, each digit from nothing to the most it may be;
    what may go beyond stays at the most and pays as it goes."""
    counters, days = automaton.counters, day_kinds(automaton.counters, day_class)
    taking_turns = digits(counters, watched)
    sizes = [size(counters, digit) for digit in taking_turns]
    kind, following, cost = _steps(automaton, days, taking_turns, sizes)
    start, end = 0, np.zeros(1)
    for digit, many in zip(taking_turns, sizes, strict=True):
        start = start * many + _begin(counters[digit[0]])
        last = counters[digit[-1]]
        open_ = last.last >= len(day_class) - 1
        mine = _end(last, many) if open_ else np.zeros(many)
        end = (end[:, None] + mine[None, :]).reshape(-1)
    fold, fold_to, fold_cost = _folds(counters, taking_turns, sizes, len(day_class))
    moves = _moves(following, cost)
    return Watched(days.of_day, kind, *moves, start, end, fold, fold_to, fold_cost)


def _steps(
    automaton: Automaton, days: DayKinds, taking_turns: list[Digit], sizes: list[int]
) -> tuple[Ints, Ints, Floats]:
    """Kinds of steps, (day kinds, N, A), and for each what it makes of each number and at what
    cost, (kinds, U)."""
    counters, shape = automaton.counters, (len(days.day_class), *automaton.following.shape[1:])
    rules = list(dict.fromkeys(_rule(counters[i]) for digit in taking_turns for i in digit))
    code = np.zeros(shape, np.int64)
    told: list[tuple[Ints, int]] = []  # for each digit what a step adds by which rule, and how many
    for digit in taking_turns:
        mine, most = np.zeros(shape, np.int64), int(automaton.steps[digit].max(initial=0)) + 1
        for i in digit:
            (at,) = np.nonzero(days.counts[:, i])
            adds, rule = automaton.steps[i, days.day_class[at]], rules.index(_rule(counters[i]))
            mine[at] = np.where(adds > 0, rule * most + adds, 0)  # what adds nothing is one
        told.append((mine, most))
        # Numbered anew each time, so that many digits do not make the number too large.
        code = np.unique(code * (len(rules) * most) + mine, return_inverse=True)[1].reshape(shape)
    _, first, kind = np.unique(code, return_index=True, return_inverse=True)
    following, cost = np.zeros((len(first), 1), np.int64), np.zeros((len(first), 1))
    for (mine, most), many in zip(told, sizes, strict=True):
        to, pay = np.zeros((len(first), many), np.int64), np.zeros((len(first), many))
        for k, step in enumerate(mine.reshape(-1)[first].tolist()):
            counter_most, above = rules[step // most]
            to[k], pay[k] = _step(step % most, counter_most, above, many)
        closed = (following[:, :, None] < 0) | (to[:, None, :] < 0)
        joint = following[:, :, None] * many + to[:, None, :]
        following = np.where(closed, FORBIDDEN, joint).reshape(len(first), -1)
        cost = (cost[:, :, None] + pay[:, None, :]).reshape(len(first), -1)
    return kind.reshape(shape), following, cost


def _moves(following: Ints, cost: Floats) -> tuple[Ints, Floats, Ints, Ints, Ints, Floats]:
    """How far most numbers of each kind of step move, and those that do otherwise; from what each
    becomes, negative where it may not, and at what cost, (kinds, U)."""
    far, allowed = following - np.arange(following.shape[1]), following >= 0
    # A number that none comes to, beyond the most of whose turn it is, would move back.
    free = allowed & (cost == 0.0) & (far >= 0)
    shift = np.array([_usual(*each) for each in zip(far, free, strict=True)])
    usual = free & (far == shift[:, None])
    kind, u = np.nonzero(allowed & ~usual)
    odd = np.searchsorted(kind, np.arange(len(shift) + 1))
    toll = np.where(usual, 0.0, np.inf)
    return shift, toll, odd, u, following[kind, u], cost[kind, u]


def _usual(far: Ints, some: Bools) -> int:
    """The most usual of some moves."""
    values, count = np.unique(far[some], return_counts=True)
    return int(values[count.argmax()]) if len(values) else 0


def _rule(counter: Counter) -> tuple[int, float]:
    """How a counter deals with what is too much."""
    return counter.most, counter.above


def _step(adds: int, most: int, above: float, many: int) -> tuple[Ints, Floats]:
    """What a step makes of each value of a digit, and at what cost."""
    if not adds:
        return np.arange(many), np.zeros(many)
    after = np.arange(many) + adds
    excess = np.maximum(after - most, 0)
    if np.isinf(above):
        return np.where(excess > 0, FORBIDDEN, after), np.zeros(many)
    return np.minimum(after, most), excess * above


def _begin(counter: Counter) -> int:
    return min(counter.start, counter.most)


def _end(counter: Counter, many: int) -> Floats:
    """Cost of each value of a digit at the end of its counter."""
    missing = np.maximum(counter.least - np.arange(many), 0)
    return np.where(missing > 0, counter.below, 0.0) * np.maximum(missing, 1)


def _folds(
    counters: Sequence[Counter], taking_turns: list[Digit], sizes: list[int], days: int
) -> tuple[Ints, Ints, Floats]:
    """Which fold follows each day, and for each what becomes of each number and at what cost."""
    fold, known = np.full(days, -1), dict[tuple[object, ...], int]()
    to, cost = list[Ints](), list[Floats]()
    lasts = {counters[i].last for digit in taking_turns for i in digit}
    for day in sorted(last for last in lasts if last < days - 1):
        turns = [_turn(counters, digit, day) for digit in taking_turns]
        key = tuple(t and (t[0].least, t[0].most, t[0].below, t[1]) for t in turns)
        if key not in known:
            known[key] = len(to)
            joint, paid = np.zeros(1, np.int64), np.zeros(1)
            for turn, many in zip(turns, sizes, strict=True):
                mine = np.full(many, turn[1]) if turn else np.arange(many)
                pay = _end(turn[0], many) if turn else np.zeros(many)
                joint = (joint[:, None] * many + mine[None, :]).reshape(-1)
                paid = (paid[:, None] + pay[None, :]).reshape(-1)
            to.append(joint)
            cost.append(paid)
        fold[day] = known[key]
    shape = (len(to), int(np.prod(sizes)))
    return fold, np.array(to, np.int64).reshape(shape), np.array(cost, float).reshape(shape)


def _turn(counters: Sequence[Counter], digit: Digit, day: int) -> tuple[Counter, int] | None:
    """The counter of a digit that ends with the day, and where the next begins."""
    for i, this in enumerate(digit):
        if counters[this].last == day:
            later = digit[i + 1 : i + 2]
            return counters[this], _begin(counters[later[0]]) if later else 0
    return None
