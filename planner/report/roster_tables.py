"""Figures of a roster put into words: the same for the summary and the page."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts import roster
from planner.report.facts.rota import said
from planner.report.figures import count, fixed, percent, plain, signed
from planner.report.names import Names, isolated

_REQUESTS = {"day_off": "a day off", "work": "to work", "not_shift": "not to work"}


def day_words(date: str) -> str:
    """``Sat 30 October``."""
    day = dt.date.fromisoformat(date)
    return f"{day:%a} {said(day)}"


def short_cover(plan: Plan) -> pd.DataFrame:
    """Cover by site, shift and who counts: worst first."""
    names, frame = Names(plan), roster.cover_by_shift(plan)
    return pd.DataFrame(
        {
            "Site": frame["site"].map(isolated),
            "Shift": [names.shift(i) for i in frame["shift"]],
            "Who": frame["who"].map(isolated),
            "Wanted at least": frame["minimum"].map(count),
            "Wanted": frame["preferred"].map(count),
            "On duty": frame["on_duty"].map(count),
            "Missing": frame["below_minimum"].map(count),
            "Days short": frame["days_short"].map(count),
            "Below preferred": frame["below_preferred"].map(count),
        },
        dtype="object",
    )


COVER_RIGHT = ("Wanted at least", "Wanted", "On duty", "Missing", "Days short", "Below preferred")


def shortfalls(plan: Plan) -> pd.DataFrame:
    """What is short, why, and what would mend it: most people missing first."""
    names, frame = Names(plan), roster.shortfalls(plan)
    return pd.DataFrame(
        {
            "When": frame["date"].map(day_words),
            "Shift": [names.shift(i) for i in frame["shift"]],
            "Site": frame["site"].map(isolated),
            "Missing": frame["missing"].map(count),
            "Who": frame["who"].map(isolated),
            "Why": frame["why"].map(isolated),
            "Remedy": frame["remedy"].map(isolated),
        },
        dtype="object",
    )


def people(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``roster_people``."""
    names = Names(plan)
    return pd.DataFrame(
        {
            "Person": frame["person"].map(isolated),
            "Role": [names.role(i) for i in frame["role"]],
            "Employer": [names.organisation(i) for i in frame["organisation"]],
            "Own site": frame["site"].map(isolated),
            "Contract": frame["contract_hours"].map(fixed),
            "Credited": frame["credited_hours"].map(fixed),
            "Worked": frame["worked_hours"].map(fixed),
            "Owed": frame["owed_hours"].map(fixed),
            "Extra": frame["extra_hours"].map(fixed),
            "Shifts": frame["shifts"].map(count),
            "Nights": frame["nights"].map(count),
            "Weekends": frame["weekends"].map(count),
            "Split": frame["split_weekends"].map(count),
            "Elsewhere": frame["other_site_shifts"].map(count),
            "Requests met": met_of(frame),
        },
        dtype="object",
    )


PEOPLE_RIGHT = (
    "Contract", "Credited", "Worked", "Owed", "Extra", "Shifts", "Nights", "Weekends",
    "Split", "Elsewhere", "Requests met",
)  # fmt: skip


def met_of(frame: pd.DataFrame) -> list[str]:
    """``3 of 4``; a dash where nothing was asked."""
    pairs = zip(frame["met"], frame["asked"], strict=True)
    return [f"{count(met)} of {count(asked)}" if asked else "–" for met, asked in pairs]


def furthest(plan: Plan, limit: int) -> pd.DataFrame:
    """People furthest from their contract hours."""
    frame = roster.furthest_from_hours(plan).head(limit)
    shown = people(plan, frame)[["Person", "Role", "Contract", "Credited", "Worked"]]
    shown["Owed"] = [fixed(v) if v >= 0.05 else "–" for v in frame["owed_hours"]]
    shown["Extra"] = [fixed(v) if v >= 0.05 else "–" for v in frame["extra_hours"]]
    return shown


def fair_shares(plan: Plan, what: str) -> pd.DataFrame:
    """Who has how many ``nights`` or ``weekends``, against a fair share; most first."""
    names, frame = Names(plan), roster.shares(plan, what)
    heading = what.capitalize()
    return pd.DataFrame(
        {
            "Person": frame["person"].map(isolated),
            "Role": [names.role(i) for i in frame["role"]],
            heading: frame[what].map(count),
            "Fair share": frame[f"fair_{what}"].map(fixed),
            "Difference": [signed(v, fixed(v)) for v in frame["away"]],
        },
        dtype="object",
    )


def requests_not_met(plan: Plan) -> pd.DataFrame:
    names, frame = Names(plan), roster.requests_not_met(plan)
    return pd.DataFrame(
        {
            "Day": frame["date"].map(day_words),
            "Person": frame["person"].map(isolated),
            "Asked": [_REQUESTS.get(kind, kind.replace("_", " ")) for kind in frame["kind"]],
            "Shift": [names.shift(i) if i else "any" for i in frame["shift"]],
        },
        dtype="object",
    )


def changes(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``roster_changes``."""
    names = Names(plan)

    def where(shift: str, site: str) -> str:
        return f"{names.shift(shift)} at {isolated(site)}" if shift else "off"

    return pd.DataFrame(
        {
            "Day": frame["date"].map(day_words),
            "Person": frame["person"].map(isolated),
            "Published": list(map(where, frame["shift_before"], frame["site_before"])),
            "Now": list(map(where, frame["shift"], frame["site"])),
            "In notice": frame["in_notice"],
            "Why": frame["why"].map(isolated),
        },
        dtype="object",
    )


def weights(plan: Plan) -> pd.DataFrame:
    """What the roster weighs, heaviest first, with all of it at the foot."""
    frame = roster.measures(plan)
    frame = frame.loc[frame["amount"].abs() + frame["points"].abs() > 0]
    total, _ = roster.points(plan)
    rows = [
        (roster.measure_words(m), f"{plain(a)} {isolated(u)}".strip(), plain(e), plain(p))
        for m, a, u, e, p in frame[["measure", "amount", "unit", "each", "points"]].itertuples(
            index=False, name=None
        )
    ]
    rows.append(("All of it", "", "", plain(total)))
    return pd.DataFrame(rows, columns=["Measure", "Amount", "Points each", "Points"])


WEIGHTS_RIGHT = ("Amount", "Points each", "Points")


def bound_sentence(plan: Plan) -> str:
    """How far a better roster is ruled out."""
    total, bound = roster.points(plan)
    if bound is None:
        return "How much better a roster could be is not known: no bound was found."
    gap = max(0.0, total - bound)
    if gap <= 1e-6 * max(1.0, abs(total)):
        return "It is proven that no roster of fewer points keeps the rules."
    share = f" ({percent(gap / abs(total))})" if abs(total) > 1e-9 else ""
    return (
        f"It has {plain(total)} points; it is proven that no roster has fewer than {plain(bound)}, "
        f"so a better one could save {plain(gap)} at most{share}."
    )
