"""The rule agreements: nobody without an employer, nobody with two, no more than agreed."""

from __future__ import annotations

import pytest

from solvers.engine.status import Status
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import agreements
from tests.solvers.partners import club, with_partners
from tests.solvers.workshop import Values, amounts, cell, found, status

TRUST, COUNCIL = 0, 1


def staffed(made: Problem, wte: float, **placed: float) -> Values:
    """So many nurses at the club in the second quarter, employed by these."""
    at = {"trust": TRUST, "council": COUNCIL}
    return {
        "in_post": {(cell(made, "L-nurse", "nurse"), 1): wte},
        "placed": {(at[name], 1): value for name, value in placed.items()},
        "arranged": {(at[name], 1): 1.0 for name in placed},
    }


def test_whoever_is_there_is_employed_under_an_agreement() -> None:
    made = with_partners(club())
    fine = staffed(made, 1.5, trust=1.5)
    assert status(agreements, made, fine) is Status.OPTIMAL
    assert found(agreements, made, fine) == []
    wrong = staffed(made, 1.5, trust=1.0)
    assert status(agreements, made, wrong) is Status.INFEASIBLE
    (violation,) = found(agreements, made, wrong)
    assert violation.amount == pytest.approx(0.5)
    assert violation.where == "L-nurse, 2027Q3"


def test_nobody_is_employed_where_there_is_no_agreement() -> None:
    made = with_partners(club())
    wrong = {**staffed(made, 1.5, trust=1.5), "arranged": {}}
    assert status(agreements, made, wrong) is Status.INFEASIBLE
    assert amounts(found(agreements, made, wrong)) == pytest.approx([1.5])


def test_capacity_is_for_all_posts_together() -> None:
    made = with_partners(club())
    assert found(agreements, made, staffed(made, 2.0, trust=2.0)) == []
    wrong = staffed(made, 2.25, trust=2.25)
    assert status(agreements, made, wrong) is Status.INFEASIBLE
    assert amounts(found(agreements, made, wrong)) == pytest.approx([0.25])


def test_one_employer_at_a_time() -> None:
    made = with_partners(club())
    wrong = staffed(made, 2.0, trust=1.0, council=1.0)
    assert status(agreements, made, wrong) is Status.INFEASIBLE
    (violation,) = found(agreements, made, wrong)
    assert (violation.rule, violation.amount) == (agreements.ONE, 1.0)


def test_trainees_count_where_they_come_from() -> None:
    """A course that lasts past the period: who is on it is employed, too."""
    made = with_partners(club())
    arc = made.training.arc_from.tolist().index(cell(made, "L-nurse", "nurse"))
    present = made.training.present[arc, 1, 1]
    values = {**staffed(made, 1.0, trust=1.0 + present), "starts": {(arc, 1): 1.0}}
    assert status(agreements, made, values) is Status.OPTIMAL
    assert found(agreements, made, values) == []


def test_who_can_employ_needs_no_agreement() -> None:
    made = with_partners(club() | {"organisations": [
        *club()["organisations"][:2], {**club()["organisations"][2], "can_employ": "yes"}]})  # fmt: skip
    assert len(made.agreements.placing_post) == 0
    values = {"in_post": {(cell(made, "L-nurse", "nurse"), 1): 3.0}}
    assert status(agreements, made, values) is Status.OPTIMAL
    assert found(agreements, made, values) == []


def test_hires_wait_for_the_first_agreement() -> None:
    market = {"recruitment": [{"recruitment": "local", "role": "nurse", "supply_per_year": 8}]}
    made = with_partners(club(notice_months=3), market)
    post = made.workforce.cell_post[made.recruitment.option_cell]
    allowed = {
        made.workforce.posts[n]: row.tolist()
        for n, row in zip(post, made.recruitment.allowed, strict=True)
    }
    assert allowed == {"T-nurse": [True, True], "L-nurse": [False, True]}
