"""What the search may do is what the check accepts, at the same cost."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solvers.roster.check import check
from solvers.roster.own import own_problem
from solvers.roster.person import Person, automaton_of
from solvers.roster.problem import OFF, RosterProblem
from solvers.timetables import cheapest
from solvers.timetables.automaton import follow
from tests.roster.brute import measured, sequences_of, timetables
from tests.roster.random_roster import random_roster


def worth(random: Random, problem: RosterProblem) -> np.ndarray:
    """What one more on each cover row is worth."""
    return np.array([random.choice((0.0, 0.0, 8.0, 20.0, -5.0)) for _ in problem.cover.day])


def paid(problem: RosterProblem, person: int, worth: np.ndarray, duties: np.ndarray) -> float:
    """Cost of a person's duties by the check, less what they are worth."""
    roster = np.full((len(problem.people), problem.days), OFF)
    roster[person] = duties
    alone = check(problem, roster)
    mine = [v for v in alone.violations if v.where.startswith(problem.people[person])]
    terms = measured(problem, person, np.where(duties == OFF, OFF, problem.duty_shift[duties]))
    days = np.flatnonzero(duties != OFF)
    shifts = problem.duty_shift[duties[days]]
    cost = problem.preference[person, days, shifts].sum() + terms
    return np.inf if mine else cost - float(worth @ problem.covered(roster))


@pytest.mark.parametrize("seed", range(150))
def test_automata_and_checks_agree_on_every_timetable(seed: int) -> None:
    problem = random_roster(Random(seed))
    for person in range(len(problem.people)):
        own = own_problem(problem, person)
        automaton = automaton_of(own)
        sequences = sequences_of(problem, person)
        for shifts in sequences[:: max(1, len(sequences) // 200)]:
            symbols = np.where(shifts == OFF, 0, own.sort[shifts] + 1)
            walked = follow(automaton, problem.day_class, symbols).cost
            assert walked == pytest.approx(measured(problem, person, shifts)), shifts


@pytest.mark.parametrize("seed", range(150))
def test_the_cheapest_is_the_cheapest_of_all(seed: int) -> None:
    random = Random(1000 + seed)
    problem = random_roster(random, people=1)
    person = Person(problem, 0, {})
    cost, there = timetables(problem, 0)
    for exact in (False, True, False, True):
        value = worth(random, problem)
        best = float((cost - there @ value).min(initial=np.inf))
        bound, found = person.cheapest(value, exact)
        assert bound <= best + 1e-9 or bound == best
        if exact:
            assert bound == pytest.approx(best)
            assert bool(found) == np.isfinite(best)
        for i, duties in enumerate(found):
            paid_for = paid(problem, 0, value, duties)
            assert best - 1e-9 <= paid_for < np.inf
            assert not exact or i or paid_for == pytest.approx(best)


@pytest.mark.parametrize("seed", range(150))
def test_a_price_on_what_is_left_out_bounds_and_breaks_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room to count: the bound holds, the timetables keep what is not counted."""
    random = Random(3000 + seed)
    problem = random_roster(random, people=1)
    cost, there = timetables(problem, 0)
    monkeypatch.setattr(cheapest, "MOST_COUNTS", random.choice((0, 5, 15)))
    person = Person(problem, 0, {})
    for exact in (False, True, False, True):
        value = worth(random, problem)
        best = float((cost - there @ value).min(initial=np.inf))
        bound, found = person.cheapest(value, exact)
        assert bound <= best + 1e-9
        for duties in found:
            assert best - 1e-9 <= paid(problem, 0, value, duties) < np.inf
