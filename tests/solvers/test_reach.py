"""How large a new team can be by when: never less than a plan can have, and by hand."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from planner.skillmix.problem import make_problem
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.skillmix.build import build
from solvers.skillmix.problem import Problem
from solvers.skillmix.reach import possible_adoption, reach
from solvers.skillmix.rules import adoption
from solvers.skillmix.search import nearer_to_plans
from solvers.skillmix.switches import adoption_switches
from tests.skillmix.random_place import random_place
from tests.solvers.workshop import TABLES, problem


def largest_teams(made: Problem, pair: int, start: int) -> np.ndarray:
    """Most in post by period of a pair adopted in ``start``, by the rules themselves, (T,)."""
    model = build(made)
    loose = model.assembled.row_lower.copy()
    for block in model.assembled.rows:
        if block.name == adoption.TEAM:
            loose[block.first : block.first + block.size] = -np.inf
    columns = model.decisions["adopted"][pair]
    yes = (np.arange(len(columns)) >= start).astype(float)
    fixed = replace(model.assembled, row_lower=loose).relaxed().with_bounds(columns, yes, yes)
    cells = np.flatnonzero(made.adoption.cell_pair == pair)
    most = np.zeros(len(columns))
    for period in range(len(columns)):
        objective = np.zeros(fixed.n_columns)
        objective[model.decisions["in_post"][cells, period]] = -1.0
        found = solve(fixed, objective, Limits(), algorithm="simplex")
        if not found.status.has_outcome:
            return np.zeros(0)
        most[period] = -found.value
    return most


def test_no_plan_has_a_larger_team() -> None:
    looked = tight = 0
    for seed in range(900, 970):
        made = make_problem(random_place(Random(seed)))
        reached = reach(made)
        for pair in range(len(reached)):
            for start in range(made.horizon.size):
                largest = largest_teams(made, pair, start)
                if len(largest):
                    looked += 1
                    assert (largest <= reached[pair, start] + 1e-6).all(), (seed, pair, start)
                    tight += bool(np.abs(largest - reached[pair, start]).max() < 1e-6)
    assert looked > 40
    assert tight > 20, "the reach is nowhere what a plan can have: it says nothing"


def half_year_course(places: int, team: float) -> Problem:
    """Four quarters; one intake, at the start, of a course of six months; due in three."""
    course = {
        **TABLES["courses"][0],
        "intake_months": "4",
        "duration_months": 6,
        "places_per_intake": places,
    }
    profile = {**TABLES["profiles"][0], "minimum_team_wte": team}
    return problem({"courses": [course], "profiles": [profile]}, {"quarters": 4})


def test_a_team_cannot_be_there_before_its_course_ends() -> None:
    made = half_year_course(places=2, team=1)
    (reached,) = reach(made)
    # In post from the third quarter; who adopts only in the fourth has missed them.
    assert reached == pytest.approx(np.array([[0, 0, 2, 2]] * 3 + [[0, 0, 0, 0]]))
    # Adopted at once the team would be due in the second quarter, a quarter too soon.
    assert possible_adoption(made, reach(made)).tolist() == [[False, True, True, True]]


@pytest.mark.parametrize(("places", "possible"), [(2, False), (3, True)])
def test_a_team_that_can_never_be_whole_is_not_looked_at(places: int, possible: bool) -> None:
    made = half_year_course(places, team=3)
    model = build(made)
    upper = nearer_to_plans(model).upper[model.decisions["adopted"][0]]
    assert upper.tolist() == ([0, 1, 1, 1] if possible else [0, 0, 0, 0])


def test_the_relaxation_adopts_no_earlier_than_a_team_can_be_whole() -> None:
    """Two in post of a team of one need the whole of a yes, not the half that ``most`` asks."""
    model = build(half_year_course(places=2, team=1))
    adopted, stock = model.decisions["adopted"][0], model.decisions["in_post"]
    (at,) = np.flatnonzero(model.problem.adoption.cell_pair == 0)
    costs = np.zeros(model.assembled.n_columns)
    costs[adopted[2]] = 1.0
    two = (stock[at, 2:3], 2.0, 2.0)
    loose = solve(model.assembled.relaxed().with_bounds(*two), costs, Limits())
    near = solve(nearer_to_plans(model).relaxed().with_bounds(*two), costs, Limits())
    assert (loose.value, near.value) == (pytest.approx(0.5), pytest.approx(1.0))


@pytest.mark.parametrize(
    ("large", "first"), [(False, [0, 1, 1, 1]), (True, [1, 1, 1, 1])], ids=["small", "large"]
)
def test_when_a_team_is_adopted_first(large: bool, first: list[float]) -> None:
    """Used a little from the first quarter, whole from the third: in time if adopted in the second."""
    model = build(half_year_course(places=2, team=1))
    x = np.zeros(model.assembled.n_columns)
    (at,) = np.flatnonzero(model.problem.adoption.cell_pair == 0)
    x[model.decisions["in_post"][at]] = [0.1, 0.1, 2.0, 2.0]
    (switch,) = adoption_switches(model, x, large)
    assert switch.options[0].tolist() == first
    assert sorted(option.sum() for option in switch.options) == [2, 3, 4]
    assert switch.worth == 1.0


def test_a_team_that_is_never_whole_in_time_is_adopted_from_its_first_use() -> None:
    """Whole as it will ever be in the first quarter, and too small when it is due: adopting it
    in the last quarter would ask for the whole team then, and for nobody before."""
    model = build(half_year_course(places=2, team=4))
    x = np.zeros(model.assembled.n_columns)
    (at,) = np.flatnonzero(model.problem.adoption.cell_pair == 0)
    x[model.decisions["in_post"][at]] = [0.0, 2.0, 0.6, 0.5]
    (switch,) = adoption_switches(model, x)
    assert switch.options[0].tolist() == [0, 1, 1, 1]
    assert switch.options[1].tolist() == [0, 0, 0, 1]
