"""What goes with a limit being broken."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import stress_summary as summary
from planner.report.blocks import DataTable, PageSection, Prose
from planner.report.facts import stress


def section(plan: Plan) -> PageSection | None:
    frame = summary.drives(plan)
    if frame.empty:
        return None
    words = tuple(name for name in stress.SOURCES.values() if name in frame.columns)
    told = (
        "Above 0: the more of it, the further beyond the limit. “Chance of who leaves” is who left "
        "beyond what turnover made likely; turnover, recruitment and completion count from the "
        "start up to the period."
    )
    table = DataTable("What goes with it", frame, words, summary.DRIVERS_NOTE)
    return PageSection("drivers", "What drives it", told, [table, Prose(_most(plan))])


def _most(plan: Plan) -> str:
    """The source that goes most with each limit, in a sentence each."""
    said = []
    table = stress.drivers(plan)
    for row in table[table["policy"] == "rigid"].to_dict("records"):
        known = {s: row[s] for s in stress.SOURCES if s in row and row[s] == row[s]}
        if known:
            most = max(known, key=lambda s: abs(known[s]))
            said.append(f"{stress.LIMITS[row['limit']]}: most with {stress.SOURCES[most].lower()}.")
    return " ".join(said)
