"""What is told of plans of other stages: their own tables of reasons, as far as they fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.errors import PlaceplanError
from planner.explain.answer import answer
from planner.explain.other_stages import TOLD, reasons_of
from planner.plan.plan import Plan
from planner.plan.tables.stages import STAGES, tables_of
from planner.schema.column import Kind
from tests.plan.sample import make_table, sample_plan
from tests.skillmix.tiny_with import tiny_with

ROWS = TOLD + 5
#: stage → tables told of it.
TOLD_OF = {
    "assignment": ["unmet_targets", "minimums_met", "intakes"],
    "roster": ["shortfalls", "remedies"],
    "rotation": ["post_cover", "employer_balance"],
    "rotation_test": ["schemes_tested", "scheme_measures"],
    "stress": [],
}


def plan_of(stage: str, rows: int) -> Plan:
    """A plan of a stage with so many rows in every table: words and figures by row."""
    sample = sample_plan()
    tables = {}
    for table in tables_of(stage):
        row = [
            {c.name: k / 3 if c.kind is Kind.NUMBER else f"{c.name} {k}" for c in table.columns}
            for k in range(rows)
        ]
        tables[table.name] = make_table(table, row)
    return replace(sample, record=sample.record.model_copy(update={"stage": stage}), tables=tables)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "skillmix"])
def test_the_reasons_of_a_stage(stage: str) -> None:
    told = reasons_of(plan_of(stage, ROWS))
    assert len(told.sections) == len(TOLD_OF[stage])
    for name, section in zip(TOLD_OF[stage], told.sections, strict=True):
        table = next(table for table in tables_of(stage) if table.name == name)
        assert section.note.startswith(f"Table {name} of the plan: {table.row}.")
        assert section.note.endswith(f"The first {TOLD} of {ROWS} rows.")
        assert list(section.frame) == [c.name for c in table.columns]
        assert len(section.frame) == TOLD
        for column in table.columns:
            said = "0.67" if column.kind is Kind.NUMBER else f"{column.name} 2"
            assert section.frame[column.name][2] == said
    if not TOLD_OF[stage]:
        assert told.headline == (f"A plan of the {stage} stage holds no reasons; see its report.",)
    assert all(
        section.note == "Nothing to tell." for section in reasons_of(plan_of(stage, 0)).sections
    )


@pytest.mark.parametrize(
    ("question", "wanted", "facts", "named"),
    [
        ("vacant", {"role": "nurse"}, False, "the question and --role"),
        (None, {"period": "2027Q2"}, False, "--period"),
        (None, {}, True, "--facts"),
    ],
)
def test_what_cannot_be_asked_of_other_stages(
    question: str | None, wanted: dict[str, Any], facts: bool, named: str
) -> None:
    with pytest.raises(PlaceplanError, match=f"plan of the roster stage leave out {named} and"):
        answer(tiny_with(), plan_of("roster", 1), question, wanted, facts=facts)
