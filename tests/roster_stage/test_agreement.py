"""The solver's statement of a person's terms against the clock's, on random terms and shifts."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from planner.roster.clock import breaches
from planner.roster.problem import make_problem
from planner.roster.tables import make_tables
from solvers.roster.check import check
from solvers.roster.people import RosterPeople, firm_price
from solvers.roster.problem import OFF
from tests.roster_stage.small import Frames, date, rota

ROUNDS = 12


def random_frames(random: Random) -> Frames:
    """Terms with some of all limits, shifts worked before, leave, requests and contracts."""
    pick = random.choice
    limits: dict[str, Any] = {
        "rest_hours": pick((None, 9.5, 11, 16)),
        "week_rest_hours": pick((None, 24, 36, 48, 60)),
        "week_rest_weeks": pick((1, 2)),
        "average_hours": pick((None, 20, 30, 40)),
        "reference_weeks": pick((1, 2, 3, 17)),
        "hours_in_7_days": pick((None, 30, 40)),
        "shift_hours": pick((None, 12, 12.5)),
        "days_in_a_row": pick((None, 2, 3, 5)),
        "rest_after_days": pick((None, 36, 48)),
        "nights_in_a_row": pick((None, 1, 2, 3)),
        "nights_before_rest": pick((None, 1, 2)),
        "rest_after_nights": pick((None, 36, 46, 60)),
        "long_shift_hours": pick((None, 10, 12)),
        "long_in_a_row": pick((None, 1, 2)),
        "rest_after_long": pick((None, 36, 48)),
        "weekends_one_in": pick((None, 1, 1.5, 2)),
        "wanted_days_on": pick((None, 2, 3)),
        "wanted_days_off": pick((None, 2, 3)),
        "hours_period_weeks": pick((None, 1, 2)),
    }
    limits = {name: value for name, value in limits.items() if random.random() < 0.4}
    worked = [
        {"person": "P0", "date": date(-day), "shift": pick("ELDN"), "site": pick(("WARD", "HOME"))}
        for day in range(1, pick((1, 4, 8)))
        if random.random() < 0.6
    ]
    requests = [{"person": "P1", "first": date(2), "kind": "leave"}]
    if random.random() < 0.5:
        requests.append({"person": "P0", "first": date(3), "last": date(4), "kind": "leave"})
    for day in random.sample(range(14), 3):
        kind = pick(("day_off", "work", "not_shift"))
        shift = "" if kind == "day_off" else pick("ELDN")
        requests.append({"person": "P0", "first": date(day), "kind": kind, "shift": shift})
    contract = {
        "person": "P0", "terms": "ours", "sites": pick(("WARD", "WARD;HOME", "HOME;WARD")),
        "hours_per_week": pick((None, 20, 37.5, 60)), "extra_hours_per_week": pick((0, 5, 40)),
        "shifts": pick(("", "E;L;D", "N", "E;N")),
    }  # fmt: skip
    other = {"person": "P1", "terms": "wtr_afc", "sites": "WARD"}
    base = {"based_on": pick(("", "wtr_afc", "resident_2016"))}
    some = {"worked": worked} if worked else {}
    return some | {
        "working_time": [{"terms": "ours", **base, **limits}],
        "requests": requests,
        "contracts": [contract, other],
        "ratios": [{"ratio": "r", "site": "WARD", "shift": "E", "support_per_registrant": 0}],
    }


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_the_solver_and_the_clock_agree(seed: int) -> None:
    random = Random(seed)
    made = rota(random_frames(random))
    problem = make_problem(made)
    person, kept = made.people[0], 0
    everybody = np.full((2, problem.days), OFF)
    for attempt in range(60):
        share, roster = random.random() * (attempt > 0), everybody.copy()
        for day in range(problem.days):
            (free,) = np.nonzero(made.available[0, day])
            if len(free) and random.random() < share:
                roster[0, day] = random.choice(free.tolist())
        slots = {d: made.slots[s] for d, s in enumerate(roster[0].tolist()) if s != OFF}
        measured = check(problem, roster)
        told = [v for v in measured.violations if v.where.startswith("P0")]
        by_clock = breaches(made, person, slots)
        assert bool(told) == bool(by_clock), (told, by_clock, slots)
        if told:
            continue
        kept += 1
        # And the points are the same, the solver's and the tables'.
        rows = RosterPeople(problem).rows
        missing = np.maximum(rows.least - problem.covered(roster), 0)
        cost = measured.cost + float((rows.below - rows.under) @ missing)
        duties = {"P0": slots, "P1": {}}
        tables = make_tables(made, duties, firm_price(problem))
        assert tables["roster_measures"]["points"].iloc[-1] == pytest.approx(cost)
    assert kept
