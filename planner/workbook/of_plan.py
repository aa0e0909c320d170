"""The workbook of a plan, of any stage."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from planner.compare.inputs import EMPTY
from planner.place.stages import unread
from planner.plan.plan import Plan, PriorityResult
from planner.plan.tables.stages import tables_of
from planner.report.blocks import Cards, PageSection
from planner.report.drawing import undrawn
from planner.report.figures import BASELINE, Pair, change, proof
from planner.report.names import Names
from planner.report.page import sections_of
from planner.report.shown import check_sentence
from planner.report.summary import summarise
from planner.report.wording import wording
from planner.workbook.book import Book
from planner.workbook.cells import Number, shown
from planner.workbook.front import Front, FrontTable
from planner.workbook.of_sections import section_sheets
from planner.workbook.of_tables import GROUP, meanings, table_sheets

#: Stages whose priorities stand beside something else than today carried forward.
_BESIDE = {"skillmix": BASELINE.capitalize()}
_FIRST_SECTION = "headline"


def plan_book(plan: Plan, *, tables_in_full: bool = True) -> Book:
    """First what came out; then a sheet for each table of the report; then, unless left out, the
    plan's own tables in full."""
    with undrawn():
        sections = sections_of(plan)
    tables = tables_of(plan.record.stage)
    sheets = section_sheets(_without_cards(sections), plan.record.periods)
    if tables_in_full:
        sheets += table_sheets(tables, plan.tables, plan.labels)
        sheets.append(meanings(tables, GROUP))
    made = dt.datetime.fromisoformat(plan.record.start)
    return Book(_front(plan, sections), sheets, made)


def _without_cards(sections: list[PageSection]) -> list[PageSection]:
    """The headline measures stand on the first sheet."""
    return [
        PageSection(s.anchor, s.title, s.lead, [b for b in s.blocks if not isinstance(b, Cards)])
        if s.anchor == _FIRST_SECTION
        else s
        for s in sections
    ]


def _front(plan: Plan, sections: list[PageSection]) -> Front:
    words, check = wording(plan), check_sentence(plan)
    sentences = list(dict.fromkeys([*summarise(plan).headline, check]))
    tables = [_measures(sections), _priorities(plan), _unproven(plan), _asked(plan), _made(plan)]
    return Front(
        f"{plan.record.place}: {words.title.lower()}",
        words.span,
        sentences,
        [table for table in tables if table.rows],
        [] if plan.record.check.passed else [s for s in sentences if "FAILED" in s],
        words.footer,
    )


def _measures(sections: list[PageSection]) -> FrontTable:
    """The page's headline figures, beside what they are compared with."""
    cards = [
        card
        for section in sections
        if section.anchor == _FIRST_SECTION
        for block in section.blocks
        if isinstance(block, Cards)
        for card in block.cards
    ]
    rows = [(card.label, shown(card.figure), card.detail) for card in cards]
    return FrontTable("Headline measures", ("Measure", "Figure", "Beside it"), rows)


def _priorities(plan: Plan) -> FrontTable:
    beside = beside_of(plan.record.stage)
    headings = ("Priority", "Plan", beside, "Change", "Cannot be below", "Proof")
    names = Names(plan)
    rows = [
        (
            f"{names.measure(p.name)}, {_unit(p)}",
            Number(p.value, look_of(p.unit)),
            Number(p.baseline, look_of(p.unit)),
            shown(change(Pair(p.value, p.baseline))),
            None
            if p.bound is None or not math.isfinite(p.bound)
            else Number(p.bound, look_of(p.unit)),
            proof(p),
        )
        for p in plan.record.priorities
    ]
    return FrontTable("Priorities, in their order", headings, rows)


def _unit(priority: PriorityResult) -> str:
    return "£ thousands" if priority.unit == "k£" else priority.unit


def beside_of(stage: str) -> str:
    """What the measures of a stage's plans stand beside."""
    return _BESIDE.get(stage, "Without the plan")


def look_of(unit: str) -> str:
    """The number format of a measure."""
    return "#,##0.00" if "WTE" in unit else "#,##0.0"


def _unproven(plan: Plan) -> FrontTable:
    """Each priority that is not proven, with what may still be possible."""
    names = Names(plan)
    rows = [(names.measure(p.name), proof(p)) for p in plan.record.priorities if not p.proven]
    return FrontTable("What is not proven", ("Priority", "How far it is proven"), rows)


def _asked(plan: Plan) -> FrontTable:
    record = plan.record
    rows: list[tuple[str, str]] = [
        ("Place", record.place),
        ("Starts", record.start),
        ("Periods", ", ".join(record.periods)),
        *[("Scenario", name) for name in record.scenarios or ["none"]],
        ("Built on", record.base or "no earlier plan"),
        *[(f"Limit, {name.replace('_', ' ')}", _told(v)) for name, v in record.limits.items()],
        ("Seed", str(record.seed)),
        *_settings(plan),
    ]
    return FrontTable("What was asked", ("What", "Value"), rows)


def _settings(plan: Plan) -> list[tuple[str, str]]:
    """The priorities with their room, a row each, and the policy."""
    names = Names(plan)
    rows = []
    for n, asked in enumerate(plan.record.settings.get("priorities", []), start=1):
        room = f"tolerance {asked['tolerance']:g}, slack {asked['slack']:g}"
        rows.append((f"Priority {n}", f"{names.measure(asked['measure'])}: {room}"))
    for name, value in plan.record.settings.get("policy", {}).items():
        rows.append((f"Policy, {name.replace('_', ' ')}", _told(value)))
    return rows


def _told(value: Any) -> str:
    if value is None:
        return "none"
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _made(plan: Plan) -> FrontTable:
    record = plan.record
    rows = [
        ("Status", f"{record.status}: {record.ended}"),
        ("Check", "passed" if record.check.passed else "; ".join(record.check.violations)),
        *[("Warning about the input", text) for text in record.warnings],
        *[(f"Version of {name}", version) for name, version in record.versions.items()],
        ("Tables it was made from", ", ".join(_inputs(plan))),
    ]
    note = "Every setting and the hash of every input stand among the report's tables."
    return FrontTable("How it was made", ("What", "Value"), rows, note)


def _inputs(plan: Plan) -> list[str]:
    """Tables of the place that had rows, and that the stage reads."""
    left_out = {"settings", *unread(plan.record.stage)}
    return [
        name
        for name, content in plan.record.inputs.items()
        if name not in left_out and content != EMPTY.get(name)
    ]
