"""Fan charts of the whole place: the plan as a line in the bands of the draws."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report.blocks import Block, DataTable, Figure, Keys, PageSection, Prose, keyed
from planner.report.facts import stress
from planner.report.figures import Words, count, money, wte
from planner.report.names import Names

#: Column → heading.
_SHARES = {"p5": "5%", "p50": "Middle", "p95": "95%"}


def section(plan: Plan) -> PageSection:
    blocks: list[Block] = [
        Prose(
            "The band holds nine of ten draws, its darker part half of them; the broken line is "
            "their middle, the blue line the plan. As the plan hires, hires may fall short of the "
            "plan's and never exceed them, so the middle of staff in post lies below the plan."
        ),
        _fan("Staff in post with trainees, WTE", stress.figure(plan, "in_post"), wte),
        _fan("Vacancies, WTE", stress.figure(plan, "vacancy"), wte),
        _fan("Spending, £ million a year", _millions(plan), lambda m: money(1000 * m)),
        _fan("Hours a week asked and not given", stress.figure(plan, "hours_short"), count),
        _fan("Unmet need, weighted hours a week", stress.unmet(plan), count),
    ]
    names = Names(plan)
    themes = [theme for theme in plan["stress_need"]["theme"].unique() if theme]
    if len(themes) > 1:
        blocks += [
            DataTable(
                f"Unmet need, {names.theme_name(theme).lower()}",
                _table(stress.unmet(plan, theme), count),
                _right(),
                "Weighted hours a week.",
                folded=True,
                keys=_periods(stress.unmet(plan, theme)),
            )
            for theme in themes
        ]
    lead = "Staff, money and care of the whole place, period by period, under both ways to hire."
    return PageSection("fans", "What may come", lead, blocks)


def _millions(plan: Plan) -> pd.DataFrame:
    frame = stress.figure(plan, "spending", a_year=True)
    return frame.assign(**{name: frame[name] / 1000.0 for name in stress.BANDS})


def _fan(title: str, frame: pd.DataFrame, words: Words) -> Figure:
    named = frame.assign(series=frame["policy"].map(stress.POLICIES))
    return Figure(
        title,
        charts.fans(named, list(stress.POLICIES.values())),
        f"Fan charts of {title[:1].lower()}{title[1:]} by period, one for each way to hire: the "
        "plan as a line, bands of nine of ten draws and of half of them.",
        DataTable(title, _table(frame, words), _right(), keys=_periods(frame)),
        published=words is not wte,
    )


def _periods(frame: pd.DataFrame) -> Keys:
    """The periods of the rows of ``_table``."""
    return keyed(frame[frame["policy"] == next(iter(stress.POLICIES))], period="period")


def _right() -> tuple[str, ...]:
    every = [f"{w}: {s}" for w in stress.POLICIES.values() for s in _SHARES.values()]
    return ("Plan", *every)


def _table(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A row a period: the plan, and what 5, 50 and 95 of 100 draws are below."""
    first = frame[frame["policy"] == next(iter(stress.POLICIES))]
    shown = {"Period": first["period"].tolist(), "Plan": first["planned"].map(words).tolist()}
    for policy, title in stress.POLICIES.items():
        own = frame[frame["policy"] == policy].set_index("period").reindex(first["period"])
        for name, share in _SHARES.items():
            shown[f"{title}: {share}"] = own[name].fillna(0.0).map(words).tolist()
    return pd.DataFrame(shown, dtype="object")
