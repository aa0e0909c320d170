"""Random tiny places for rosters: a roster that stands up to the clock, or a reason why not."""

from __future__ import annotations

import pytest

from planner.errors import ImpossibleError
from planner.roster import plan_roster, verify_plan
from tests.roster_stage.random_rota_place import random_rota_place

SEEDS = 24


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_places(seed: int) -> None:
    place, start, weeks = random_rota_place(seed)
    reasons, plan = None, None
    try:
        plan = plan_roster(place, start=start, weeks=weeks, time_limit=2.0, seed=seed)
    except ImpossibleError as impossible:
        reasons = impossible.reasons
    if plan is None:
        names = set(place["contracts"]["person"])
        assert reasons
        assert all(reason.split(":")[0] in names for reason in reasons)
        return
    assert verify_plan(place, plan) == []
    points, bound = plan["roster_measures"]["points"].iloc[-1], plan.record.limits["bound"]
    assert bound is None or bound <= points + 1e-6
    if plan.record.status == "optimal":
        assert bound is not None
    again = plan_roster(place, start=start, weeks=weeks, previous=plan, time_limit=2.0, seed=seed)
    assert verify_plan(place, again, plan) == []
    # Changing nothing is one way to roster again. What weighs most may weigh otherwise now.
    before, now = (made["roster_measures"].set_index("measure") for made in (plan, again))
    firm = ["below_minimum", "beyond_ratio"]
    same = points + (before["amount"] * (now["each"] - before["each"]))[firm].sum()
    assert now.loc["total", "points"] <= same + 1e-6 or again.record.status != "optimal"
