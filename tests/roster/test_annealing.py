"""Small changes against the timetables they make, and against every roster there is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.roster.check import check
from solvers.roster.costs import grain
from solvers.roster.people import RosterPeople
from solvers.roster.problem import RosterProblem
from solvers.timetables import search
from solvers.timetables.annealing import Annealing
from solvers.timetables.dive import in_turn
from solvers.timetables.people import Chosen
from solvers.timetables.search import Search
from tests.roster.random_roster import random_roster
from tests.roster.test_search import UNCOVERED, least


def begun(problem: RosterProblem, seed: int = 1) -> Annealing | None:
    """A chain from each person's best in turn; None where somebody has none."""
    people = RosterPeople(problem)
    first, _ = in_turn(people, people.rows, range(people.count))
    if first is None:
        return None
    tables = people.tables()
    assert tables is not None
    return Annealing(people, tables, Chosen(people.rows, first), Random(seed))


def moments(chain: Annealing, heats: list[float], tries: int = 400) -> None:
    with ThreadPoolExecutor(2) as executor:
        for heat in heats:
            chain.moment(executor, 2, heat, tries)


@pytest.mark.parametrize("seed", range(120))
def test_what_changes_come_to_is_what_the_timetables_cost(seed: int) -> None:
    """However hot it is, no rule is broken, and costs kept change by change are those of the whole."""
    problem = random_roster(Random(7000 + seed), people=1 + seed % 3)
    chain = begun(problem)
    if chain is None:
        return
    for heat in (0.0, 1e6, 30.0, 1e6):
        moments(chain, [heat])
        roster = chain.chosen()
        assert chain.cost == pytest.approx(roster.cost)
        assert (chain.covered == roster.covered()).all()
        measured = check(problem, np.array([c.timetable for c in roster]))
        assert {v.rule for v in measured.violations} <= {"least cover"}
        if not measured.violations:
            assert measured.cost == pytest.approx(chain.cost + problem.constant)


def test_cold_it_finds_the_best_of_small_rosters_and_never_less() -> None:
    """Nine in ten of them at least: what is far from the first roster may not be reached by steps that
    keep every rule."""
    met = left = 0
    for seed in range(100):
        problem = random_roster(
            Random(2000 + seed), people=1 + seed % 3, most=(1500, 300, 40)[seed % 3]
        )
        chain, best = begun(problem), least(problem)
        if chain is None or not np.isfinite(best) or best == UNCOVERED:
            continue
        moments(chain, [chain.usual * 0.6 * 0.8**k for k in range(25)])
        cost = chain.chosen().cost + problem.constant
        assert cost >= best - 1e-6
        met, left = met + (cost <= best + 1e-6), left + (cost > best + 1e-6)
    assert met >= 9 * left
    assert met + left > 30


@pytest.mark.parametrize("way", ["of many people", "after a linear model that did not end"])
def test_the_search_makes_small_changes(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it finds keeps the rules and is never below the best there is, which it mostly is; its
    bound never above."""
    monkeypatch.setattr(
        search, *(("LARGE", 10) if way == "of many people" else ("BOUND_SHARE", 0.0))
    )
    begun, real = list[int](), Annealing.run

    def run(self: Annealing, *args: Any) -> None:
        begun.append(self.people.count)
        real(self, *args)

    monkeypatch.setattr(Annealing, "run", run)
    met = left = 0
    for seed in range(60):
        problem = random_roster(Random(9000 + seed), people=2 + seed % 2, most=40)
        best = least(problem)
        if not np.isfinite(best) or best == UNCOVERED:
            continue
        found = Search(RosterPeople(problem), Limits(seconds=0.3), grain(problem)).run()
        assert found.chosen is not None
        assert check(problem, np.array([c.timetable for c in found.chosen])).violations == []
        cost = found.cost + problem.constant
        assert cost >= best - 1e-6
        assert found.bound + problem.constant <= best + 1e-6
        met, left = met + (cost <= best + 1e-6), left + (cost > best + 1e-6)
    assert met >= 9 * left
    assert met >= 8
    assert begun


def test_people_are_changed_side_by_side_whole_groups_at_a_time() -> None:
    """Everybody once; where all are of one group, some of them in each lot."""
    random = Random(5)
    for groups in ((0, 0, 0), (0, 1, 0), (2, 1, 0)):
        chain = None
        while chain is None:
            chain = begun(replace(random_roster(random, people=3), group=np.array(groups)))
        found = chain.lots(2)
        assert sorted(np.concatenate(found).tolist()) == [0, 1, 2]
        assert len(found) == 2
        of_lot = [{groups[p] for p in lot} for lot in found]
        assert len(set(groups)) == 1 or sum(map(len, of_lot)) == len(set(groups))
        assert [len(lot) for lot in chain.lots(1)] == [3]


def test_threads_do_not_get_in_the_way_of_each_other() -> None:
    """Cold, what each of two would do for the same missing person is done once: cost never rises."""
    fallen = 0
    for seed in range(80):
        chain = begun(random_roster(Random(7000 + seed), people=3))
        if chain is None:
            continue
        cost = first = chain.cost
        for _ in range(12):
            moments(chain, [0.0], tries=60)
            assert chain.cost <= cost + 1e-9
            cost = chain.cost
        fallen += cost < first
    assert fallen > 10
