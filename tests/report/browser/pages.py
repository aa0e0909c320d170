"""A page of every stage, small enough to be made in a moment, with hostile text where the samples
have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from planner.assignment import plan_assignment
from planner.compare import compare_plans
from planner.plan.plan import Plan
from planner.report.batch_page import render_runs
from planner.report.comparison import render_comparison
from planner.report.page import render_report
from planner.report.several import render_plans
from planner.stress import stress_plan
from tests.assignment_stage import small as assignment
from tests.batch.test_compare import ROWS, made
from tests.compare.test_store import other
from tests.plan.sample import random_plan, sample_plan
from tests.report import test_rotation_page as rotation
from tests.roster_out import sample as roster
from tests.stress.cases import small_plan, with_rows

_UNCERTAIN = [{"quantity": "turnover", "distribution": "lognormal", "spread": 0.3}]


@cache
def skillmix() -> Plan:
    """Figures that mean nothing, of a dozen employers: enough to be filtered."""
    plan = random_plan(visits=500, organisations=12, seed=5)
    tables = {name: table.head(500) for name, table in plan.tables.items()}
    return replace(plan, tables=tables)


@cache
def stress() -> Plan:
    return stress_plan(with_rows(_UNCERTAIN), small_plan(), draws=60, seed=5)


def _at_sample(plan: Plan) -> Plan:
    """A plan said to be of one place with the others."""
    return replace(plan, record=plan.record.model_copy(update={"place": "Sample"}))


def _batch() -> str:
    found = made(ROWS)
    frame = found.frame.assign(
        run=[f"run{n}" for n in range(len(found.frame))], proven=True, reason="posts: 3 WTE short"
    )
    index: dict[str, object] = {
        "name": "A cycle", "stage": "skillmix", "description": "", "reproducible": True, "limits": {},
    }  # fmt: skip
    return render_runs(replace(found, frame=frame, index=index))


PAGES: dict[str, Callable[[], str]] = {
    "sample": lambda: render_report(sample_plan()),
    "published": lambda: render_report(sample_plan(), suppress_below=5),
    "skillmix": lambda: render_report(skillmix()),
    "assignment": lambda: render_report(
        plan_assignment(assignment.place(), time_limit=20, gap=0.0)
    ),
    "roster": lambda: render_report(roster.sample_roster()),
    "rotation": lambda: render_report(rotation._planned()),
    "rotation_test": lambda: render_report(rotation._tried()),
    "stress": lambda: render_report(stress()),
    "comparison": lambda: render_comparison(
        compare_plans([sample_plan(), other()], ["before", "after"])
    ),
    "batch": _batch,
    "several": lambda: render_plans(
        [_at_sample(rotation._planned()), _at_sample(roster.sample_roster())]
    ),
}
