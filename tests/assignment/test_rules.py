"""Every rule: an assignment it accepts, one it refuses and by how much, one on the boundary;
the model agrees with the check on each."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.assignment.measures import MEASURES
from solvers.assignment.model import Made, add_columns
from solvers.assignment.outcome import Outcome
from solvers.assignment.rules import (
    RULES,
    agreed_moves,
    backfill,
    course_places,
    establishment,
    mentors,
    one_offer,
    team_minimums,
)
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from tests.assignment.small import T, outcome, problem


def model_allows(rule, seen: Outcome) -> bool:
    """Whether the rule's rows have a point with what the outcome takes."""
    model = LinearModel()
    columns = add_columns(model, seen.problem)
    rule.build(model, columns, Made(seen.problem))
    taken = seen.taken.astype(float)
    fixed = model.assemble().with_bounds(columns.taken, taken, taken)
    found = solve(fixed, np.zeros(fixed.n_columns), Limits(20.0), algorithm="simplex")
    assert found.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return found.status is Status.OPTIMAL


def accepts(rule, seen: Outcome) -> None:
    assert rule.check(seen) == []
    assert model_allows(rule, seen)


def refuses(rule, seen: Outcome, where: str, amount: float, count: int = 1) -> None:
    found = rule.check(seen)
    assert len(found) == count, found
    assert where in found[0].where
    assert found[0].amount == pytest.approx(amount)
    assert found[0].rule == rule.NAME
    assert not model_allows(rule, seen)


def test_everybody_takes_one_offer() -> None:
    made = problem()
    accepts(one_offer, outcome(made, helper_learns=1))
    refuses(one_offer, outcome(made, helper_learns=2, helper_stays=1), "ann", 1.0)
    refuses(one_offer, outcome(made, helper_stays=0), "ann", 2.0)


def test_an_intake_takes_no_more_wte_than_its_places() -> None:
    both = {"helper_learns": 2}
    accepts(course_places, outcome(problem(), **both))  # 2.0 of 2.0 places
    accepts(course_places, outcome(problem(intakes={"places": np.array([2.01, 0.0])}), **both))
    tight = problem(intakes={"places": np.array([1.75, 9.0])})
    refuses(course_places, outcome(tight, **both), "wounds, Q2", 0.25)
    refuses(course_places, outcome(problem(), **both, tim_learns=1), "wounds, Q2", 0.8)


def test_a_team_spares_no_more_hours_than_it_can() -> None:
    """A trainee of 1.0 WTE is away for a fifth of it in the two periods of the course."""
    both = {"helper_learns": 2}
    accepts(backfill, outcome(problem(teams={"spare": np.array([0.4, 0.0, 0.0])}), **both))
    tight = problem(teams={"spare": np.array([0.3, 0.0, 0.0])})
    accepts(backfill, outcome(tight, helper_learns=1))
    refuses(backfill, outcome(tight, **both), "TRUST help, Q2", 0.1, count=2)
    refuses(backfill, outcome(tight, mentor_learns=1), "TRUST mentors, Q2", 0.05)


def test_posts_hold_no_more_than_their_room() -> None:
    """Two helpers of 1.0 WTE come to the 0.8 WTE outside from the third period on."""
    accepts(establishment, outcome(problem(posts={"most": _room(outside=2.8)}), helper_moves=2))
    tight = problem(posts={"most": _room(outside=2.5)})
    accepts(establishment, outcome(tight, helper_moves=1))
    refuses(establishment, outcome(tight, helper_moves=2), "outside, Q3", 0.3, count=2)


def _room(outside: float) -> np.ndarray:
    most = np.full((3, T), 9.0)
    most[2] = outside
    return most


def test_an_agreed_move_is_used_no_more_than_it_allows() -> None:
    accepts(agreed_moves, outcome(problem(), helper_moves=2))
    tight = problem(agreed={"most": np.array([[1.5]])})
    accepts(agreed_moves, outcome(tight, helper_moves=1))
    refuses(agreed_moves, outcome(tight, helper_moves=2), "secondment, year 1", 0.5)


def test_no_team_falls_below_its_minimum_or_what_it_has() -> None:
    accepts(team_minimums, outcome(problem(), helper_learns=2))  # trainees count where they are
    refuses(team_minimums, outcome(problem(), helper_moves=1), "helpers, Q3", 1.0, count=2)
    accepts(
        team_minimums, outcome(problem(minimums={"wanted": np.full((1, T), 1.0)}), helper_moves=1)
    )
    # three are wanted and two are there: one may be missed, and no more
    more = problem(minimums={"wanted": np.full((1, T), 3.0)})
    accepts(team_minimums, outcome(more))
    refuses(team_minimums, outcome(more, helper_moves=1), "helpers, Q3", 1.0, count=2)


MEG = {("ann", 0): "meg", ("bob", 0): "meg"}


def test_every_trainee_has_a_mentor_who_has_room() -> None:
    """A mentor of 0.5 WTE at four trainees for one WTE has room for two of 1.0 WTE."""
    accepts(mentors, outcome(problem(), MEG, helper_learns=2))
    tight = problem(intakes={"ratio": np.array([3.0, 1.0])})
    refuses(mentors, outcome(tight, MEG, helper_learns=2), "meg, Q2", 2 / 3 - 0.5, count=2)
    assert not model_allows(mentors, outcome(tight, MEG, helper_learns=2))


def test_a_trainee_without_a_mentor_is_told() -> None:
    found = mentors.check(outcome(problem(), {("ann", 0): "meg"}, helper_learns=2))
    assert [(v.where, v.amount) for v in found] == [("bob on wounds, Q2 has none", 1.0)]


def test_mentors_are_in_the_role_with_the_employer_and_on_no_course() -> None:
    who_learns = outcome(problem(), MEG, helper_learns=1, mentor_learns=1)
    refuses(mentors, who_learns, "meg, for bob on wounds, Q2, Q2", 1.0)
    elsewhere = outcome(problem(), {("tim", 0): "meg"}, tim_learns=1)
    refuses(mentors, elsewhere, "meg, for tim on wounds, Q2, Q2", 1.0, count=2)
    pooled = problem(intakes={"pooled": np.array([True, True])})
    accepts(mentors, outcome(pooled, {("tim", 0): "meg"}, tim_learns=1))
    no_mentor = outcome(problem(), {("ann", 0): "tim"}, helper_learns=1, helper_stays=1)
    found = mentors.check(Outcome(no_mentor.problem, no_mentor.taken, {("bob", 0): "tim"}))
    assert [v.where for v in found] == [
        "tim, for bob on wounds, Q2, Q2",
        "tim, for bob on wounds, Q2, Q3",
    ]


def test_every_rule_has_been_tried() -> None:
    tried = {
        agreed_moves,
        backfill,
        course_places,
        establishment,
        mentors,
        one_offer,
        team_minimums,
    }
    assert set(RULES) == tried
    assert all(rule.__doc__ for rule in RULES)


MEASURED = [
    # taken, then team_minimums, shortfall, change, travel, preferences, courses, fairness
    ({}, 0.0, 0.5, 0, 0.0, 4.0, 0, 0.0),
    ({"helper_learns": 1}, 0.0, 0.3125, 1, 0.0, 2.0, 1, 0.0),
    ({"helper_learns": 2}, 0.0, 0.125, 2, 0.0, 0.0, 2, 0.0),
    ({"helper_moves": 2}, 1.0, 0.5, 2, 50.0, 0.0, 0, 0.0),
    ({"helper_learns": 2, "mentor_learns": 1}, 0.0, 0.125, 3, 0.0, 0.0, 3, 0.0),
]


@pytest.mark.parametrize("row", MEASURED)
def test_measures(row) -> None:
    """By hand: a helper completes with 0.75, so one of two wanted leaves 1.25 short for a
    quarter; two who move leave two below the minimum for half a year."""
    taken, *wanted = row
    seen = outcome(problem(), **taken)
    names = ("team_minimums", "shortfall", "change", "travel", "preferences", "courses", "fairness")
    assert {m.NAME: m.measure(seen) for m in MEASURES} == pytest.approx(
        dict(zip(names, wanted, strict=True))
    )


def test_changes_beyond_an_even_share_and_one_more_are_uneven() -> None:
    """Four of the trust's four helpers change and none of the other four: its even share is two,
    and one more is no matter."""
    made = problem(groups={"people": (("a", "b", "c", "d"), ("meg",), ("t", "u", "v", "w"))})
    seen = outcome(made, helper_learns=4)
    fairness = next(m for m in MEASURES if m.NAME == "fairness")
    assert fairness.measure(seen) == pytest.approx(4 - 4 / 8 * 4 - 1)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.NAME)
@pytest.mark.parametrize("taken", [row[0] for row in MEASURED])
def test_the_model_measures_the_same(measure, taken) -> None:
    seen = outcome(problem(), **taken)
    model = LinearModel()
    columns = add_columns(model, seen.problem)
    made = Made(seen.problem)
    if measure.NAME == "team_minimums":
        rows = LinearModel.add_rows(model, "people", (1, T), np.full((1, T), 2.0))
        which, spans = made.counting(seen.problem.minimums)
        row, period = spans.by_period()
        model.add_terms(rows[which[row], period], columns.taken[spans.offer[row]], spans.share[row])
        model.add_terms(rows, columns.below)
    objective = measure.build(model, columns, made)
    taken_now = seen.taken.astype(float)
    fixed = model.assemble().with_bounds(columns.taken, taken_now, taken_now)
    found = solve(fixed, objective, Limits(20.0), algorithm="simplex")
    assert found.value == pytest.approx(measure.measure(seen), abs=1e-7)
