"""Choosing yes/no decisions in groups, against an attempt made by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from solvers.engine.switches import Attempt, Choosing, Switch
from solvers.skillmix.switches import lasting_switches

EARLY, LATE = np.array([1.0, 1.0]), np.array([0.0, 1.0])
ON = np.array([1.0])


def choosing(
    switches: list[Switch], cost: Callable[[np.ndarray], float | None]
) -> tuple[Choosing, list[float]]:
    """A search for the least cost of the columns' values; None: impossible."""
    best = [np.inf]

    def attempt(columns: np.ndarray, values: np.ndarray) -> Attempt:
        x = np.zeros(sum(len(s.columns) for s in switches))
        x[columns] = values
        found = cost(x)
        if found is None:
            return Attempt.IMPOSSIBLE
        if found >= best[-1]:
            return Attempt.WORSE
        best.append(found)
        return Attempt.BEST

    return Choosing(switches, attempt, lambda: best[-1] <= 0.0, lambda: False), best


def pair(first: int, *options: np.ndarray) -> Switch:
    return Switch(np.array([first, first + 1]), options, 1.0)


def test_second_options_are_tried_together() -> None:
    """Two teams that cost more late, and most when only one of them is early."""

    def cost(x: np.ndarray) -> float:
        early = int(x[0] + x[2])
        return {0: 5.0, 1: 9.0, 2: 0.0}[early]

    search, best = choosing([pair(0, LATE, EARLY), pair(2, LATE, EARLY)], cost)
    search.likely()
    assert best[-1] == 5.0
    search.one_by_one()
    assert best[-1] == 5.0  # each single change is worse
    search.otherwise()
    assert best[-1] == 0.0
    assert all(chosen is EARLY for chosen in search.chosen.values())


def test_second_options_are_left_where_they_are_no_better() -> None:
    search, best = choosing([pair(0, LATE, EARLY)], lambda x: 1.0 + x[0])
    search.likely()
    search.otherwise()
    assert best == [np.inf, 1.0]
    assert search.chosen[0] is LATE


def test_a_switch_with_one_option_keeps_it_among_the_second_ones() -> None:
    tried: list[list[float]] = []

    def cost(x: np.ndarray) -> float:
        tried.append(x.tolist())
        return 3.0 - float(x[0])

    search, best = choosing([pair(0, LATE, EARLY), Switch(np.array([2]), (ON,), 1.0)], cost)
    search.likely()
    search.otherwise()
    assert tried == [[0.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    assert best[-1] == 2.0


def test_nothing_is_tried_twice_where_there_are_no_second_options() -> None:
    tried: list[list[float]] = []

    def cost(x: np.ndarray) -> float:
        tried.append(x.tolist())
        return 1.0

    search, _ = choosing([Switch(np.array([0]), (ON,), 1.0)], cost)
    search.likely()
    search.otherwise()
    assert tried == [[1.0]]


def test_what_does_not_fit_together_is_halved() -> None:
    """Only one of two fits: the one with more behind it is on."""
    switches = [Switch(np.array([0]), (ON,), 0.5), Switch(np.array([1]), (ON,), 0.9)]
    search, best = choosing(switches, lambda x: None if x.sum() > 1 else 3.0 - float(x[1]))
    search.likely()
    assert set(search.chosen) == {1}
    assert best[-1] == 2.0


def test_what_does_not_fit_at_once_is_tried_from_when_it_is_whole() -> None:
    """Early is impossible; the relaxed point has all of it late."""
    late = Switch(np.array([0, 1]), (EARLY, LATE), 1.0, 1, LATE)
    search, best = choosing([late, pair(2, EARLY)], lambda x: None if x[0] else 3.0 - x[2])
    assert search.together()
    assert search.chosen[0] is LATE
    assert search.chosen[1] is EARLY
    assert best == [np.inf, 2.0]


def test_nothing_is_chosen_where_not_even_that_fits() -> None:
    late = Switch(np.array([0, 1]), (EARLY, LATE), 1.0, 1, LATE)
    search, best = choosing([late], lambda x: None if x[1] else 1.0)
    assert not search.together()
    assert (search.chosen, best) == ({}, [np.inf])


def test_single_changes_come_by_what_they_can_gain_and_only_while_they_can() -> None:
    """Three are on; the second may gain most, the third a little, the first nothing."""
    tried: list[list[float]] = []

    def cost(x: np.ndarray) -> float:
        tried.append(x.tolist())
        return 9.0 - 2.0 * float(1.0 - x[1])

    switches = [Switch(np.array([k]), (ON,), 1.0 - 0.1 * k) for k in range(3)]
    search, best = choosing(switches, cost)
    reduced = np.array([0.0, 5.0, 1.0])
    search.gain = lambda columns, change: -float(reduced[columns] @ change)
    search.likely()
    search.one_by_one()
    assert tried == [[1.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    assert best[-1] == 7.0
    assert set(search.chosen) == {0, 2}


def test_a_decision_is_whole_later_only_where_it_is_nearly_so_before() -> None:
    """Nearly all of it early may mean that nobody can have all of it so soon; half of it early
    means that it is wanted early."""
    x = np.array([0.0, 0.97, 1.0, 0.0, 0.7, 1.0])
    nearly, half = lasting_switches(np.arange(6).reshape(2, 3), x)
    assert nearly.options[0].tolist() == half.options[0].tolist() == [0.0, 1.0, 1.0]
    assert nearly.whole is not None
    assert nearly.whole.tolist() == [0.0, 0.0, 1.0]
    assert half.whole is None
