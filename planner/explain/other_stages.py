"""Reasons that plans of other stages hold already, in their own tables."""

from __future__ import annotations

import pandas as pd

from planner.explain.questions.base import cell
from planner.plan.plan import Plan
from planner.plan.tables.stages import tables_of
from planner.report.shown import Section, Summary

#: stage → tables that say why, and what they are called here.
_TABLES: dict[str, dict[str, str]] = {
    "assignment": {
        "unmet_targets": "Why targets are not met",
        "minimums_met": "Team minimums",
        "intakes": "Intakes of courses",
    },
    "roster": {
        "shortfalls": "Why minimum cover is not met",
        "remedies": "What would mend it",
    },
    "rotation": {
        "post_cover": "Posts by block",
        "employer_balance": "What each employer gives and gets",
    },
    "rotation_test": {
        "schemes_tested": "The schemes",
        "scheme_measures": "Their measures",
    },
    "stress": {},
}
#: Rows told of each table.
TOLD = 25


def reasons_of(plan: Plan) -> Summary:
    """The tables of a plan that say why, as far as they fit a page."""
    stage = plan.record.stage
    described = {table.name: table for table in tables_of(stage)}
    sections = []
    for name, title in _TABLES.get(stage, {}).items():
        frame = plan.tables[name]
        more = f" The first {TOLD} of {len(frame):,} rows." if len(frame) > TOLD else ""
        text = pd.DataFrame(
            [{c: _text(v) for c, v in row.items()} for row in frame.head(TOLD).to_dict("records")]
        )
        note = f"Table {name} of the plan: {described[name].row}.{more}"
        sections.append(Section(title, note if len(frame) else "Nothing to tell.", text))
    headline = f"What this plan of the {stage.replace('_', ' ')} stage holds of its reasons."
    if not sections:
        headline = f"A plan of the {stage} stage holds no reasons; see its report."
    return Summary((headline,), tuple(sections))


def _text(value: object) -> str:
    return "" if value is None else cell(value)
