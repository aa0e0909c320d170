"""Counters that take turns, and counters left out, against every timetable there is."""

from __future__ import annotations

from itertools import product as every
from random import Random

import numpy as np
import pytest

from solvers.timetables import cheapest
from solvers.timetables.automaton import Automaton, Counter, counting, product
from solvers.timetables.cheapest import Rules
from solvers.timetables.counting import digits, size
from solvers.timetables.pricer import Pricer

DAYS = 6
CLASS = np.array([0, 0, 1, 0, 1, 1])


def anything() -> Automaton:
    """Symbols 0, 1 and 2 in any order; on days of the second class the last costs 3."""
    cost = np.zeros((2, 1, 3))
    cost[1, 0, 2] = 3.0
    return Automaton(np.zeros((2, 1, 3), np.int64), cost, np.zeros(1))


def parts_of(counters: list[Counter], adds: tuple[int, ...] = (0, 1, 2)) -> Automaton:
    return product([anything(), *(counting(counter, 2, adds) for counter in counters)])


def cost_of(counters: list[Counter], prices: np.ndarray, symbols: tuple[int, ...]) -> float:
    """By hand: prices, the dear symbol, and each counter's sum over its own days."""
    total = sum(prices[d, a] + 3.0 * (CLASS[d] == 1 and a == 2) for d, a in enumerate(symbols))
    for c in counters:
        count = c.start + sum(a for d, a in enumerate(symbols) if c.first <= d <= c.last)
        total += c.below * (c.least - count) if count < c.least else 0.0
        total += c.above * (count - c.ceiling) if count > c.ceiling else 0.0
    return float(total)


def test_counters_take_turns_where_their_days_do_not_overlap() -> None:
    counters = [
        Counter("all", 0, 9),
        Counter("first", 0, 3, first=0, last=1),
        Counter("across", 0, 4, first=1, last=3),
        Counter("second", 0, 5, first=2, last=5),
    ]
    assert digits(counters, (0, 1, 2, 3)) == [[0], [1, 3], [2]]
    assert [size(counters, digit) for digit in ([0], [1, 3], [2])] == [10, 6, 5]
    year = [Counter("period", 10, 20, first=28 * p, last=28 * p + 27) for p in range(13)]
    assert digits(year, range(13)) == [list(range(13))]


def test_the_end_of_each_is_paid_on_its_last_day() -> None:
    """Two days each: three halves are wanted, at 5 for each missing, and one at most later."""
    counters = [
        Counter("first", 3, 4, 5.0, 7.0, first=0, last=1),
        Counter("second", 0, 1, np.inf, np.inf, first=2, last=3),
        Counter("third", 2, 2, np.inf, 1.0, start=1, first=4, last=5),
    ]
    pricer = Pricer(Rules(parts_of(counters), CLASS), np.ones((DAYS, 3), bool))
    prices = np.tile(np.array([0.0, 4.0, 8.5]), (DAYS, 1))
    value, found = pricer.best(prices)
    assert value == 4.0 + 8.5 + 4.0  # 12.5 for three, and one of two that the third needs
    assert found[0][2:4].tolist() == [0, 0]
    assert cost_of(counters, prices, tuple(found[0].tolist())) == value


def random_counters(random: Random) -> list[Counter]:
    found = []
    for i in range(random.randint(1, 4)):
        first = random.choice((0, 0, random.randrange(DAYS)))
        last = random.choice((1_000_000, random.randint(first, DAYS - 1)))
        most = random.randint(0, 6)
        least = random.choice((0, random.randint(0, most)))
        below, above = random.choice((np.inf, 2.0)), random.choice((np.inf, 1.5))
        start = random.choice((0, 0, 1, most + 1))
        tight = random.random() < 0.3
        found.append(Counter(f"c{i}", least, most, below, above, start, tight, first, last))
    return found


@pytest.mark.parametrize("most", [40_000, 20, 0])
@pytest.mark.parametrize("seed", range(40))
def test_the_cheapest_of_all_whatever_is_counted_when(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for all counters the best; with less a bound, and timetables that are allowed."""
    random = Random(seed)
    counters = random_counters(random)
    monkeypatch.setattr(cheapest, "MOST_COUNTS", most)
    allowed = np.array([[random.random() < 0.9 for _ in range(3)] for _ in range(DAYS)])
    pricer = Pricer(Rules(parts_of(counters), CLASS), allowed)
    for exact in (False, True):
        prices = np.array([[random.randint(-4, 4) for _ in range(3)] for _ in range(DAYS)], float)
        costs = {
            symbols: cost_of(counters, prices, symbols)
            for symbols in every(range(3), repeat=DAYS)
            if allowed[np.arange(DAYS), symbols].all()
        }
        best = min(costs.values(), default=np.inf)
        value, found = pricer.best(prices, exact)
        assert value <= best + 1e-9
        for symbols in found:
            assert np.isfinite(costs[tuple(symbols.tolist())])
        if exact and most == 40_000:
            assert value == pytest.approx(best)
            assert not found or costs[tuple(found[0].tolist())] == pytest.approx(best)


def test_states_that_nothing_tells_apart_are_one() -> None:
    """Of two symbols that may follow each other freely, none needs to be remembered."""
    last = np.broadcast_to(np.arange(3), (2, 3, 3)).astype(np.int64)
    free = Automaton(last, np.zeros((2, 3, 3)), np.zeros(3))
    assert product([free]).states == 1
    never = last.copy()
    never[:, 2, 1] = -1  # the first may not follow the second
    assert product([Automaton(never, np.zeros((2, 3, 3)), np.zeros(3))]).states == 2
    end = Automaton(last, np.zeros((2, 3, 3)), np.array([0.0, 1.0, 0.0]))
    assert product([end]).states == 2
    counted = np.zeros((1, 2, 3, 3), np.int64)
    counted[0, :, 0, 1] = 1
    starts = Automaton(last, free.cost, free.end, (Counter("starts", 0, 1),), counted)
    assert product([starts]).states == 2
