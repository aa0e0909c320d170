"""What plans were made from, as a reader sees it: inputs, rows, periods, the plans themselves."""

from __future__ import annotations

import math

import pandas as pd

from planner.compare import Comparison
from planner.report.comparison import wording as w
from planner.report.comparison.wording import cut
from planner.report.figures import plain, signed
from planner.report.names import isolated
from planner.report.shown import Section

_SHORT_HASH = 12


def inputs(made: Comparison) -> Section:
    """What the plans were made from, where it differs."""
    table = made["inputs_compared"]
    counted = _changed_rows(made)
    frame = pd.DataFrame(
        {
            "Plan": table["plan"],
            "What": table["kind"].map(w.KINDS),
            "Name": [isolated(n) for n in table["name"]],
            made.first: [
                _stated(k, x) for k, x in zip(table["kind"], table["before"], strict=True)
            ],
            "Here": [_stated(k, x) for k, x in zip(table["kind"], table["after"], strict=True)],
            "Rows": [
                counted.get((p, n), "–") for p, n in zip(table["plan"], table["name"], strict=True)
            ],
        },
        dtype="object",
    )
    if not made.with_rows:
        frame = frame.drop(columns="Rows")
    note = "" if len(frame) else f"Everything is as it was for {made.first}."
    if made.with_rows and len(frame):
        note = "Of a table the hash of its content, and how many of its rows changed."
    elif (table["kind"] == "table").any():
        note = "Of a table the hash of its content. With --place its changed rows are told."
    return Section("What the plans were made from", note, frame)


def _stated(kind: str, text: str) -> str:
    if kind == "table":
        return f"{text[:_SHORT_HASH]}…" if text else "no rows"
    return isolated(cut(text)) if text else "–"


def _changed_rows(made: Comparison) -> dict[tuple[str, str], str]:
    """``3 changed, 1 added, 2 removed`` by plan and table."""
    told = {}
    for (plan, table), own in made["rows_compared"].groupby(["plan", "table"], sort=False):
        counts = own.drop_duplicates("row")["change"].value_counts()
        parts = [f"{counts[c]:,} {c}" for c in ("changed", "added", "removed") if c in counts]
        told[(str(plan), str(table))] = ", ".join(parts)
    return told


def rows(made: Comparison, most: int) -> list[Section]:
    """The changed rows of each table, so many cells of each."""
    sections = []
    counted = _changed_rows(made)
    for (plan, table), own in made["rows_compared"].groupby(["plan", "table"], sort=False):
        some = own.head(most)
        frame = pd.DataFrame(
            {
                "Row": [cut(isolated(r)) for r in some["row"]],
                "Column": [c or f"(row {x})" for c, x in zip(some["column"], some["change"], strict=True)],
                "Before": [cut(isolated(t)) for t in some["before"]],
                "After": [cut(isolated(t)) for t in some["after"]],
                "Difference": ["" if math.isnan(d) else signed(d, plain(d, 4)) for d in some["difference"]],
            },
            dtype="object",
        )  # fmt: skip
        note = f"Rows: {counted[(str(plan), str(table))]}. Added and removed rows first, then the largest changes against the mean of their column."
        if len(own) > most:
            note += (
                f" {len(own) - most:,} more cells are not shown here; rows_compared has them all."
            )
        whose = f" of {plan}" if len(made.others) > 1 else ""
        sections.append(Section(f"Table {table}{whose}", note, frame, ("Difference",)))
    return sections


def periods(made: Comparison) -> Section | None:
    """Periods that are not compared; None where all are."""
    table = made["periods_compared"]
    apart = table.loc[table["compared"] == "no"]
    if apart.empty:
        return None
    where = {("yes", "no"): f"{made.first} alone", ("no", "yes"): "this plan alone",
             ("yes", "yes"): "both, at other dates"}  # fmt: skip
    frame = pd.DataFrame(
        {
            "Plan": apart["plan"],
            "Period": apart["period"],
            "In": [where[key] for key in zip(apart["before"], apart["after"], strict=True)],
        },
        dtype="object",
    )
    return Section("Periods that are not compared", "Only one plan has them.", frame)


def plans(made: Comparison) -> Section:
    """The plans themselves."""
    table = made["plans_compared"]
    frame = pd.DataFrame(
        {
            "Plan": table["plan"],
            "Place": [isolated(p) for p in table["place"]],
            "From": table["start"],
            "Periods": [str(len(p.split(";"))) if p else "–" for p in table["periods"]],
            "Scenarios": [isolated(s.replace(";", ", ")) or "none" for s in table["scenarios"]],
            "Started from": [isolated(b) or "no plan" for b in table["base"]],
            "Search": [f"{s}: {e}" for s, e in zip(table["status"], table["ended"], strict=True)],
            "Check": ["passed" if c == "yes" else "FAILED" for c in table["checked"]],
        },
        dtype="object",
    )
    return Section("The plans", "", frame, ("Periods",))
