"""The rule recruitment: right, wrong, and by how much."""

from __future__ import annotations

import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import recruitment
from tests.solvers.workshop import amounts, found, problem, status

MARKETS = {
    "recruitment": [
        {"recruitment": "local", "role": "nurse", "supply_per_year": 4},
        {"recruitment": "abroad", "role": "nurse", "supply_per_year": 4, "lead_months": 3},
        {"recruitment": "carers", "role": "carer", "supply_per_year": 4},
    ],
    "draws": [
        {"recruitment": "local", "from_organisation": "council", "from_role": "carer", "share": 0.5}
    ],
}


@pytest.mark.parametrize(("hires", "right"), [(0.0, True), (1.0, True), (1.001, False)])
def test_a_market_gives_what_it_has_a_quarter(hires: float, right: bool) -> None:
    made = problem({"recruitment": MARKETS["recruitment"]})
    values = {"hires": {(2, 0): hires}}
    assert made.recruitment.supply[2, 0] == 1.0
    assert status(recruitment, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
    assert amounts(found(recruitment, made, values)) == (
        [] if right else pytest.approx([hires - 1])
    )


def test_nobody_arrives_before_the_lead_time() -> None:
    made = problem({"recruitment": MARKETS["recruitment"]})
    assert not made.recruitment.allowed[1, 0]
    assert made.recruitment.allowed[1, 1]
    wrong = {"hires": {(1, 0): 0.5}}
    assert status(recruitment, made, wrong) is Status.INFEASIBLE
    assert set(amounts(found(recruitment, made, wrong))) == {0.5}


def test_hires_draw_their_share_from_the_partner() -> None:
    made = problem(MARKETS)
    carer = 3
    right = {"hires": {(0, 0): 1.0}, "drawn": {(carer, 0): 0.5}}
    assert status(recruitment, made, right) is Status.OPTIMAL
    assert found(recruitment, made, right) == []
    wrong = {"hires": {(0, 0): 1.0}, "drawn": {(carer, 0): 0.2}}
    assert status(recruitment, made, wrong) is Status.INFEASIBLE
    (violation,) = found(recruitment, made, wrong)
    assert violation.amount == pytest.approx(0.3)
    assert violation.where == "council carer, 2027Q2"


def test_nobody_is_drawn_where_nothing_draws() -> None:
    made = problem(MARKETS)
    assert amounts(found(recruitment, made, {"drawn": {(0, 0): 0.25}})) == [0.25]


def test_an_employer_does_not_draw_on_itself() -> None:
    own = [{**MARKETS["draws"][0], "from_organisation": "trust", "from_role": "nurse"}]
    made = problem({**MARKETS, "draws": own})
    assert len(made.recruitment.draw_option) == 0
