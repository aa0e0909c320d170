"""Which row of the table holds, and what holds where none does."""

from __future__ import annotations

import pytest

import planner
from planner.skillmix.problem import make_problem
from planner.stress.uncertainty import DEFAULTS, make_spreads, terms_of
from solvers.stress.shocks import BETA, LOGNORMAL
from tests.small_place import FRAMES, SETTINGS, small_place

NURSE = {"organisation": "Trust", "role": "nurse", "staff_group": "nursing"}


def turnover(spread: float, **scope: str) -> dict[str, object]:
    return {"quantity": "turnover", "spread": spread, **scope}


EVERY = [
    turnover(0.1),
    turnover(0.2, staff_group="nursing"),
    turnover(0.3, role="nurse"),
    turnover(0.4, organisation="Trust"),
    turnover(0.5, organisation="Trust", staff_group="nursing"),
    turnover(0.6, organisation="Trust", role="nurse"),
    turnover(0.9, organisation="PCN North"),
    turnover(0.8, role="physio"),
]


@pytest.mark.parametrize("rows", range(1, 7))
@pytest.mark.parametrize("turned", [False, True])
def test_the_narrowest_row_holds(rows: int, turned: bool) -> None:
    said = EVERY[:rows] + EVERY[6:]
    table = said[::-1] if turned else said
    place = planner.place_from_frames(SETTINGS, {**FRAMES, "uncertainty": table})
    assert terms_of(place, "turnover", NURSE).spread == EVERY[rows - 1]["spread"]
    other = {"organisation": "PCN South", "role": "nurse", "staff_group": "nursing"}
    assert terms_of(place, "turnover", other).spread == EVERY[min(rows, 3) - 1]["spread"]


def test_demand_of_a_need_group_goes_before_its_theme() -> None:
    rows = [
        {"quantity": "demand", "theme": "older_people", "spread": 0.2},
        {"quantity": "demand", "need_group": "housebound", "spread": 0.3},
    ]
    unit = {"need_group": "housebound", "theme": "older_people"}
    for said, spread in ((rows[:1], 0.2), (rows, 0.3), (rows[1:], 0.3)):
        place = planner.place_from_frames(SETTINGS, {**FRAMES, "uncertainty": said})
        assert terms_of(place, "demand", unit).spread == spread
        assert not terms_of(place, "demand", unit).chance


def test_a_place_that_says_nothing_has_the_defaults() -> None:
    place = small_place()
    spreads = make_spreads(place, make_problem(place))
    assert (spreads["demand"].kind == LOGNORMAL).all()
    assert spreads["demand"].size == 2  # one need group in two localities
    assert spreads["demand"].group.tolist() == [0, 1]
    assert (spreads["turnover"].spread == DEFAULTS["turnover"].spread).all()
    assert spreads["turnover"].group.tolist() == [0, 0, 1, 2]  # of one employer each
    assert spreads["turnover"].chance.all()
    assert not spreads["demand"].chance.any()
    assert spreads["completion"].size == spreads["recruitment"].size == 0


def test_a_share_is_spread_as_a_beta_of_its_own_rate() -> None:
    course = {
        "course": "walking", "from_role": "nurse", "competencies": ("mobility",),
        "duration_months": 3, "completion_rate": 0.7,
    }  # fmt: skip
    profile = {"profile": "nurse+", "role": "nurse", "competencies": ("mobility",)}
    place = planner.place_from_frames(
        SETTINGS, {**FRAMES, "courses": [course], "profiles": [profile]}
    )
    completion = make_spreads(place, make_problem(place))["completion"]
    assert completion.kind.tolist() == [BETA]
    assert completion.share.tolist() == [0.7]
