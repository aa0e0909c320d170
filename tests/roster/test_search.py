"""The search against every roster there is."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.roster.check import check
from solvers.roster.people import RosterPeople
from solvers.roster.problem import OFF, RosterProblem
from solvers.timetables.search import Search
from tests.roster.random_roster import random_roster

#: Said where every roster leaves some least cover unmet.
UNCOVERED = -1e9


def least(problem: RosterProblem) -> float:
    """Cost of the best roster: everybody's timetables that keep the rules, in every combination,
    each measured by the check."""
    alone = []
    for person in range(len(problem.people)):
        kept = []
        for duties in product(range(OFF, len(problem.duties)), repeat=problem.days):
            roster = np.full((len(problem.people), problem.days), OFF)
            roster[person] = duties
            measured = check(problem, roster)
            mine = [v for v in measured.violations if problem.people[person] in v.where]
            if not mine:
                kept.append(duties)
        alone.append(kept)
    if not all(alone):
        return np.inf
    every = [check(problem, np.array(roster)) for roster in product(*alone)]
    covered = [m.cost for m in every if not m.violations]
    return min(covered) if covered else UNCOVERED


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_the_best_roster_and_its_bound_holds(seed: int) -> None:
    problem = random_roster(Random(2000 + seed), days=4, people=1 + seed % 2)
    if len(problem.duties) > 3:
        problem = random_roster(Random(5000 + seed), days=3, people=1)
    found = Search(RosterPeople(problem), Limits(seconds=3.0, threads=1), grain=1.0).run()
    best = least(problem)
    if found.chosen is None:
        assert np.isinf(best)
        return
    roster = np.array([c.timetable for c in found.chosen])
    measured = check(problem, roster)
    if best == UNCOVERED:
        assert {v.rule for v in measured.violations} == {"least cover"}
        return
    assert measured.violations == []
    assert measured.cost == pytest.approx(found.cost + problem.constant)
    assert measured.cost == pytest.approx(best)
    assert found.bound + problem.constant <= best + 1e-6
