"""The check refuses an assignment that was altered, whatever was altered, and says where."""

from __future__ import annotations

import dataclasses
import functools

import pandas as pd
import pytest

from planner.assignment import plan_assignment, verify_plan
from planner.plan.plan import Plan
from planner.plan.tables.assignment import ASSIGNMENT_TABLES
from planner.schema.column import Kind
from tests.assignment_stage.small import place

EXTRA = {
    "team_minimums": [
        {"organisation": "TRUST", "staff_group": "care", "competency": "wash", "people": 3}
    ],
    "staff_preferences": [{"person": "cat", "about": "course", "item": "wounds", "points": 2}],
}


@functools.cache
def made():
    return place(**EXTRA)


@functools.cache
def plan() -> Plan:
    return plan_assignment(made(), time_limit=30, gap=0.0)


def altered(table: str, change) -> list[str]:
    """What the check says of the plan with one table changed."""
    frame = plan()[table].copy()
    frame = change(frame)
    tables = {**plan().tables, table: frame.reset_index(drop=True)}
    return verify_plan(made(), dataclasses.replace(plan(), tables=tables))


def put(person: str, /, **cells):
    """Set cells of a person's row."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        for name, value in cells.items():
            frame.loc[frame["person"] == person, name] = value
        return frame

    return change


def test_nothing_is_wrong_as_it_is() -> None:
    assert verify_plan(made(), plan()) == []


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("assignments", lambda f: f[f["person"] != "dan"], "dan is missing"),
        ("assignments", put("dan", person="eve"), "eve: is not among the staff"),
        ("assignments", put("cid", to_post="T-nurse"), "T-nurse is no post of carer"),
        ("assignments", put("cid", to_post="C-nobody"), "no posts C-nobody"),
        ("assignments", put("dan", to_hold="wound"), "holds something else"),
        ("assignments", put("cid", starts="2027-07-02"), "does not fit"),
        ("assignments", put("cid", transfer="step"), "no transfer step"),
        ("assignments", put("cat", to_hold=""), "does not hold in the end what the courses give"),
        ("assignments", put("cat", to_hold="wound; insulin"), "does not hold in the end"),
        ("assignments", put("cid", wte=0.5), "wte is stated as 0.5"),
        ("assignments", put("cid", why="because"), "why is stated as because"),
        ("training", put("cat", mentor=""), "cat on wounds has none"),
        ("training", put("cat", mentor="dan"), "dan is no nurse"),
        ("training", put("cat", intake="2027-05-01"), "does not fit training"),
        ("training", put("cat", course="unknown"), "no such course"),
        ("training", lambda f: pd.concat([f, f.iloc[:1].assign(person="zoe")]), "zoe has no"),
        ("unmet_targets", lambda f: pd.DataFrame([{
            "organisation": "CARE", "role": "carer", "post": "", "locality": "",
            "profile": "carer", "period": "2027Q3", "shortfall": 1.0, "over_time": 0.5,
            "stops": "mentors", "detail": ""}]), "short or told, not both"),
    ],
)  # fmt: skip
def test_what_was_altered_is_found(table, change, words) -> None:
    found = altered(table, change)
    assert any(words in line for line in found), found


@pytest.mark.parametrize("table", [t.name for t in ASSIGNMENT_TABLES if t.name != "unmet_targets"])
def test_every_figure_of_every_table_counts(table) -> None:
    columns = next(t for t in ASSIGNMENT_TABLES if t.name == table).columns
    for column in columns:
        if column.kind is Kind.NUMBER:
            assert len(plan()[table]), table

            def more(frame: pd.DataFrame, name: str = column.name) -> pd.DataFrame:
                frame.loc[frame.index[0], name] += 0.25
                return frame

            assert altered(table, more), (table, column.name)


@pytest.mark.parametrize("figure", ["value", "baseline", "bound"])
def test_every_figure_of_a_priority_counts(figure) -> None:
    for i, priority in enumerate(plan().record.priorities):
        changed = priority.model_copy(update={figure: (getattr(priority, figure) or 0.0) + 1.0})
        listed = [*plan().record.priorities]
        listed[i] = changed
        record = plan().record.model_copy(update={"priorities": listed})
        found = verify_plan(made(), dataclasses.replace(plan(), record=record))
        assert any(f"priority {priority.name}" in line for line in found), priority.name


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({("courses", 0): {"places_per_intake": 0.9}}, "course places: wounds"),
        ({("team_limits", 0): {"away_share": 0.03}}, "backfill: TRUST care"),
        ({("courses", 0): {"trainees_per_supervisor": 0.9}}, "mentors: nan: trainees take 1.1"),
        ({("posts", 2): {"establishment_wte": 1.5}}, "establishment: C-carer"),
        ({("staff", 2): {"travel_limit": 9}}, "beyond the 9 they would travel"),
        ({("courses", 0): {"intake_months": "1"}}, "there is no intake on"),
        ({("courses", 0): {"organisation": "CARE"}}, "it is for the staff of CARE"),
    ],
)
def test_the_rules_are_held_against_the_place(change, words) -> None:
    """A plan is checked against a place that no longer allows it."""
    found = verify_plan(place(change, **EXTRA), plan())
    assert any(words in line for line in found), found


def test_pins_and_minimums_are_held_too() -> None:
    pinned = {**EXTRA, "staff_pins": [{"person": "cid", "decision": "stay"}]}
    assert verify_plan(place(**pinned), plan()) == ["cid: what is fixed by hand is not kept"]
    rows = [{**EXTRA["team_minimums"][0], "people": 4}]
    found = verify_plan(place(**{**EXTRA, "team_minimums": rows}), plan())
    assert any(line.startswith("team minimums: TRUST care, wash") for line in found)


def test_notice_is_held() -> None:
    limits = {**plan().record.limits, "today": "2027-08-01"}
    record = plan().record.model_copy(update={"limits": limits})
    found = verify_plan(made(), dataclasses.replace(plan(), record=record))
    assert any("before 2027-09-26, when notice ends" in line for line in found)
