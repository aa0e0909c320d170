"""What a skill mix asks of the people who are there."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planner.assignment.horizon import make_horizon
from planner.assignment.place_facts import Facts
from planner.assignment.targets import room, targets_of_plan, targets_of_table
from planner.plan.plan import CheckResult, Plan, PlanRecord
from tests.assignment_stage.small import place

LABELS = ["2027Q2", "2027Q3", "2027Q4", "2028Q1"]


def skillmix(moves, workforce) -> Plan:
    """A skill-mix plan with only the tables that an assignment reads."""
    record = PlanRecord(
        stage="skillmix", place="Assignshire", status="optimal", ended="", periods=LABELS,
        start="2027-04-01", scenarios=[], base=None, priorities=[],
        check=CheckResult(passed=True, violations=[]), seconds={}, model={}, inputs={},
        versions={}, seed=0, limits={}, warnings=[], settings={}, trace=[],
    )  # fmt: skip
    columns = ["kind", "period", "post", "profile", "to_post", "to_profile", "via", "wte"]
    frames = {
        "moves": pd.DataFrame(moves, columns=columns),
        "workforce": pd.DataFrame(
            [(post, profile, label, wte) for post, profile, wte in workforce for label in LABELS],
            columns=["post", "profile", "period", "establishment"],
        ),
    }
    return Plan(record, frames, {})


WORKFORCE = [
    ("T-nurse", "nurse", 1.0), ("T-carer", "carer", 4.0), ("T-carer", "carer+", 0.0),
    ("T-carer", "carer++", 0.0), ("C-carer", "carer", 3.0),
]  # fmt: skip
MOVES = [
    ("hire", "2027Q2", "C-carer", "carer", "", "", "local", 2.0),
    ("leaver", "2027Q3", "T-carer", "carer", "", "", "", 0.5),
    ("transfer", "2027Q3", "T-carer", "carer", "C-carer", "carer", "across", 1.0),
    ("training_completion", "2027Q4", "T-carer", "carer", "T-carer", "carer+", "wounds", 1.5),
    ("training_completion", "2028Q1", "T-carer", "carer+", "T-carer", "carer++", "insulin", 0.5),
    ("training_return", "2027Q4", "T-carer", "carer", "T-carer", "carer+", "wounds", 0.2),
]


def wanted(change=None, months=24):
    facts = Facts(place(change))
    horizon = make_horizon(facts.place.settings, months, None, 8)
    plan = skillmix(MOVES, WORKFORCE)
    found = {(t.post, t.profile): list(t.wanted) for t in targets_of_plan(facts, horizon, plan)}
    return found, room(facts, horizon, plan)


def test_hires_and_leavers_have_no_names() -> None:
    """CARE's one carer and 1.0 WTE by transfer; the trust's three less it. Whoever holds wounds
    and insulin counts as holding wounds."""
    found, _ = wanted()
    assert found["C-carer", "carer"] == [1.0, 2.0, 2.0, 2.0]
    assert found["T-carer", "carer"] == [3.0, 2.0, 2.0, 2.0]
    assert found["T-carer", "carer+"] == [0.0, 0.0, 1.5, 1.5]
    assert found["T-carer", "carer++"] == [0.0, 0.0, 0.0, 0.5]
    assert found["T-nurse", "nurse"] == [1.0] * 4


def test_a_hire_takes_a_place_and_a_leaver_frees_one() -> None:
    _, most = wanted()
    assert list(most["C-carer"]) == [1.0] * 4
    assert list(most["T-carer"]) == [4.0, 4.5, 4.5, 4.5]


def test_who_is_not_named_stays_and_is_taken_off() -> None:
    """Of 1.6 WTE in post at CARE 0.6 have no names."""
    found, most = wanted({("posts", 2): {"in_post_wte": 1.6}})
    assert found["C-carer", "carer"] == pytest.approx([1.0, 2.0, 2.0, 2.0])
    assert most["C-carer"] == pytest.approx([1.0] * 4)


def test_a_profile_somebody_has_already_is_counted_from_there() -> None:
    found, _ = wanted({("staff", 1): {"competencies": "wound"}})
    assert found["T-carer", "carer+"] == [1.0, 1.0, 2.5, 2.5]


def test_a_shorter_horizon_sees_less() -> None:
    found, _ = wanted(months=6)
    assert found["C-carer", "carer"] == [1.0, 2.0]
    assert ("T-carer", "carer+") not in found


def test_the_table_holds_from_a_period_on() -> None:
    rows = [
        {"organisation": "TRUST", "role": "nurse", "wte": 1},
        {"organisation": "TRUST", "role": "nurse", "period": "2027Q4", "wte": 2},
    ]
    facts = Facts(place({("posts", 2): {"in_post_wte": 1.6}}, targets=rows))
    horizon = make_horizon(facts.place.settings, 24, None, 8)
    found = {t.name: t.wanted for t in targets_of_table(facts, horizon)}
    assert np.array_equal(found["TRUST/nurse"], [1, 1, 2, 2])
    assert np.array_equal(found["TRUST/carer, carer+"], [0, 0, 1.5, 1.5])
    assert found["CARE/carer"] == pytest.approx([0, 1.4, 1.4, 1.4])  # 0.6 are not named
