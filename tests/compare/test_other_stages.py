"""Assignments, rosters and rotations side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.assignment import plan_assignment
from planner.compare import compare_plans
from planner.compare.comparable import COMPARED, refuse_incomparable
from planner.compare.named import STANDING
from planner.errors import InputError
from planner.plan.plan import Plan
from planner.plan.tables.stages import STAGES
from planner.report.comparison import render_comparison, summarise_comparison
from planner.rotation import plan_rotation, try_schemes
from tests.assignment_stage import small as assignment
from tests.plan.sample import sample_plan
from tests.roster_out import sample as roster
from tests.rotation_stage.small import frames, place

TOLD = ("measures_compared", "choices_compared", "named_compared", "inputs_compared")


def alike(plan: Plan) -> None:
    same = compare_plans([plan, plan])
    assert all(same[table].empty for table in TOLD[1:])
    assert (same["measures_compared"]["difference"] == 0).all()
    assert len(same["measures_compared"])
    render_comparison(same)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_compared_or_refused_in_words(stage: str) -> None:
    """Each that is compared has what its things are called; of the others that is said."""
    plan = sample_plan()
    of = replace(plan, record=plan.record.model_copy(update={"stage": stage}))
    if stage in COMPARED:
        refuse_incomparable([of, of], ["a", "b"])
        assert stage in STANDING
        return
    with pytest.raises(InputError, match="are not compared"):
        compare_plans([of, of])


def test_rosters_by_day() -> None:
    plan = roster.sample_roster()
    alike(plan)
    duties = plan["duties"]
    gone = duties.iloc[0]
    other = replace(plan, tables={**plan.tables, "duties": duties.iloc[1:].reset_index(drop=True)})
    made = compare_plans([plan, other], ["published", "new"])
    (row,) = made["choices_compared"].to_dict("records")
    assert (row["thing"], row["first"], row["periods"]) == (gone["person"], gone["date"], 1.0)
    assert row["before"] == f"{gone['date']} {gone['shift']} at {gone['site']}"
    assert row["after"] == f"{gone['date']} off"
    hours = made["measures_compared"].query("measure == 'hours worked' and of == 'site'")
    found = dict(zip(hours["thing"], hours["difference"], strict=True))
    assert {site: d for site, d in found.items() if d} == {gone["site"]: -gone["hours"]}
    assert summarise_comparison(made).headline[0].startswith("new against published, rosters of")


def test_rotations_by_block() -> None:
    plan = plan_rotation(place(frames()), "s", time_limit=10)
    alike(plan)
    table = plan["rotation"].copy()
    at = table.index[0]
    table.loc[at, "post"] = "elsewhere"
    made = compare_plans([plan, replace(plan, tables={**plan.tables, "rotation": table})])
    (row,) = made["choices_compared"].to_dict("records")
    assert row["thing"] == table.loc[at, "person"]
    assert row["first"] == table.loc[at, "begins"]
    assert "elsewhere" in row["after"]
    assert "elsewhere" not in row["before"]


def test_assignments_by_person() -> None:
    first = plan_assignment(assignment.place(), time_limit=30, gap=0.0)
    alike(first)
    nothing = {("targets", n): {"wte": 0.0} for n in range(len(assignment.frames()["targets"]))}
    none = plan_assignment(assignment.place(nothing), time_limit=30, gap=0.0)
    made = compare_plans([first, none], ["wanted", "nothing wanted"])
    learners = set(first["training"]["person"] + " on " + first["training"]["course"])
    intakes = made["choices_compared"].query("kind == 'intakes'")
    assert learners
    assert set(intakes["thing"]) == learners
    assert set(intakes["change"]) == {"disappeared"}
    assert set(made["inputs_compared"]["name"]) == {"targets"}
    assert made.causes == {"nothing wanted": ("table targets",)}


def test_schemes_side_by_side() -> None:
    alike(try_schemes(place(frames()), ["s"], time_limit=10))
