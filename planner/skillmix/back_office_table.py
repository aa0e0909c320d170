"""Who does each back-office function, what that costs, and whom moving it displaces."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.plan.tables.money import BACK_OFFICE
from planner.skillmix.frames import conform
from planner.skillmix.plan_rows import Places, PlanRows, StrayRow, Values
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem


def back_office_table(outcome: Outcome, baseline: Outcome) -> pd.DataFrame:
    """``BACK_OFFICE``: every function of every employer in every period."""
    problem = outcome.problem
    office, years, n = problem.back_office, problem.horizon.years, problem.horizon.size
    organisations = np.array(problem.workforce.organisations, dtype=object)
    served_by = np.full((len(office.offices), n), "", dtype=object)
    service, period = np.nonzero(outcome["served"] > 0.5)
    hosts = organisations[office.host_organisation]
    served_by[office.office[service], period] = hosts[office.host[service]]
    figures = {
        "workload": np.broadcast_to(office.workload[:, None] * years, served_by.shape),
        "cost": _cost(outcome),
        "baseline_cost": _cost(baseline),
        "displaced": _displaced(outcome, office.wte[office.office]),
        "joining": _displaced(outcome, office.joining),
        "redeployed": _displaced(outcome, office.redeployed),
        "retrained": _displaced(outcome, office.retrained),
        "released": _displaced(outcome, office.released),
    }
    frame = pd.DataFrame(
        {
            "organisation": np.repeat(organisations[office.organisation], n),
            "function": np.repeat(np.array(office.functions, dtype=object), n),
            "period": list(problem.horizon.labels) * len(office.offices),
            "served_by": served_by.ravel(),
            **{name: values.ravel() for name, values in figures.items()},
        }
    )
    return conform(frame, BACK_OFFICE)


def _cost(outcome: Outcome) -> np.ndarray:
    """What each employer pays for each function, k£ (offices, T)."""
    office, years = outcome.problem.back_office, outcome.problem.horizon.years
    cost = outcome["own_office"] * office.own_cost[:, None] * years
    bought = outcome["served"] * office.price[:, None] * years
    np.add.at(cost, office.office, bought + outcome.moved * office.move_cost[:, None])
    return cost


def _displaced(outcome: Outcome, wte: np.ndarray) -> np.ndarray:
    """Staff of services that begin, by office, WTE (offices, T)."""
    office = outcome.problem.back_office
    total = np.zeros(outcome["own_office"].shape)
    np.add.at(total, office.office, outcome.moved * wte[:, None])
    return total


def read_back_office(rows: PlanRows, values: Values) -> None:
    """Services, from the table's hosts; an office without one serves itself.

    Raises
    ------
    StrayRow : a row names a function, a host or a period that the problem does not have.
    """
    office, names = rows.problem.back_office, rows.problem.workforce.organisations
    owners = [names[o] for o in office.organisation]
    hosts = [names[o] for o in office.host_organisation]
    services: Places = {
        (owners[b], office.functions[b], hosts[h]): e
        for e, (b, h) in enumerate(zip(office.office, office.host, strict=True))
    }
    table = rows.tables["back_office"]
    moved = table[table["served_by"] != ""]
    keys = ("organisation", "function", "served_by", "period")
    for owner, function, host, period in zip(*(moved[key] for key in keys), strict=True):
        e = services.get((owner, function, host))
        if e is None:
            raise StrayRow(f"back_office: {host} cannot do {function} for {owner}")
        if rows.period.get(period) < 0:
            raise StrayRow(f"back_office: the place has no period {period}")
        values["served"][e, rows.period[period]] = 1.0


def follow_services(problem: Problem, values: Values) -> None:
    """What follows from who is served: who hosts, and who does the work itself."""
    office = problem.back_office
    np.maximum.at(values["hosting"], office.host, values["served"])
    values["own_office"][:] = 1.0
    np.subtract.at(values["own_office"], office.office, values["served"])
