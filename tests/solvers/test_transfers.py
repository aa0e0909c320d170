"""The rule transfers: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import transfers
from tests.solvers.workshop import amounts, found, problem, status

TRANSFERS = {
    "transfers": [
        {"transfer": "across", "from_organisation": "trust", "from_role": "therapist",
         "to_organisation": "council", "to_role": "carer", "max_per_year": 4},
    ]
}  # fmt: skip


@pytest.mark.parametrize(("moved", "right"), [(1.0, True), (1.5, False)])
def test_no_more_move_than_agreed(moved: float, right: bool) -> None:
    made = problem(TRANSFERS)
    values = {"transfers": {(0, 1): moved}}
    assert status(transfers, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
    violations = found(transfers, made, values)
    assert amounts(violations) == ([] if right else pytest.approx([0.5]))
    assert all(v.where == "across, 2027Q3" for v in violations)


def test_no_limit_where_the_table_is_blank() -> None:
    made = problem({"transfers": [{**TRANSFERS["transfers"][0], "max_per_year": ""}]})
    assert np.isinf(made.transfers.most).all()
    assert found(transfers, made, {"transfers": {(0, 0): 3.0}}) == []
