"""What the plan stands on: settings, limits, inputs and versions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner.place.settings import Policy
from planner.plan.flat import flat
from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, PageSection
from planner.report.figures import count, plain

_STANDING = (
    "Need, minutes, turnover, supply, pay and budgets are those of the place's tables, whose hashes "
    "stand below. The baseline replaces leavers as far as the market allows, and nobody in it "
    "learns, moves or adopts anything new."
)


def section(plan: Plan) -> PageSection:
    record = plan.record
    hashes = {name: f"{value[:16]}…" for name, value in record.inputs.items()}
    seconds = {name: f"{value:,.1f} s" for name, value in record.seconds.items()}
    model = {name: count(value) for name, value in record.model.items()}
    blocks: list[Block] = [
        DataTable("How the plan was made", _listed(_asked(plan))),
        DataTable("Settings", _listed(flat(record.settings)), folded=True),
        DataTable("Inputs, by hash", _listed(hashes, "Table", "SHA-256"), folded=True),
        DataTable("Versions", _listed(record.versions), folded=True),
        DataTable("Time and size", _listed({**seconds, **model}), ("Value",), folded=True),
    ]
    assumed = _assumed(plan)
    if len(assumed):
        blocks.insert(0, DataTable("What the place takes for granted", assumed, note=_STANDING))
    if record.warnings:
        warnings = pd.DataFrame({"Warning": record.warnings})
        blocks.insert(-4, DataTable("Warnings about the input", warnings, folded=True))
    lead = "Enough to make the same plan again, and to see what it took for granted."
    return PageSection("provenance", "Assumptions and provenance", lead, blocks)


def _assumed(plan: Plan) -> pd.DataFrame:
    """The place's policy in words, as far as this version knows it."""
    stated = plan.record.settings.get("policy", {})
    known = {name: field for name, field in Policy.model_fields.items() if name in stated}
    return pd.DataFrame(
        {
            "Assumption": [str(field.description) for field in known.values()],
            "Here": [_said(stated[name]) for name in known],
        },
        dtype="object",
    )


def _said(value: object) -> str:
    if value is None:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value, 2) if isinstance(value, int | float) else str(value)


def _limit(value: object) -> str:
    return _said(value) if value is None or isinstance(value, bool) else str(value)


def _asked(plan: Plan) -> dict[str, str]:
    record = plan.record
    return {
        "Place": record.place,
        "Starts": record.start,
        "Periods": ", ".join(record.periods),
        "Scenarios": ", ".join(record.scenarios) or "none",
        "Built on": record.base or "no earlier plan",
        "Status": f"{record.status}: {record.ended}",
        "Check": "passed" if record.check.passed else "; ".join(record.check.violations),
        "Seed": str(record.seed),
        **{f"Limit, {name.replace('_', ' ')}": _limit(v) for name, v in record.limits.items()},
    }


def _listed(items: Mapping[str, str], what: str = "What", value: str = "Value") -> pd.DataFrame:
    return pd.DataFrame({what: list(items), value: list(items.values())}, dtype="object")
