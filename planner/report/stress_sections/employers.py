"""How likely each employer is beyond each of its limits, in which period, and why."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import chart_colours, charts
from planner.report import stress_summary as summary
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, bounded, keyed
from planner.report.facts import stress
from planner.report.figures import percent
from planner.report.names import Names

_SHOWN, _ROWS = 15, 100
_COLOURS = {"budget": chart_colours.TEALS, "need": chart_colours.BLUES}


def section(plan: Plan) -> PageSection:
    blocks: list[Block] = []
    for limit, title in stress.LIMITS.items():
        found = stress.by_period(plan, "rigid", limit)
        if found["probability"].gt(0).any():
            blocks.append(_heat(plan, limit, title, found))
    for policy, words in stress.POLICIES.items():
        frame = summary.employers(plan, policy)
        table = DataTable(
            f"In some period: {words.lower()}", frame, tuple(frame.columns[1:]),
            "Share of draws in which the employer is beyond the limit in at least one period.",
            folded=True, keys=keyed(stress.ever(plan, policy).reset_index()),
        )  # fmt: skip
        blocks.append(bounded(table, _ROWS, "employers"))
    lead = (
        "Probability, in per cent, that an employer is beyond a limit in a period, as the plan "
        "hires. An employer with many small groups of posts is more often above some ceiling."
    )
    return PageSection("employers", "Employers at risk", lead, blocks)


def _heat(plan: Plan, limit: str, title: str, found: pd.DataFrame) -> Figure:
    names = Names(plan)
    worst = list(dict.fromkeys(found["organisation"]))[:_SHOWN]
    some = found[found["organisation"].isin(worst)]
    shown = pd.DataFrame(
        {
            "organisation": [names.organisation(o) for o in some["organisation"]],
            "period": some["period"],
            "percent": 100.0 * some["probability"],
        }
    )
    picture = charts.heat(
        shown,
        "organisation",
        "percent",
        plan.record.periods,
        ".0f",
        _COLOURS.get(limit, chart_colours.RUSTS),
    )
    note = f"The {len(worst)} employers most at risk of {found['organisation'].nunique()}."
    return Figure(
        title,
        picture,
        f"Heat map of the probability by employer and period: {title.lower()}.",
        _listed(plan, limit, title, found),
        note,
        Live(
            "heat",
            found.assign(called=[names.organisation(o) for o in found["organisation"]]),
            {"Probability": "probability"},
            keyed(found, organisation="organisation", period="period"),
            "called",
            decimals=0,
            scale=100.0,
            unit="%",
            colours=_COLOURS.get(limit, chart_colours.RUSTS),
        ),
        published=True,
    )


def _listed(plan: Plan, limit: str, title: str, found: pd.DataFrame) -> DataTable:
    """The probabilities of every employer, and what goes most with them."""
    names, periods = Names(plan), plan.record.periods
    wide = found.pivot(index="organisation", columns="period", values="probability")
    wide = wide.reindex(list(dict.fromkeys(found["organisation"])))[
        [period for period in periods if period in wide.columns]
    ]
    frame = pd.DataFrame(
        {
            "Employer": [names.organisation(o) for o in wide.index],
            **{period: [_per_cent(v) for v in wide[period]] for period in wide.columns},
            "Goes most with": [
                stress.strongest(plan, str(o), limit, "rigid") or "–" for o in wide.index
            ],
        },
        dtype="object",
    )
    keys = keyed(wide.reset_index(), organisation="organisation")
    return bounded(DataTable(title, frame, tuple(wide.columns), keys=keys), _ROWS, "employers")


def _per_cent(value: float) -> str:
    return "–" if value != value else percent(value, 0)
