"""What a solver's tolerance leaves of nothing is nothing, in a week as in a year."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.skillmix.base import problem_of
from planner.skillmix.read_back import read_outcome
from planner.skillmix.tables import make_tables
from planner.skillmix.verify import verify_tables
from solvers.skillmix.check import check
from solvers.skillmix.decisions import Decisions
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.rules.base import TOLERANCE
from tests.small_place import FRAMES, SETTINGS


@pytest.mark.parametrize(("weekly", "sound"), [(0.9 * TOLERANCE, True), (20 * TOLERANCE, False)])
def test_less_than_no_visits_a_week(weekly: float, sound: bool) -> None:
    """More is left out of an intervention than it has visits of its own."""
    needs = [  # less than a visit in the plan, and none in the south
        {"need_group": "housebound", "locality": "North", "people": 0.001},
        {"need_group": "housebound", "locality": "South", "people": 0.0},
    ]
    place = planner.place_from_frames(SETTINGS, {**FRAMES, "needs": needs})
    plan = planner.plan_skillmix(place, gap=0.0)
    today, problem = problem_of(place, None, today=True), problem_of(place, None)
    outcome = read_outcome(problem, plan.tables)
    baseline = read_outcome(today, plan.tables, baseline=True)
    care = problem.care
    single = np.flatnonzero((care.part_single >= 0) & (care.part_class >= 0))
    none = np.argwhere(outcome.visits[single] < 1e-9)
    assert len(none)
    part, near, period = none[0]
    values = {name: value.copy() for name, value in outcome.values.items()}
    values["undelivered"][care.part_single[single[part]], near, period] += weekly
    below = Outcome(problem, outcome.index, Decisions(values))
    assert below.own_visits.min() == pytest.approx(-weekly)
    assert (check(below) == []) == sound
    found = verify_tables(
        place, problem, today, make_tables(place, below, baseline), plan.record.priorities
    )
    for told in ("the patterns make", "left out"):
        assert any(told in fault for fault in found) != sound
