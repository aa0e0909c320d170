"""Measures side by side, with a verdict on each."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report import rotation_test_summary as summary
from planner.report.blocks import Block, DataTable, Figure, PageSection, Prose
from planner.report.figures import plain
from planner.report.names import Names

DIRECT, SCHEME = "hosts recruit directly", "with the scheme"


def section(plan: Plan) -> PageSection:
    frame = summary.side_by_side(plan)
    table = DataTable(
        "Schemes side by side", frame, tuple(frame.columns[1:-2]),
        "▲ best, ▼ worst of those planned. Figures are means over blocks, or a year's.",
    )  # fmt: skip
    blocks: list[Block] = [Prose(" ".join(summary.sentences(plan))), table]
    drawn = _vacancies(plan)
    if drawn["wte"].any():
        blocks.append(
            Figure(
                "Vacancies left at the home employer, WTE",
                charts.grouped(drawn, "scheme", "how", "wte", [DIRECT, SCHEME], "WTE"),
                "Bar chart, for each scheme, of the vacancies at the home employer if hosts recruit "
                "directly, and with the scheme.",
                DataTable("Vacancies left at the home employer", _listed(drawn), ("WTE",)),
            )
        )
    blocks.append(DataTable("Schemes", summary.schemes(plan), ("People", "Weeks")))
    why = summary.reasons(plan)
    if len(why):
        blocks.append(DataTable("Why not", why))
    return PageSection("headline", "Side by side", "What each scheme comes to.", blocks)


def _listed(drawn: pd.DataFrame) -> pd.DataFrame:
    """The figures of the picture."""
    return pd.DataFrame(
        {
            "Scheme": drawn["scheme"],
            "How": drawn["how"],
            "WTE": [plain(wte, 2) for wte in drawn["wte"]],
        },
        dtype="object",
    )


def _vacancies(plan: Plan) -> pd.DataFrame:
    """What home would lose to direct recruitment, and what it loses with each scheme."""
    names, measures = Names(plan), plan["scheme_measures"]
    values = measures.set_index(["scheme", "measure"])["value"]
    rows = []
    for row in plan["schemes_tested"].itertuples(index=False):
        if row.came_out != "planned":
            continue
        direct = values[row.scheme, "staff hosts have"] * row.drawn_share
        for how, wte in ((DIRECT, direct), (SCHEME, values[row.scheme, "net loss at home, mean"])):
            rows.append(
                {"scheme": names.alone("rotation_schemes", row.scheme), "how": how, "wte": wte}
            )
    return pd.DataFrame(rows)
