"""Products of automata, and counters by hand."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.timetables.automaton import (
    FORBIDDEN,
    Automaton,
    Counter,
    Followed,
    counting,
    follow,
    product,
)


def never_twice() -> Automaton:
    """Symbol 1 may not follow itself; each costs 2."""
    following = np.array([[[0, 1], [0, FORBIDDEN]]])
    return Automaton(following, np.array([[[0.0, 2.0], [0.0, 0.0]]]), np.array([0.0, 5.0]))


def worked(counter: Counter, days: int) -> Followed:
    """So many days, each of which adds one to a counter."""
    return follow(counting(counter, 1, [0, 1]), np.zeros(days, np.int64), np.ones(days, np.int64))


def test_a_product_forbids_and_charges_what_its_parts_do() -> None:
    both = product([never_twice(), counting(Counter("ones", 1, 2, 10.0, np.inf), 1, [0, 1])])
    days = np.zeros(4, np.int64)
    assert both.states == 2
    assert follow(both, days, np.array([0, 0, 0, 0])).cost == 10.0
    assert follow(both, days, np.array([1, 0, 0, 0])).cost == 2.0
    assert follow(both, days, np.array([1, 0, 0, 1])).cost == 2.0 + 2.0 + 5.0
    assert np.isinf(follow(both, days, np.array([1, 1, 0, 0])).cost)


def test_without_counters_only_steps_and_the_end_cost() -> None:
    days = np.zeros(2, np.int64)
    assert follow(never_twice(), days, np.array([0, 1])).cost == 2.0 + 5.0
    assert follow(never_twice(), days, np.array([1, 0])).cost == 2.0


@pytest.mark.parametrize(
    ("count", "cost"), [(0, 8.0), (1, 4.0), (2, 0.0), (3, 0.0), (4, 3.0), (6, 9.0)]
)
def test_the_end_of_a_counter(count: int, cost: float) -> None:
    walked = worked(Counter("c", 2, 3, 4.0, 3.0), count)
    assert (walked.cost, walked.owed.tolist(), walked.counts.tolist()) == (cost, [cost], [count])


def test_what_was_too_much_before_is_not_charged_again() -> None:
    before = Counter("c", 0, 3, np.inf, 3.0, start=5)
    assert worked(before, 0).cost == 0.0
    assert worked(before, 1).cost == 3.0
    assert np.isinf(worked(Counter("c", 0, 3, start=5), 1).cost)
