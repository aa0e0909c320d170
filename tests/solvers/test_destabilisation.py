"""The rule destabilisation: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.measures.destabilisation import by_post
from solvers.skillmix.rules import destabilisation
from tests.solvers.workshop import amounts, found, outcome, problem, status

DRAWS = {
    "recruitment": [{"recruitment": "local", "role": "nurse", "supply_per_year": 40}],
    "draws": [
        {"recruitment": "local", "from_organisation": "council", "from_role": "carer", "share": 1}
    ],
}


def test_losses_beyond_tolerance_are_counted() -> None:
    """Half of 4 WTE a year can be borne: half a WTE a quarter."""
    made = problem(DRAWS)
    borne = {"drawn": {(3, 0): 0.5}}
    assert status(destabilisation, made, borne) is Status.OPTIMAL
    assert found(destabilisation, made, borne) == []
    hidden = {"drawn": {(3, 0): 0.75}}
    assert status(destabilisation, made, hidden) is Status.INFEASIBLE
    (violation,) = found(destabilisation, made, hidden)
    assert (violation.amount, violation.where) == (pytest.approx(0.25), "C-carer, 2027Q2")
    said = {**hidden, "lost_beyond": {(2, 0): 0.25}}
    assert status(destabilisation, made, said) is Status.OPTIMAL
    assert found(destabilisation, made, said) == []


def test_vacancy_above_the_ceiling_is_counted() -> None:
    made = problem()
    posts = {"establishment": {(0, 0): 4.0}}
    assert status(destabilisation, made, {**posts, "vacancy": {(0, 0): 1.0}}) is Status.OPTIMAL
    hidden = {**posts, "vacancy": {(0, 0): 1.5}}
    assert status(destabilisation, made, hidden) is Status.INFEASIBLE
    assert amounts(found(destabilisation, made, hidden)) == pytest.approx([0.5])
    said = {**hidden, "vacancy_above": {(0, 0): 0.5}}
    assert status(destabilisation, made, said) is Status.OPTIMAL
    assert found(destabilisation, made, said) == []


def test_the_measure_weighs_both_by_how_critical_the_post_is() -> None:
    made = problem(DRAWS, posts={"C-carer": {"criticality": 3}})
    seen = by_post(
        outcome(
            made,
            {"drawn": {(3, 0): 0.75}, "vacancy": {(2, 0): 2.0}, "establishment": {(2, 0): 4.0}},
        )
    )
    assert seen[2, 0] == pytest.approx(3 * (0.25 + 1.0 * 0.25))
    assert np.count_nonzero(seen) == 1
