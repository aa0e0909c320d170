"""Visits before and after, and through whom several become one."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts, charts_pairs, summary
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, bounded, keyed
from planner.report.facts import care
from planner.report.facts import merged as merged_facts
from planner.report.figures import BASELINE, Pair, change, count, listed
from planner.report.names import Names, isolated

_BARS = 15
_PAIRED = 11
_SEEN = 0.5
_ROWS = 200
_BASE = BASELINE.capitalize()


def section(plan: Plan) -> PageSection:
    blocks: list[Block] = [_over_time(plan)]
    places = care.home_visits_by_locality(plan)
    if len(places):
        blocks.append(_by_locality(plan, places))
    blocks.append(_by_package(plan))
    pairs = merged_facts.pairs(plan, _PAIRED)
    if (pairs["more"] >= _SEEN).any():
        blocks.append(_by_competencies(plan, pairs))
    merged = summary.merged(plan)
    blocks.append(DataTable(merged.title, merged.frame, merged.right, merged.note))
    lead = (
        "One visit by somebody with more of the competencies, or a joint visit from a hub, can "
        "take the place of several. "
        f"The baseline is {BASELINE}, with each profession visiting alone."
    )
    return PageSection("visits", "Visits", lead, blocks)


def _pairs(frame: pd.DataFrame) -> list[Pair]:
    return [Pair(*values) for values in frame[care.VISITS].itertuples(index=False)]


def _columns(frame: pd.DataFrame) -> dict[str, list[str]]:
    pairs = _pairs(frame)
    return {
        "Plan": [count(p.plan) for p in pairs],
        _BASE: [count(p.baseline) for p in pairs],
        "Change": [change(p) for p in pairs],
    }


_RIGHT = ("Plan", _BASE, "Change")


def _over_time(plan: Plan) -> Figure:
    frame = care.home_visits_a_week(plan)
    shown = pd.DataFrame({"Period": frame["period"], **_columns(frame)})
    return Figure(
        "Home visits a week",
        charts.lines(frame, "visits"),
        "Line chart of home visits a week by period, plan and baseline.",
        DataTable("Home visits a week", shown, _RIGHT, keys=keyed(frame)),
        live=Live("lines", frame, charts.both("visits"), keyed(frame), decimals=0),
        published=True,
    )


def _by_locality(plan: Plan, frame: pd.DataFrame) -> Figure:
    names = Names(plan)
    worst_first = frame.sort_values("baseline_visits", ascending=False, ignore_index=True)
    named = worst_first.assign(locality=[names.locality(i) for i in worst_first["locality"]])
    shown = pd.DataFrame(
        {
            "Locality": named["locality"],
            "People": named["people"].map(count),
            **_columns(named),
        }
    )
    table = DataTable("Home visits per 1,000 people a year", shown, ("People", *_RIGHT))
    return Figure(
        "Home visits per 1,000 people a year, by locality",
        charts.paired_bars(named.head(40), "locality", "visits", "per 1,000 people a year"),
        "Bars of home visits per 1,000 people and year in each locality, plan and baseline.",
        bounded(table, _ROWS, "localities"),
        published=True,
    )


def _by_package(plan: Plan) -> Figure:
    names = Names(plan)
    frame = care.visits_by_package(plan)
    packages = [
        f"{names.package(package)}, {setting.replace('_', ' ')}"
        if setting
        else names.package(package)
        for package, setting in zip(frame["package"], frame["setting"], strict=True)
    ]
    named = frame.assign(package=[names.package(i) for i in frame["package"]])
    shown = pd.DataFrame({"Package": packages, **_columns(frame)})
    top = named.groupby("package", as_index=False, sort=False)[care.VISITS].sum().head(_BARS)
    table = DataTable("Visits a week by package", shown, _RIGHT)
    left = len(frame) - len(top)
    return Figure(
        "Visits a week by package",
        charts.paired_bars(top, "package", "visits", "visits a week"),
        "Bars of visits a week for the packages that change most, plan and baseline.",
        bounded(table, _ROWS, "packages"),
        f"The {len(top)} packages that change most." if left > 0 else "",
        published=True,
    )


def _by_competencies(plan: Plan, pairs: pd.DataFrame) -> Figure:
    names, frame = Names(plan), merged_facts.by_competencies(plan)
    frame = frame[frame[care.VISITS].max(axis=1) >= _SEEN]
    together = [" + ".join(isolated(c) for c in names_) for names_ in frame["competencies"]]

    def first(profiles: list[str]) -> str:
        return listed([names.alone_of_profile(p) for p in profiles]) if profiles else "–"

    shown = pd.DataFrame(
        {
            "Competencies in one person": together,
            "Given by": [first(p) for p in frame["given_by"]],
            "Instead of visits by": [first(p) for p in frame["instead"]],
            "For": [listed([names.alone("packages", p) for p in ps]) for ps in frame["packages"]],
            **_columns(frame),
        }
    )
    table = DataTable("Visits a week by the competencies in one person", shown, _RIGHT)
    return Figure(
        "Several visits in one: which competencies come together in one person",
        charts_pairs.pairs(pairs),
        "A square for every two competencies, darker for more visits in which one person has both.",
        bounded(table, _ROWS, "sets of competencies"),
        f"More visits a week than {BASELINE} in which one person uses both: that of the row, and "
        "that of the column, below its number. The table says who gives them, and whose visits "
        "they replace.",
        published=True,
        fits=True,
    )
