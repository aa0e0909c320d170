"""What drives a breach: how far beyond a limit goes with each source of uncertainty."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.stress.game import Replayed
from solvers.stress.limits import LIMITS
from solvers.stress.play import Played
from solvers.stress.ranks import rank_correlation, ranks
from solvers.stress.sources import SOURCES

CHANCE = "chance"
COLUMNS = ("policy", "organisation", "limit", "period", "source", "correlation", "probability")


def drivers_table(replayed: Replayed, played: Played) -> pd.DataFrame:
    """``STRESS_DRIVERS``: of each employer and limit, in the period in which it is likeliest
    broken (the first of those alike); sources that never vary are left out."""
    w, horizon = replayed.outcome.problem.workforce, replayed.outcome.problem.horizon
    rows = []
    known: dict[tuple[int, int, int], np.ndarray] = {}
    for policy, kept in played.policies.items():
        for at, limit in enumerate(LIMITS):
            for who, employer in enumerate(w.organisations):
                counts = kept.broken[at, who, :-1]
                t = int(counts.argmax())
                far = kept.beyond[at, who, t]
                if not np.isfinite(far).all() or not np.ptp(far) > limit.forgiven:
                    continue
                own = ranks(far)
                for source in range(len(SOURCES) + 1):
                    if source < len(SOURCES):
                        key = (source, who, t)
                        if key not in known:
                            known[key] = ranks(played.sources[key])
                        of = known[key]
                    else:
                        of = ranks(kept.chance[who, t])
                    if np.ptp(of) == 0:
                        continue
                    name = (*SOURCES, CHANCE)[source]
                    likely = counts[t] / played.draws
                    found = rank_correlation(own, of)
                    rows.append(
                        (policy, employer, limit.name, horizon.labels[t], name, found, likely)
                    )
    return pd.DataFrame(rows, columns=list(COLUMNS))
