"""Hubs open, their joint visits and who makes them, as tables of a plan and back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from planner.skillmix.plan_rows import Places, PlanRows, Values
from planner.skillmix.visit_rows import JointRows
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

_OFFER = ("site", "package", "locality")


def hubs_table(outcome: Outcome) -> pd.DataFrame:
    """``HUBS`` without the baseline."""
    problem = outcome.problem
    hubs, horizon = problem.hubs, problem.horizon
    shape = (len(hubs.hubs), horizon.size)
    visits = np.zeros(shape)
    np.add.at(visits, hubs.offer_hub, outcome["joint"] * horizon.weeks)
    organisations = np.array([*problem.workforce.organisations, ""], dtype=object)
    return long(
        {
            "desks": hubs.desks,
            "open": outcome["hub_open"],
            "desks_used": outcome.desks_used,
            "hours": outcome.hub_hours * horizon.weeks,
            "visits": visits,
            "cost": outcome.hub_costs,
        },
        [
            {"site": hubs.hubs, "organisation": organisations[hubs.organisation]},
            {"period": horizon.labels},
        ],
    )


def hub_visits_table(outcome: Outcome) -> pd.DataFrame:
    """``HUB_VISITS`` without the baseline."""
    horizon = outcome.problem.horizon
    offers = _offer_names(outcome.problem)
    return long(
        {"visits": outcome["joint"] * horizon.weeks},
        [
            {
                name: np.array([offer[k] for offer in offers], dtype=object)
                for k, name in enumerate(_OFFER)
            },
            {"period": horizon.labels},
        ],
    )


def _offer_names(problem: Problem) -> list[tuple[str, str, str]]:
    """Site, package and locality of every offer."""
    hubs, packages = problem.hubs, problem.care.packages
    near = problem.workforce.localities
    return [
        (hubs.hubs[k], packages[b], near[place])
        for k, b, place in zip(hubs.offer_hub, hubs.offer_package, hubs.offer_locality, strict=True)
    ]


def hub_work_table(outcome: Outcome, rows: JointRows) -> pd.DataFrame:
    """``HUB_WORK`` without the baseline, of the outcome's rows."""
    problem = outcome.problem
    # The last, of nobody, gives a place without offers its three columns.
    offers = np.array([*_offer_names(problem), ("", "", "")], dtype=object)[rows.offer]
    care, w = problem.care, problem.workforce
    return pd.DataFrame(
        {
            **{name: offers[:, k] for k, name in enumerate(_OFFER)},
            "intervention": np.array(care.interventions, dtype=object)[rows.intervention],
            "profile": np.array(w.profiles, dtype=object)[rows.profile],
            "period": np.array(problem.horizon.labels, dtype=object)[rows.period],
            "times": rows.times,
            "minutes": rows.minutes,
        }
    )


def read_hubs(rows: PlanRows, values: Values) -> None:
    """Hubs open by then, joint visits a week, and the hours worked on them."""
    problem, weeks = rows.problem, rows.problem.horizon.weeks
    care, profiles = problem.care, problem.workforce.profiles
    sites: Places = {(name,): k for k, name in enumerate(problem.hubs.hubs)}
    rows.put(values["hub_open"], "hubs", "open", rows.tables["hubs"], ("site",), sites)
    offers: Places = {names: k for k, names in enumerate(_offer_names(problem))}
    table = rows.tables["hub_visits"]
    rows.put(values["joint"], "hub_visits", "visits", table, _OFFER, offers, divide=weeks)
    at: Places = {}
    for j in np.flatnonzero((care.part_single >= 0) & (care.part_class >= 0)):
        intervention = care.interventions[care.part_single[j]]
        for y in np.flatnonzero(care.provider_class == care.part_class[j]):
            profile = profiles[care.provider_profile[y]]
            at[care.packages[care.part_package[j]], intervention, profile] = int(y)
    rows.put(
        values["work"],
        "hub_work",
        "minutes",
        rows.tables["hub_work"],
        ("package", "intervention", "profile"),
        at,
        local=True,
        divide=weeks * 60.0,
    )
