"""The rule joint posts: filled but for what is vacant, and funded once."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.decisions import index_of
from solvers.skillmix.rules import capacity, establishment, funds, joint_posts
from tests.solvers.partners import JOINT, with_partners
from tests.solvers.workshop import amounts, cell, found, outcome, post, status

RUNS = {"arranged": {(0, 1): 1.0}}


def test_it_is_filled_but_for_what_is_vacant() -> None:
    made = with_partners(JOINT)
    nurse = post(made, "T-nurse")
    funded = {"establishment": {(nurse, 0): 4.0, (nurse, 1): 4.5,
                                (post(made, "C-carer"), 0): 4.0,
                                (post(made, "C-carer"), 1): 2.0}}  # fmt: skip
    nobody = {"in_post": {(cell(made, "T-nurse", "mobile nurse"), 1): 0.0},
              "starts": {(0, 0): 0.0, (0, 1): 0.0}}  # fmt: skip
    half = {**RUNS, **funded, **nobody, "shared": {(0, 1): 0.5}, "vacancy": {(nurse, 1): 0.5}}
    assert status(joint_posts, made, half, rest=None) is Status.OPTIMAL
    assert found(joint_posts, made, half) == []
    wrong = {**half, "vacancy": {(nurse, 1): 0.25}}
    assert status(joint_posts, made, wrong, rest=None) is Status.INFEASIBLE
    assert amounts(found(joint_posts, made, wrong)) == pytest.approx([0.25])
    other = {"in_post": {(cell(made, "T-nurse", "mobile nurse"), 1): 0.25}}
    assert status(joint_posts, made, {**wrong, **other}, rest=None) is Status.OPTIMAL
    assert found(joint_posts, made, {**wrong, **other}) == []


def test_what_it_replaces_is_funded_no_longer() -> None:
    """4 nurses' posts become 4 + 1 − ½, the council's 4 become 2; no more and no fewer."""
    made = with_partners(JOINT)
    nurse, carer = post(made, "T-nurse"), post(made, "C-carer")
    values = {**RUNS, "shared": {(0, 1): 1.0},
              "establishment": {(nurse, 0): 4.0, (nurse, 1): 4.5, (carer, 0): 4.0,
                                (carer, 1): 2.0}}  # fmt: skip
    assert status(joint_posts, made, values, rest=None) is Status.OPTIMAL
    rows = {**values["establishment"], (post(made, "T-therapist"), 0): 4.0,
            (post(made, "T-therapist"), 1): 4.0}  # fmt: skip
    filled = {**values, "establishment": rows,
              "vacancy": dict(rows)}  # fmt: skip
    assert found(establishment, made, filled) == []
    for entry, value in (((carer, 1), 4.0), ((nurse, 1), 4.0)):
        wrong = {**values, "establishment": {**values["establishment"], entry: value}}
        assert status(joint_posts, made, wrong, rest=None) is Status.INFEASIBLE
        off = {**rows, entry: value}
        missed = found(establishment, made, {**filled, "establishment": off, "vacancy": off})
        assert amounts(missed) == pytest.approx([abs(value - rows[entry])])


def test_partners_have_their_share_of_hours_and_pay() -> None:
    """20 hours a WTE: the council has a quarter of them, and bears a quarter of 10 k£."""
    made = with_partners(JOINT)
    nurse = cell(made, "T-nurse", "nurse")
    values = {**RUNS, "shared": {(0, 1): 1.0}, "in_post": {(nurse, 1): 4.0}}
    made_so = outcome(made, values)
    assert made_so.capacity[nurse, 1] == pytest.approx(4 * 20 - 5)
    assert made_so.partner_hours == pytest.approx(np.array([[0.0, 5.0]]))
    borne = made_so.spending["shared_staff"]
    assert borne[:, 1] == pytest.approx([-2.5, 2.5])
    assert made_so.paid_for[post(made, "T-nurse"), 1] == pytest.approx(3.75)


@pytest.mark.parametrize(("hours", "fine"), [(5.0, True), (5.5, False)])
def test_partners_work_no_more_hours_than_their_share(hours: float, fine: bool) -> None:
    """Nurses' hours in the north, where the council serves all by itself and has none of its own;
    the trust's own posts are for the south."""
    areas = {"service_areas": [{"organisation": "trust", "locality": "south"},
                               {"organisation": "council", "locality": "north"}]}  # fmt: skip
    made = with_partners(JOINT, areas)
    index = index_of(made)
    nurse = made.workforce.profiles.index("nurse")
    north = [
        d
        for d, pair in enumerate(index.deploy_pair)
        if index.pair_profile[pair] == nurse and index.deploy_locality[d] == 0
    ]
    (at,) = north
    (by,) = np.flatnonzero(made.care.provider_profile == nurse)
    values = {**RUNS, "shared": {(0, 1): 1.0}, "deployed": {(at, 1): hours},
              "in_post": {(cell(made, "T-nurse", "nurse"), 1): 4.0},
              "work": {(int(by), 0, 1): hours}}  # fmt: skip
    assert (status(capacity, made, values) is Status.OPTIMAL) is fine
    assert amounts(found(capacity, made, values)) == pytest.approx([] if fine else [0.5])


def test_a_fund_pays_only_for_the_time_its_claimant_has() -> None:
    pot = {"funds": [{"fund": "pot", "kind": "reimbursement", "amount": 400,
                      "organisation": "trust"}],
           "fund_roles": [{"fund": "pot", "role": "nurse", "maximum_per_wte": 12}]}  # fmt: skip
    made = with_partners(JOINT, pot)
    values = {**RUNS, "shared": {(0, 1): 1.0},
              "in_post": {(cell(made, "T-nurse", "nurse"), 1): 4.0}}  # fmt: skip
    fine = {**values, "reimbursed": {(0, 1): 3.75 * 3}}
    assert status(funds, made, fine) is Status.OPTIMAL
    assert found(funds, made, fine) == []
    wrong = {**values, "reimbursed": {(0, 1): 4.0 * 3}}
    assert status(funds, made, wrong) is Status.INFEASIBLE
    assert amounts(found(funds, made, wrong)) == pytest.approx([0.75])
