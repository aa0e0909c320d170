"""The rule readiness: right, wrong, and by how much; and the ramp that it stretches."""

from __future__ import annotations

import numpy as np
import pytest

from planner.skillmix.cohorts import make_cohort
from planner.skillmix.horizon import make_horizon
from planner.skillmix.problem import make_problem
from solvers.engine.status import Status
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import readiness
from tests.skillmix.tiny_with import tiny_with
from tests.solvers.workshop import amounts, cell, found, problem, status

NURSES = {"organisation": "trust", "staff_group": "nursing"}
MOVES = [
    {"transfer": "across", "from_organisation": "trust", "from_role": "therapist",
     "to_organisation": "council", "to_role": "carer", "leave_share": 0.5},
    {"transfer": "within", "from_organisation": "trust", "from_role": "nurse",
     "to_role": "therapist"},
]  # fmt: skip


def ready(*rows: dict) -> Problem:
    """Teams of 4 WTE each; the employers' own limit is 4 times the staff a year, 1 a period."""
    tables = {"readiness": list(rows), "transfers": MOVES}
    return problem(tables, posts={"T-nurse": {"release_max_per_year": 8}})


def arc(made: Problem, transfer: str) -> int:
    return made.transfers.arc_move.tolist().index(made.transfers.moves.index(transfer))


def test_starts_releases_and_moves_out_count() -> None:
    """4 WTE of nursing; half of them a year is 0.5 WTE a quarter."""
    made = ready({**NURSES, "readiness": 0.1, "change_limit": 0.5})
    assert made.readiness.limit == pytest.approx(np.full((1, 2), 0.5))
    within = arc(made, "within")
    values = {"starts": {(0, 0): 0.25}, "released": {(0, 0): 0.125},
              "transfers": {(within, 0): 0.125}}  # fmt: skip
    assert status(readiness, made, values) is Status.OPTIMAL
    assert found(readiness, made, values) == []
    more = {**values, "starts": {(0, 0): 0.375}}
    assert status(readiness, made, more) is Status.INFEASIBLE
    (violation,) = found(readiness, made, more)
    assert violation.amount == pytest.approx(0.125)
    assert violation.where == "trust nursing, 2027Q2"


def test_other_teams_of_the_employer_do_not_count() -> None:
    made = ready({**NURSES, "readiness": 0})
    across = arc(made, "across")
    values = {"transfers": {(across, 0): 4.0}}
    assert status(readiness, made, values) is Status.OPTIMAL
    assert found(readiness, made, values) == []


def test_those_who_join_count_in_the_team_they_join() -> None:
    """Half of those who go across leave instead; the carers' limit is 1 WTE a quarter."""
    care = {"organisation": "council", "staff_group": "care", "readiness": 1, "change_limit": 1}
    made = ready(care, {"organisation": "trust", "staff_group": "therapy", "readiness": 0,
                        "change_limit": 1})  # fmt: skip
    across, within = arc(made, "across"), arc(made, "within")
    wrong = {"transfers": {(across, 0): 3.0}}
    assert status(readiness, made, wrong) is Status.INFEASIBLE
    assert amounts(found(readiness, made, wrong)) == pytest.approx([2.0, 0.5])
    assert status(readiness, made, {"transfers": {(within, 1): 1.0}}) is Status.OPTIMAL
    wrong = {"transfers": {(within, 1): 1.5}}
    assert status(readiness, made, wrong) is Status.INFEASIBLE
    assert amounts(found(readiness, made, wrong)) == pytest.approx([0.5])


def test_all_staff_of_an_employer_are_one_team() -> None:
    """8 WTE at the trust; who moves from one of its teams to another counts once."""
    made = ready({"organisation": "trust", "readiness": 0.125})
    assert made.readiness.limit == pytest.approx(np.full((1, 2), 8 * 4 * 0.125 / 4))
    within = arc(made, "within")
    fine = {"transfers": {(within, 0): 0.5}, "starts": {(0, 0): 0.5}}
    assert status(readiness, made, fine) is Status.OPTIMAL
    assert found(readiness, made, fine) == []
    more = {**fine, "released": {(0, 0): 0.25}}
    assert status(readiness, made, more) is Status.INFEASIBLE
    (violation,) = found(readiness, made, more)
    assert (violation.amount, violation.where) == (pytest.approx(0.25), "trust all staff, 2027Q2")


def test_a_row_holds_from_its_period_on() -> None:
    made = ready({**NURSES, "readiness": 0.25, "period": "2027Q3"})
    assert made.readiness.limit.tolist() == [[np.inf, pytest.approx(1.0)]]
    made = ready({**NURSES, "readiness": 0.5}, {**NURSES, "readiness": 0.25, "period": "2027Q3"})
    assert made.readiness.limit.tolist() == [[pytest.approx(2.0), pytest.approx(1.0)]]


def test_the_larger_of_staff_and_establishment_sets_the_limit() -> None:
    tables = {"readiness": [{**NURSES, "readiness": 0.5, "change_limit": 1}]}
    made = problem(tables, posts={"T-nurse": {"establishment_wte": 6}})
    assert made.readiness.limit == pytest.approx(np.full((1, 2), 1.5))
    over = {"establishment_wte": 2, "over_establishment_max": 2}
    made = problem(tables, posts={"T-nurse": over})
    assert made.readiness.limit == pytest.approx(np.full((1, 2), 1.0))


def learning(rows: list[dict], ramp: str) -> Problem:
    """The tiny place: a course of a quarter, begun in April."""
    tables = {"readiness": [{"organisation": "trust", **row} for row in rows]} if rows else {}
    courses = {"holistic_care": {"adoption_ramp": ramp, "duration_months": 1}}
    return make_problem(tiny_with(tables=tables, courses=courses))


@pytest.mark.parametrize(
    ("rows", "stretch"),
    [
        ([], 1.0),
        ([{"readiness": 1}], 1.0),
        ([{"readiness": 0}], 2.0),
        ([{"readiness": 0.75}], 1.25),
        ([{"readiness": 0, "ramp_stretch": 4}], 4.0),
        ([{"readiness": 0}, {"readiness": 0.75, "staff_group": "nursing"}], 1.25),
        ([{"readiness": 0.75, "staff_group": "nursing"}, {"readiness": 0}], 1.25),
        ([{"readiness": 0, "staff_group": "physiotherapy"}], 1.0),
        ([{"readiness": 0.75}, {"readiness": 0, "period": "2027Q3"}], 1.25),
        ([{"readiness": 0.75, "period": "2027Q3"}], 1.0),  # they complete in the quarter before
    ],
)
def test_what_the_ramp_takes_away(rows: list[dict], stretch: float) -> None:
    """A month of learning, then 60 % for a stretched quarter; seen over the two quarters."""
    made = learning(rows, "0.6;1")
    lost = -made.training.to_capacity[0, 0]
    steps = [min(2.0, 3 * stretch) / 3, min(3.0, max(0.0, 3 * stretch - 2)) / 3]
    assert lost == pytest.approx([1 / 3 + 0.4 * steps[0], 0.4 * steps[1]])


def test_every_step_of_a_ramp_is_stretched() -> None:
    horizon = make_horizon(tiny_with({}).periods)
    usual = make_cohort(0, (0.5, 0.75), horizon, np.ones(2)).slow[0]
    assert usual == pytest.approx([0.5, 0.25])
    # 50 % for a quarter and a half, 75 % for what is left of the horizon
    longer = make_cohort(0, (0.5, 0.75), horizon, np.full(2, 1.5)).slow[0]
    assert longer == pytest.approx([0.5, 0.25 + 0.125])


def test_today_nobody_changes() -> None:
    rows = [{"organisation": "trust", "readiness": 0}]
    today = make_problem(tiny_with(tables={"readiness": rows}), today=True)
    assert today.readiness.limit == pytest.approx(np.zeros((1, 2)))
    assert len(today.training.arc_course) == 0


def test_the_team_is_the_employers_staff_of_the_group() -> None:
    made = ready({**NURSES, "readiness": 1})
    inside = np.flatnonzero(made.readiness.members[0]).tolist()
    assert inside == [cell(made, "T-nurse", "nurse"), cell(made, "T-nurse", "mobile nurse")]
