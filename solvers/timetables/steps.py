"""Everybody's rules, prices and cover as plain tables, for changes of a few days at a time.

Sizes: persons ``P``, days ``D``, options of a day ``W`` (0 for rest, then the duties), cover
rows ``R``. The automata of all persons stand one after the other; a place in ``following``,
``cost`` and ``kind`` is of a class of days, a state and a symbol of one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from solvers.timetables.automaton import Automaton, Floats, Ints

Scalar = TypeVar("Scalar", bound=np.generic)

Small = npt.NDArray[np.int32]

#: Steps of all automata together beyond which there are no tables.
MOST_STEPS = 40_000_000


class Walks(NamedTuple):
    """Automata of all persons.

    Attributes
    ----------
    day_class : (D,).
    rule : (P,) which automaton each person keeps.
    shape : (automata, 3) states, symbols and counters of each.
    first : (automata, 3) where its steps, its ends and its counters begin.
    following, cost, kind : (steps,) next state, negative where there is none; what the step
        costs; and which row of ``adds`` it adds.
    adds : (kinds, most counters).
    end : (states,) cost of ending in each.
    span, bounds, prices : (counters, 2) first and last day; least, and most that costs nothing;
        what each below and above costs.
    start : (counters,) what there is before the first day.
    """

    day_class: Ints
    rule: Ints
    shape: Ints
    first: Ints
    following: Small
    cost: Floats
    kind: Small
    adds: Ints
    end: Floats
    span: Ints
    bounds: Ints
    prices: Floats
    start: Ints


class Steps(NamedTuple):
    """What a change costs.

    Attributes
    ----------
    symbol : (P, W) what each option is to the person's automaton.
    price : (P, D, W) what it costs by itself; infinite: not allowed.
    own : (owns,) options that each person may have on some day, ``own_first`` (P + 1,) where a
        person's begin.
    partner : (partners,) persons who may have an option of each person's, ``partner_first``
        (P + 1,).
    row : (counts,) cover rows of each option on each day, ``row_first`` (D * W + 1,).
    weight : (P, R) what a person counts as.
    wanted, least, under, over, below : (R,) as in ``Rows``.
    """

    symbol: Ints
    price: Floats
    own: Ints
    own_first: Ints
    partner: Ints
    partner_first: Ints
    row: Ints
    row_first: Ints
    weight: Ints
    wanted: Ints
    least: Ints
    under: Floats
    over: Floats
    below: Floats


@dataclass(frozen=True)
class Tables:
    """All of it. ``rest``: what a timetable has on a day of rest; one more each for the duties."""

    walks: Walks
    steps: Steps
    rest: int

    def options(self, timetables: Ints) -> Ints:
        """(P, D) options of timetables."""
        return np.ascontiguousarray(timetables - self.rest)

    def timetables(self, options: Ints) -> Ints:
        """The reverse."""
        return options + self.rest


def walks(automata: Sequence[Automaton], day_class: Ints) -> Walks | None:
    """Tables of each person's automaton; None where they would be too large."""
    number: dict[int, int] = {}
    rule = np.array([number.setdefault(id(each), len(number)) for each in automata], np.int64)
    apart = list({id(each): each for each in automata}.values())
    if sum(each.following.size for each in apart) > MOST_STEPS:
        return None
    shape = np.array([(a.states, a.following.shape[2], len(a.counters)) for a in apart])
    sizes = np.array([(a.following.size, a.states, len(a.counters)) for a in apart])
    most = int(shape[:, 2].max())
    kind, adds, kinds = list[Ints](), list[Ints](), 0
    for each in apart:
        of_step, rows = _kinds(each.steps.reshape(len(each.counters), each.following.size))
        kind.append(of_step + kinds)
        adds.append(np.pad(rows, ((0, 0), (0, most - rows.shape[1]))))
        kinds += len(rows)
    _, _, _, span, bounds, prices = zip(*(each.walked for each in apart), strict=True)
    return Walks(
        plain(day_class),
        rule,
        shape,
        np.cumsum(sizes, axis=0) - sizes,
        np.concatenate([a.following.reshape(-1) for a in apart]).astype(np.int32),
        np.concatenate([a.cost.reshape(-1) for a in apart]),
        np.concatenate(kind).astype(np.int32),
        np.concatenate(adds),
        np.concatenate([a.end for a in apart]),
        np.concatenate(span),
        np.concatenate(bounds),
        np.concatenate(prices),
        np.concatenate([a.starts for a in apart]),
    )


def plain(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """A copy that compiled code takes for one of the usual sort, whatever it is a part of."""
    return np.array(array, order="C")


def _kinds(steps: Ints) -> tuple[Ints, Ints]:
    """Which of the distinct columns each column is, and those, (kinds, rows)."""
    code = np.zeros(steps.shape[1], np.int64)
    for row in steps:
        each = np.unique(row, return_inverse=True)[1]
        code = np.unique(code * (int(each.max(initial=0)) + 1) + each, return_inverse=True)[1]
    _, first, of = np.unique(code, return_index=True, return_inverse=True)
    return of, np.ascontiguousarray(steps[:, first].T)


def listed(some: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Of each row the places that are so, one row after the other, and where each begins."""
    row, place = np.nonzero(some)
    return plain(place), np.searchsorted(row, np.arange(len(some) + 1))
