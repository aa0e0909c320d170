"""Vacancies and destabilisation, and who draws staff from whom."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.plan.plan import Plan
from planner.report import chart_colours, charts, charts_flows, summary
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, Prose, bounded, keyed
from planner.report.facts import flows, workforce
from planner.report.figures import BASELINE, rate, signed, tells_hidden, wte
from planner.report.names import Names
from planner.report.shown import Section

_EMPLOYERS = 20
_ROWS, _FOLDED = 150, 12
_PARTNERS = 9
_SEEN = 0.05


def section(plan: Plan) -> PageSection:
    strained = summary.strained_organisations(plan)
    blocks: list[Block] = []
    rates = workforce.vacancy_rates(plan)
    if (rates["rate"] > 0.0005).any():
        blocks.append(_vacancy(plan, rates))
    weighted = workforce.destabilisation_by_period(plan)
    if (weighted["weighted"] > 0.0005).any():
        blocks.append(_destabilisation(plan, weighted))
    if len(strained.frame):
        blocks.append(_strained(strained))
    else:
        blocks.append(Prose(strained.note))
    drawn = summary.drawn_away(plan)
    if len(drawn.frame):
        blocks += [_flows(plan), _balance(plan), _draws(plan)]
    else:
        blocks.append(Prose(drawn.note))
    lead = (
        "A partner that recruits may leave a neighbour with vacancies. Destabilisation counts "
        "staff lost to partners and vacancy beyond what a post can bear, weighted by how "
        "critical the post is."
    )
    return PageSection("stability", "Vacancies and destabilisation", lead, blocks)


def _strained(found: Section) -> DataTable:
    return DataTable(
        found.title, found.frame, found.right, found.note, keys=found.keys, whole=found.whole
    )


def _worst(frame: pd.DataFrame, figure: str) -> list[str]:
    top = frame.groupby("organisation")[figure].max().sort_values(ascending=False)
    return [str(i) for i in top.loc[top > 0.0005].index[:_EMPLOYERS]]


def _vacancy(plan: Plan, rates: pd.DataFrame) -> Figure:
    told = rates[[not tells_hidden(*pair) for pair in _posts(rates)]]
    worst = _worst(told, "rate")
    left_out = "Rates from which a hidden number of people would follow are left out."
    cut = _cut(len(worst), rates["organisation"].nunique(), "with the highest vacancy")
    return Figure(
        "Vacancy, share of establishment",
        _heat(plan, told, worst, "rate", ".0%", chart_colours.BLUES) if worst else "",
        "Heat map of the vacancy rate by organisation and period.",
        _vacancy_table(plan, rates),
        f"{cut} {left_out if len(told) < len(rates) else ''}".strip(),
        _live(plan, rates, "rate", chart_colours.BLUES, decimals=0, scale=100.0, unit="%"),
        published=True,
    )


def _posts(rates: pd.DataFrame) -> Iterator[tuple[float, float]]:
    """Vacancy and establishment, row by row."""
    return zip(rates["vacancy"], rates["establishment"], strict=True)


def _vacancy_table(plan: Plan, rates: pd.DataFrame) -> DataTable:
    """The rate of every employer in every period, as far as it may be told."""
    said = rates.assign(said=[rate(*pair) for pair in _posts(rates)])
    return _table(plan, said, "rate", "Vacancy by organisation and period", rate(0.0, 0.0))


def _destabilisation(plan: Plan, weighted: pd.DataFrame) -> Figure:
    worst, said = _worst(weighted, "weighted"), weighted.assign(said=weighted["weighted"].map(wte))
    return Figure(
        "Destabilisation, weighted WTE in the period",
        _heat(plan, weighted, worst, "weighted", ".1f", chart_colours.RUSTS),
        "Heat map of destabilisation by organisation and period.",
        _table(plan, said, "weighted", "Destabilisation by organisation and period", wte(0.0)),
        _cut(len(worst), weighted["organisation"].nunique(), "most destabilised"),
        _live(plan, weighted, "weighted", chart_colours.RUSTS),
    )


def _live(
    plan: Plan,
    frame: pd.DataFrame,
    figure: str,
    colours: list[str],
    decimals: int = 1,
    scale: float = 1.0,
    unit: str = "",
) -> Live:
    """Every employer in every period, as the heat map shows the worst."""
    names = Names(plan)
    named = frame.assign(called=[names.organisation(i) for i in frame["organisation"]])
    return Live(
        "heat", named, {"Plan": figure}, keyed(frame), "called", decimals, scale, unit, colours
    )


def _cut(shown: int, total: int, what: str) -> str:
    return f"{shown} of {total} organisations: those {what}." if shown < total else ""


def _heat(
    plan: Plan, frame: pd.DataFrame, worst: list[str], figure: str, form: str, colours: list[str]
) -> str:
    names = Names(plan)
    grid = pd.MultiIndex.from_product(
        [worst, plan.record.periods], names=["organisation", "period"]
    )
    table = frame.set_index(["organisation", "period"])[[figure]].reindex(grid, fill_value=0.0)
    table = table.reset_index()
    table["organisation"] = [names.organisation(i) for i in table["organisation"]]
    return charts.heat(table, "organisation", figure, plan.record.periods, form, colours)


def _table(plan: Plan, frame: pd.DataFrame, figure: str, title: str, nothing: str) -> DataTable:
    """The frame's ``said`` by organisation and period, ``nothing`` where it has no row; those
    with the most of the figure first."""
    names = Names(plan)
    order = _worst(frame, figure)
    wide = frame.pivot(index="organisation", columns="period", values="said")
    wide = wide.reindex(columns=plan.record.periods, fill_value=nothing).fillna(nothing)
    rest = [i for i in wide.index if i not in order]
    wide = wide.reindex([*order, *rest])
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(str(i)) for i in wide.index],
            **{period: wide[period].to_list() for period in plan.record.periods},
        }
    )
    keys = keyed(pd.DataFrame({"organisation": wide.index}))
    table = DataTable(title, shown, tuple(plan.record.periods), keys=keys)
    return bounded(table, _ROWS, "organisations")


def _flows(plan: Plan) -> Figure | DataTable:
    """The chart of who draws from whom with its table; that alone where the plan has no draws."""
    names = Names(plan)
    table = flows.between(plan, _PARTNERS)
    table = table[(table["wte"] >= _SEEN) | (table["baseline_wte"] >= _SEEN)]
    named = pd.DataFrame({"wte": table["wte"]})
    for side, column, others in (
        ("organisation", "loses", "Other losing employers"),
        ("to_organisation", "hires", "Other hiring employers"),
    ):
        named[column] = [
            names.alone("organisations", i) if i != flows.OTHERS else others for i in table[side]
        ]
        named[f"{column}_others"] = (table[side] == flows.OTHERS).to_numpy()
    shown = pd.DataFrame(
        {
            "Loses": named["loses"],
            "To": named["hires"],
            "WTE": table["wte"].map(wte),
            BASELINE.capitalize(): table["baseline_wte"].map(wte),
        }
    )
    title = "Who draws staff from whom"
    full = DataTable(title, shown, tuple(shown.columns[2:]))
    full = bounded(full, _ROWS, "flows")
    drawn = named[named["wte"] >= _SEEN]
    if not len(drawn):
        return full
    grouped = drawn["loses_others"].any() or drawn["hires_others"].any()
    note = "WTE over the whole plan: who loses staff on the left, who hires them on the right."
    if grouped:
        note += f" The {_PARTNERS} largest on each side stand by themselves."
    return Figure(
        title,
        charts_flows.between(drawn),
        "Bands from the employers that lose staff to those that hire them, as broad as the WTE.",
        full,
        note,
        fits=True,
    )


def _balance(plan: Plan) -> DataTable:
    names, table = Names(plan), flows.balance(plan)
    some = (table[["lost", "drawn", "baseline_lost", "baseline_drawn"]] >= _SEEN).any(axis=1)
    table = table[some]
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i in table["organisation"]],
            "Loses to partners": table["lost"].map(wte),
            "Draws from partners": table["drawn"].map(wte),
            "On balance": [signed(v, wte(v)) for v in table["net"]],
            f"On balance, {BASELINE}": [signed(v, wte(v)) for v in table["baseline_net"]],
        }
    )
    title = "Gained and lost among partners (WTE over the plan)"
    full = DataTable(
        title, shown, tuple(shown.columns[1:]), folded=len(shown) > _FOLDED, keys=keyed(table)
    )
    return bounded(full, _ROWS, "organisations")


def _draws(plan: Plan) -> DataTable:
    names = Names(plan)
    table = workforce.draws(plan)
    table = table.loc[(table["wte"] >= 0.05) | (table["baseline_wte"] >= 0.05)]
    shown = pd.DataFrame(
        {
            "Loses": [names.organisation(i) for i in table["organisation"]],
            "To": [names.organisation(i) for i in table["to_organisation"]],
            "Role": [names.role(i) for i in table["role"]],
            "WTE": table["wte"].map(wte),
            BASELINE.capitalize(): table["baseline_wte"].map(wte),
        }
    )
    whole = DataTable(
        "By role: who draws staff from whom",
        shown,
        ("WTE", BASELINE.capitalize()),
        "People over the whole plan.",
        keys=keyed(table, organisation=("organisation", "to_organisation"), role="role"),
        folded=len(shown) > _FOLDED,
    )
    return bounded(whole, _ROWS, "draws")
