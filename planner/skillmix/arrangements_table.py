"""Arrangements between employers as tables of a plan, and back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from planner.skillmix.plan_rows import Places, PlanRows, Values
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats, Problem


def arrangements_table(outcome: Outcome) -> pd.DataFrame:
    """``ARRANGEMENTS`` without the baseline."""
    problem = outcome.problem
    a, agreements, sharing = problem.arrangements, problem.agreements, problem.sharing
    wte, grown = np.zeros((2, *outcome["arranged"].shape))
    cost = outcome.arrangement_costs.copy()
    under = agreements.arrangement[agreements.placing_agreement]
    np.add.at(wte, under, outcome["placed"])
    np.add.at(cost, under, outcome["placed"] * agreements.fee)
    np.add.at(wte, sharing.arrangement, outcome["shared"])
    for of, move in zip(sharing.gain_of, sharing.gain_move, strict=True):
        moved = outcome["transfers"][problem.transfers.arc_move == move]
        grown[sharing.arrangement[of]] += moved.sum(axis=0)
    return long(
        {"runs": outcome["arranged"], "wte": wte, "cost": cost, "grown": grown},
        [
            {
                "arrangement": a.names,
                "kind": a.kinds,
                "organisation": _named(problem.workforce.organisations, a.organisation),
            },
            {"period": problem.horizon.labels},
        ],
    )


def employment_table(outcome: Outcome) -> pd.DataFrame:
    """``EMPLOYMENT`` without the baseline."""
    problem = outcome.problem
    w, agreements, sharing = problem.workforce, problem.agreements, problem.sharing
    own = outcome.post_total.copy()
    np.subtract.at(own, agreements.placing_post, outcome["placed"])
    home = w.cell_post[sharing.cell]
    np.subtract.at(own, home, outcome["shared"] * sharing.away[:, None])
    placing, lent = agreements.placing_post, home[sharing.partner_of]
    nobody = np.full(len(own), -1)
    rows = [
        (w.post_organisation, w.post_organisation, w.post_role, nobody, own),
        (
            agreements.employer[agreements.placing_agreement],
            w.post_organisation[placing],
            w.post_role[placing],
            agreements.arrangement[agreements.placing_agreement],
            outcome["placed"],
        ),
        (
            w.post_organisation[lent],
            sharing.partner,
            w.post_role[lent],
            sharing.arrangement[sharing.partner_of],
            outcome.partner_wte,
        ),
    ]
    frame = pd.concat([_employed(problem, *row) for row in rows], ignore_index=True)
    keys = ["employer", "organisation", "role", "arrangement", "period"]
    return frame.groupby(keys, as_index=False, sort=False).sum()


def _employed(
    problem: Problem,
    employer: np.ndarray,
    organisation: np.ndarray,
    role: np.ndarray,
    arrangement: np.ndarray,
    wte: Floats,
) -> pd.DataFrame:
    w = problem.workforce
    return long(
        {"wte": wte},
        [
            {
                "employer": _named(w.organisations, employer),
                "organisation": _named(w.organisations, organisation),
                "role": _named(w.roles, role),
                "arrangement": _named(problem.arrangements.names, arrangement),
            },
            {"period": problem.horizon.labels},
        ],
    )


def _named(names: tuple[str, ...], which: np.ndarray) -> np.ndarray:
    """Names by position; blank for -1."""
    return np.array([*names, ""], dtype=object)[which]


def read_arrangements(rows: PlanRows, values: Values) -> None:
    """What runs, by then, and how much of those whose time is shared is."""
    names = rows.problem.arrangements.names
    table = rows.tables["arrangements"]
    every: Places = {(name,): a for a, name in enumerate(names)}
    rows.put(values["arranged"], "arrangements", "runs", table, ("arrangement",), every)
    sharing: Places = {(names[a],): s for s, a in enumerate(rows.problem.sharing.arrangement)}
    shared = table[table["kind"] != "agreement"]
    rows.put(values["shared"], "arrangements", "wte", shared, ("arrangement",), sharing)


def follow_placings(outcome: Outcome) -> Floats:
    """Staff employed under each agreement, (Y1, T): all in the posts that it covers, where it
    is the one that runs."""
    agreements = outcome.problem.agreements
    runs = outcome["arranged"][agreements.arrangement] > 0.5
    return outcome.post_total[agreements.placing_post] * runs[agreements.placing_agreement]
