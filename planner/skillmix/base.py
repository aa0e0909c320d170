"""The plan before as the base of the next one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.plan.plan import Plan
from planner.skillmix.plan_rows import StrayRow
from planner.skillmix.read_back import read_outcome
from solvers.skillmix.problem import Base, Problem

#: What is kept in frozen periods: what people were promised. Stocks follow from it,
#: and from who is in post now.
PROMISED = (
    *("hires", "starts", "transfers", "released", "establishment"),
    *("adopted", "taken", "hub_open", "served", "arranged", "own_team"),
)

_OFFICE = ("organisation", "function")


def make_base(problem: Problem, plan: Plan, frozen: int) -> Base:
    """The base plan in the terms of the new problem.

    Rows of the base plan that the new place no longer has (posts, profiles,
    periods gone) are left out; cells and periods it did not have are unknown.
    """
    kept = _kept(problem, plan)
    outcome = read_outcome(problem, kept)
    periods = np.isin(np.array(problem.horizon.labels), plan.record.periods)
    w = problem.workforce
    known_posts = set(plan.tables["workforce"]["post"])
    cells = np.array([w.posts[n] in known_posts for n in w.cell_post], dtype=bool)
    in_post = np.where(cells[:, None] & periods[None, :], outcome["in_post"], np.nan)
    decisions = {name: np.where(periods[None, :], outcome[name], np.nan) for name in PROMISED}
    posts = np.array([name in known_posts for name in w.posts], dtype=bool)
    decisions["establishment"][~posts] = np.nan  # posts the base plan did not have
    known = set(zip(*(plan.tables["back_office"][c] for c in _OFFICE), strict=True))
    office = problem.back_office
    owners = [w.organisations[o] for o in office.organisation]
    stated = np.array([key in known for key in zip(owners, office.functions, strict=True)], bool)
    decisions["served"][~stated[office.office]] = np.nan  # nor back offices
    planned = np.isin(np.array(problem.hubs.hubs, dtype=object), plan.tables["hubs"]["site"])
    decisions["hub_open"][~planned | problem.hubs.already] = np.nan  # nor hubs
    services = set(plan.tables["fragile_services"]["service"])
    stated = np.array([name in services for name in problem.fragile.services], bool)
    decisions["own_team"][~stated] = np.nan  # nor fragile services
    return Base(in_post=in_post, frozen=frozen, decisions=decisions)


def _kept(problem: Problem, plan: Plan) -> dict[str, pd.DataFrame]:
    """The base plan's tables about people, without what the new place does not know."""
    periods = set(problem.horizon.labels)
    kept = {
        name: frame[frame["period"].isin(periods)] if "period" in frame.columns else frame
        for name, frame in plan.tables.items()
    }
    for name in (
        "patterns",
        "need",
        "visits",
        "hub_visits",
        "hub_work",
        "bought_visits",
        "supervision",
        "lower_acuity",
        "deployment",
        "funds",
    ):
        kept[name] = kept[name].iloc[:0]
    people = ("workforce", "moves", "adoptions")
    structures = ("levers", "hubs", "back_office", "arrangements", "fragile_services")
    for name in (*people, *structures):
        kept[name] = _known(problem, kept, name)
    return kept


def _known(problem: Problem, tables: dict[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """The rows of a table that can be read in the new problem."""
    frame = tables[name]
    empty = {key: value.iloc[:0] for key, value in tables.items()}
    try:
        read_outcome(problem, {**empty, name: frame})
        return frame
    except StrayRow:
        keys = [c for c in frame.columns if frame[c].dtype == object and c != "period"]
        readable = []
        for _, rows in frame.groupby(keys, sort=False):
            try:
                read_outcome(problem, {**empty, name: rows})
            except StrayRow:
                continue
            readable.append(rows)
        return pd.concat(readable) if readable else frame.iloc[:0]
