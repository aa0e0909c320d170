"""The plan before as the base of the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.plan_rows import StrayRow
from planner.skillmix.problem import make_problem
from planner.skillmix.read_back import read_outcome
from solvers.skillmix.problem import Base, Bools, Problem

#: What is kept in frozen periods: what people were promised. Stocks follow from it,
#: and from who is in post now.
PROMISED = (
    *("hires", "starts", "transfers", "released", "establishment"),
    *("adopted", "taken", "hub_open", "served", "arranged", "own_team"),
)

_OFFICE = ("organisation", "function")


def problem_of(place: Place, base: Plan | None, *, today: bool = False) -> Problem:
    """The problem of a place, planned from the plan before where there is one; or of today's
    way of working, which no plan bears on."""
    problem = make_problem(place, today=today)
    if base is None or today:
        return problem
    frozen = place.settings.policy.frozen_periods
    return make_problem(place, base=make_base(problem, base, frozen))


def make_base(problem: Problem, plan: Plan, frozen: int) -> Base:
    """The base plan in the terms of the new problem.

    Rows of the base plan that the new place no longer has (posts, profiles,
    periods gone) are left out; cells and periods it did not have are unknown.
    """
    kept = _kept(problem, plan)
    outcome = read_outcome(problem, kept)
    periods = np.isin(np.array(problem.horizon.labels), plan.record.periods)
    w = problem.workforce
    posts = _among(w.posts, plan.tables["workforce"]["post"])
    cells = posts[w.cell_post]
    in_post = np.where(cells[:, None] & periods[None, :], outcome["in_post"], np.nan)
    decisions = {name: np.where(periods[None, :], outcome[name], np.nan) for name in PROMISED}
    for name, unknown in _unknown(problem, plan).items():
        decisions[name][unknown] = np.nan
    return Base(in_post=in_post, frozen=frozen, decisions=decisions)


def _unknown(problem: Problem, plan: Plan) -> dict[str, Bools]:
    """Decision → whether the base plan has nothing to say of each of its rows: it did not
    have the posts, the back office, the lever …, or it is no decision any more."""
    w, office, hubs = problem.workforce, problem.back_office, problem.hubs
    owners = [w.organisations[o] for o in office.organisation]
    offices = set(zip(*(plan.tables["back_office"][c] for c in _OFFICE), strict=True))
    served = np.array([key in offices for key in zip(owners, office.functions, strict=True)], bool)
    labels, arrangements = plan.labels, problem.arrangements
    return {
        "establishment": ~_among(w.posts, plan.tables["workforce"]["post"]),
        "served": ~served[office.office],
        "taken": ~_among(problem.levers.levers, labels.get("levers", {})) | problem.levers.already,
        "hub_open": ~_among(hubs.hubs, plan.tables["hubs"]["site"]) | hubs.already,
        "own_team": ~_among(problem.fragile.services, plan.tables["fragile_services"]["service"]),
        "arranged": ~_among(arrangements.names, labels.get("arrangements", {}))
        | arrangements.in_force,
    }


def _among(names: Sequence[str], known: Iterable[str]) -> Bools:
    some = set(known)
    return np.array([name in some for name in names], dtype=bool)


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
        keys = [c for c in frame.columns if not is_numeric_dtype(frame[c]) and c != "period"]
        readable = []
        for _, rows in frame.groupby(keys, sort=False):
            try:
                read_outcome(problem, {**empty, name: rows})
            except StrayRow:
                continue
            readable.append(rows)
        return pd.concat(readable) if readable else frame.iloc[:0]
