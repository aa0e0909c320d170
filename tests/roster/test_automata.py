"""What the search may do is what the check accepts, at the same cost."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from solvers.roster.person import automaton_of, pricer_of, prices
from solvers.roster.problem import OFF, RosterProblem
from solvers.roster.rules import PERSON_RULES
from solvers.timetables import cheapest
from solvers.timetables.automaton import follow
from tests.roster.random_roster import random_roster


def measured(problem: RosterProblem, person: int, shifts: np.ndarray) -> float:
    """Cost of a person's shifts by the checks; infinite where one is broken."""
    total = 0.0
    for rule in PERSON_RULES:
        cost, broken = rule.check(problem, person, shifts)
        total += np.inf if broken else cost
    return total


def every(problem: RosterProblem, person: int = 0) -> np.ndarray:
    """Every sequence of rest and shifts that the person may be given."""
    options = [OFF, *problem.own_shifts(person).tolist()]
    return np.array(list(product(options, repeat=len(problem.day_class))))


@pytest.mark.parametrize("seed", range(60))
def test_automata_and_checks_agree_on_every_timetable(seed: int) -> None:
    problem = random_roster(Random(seed), days=5)
    for person in range(len(problem.people)):
        automaton = automaton_of(problem, person)
        sequences = every(problem, person)
        for shifts in sequences[:: max(1, len(sequences) // 200)]:
            walked = follow(automaton, problem.day_class, shifts + 1).cost
            assert walked == pytest.approx(measured(problem, person, shifts)), shifts


@pytest.mark.parametrize("seed", range(60))
def test_the_cheapest_is_the_cheapest_of_all(seed: int) -> None:
    random = Random(1000 + seed)
    problem = random_roster(random, days=5, people=1)
    value = np.array([[random.choice((0, 8, 20)) for _ in problem.duties] for _ in range(5)])
    cost, duty = prices(problem, 0, value.astype(float))
    bound, found = pricer_of(problem, 0).best(cost)
    can = np.isin(np.arange(len(problem.shifts)), problem.duty_shift[problem.may[0]])
    least = np.inf
    for shifts in every(problem):
        days = np.flatnonzero(shifts != OFF)
        if (problem.available[0] & can)[days, shifts[days]].all():
            paid = cost[np.arange(5), shifts + 1].sum() + measured(problem, 0, shifts)
            least = min(least, paid)
    assert bound == pytest.approx(least)
    assert bool(found) == np.isfinite(least)
    for i, symbols in enumerate(found):
        paid = cost[np.arange(5), symbols].sum() + measured(problem, 0, symbols - 1)
        assert paid == pytest.approx(least) if i == 0 else paid >= least - 1e-9
        assert (duty[np.arange(5), symbols - 1][symbols > 0] != OFF).all()


@pytest.mark.parametrize("seed", range(60))
def test_a_price_on_what_is_left_out_bounds_and_breaks_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room to count limits on shifts of a kind: the bound holds, the timetables keep them."""
    random = Random(3000 + seed)
    problem = random_roster(random, days=5, people=1)
    value = np.array([[random.choice((0, 8, 20)) for _ in problem.duties] for _ in range(5)])
    cost, _ = prices(problem, 0, value.astype(float))
    exact, _ = pricer_of(problem, 0).best(cost)
    monkeypatch.setattr(cheapest, "MOST_COUNTS", 0)
    for demand in (True, False):
        bound, found = pricer_of(problem, 0).best(cost, exact=demand)
        assert bound <= exact + 1e-9
        for symbols in found:
            paid = cost[np.arange(5), symbols].sum() + measured(problem, 0, symbols - 1)
            assert exact - 1e-9 <= paid < np.inf
