"""What is done to a rotation that has something too often."""

from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np
import pytest

from solvers.rotation.cheapest import Costs
from solvers.rotation.done import combinations, done
from solvers.rotation.mend import assign, in_order, once, slots, spread


@pytest.mark.parametrize("seed", range(40))
def test_no_other_way_to_assign_is_cheaper(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = int(random.integers(1, 5))
    columns = int(random.integers(rows, 6))
    costs = random.integers(-9, 9, (rows, columns)).astype(float)
    taken = assign(costs)
    assert len(set(taken.tolist())) == rows
    every = [sum(costs[np.arange(rows), list(way)]) for way in permutations(range(columns), rows)]
    assert costs[np.arange(rows), taken].sum() == pytest.approx(min(every))


def test_slots_are_told_apart() -> None:
    """The same placement twice in a row is two; two periods of one that takes two are one."""
    symbols = np.array([0, 1, 1, 2, 2, 4])
    first, host, placement = slots(symbols, np.array([1, 2]))
    assert first.tolist() == [1, 2, 3, 5]
    assert placement.tolist() == [0, 0, 1, 1]
    assert host.tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("seed", range(60))
def test_none_comes_twice_and_order_is_kept(seed: int) -> None:
    random = Random(seed)
    many, hosts, count = 5, 2, random.randint(2, 5)
    before = np.zeros((many, many), bool)
    if random.random() < 0.6:
        before[1, 0] = True
    group = np.array([0, 0, 0, 1, 1])
    placement = np.array([random.choice([0, 1, 2, 2, 3]) for _ in range(count)])
    if not in_order(placement, before):
        return
    first, host = np.arange(count), np.zeros(count, np.int64)
    begin = np.random.default_rng(seed).normal(size=(count, many, hosts))
    costs = Costs(begin, np.zeros(count), np.ones(count, bool), 0.5)
    groups = group[placement].tolist()
    ones = np.ones(many, np.int64)
    if once(first, host, placement, costs, ones, group, before):
        assert len(set(placement.tolist())) == count
        assert sorted(group[placement].tolist()) == sorted(groups)
        # What it may not do itself the pricer looks at once more.
    else:
        assert max(groups.count(0), groups.count(1)) > 1


def test_hosts_are_spread_at_the_least_cost() -> None:
    first, host, placement = np.arange(3), np.zeros(3, np.int64), np.arange(3)
    begin = np.zeros((3, 3, 2))
    begin[:, :, 1] = 5.0
    begin[2, 2, 1] = 1.0  # the cheapest to move, and last: one change
    costs = Costs(begin, np.zeros(3), np.ones(3, bool), 1.0)
    assert spread(first, host, placement, costs, 2)
    assert host.tolist() == [0, 0, 1]
    assert not spread(first, np.zeros(3, np.int64), placement, costs, 1)


@pytest.mark.parametrize("seed", range(30))
def test_states_are_what_can_be_done(seed: int) -> None:
    """The states are those that sequences of placements come to, each told apart as it should."""
    random = Random(seed)
    many = 4
    group = np.array([0, 0, 1, 1])
    required = np.array([random.randint(0, 2), random.randint(0, 2)])
    watched = np.array([random.random() < 0.6 for _ in range(many)])
    before = np.zeros((many, many), bool)
    if random.random() < 0.5 and watched[0]:
        before[3, 0] = True
    states = done(watched, group, required, before)
    assert states.states <= combinations(watched, group, required)
    reached = {(frozenset[int](), (0, 0)): 0}
    todo = list(reached)
    for known, counts in todo:
        here = reached[known, counts]
        assert states.left[here] == required.sum() - sum(counts)
        for k in range(many):
            g = int(group[k])
            others = [c for c in range(many) if group[c] == g and not watched[c]]
            not_known = counts[g] - sum(1 for c in known if group[c] == g)
            may = (
                counts[g] < required[g]
                and k not in known
                and (watched[k] or not_known < len(others))
                and all(j in known for j in range(many) if before[k, j])
            )
            then = states.following[here, k]
            assert (then >= 0) == may
            if may:
                now = known | {k} if watched[k] else known
                more = tuple(c + (i == g) for i, c in enumerate(counts))
                if (now, more) not in reached:
                    reached[now, more] = int(then)
                    todo.append((now, more))
                assert reached[now, more] == then
    assert len(reached) == states.states
