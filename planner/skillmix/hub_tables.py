"""Hubs open, their joint visits and who makes them, as tables of a plan and back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.care_tables import provider_shares
from planner.skillmix.frames import SPECK, long
from planner.skillmix.plan_rows import Places, PlanRows, Values
from solvers.skillmix.hubs import joint_work
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


def hub_work_table(outcome: Outcome) -> pd.DataFrame:
    """``HUB_WORK`` without the baseline: shared out among the profiles that work each skill
    class there as their hours are, like visits."""
    problem = outcome.problem
    hubs, care, horizon = problem.hubs, problem.care, problem.horizon
    work = joint_work(problem)
    made = outcome["joint"][work.offer]
    entry, t = np.nonzero(made > SPECK)
    offer = work.offer[entry]
    frame = pd.DataFrame(
        {
            "offer": offer,
            "intervention": work.intervention[entry],
            "hours": work.hours[entry],
            "class": work.skill[entry],
            "l": hubs.offer_locality[offer],
            "t": t,
            "made": made[entry, t],
        }
    ).merge(provider_shares(outcome), on=["class", "l", "t"])
    times = frame["made"] * frame["share"] * horizon.weeks[frame["t"]]
    offers = np.array([*_offer_names(problem), ("", "", "")], dtype=object)[frame["offer"]]
    return pd.DataFrame(
        {
            **{name: offers[:, k] for k, name in enumerate(_OFFER)},
            "intervention": np.array(care.interventions, dtype=object)[frame["intervention"]],
            "profile": np.array(problem.workforce.profiles, dtype=object)[frame["profile"]],
            "period": np.array(horizon.labels, dtype=object)[frame["t"]],
            "times": times.to_numpy(),
            "minutes": (times * frame["hours"] * 60).to_numpy(),
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
