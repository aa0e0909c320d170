"""Levers taken, as the table of a plan and back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from planner.skillmix.plan_rows import Places, PlanRows, Values
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.rules.levers import could_save


def levers_table(outcome: Outcome) -> pd.DataFrame:
    """``LEVERS``."""
    problem = outcome.problem
    levers, horizon, care = problem.levers, problem.horizon, problem.care
    shape = (len(levers.levers), horizon.size)
    working = outcome.working
    avoided, recruits, hours = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    due = care.due[levers.demand_package, levers.demand_locality]
    kept = due * levers.demand_share[:, None] * working[levers.demand_lever] * horizon.weeks
    np.add.at(avoided, levers.demand_lever, kept)
    np.add.at(recruits, levers.supply_lever, levers.supply_wte * working[levers.supply_lever])
    of = levers.saving_lever[outcome.index.saving_effect]
    np.add.at(hours, of, shared_saving(outcome, outcome.hours_saved).sum(axis=1) * horizon.weeks)
    return long(
        {
            "taken": outcome["taken"],
            "in_force": np.repeat(levers.already.astype(float)[:, None], horizon.size, axis=1),
            "working": working,
            "cost": outcome.lever_costs,
            "occasions_avoided": avoided,
            "recruits_added": recruits,
            "hours_saved": hours,
        },
        [
            {
                "lever": levers.levers,
                "organisation": np.array([*problem.workforce.organisations, ""], dtype=object)[
                    levers.organisation
                ],
            },
            {"period": horizon.labels},
        ],
    )


def shared_saving(outcome: Outcome, total: np.ndarray) -> np.ndarray:
    """Hours a week saved of each skill class, (Z, L, T), shared out among the levers that
    save of it as far as each could, (saving, L, T): work and visits say only how much is
    saved in all."""
    of_class, most = outcome.index.saving_class, could_save(outcome)
    could = np.zeros_like(total)
    np.add.at(could, of_class, most)
    share = np.divide(total, could, out=np.zeros_like(total), where=could > 0)
    return most * share[of_class]


def read_levers(rows: PlanRows, values: Values, *, baseline: bool = False) -> None:
    """Levers taken, by then; the baseline has those in force, and no others."""
    if baseline:
        values["taken"][:] = rows.problem.levers.already[:, None]
        return
    levers: Places = {(name,): v for v, name in enumerate(rows.problem.levers.levers)}
    table = rows.tables["levers"]
    rows.put(values["taken"], "levers", "taken", table, ("lever",), levers, prefixed=False)


def follow_saving(outcome: Outcome) -> np.ndarray:
    """Hours a week saved, (saving, L, T): what the visits made need beyond the work done."""
    return shared_saving(outcome, np.maximum(0.0, outcome.hours_needed - outcome.hours_worked))
