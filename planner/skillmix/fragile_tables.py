"""Fragile services and the visits bought, as tables of a plan and back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.care_tables import part_names
from planner.skillmix.frames import long
from planner.skillmix.plan_rows import Places, PlanRows, Values
from solvers.skillmix.decisions import Index
from solvers.skillmix.hubs import joint_work
from solvers.skillmix.outcome import Outcome


def fragile_services_table(outcome: Outcome) -> pd.DataFrame:
    """``FRAGILE_SERVICES`` without the baseline."""
    problem, fragile = outcome.problem, outcome.problem.fragile
    weeks, shape = problem.horizon.weeks, outcome["own_team"].shape
    bought = outcome.bought_hours * weeks
    return long(
        {
            "own": outcome["own_team"],
            "team": outcome.service_team,
            "minimum_team": np.broadcast_to(fragile.minimum_team[:, None], shape),
            "own_hours": _own_hours(outcome) * weeks,
            "bought_hours": bought,
            "most_hours": fragile.most_hours * weeks,
            "cost": bought * fragile.price[:, None],
        },
        [{"service": fragile.services}, {"period": problem.horizon.labels}],
    )


def _own_hours(outcome: Outcome) -> np.ndarray:
    """Hours a week of own visits in which something of each service is given, (S, T); of
    joint visits from hubs, those of whoever gives it."""
    care, rests_on = outcome.problem.care, outcome.problem.fragile.rests_on
    hours = np.einsum("jlt,jl->jt", outcome.own_visits, care.part_hours())
    holds = [[row[list(some)].any() for some in care.part_members] for row in rests_on]
    held = np.array(holds, dtype=float).reshape(len(rests_on), len(care.part_members))
    work = joint_work(outcome.problem)
    together = outcome["joint"].take(work.offer, axis=0) * work.hours[:, None]
    return np.asarray(held @ hours + rests_on[:, work.intervention].astype(float) @ together)


def bought_visits_table(outcome: Outcome) -> pd.DataFrame:
    """``BOUGHT_VISITS`` without the baseline."""
    problem, index, care = outcome.problem, outcome.index, outcome.problem.care
    part, weeks = index.bought_part, problem.horizon.weeks
    package = care.part_package[part]
    setting = np.where(care.at_home, "home", "elsewhere")
    visits = outcome["bought"] * weeks
    return long(
        {"visits": visits, "hours": visits * care.part_hours()[part][:, :, None]},
        [
            {
                "service": np.array([*problem.fragile.services, ""], dtype=object)[
                    index.bought_service
                ],
                "package": np.array([*care.packages, ""], dtype=object)[package],
                "setting": setting[package],
                "part": part_names(care)[part],
            },
            {"locality": problem.workforce.localities},
            {"period": problem.horizon.labels},
        ],
    )


def read_fragile_services(rows: PlanRows, values: Values, index: Index) -> None:
    """Who runs each service, and visits a week that neighbours make."""
    problem = rows.problem
    services, care = problem.fragile.services, problem.care
    at: Places = {(name,): s for s, name in enumerate(services)}
    table = rows.tables["fragile_services"]
    rows.put(values["own_team"], "fragile_services", "own", table, ("service",), at)
    parts, packages = part_names(care), care.packages
    pairs = zip(index.bought_service, index.bought_part, strict=True)
    bought: Places = {
        (services[s], packages[care.part_package[j]], parts[j]): e for e, (s, j) in enumerate(pairs)
    }
    rows.put(
        values["bought"],
        "bought_visits",
        "visits",
        rows.tables["bought_visits"],
        ("service", "package", "part"),
        bought,
        local=True,
        divide=problem.horizon.weeks,
    )
