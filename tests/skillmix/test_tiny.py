"""The tiny place reaches the answer worked out by hand in ``fixtures.tiny``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import planner
from fixtures import tiny
from planner.place.place import Place
from planner.plan.plan import Plan
from tests.skillmix.tiny_with import tiny_with

WEEKS = tiny.WEEKS


@pytest.fixture(scope="module")
def place() -> Place:
    example = tiny.make()
    return planner.place_from_frames(example.settings, example.frames)


@pytest.fixture(scope="module")
def plan(place: Place) -> Plan:
    return planner.plan_skillmix(place)


def test_every_priority_reaches_the_answer_and_is_proven(plan: Plan) -> None:
    assert plan.record.status == "optimal"
    assert [p.name for p in plan.record.priorities] == list(tiny.ANSWER)
    for priority in plan.record.priorities:
        best, today = tiny.ANSWER[priority.name]
        assert priority.value == pytest.approx(best, rel=1e-5, abs=1e-6)
        assert priority.baseline == pytest.approx(today, rel=1e-5, abs=1e-6)
        assert priority.bound == pytest.approx(best, rel=1e-5, abs=1e-6)
        assert priority.proven


def test_the_plan_verifies_from_its_tables(place: Place, plan: Plan) -> None:
    assert plan.record.check.passed
    assert planner.verify_plan(place, plan) == []


def test_half_the_people_have_one_visit_for_everything(plan: Plan) -> None:
    second = plan["patterns"][plan["patterns"]["period"] == "2027Q3"]
    a_week = second.groupby("pattern")["occasions"].sum() / WEEKS
    whole = [name for name in a_week.index if " | " not in name]
    assert len(whole) == 1
    assert a_week[whole[0]] == pytest.approx(30, rel=1e-5)
    separate = "dressing | mobility practice | washing assessment | benefits check"
    assert a_week[separate] == pytest.approx(30, rel=1e-5)
    assert a_week.sum() == pytest.approx(60, rel=1e-5)


def test_the_one_visit_is_the_holistic_nurses(plan: Plan) -> None:
    visits = plan["visits"]
    together = visits[visits["part"].str.contains(r" \+ ")]
    assert set(together["profile"]) == {"holistic_nurse"}
    assert together["visits"].sum() == pytest.approx(30 * WEEKS, rel=1e-5)
    assert together["minutes"].sum() == pytest.approx(30 * 90 * WEEKS, rel=1e-5)
    assert (together["baseline_visits"] == 0).all()


def test_two_nurses_train_in_april_and_nobody_else_moves(plan: Plan) -> None:
    moves = plan["moves"]
    starts = moves[moves["kind"] == "training_start"]
    assert starts["period"].tolist() == ["2027Q2"]
    assert starts["wte"].sum() == pytest.approx(2, rel=1e-5)
    done = moves[moves["kind"] == "training_completion"]
    assert done["period"].tolist() == ["2027Q3"]
    assert done["wte"].sum() == pytest.approx(2, rel=1e-5)
    assert set(moves["kind"]) == {"training_start", "training_completion"}


def test_without_new_roles_the_plan_is_todays(tmp_path: Path) -> None:
    example = tiny.make()
    path = tmp_path / "no_new_roles.toml"
    path.write_text(example.scenarios["no_new_roles"], encoding="utf-8")
    place = planner.place_from_frames(example.settings, example.frames)
    place = planner.apply_scenarios(place, [planner.load_scenario(path)])
    plan = planner.plan_skillmix(place)
    assert plan.record.status == "optimal"
    for priority in plan.record.priorities:
        today = tiny.ANSWER[priority.name][1]
        assert priority.value == pytest.approx(today, rel=1e-5, abs=1e-6)
        assert priority.baseline == pytest.approx(today, rel=1e-5, abs=1e-6)
    assert planner.verify_plan(place, plan) == []


def test_three_lines_of_python(tmp_path: Path) -> None:
    example = tiny.make()
    written = planner.place_from_frames(example.settings, example.frames)
    planner.write_place(written, tmp_path / "tiny", "csv")

    place = planner.read_place(tmp_path / "tiny")
    plan = planner.plan_skillmix(place)
    planner.write_plan(plan, tmp_path / "plan")

    record = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    assert record["stage"] == "skillmix"
    assert record["status"] == "optimal"
    assert planner.verify_plan(place, planner.read_plan(tmp_path / "plan")) == []


def test_a_budget_that_begins_later_is_shown_from_then_on() -> None:
    budgets = [
        {"organisation": "trust", "amount": 250},
        {"organisation": "council", "period": "2027Q3", "amount": 110},
    ]
    place = tiny_with(tables={"budgets": budgets})
    plan = planner.plan_skillmix(place)
    shown = plan["budgets"].groupby("organisation")["period"].agg(list).to_dict()
    assert shown == {"trust": ["2027Q2", "2027Q3"], "council": ["2027Q3"]}
    assert planner.verify_plan(place, plan) == []
