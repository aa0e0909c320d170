"""From draws to the tables of ``planner.plan.tables.stress``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from planner.plan.tables.stress import STRESS_TABLES
from planner.schema.tables.need_groups import THEMES
from planner.skillmix.frames import conform
from planner.stress.drivers import drivers_table
from planner.stress.game import Replayed
from planner.stress.terms import terms_table
from solvers.stress.limits import LIMITS
from solvers.stress.play import FIGURES, Kept, Played

UNITS = {
    "in_post": "WTE",
    "vacancy": "WTE",
    "spending": "k£",
    "hours_asked": "hours a week",
    "hours_short": "hours a week",
}
NEED_UNIT = "weighted hours"
ANY = "any"
_SHARES = (5, 25, 50, 75, 95)


def make_tables(replayed: Replayed, played: Played, sure: Played) -> dict[str, pd.DataFrame]:
    """Every table, policy by policy."""
    makers: dict[str, Callable[[Replayed, Kept, Kept, int], pd.DataFrame]] = {
        "stress_bands": _bands,
        "stress_need": _need,
        "stress_breaches": _breaches,
        "stress_posts": _posts,
    }
    made: dict[str, pd.DataFrame] = {
        name: pd.concat(
            [
                maker(replayed, kept, sure.policies[policy], played.draws).assign(policy=policy)
                for policy, kept in played.policies.items()
            ],
            ignore_index=True,
        )
        for name, maker in makers.items()
    }
    made["stress_drivers"] = drivers_table(replayed, played)
    made["stress_terms"] = terms_table(replayed.place)
    return {table.name: conform(made[table.name], table) for table in STRESS_TABLES}


def _employers(replayed: Replayed) -> list[str]:
    """Every employer, and a blank for the whole place."""
    return [*replayed.outcome.problem.workforce.organisations, ""]


def _labels(replayed: Replayed) -> list[str]:
    return list(replayed.outcome.problem.horizon.labels)


def _quantiles(draws: np.ndarray, planned: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of a band of (…, D) draws, in the order of the rows."""
    found = np.quantile(draws.astype(float), np.array(_SHARES) / 100.0, axis=-1)
    return {
        "planned": planned.astype(float).ravel(),
        "mean": draws.mean(axis=-1, dtype=float).ravel(),
        **{f"p{s}": part.ravel() for s, part in zip(_SHARES, found, strict=True)},
    }


def _bands(replayed: Replayed, kept: Kept, sure: Kept, draws: int) -> pd.DataFrame:
    employers, labels = _employers(replayed), _labels(replayed)
    frames = []
    for row, measure in enumerate(FIGURES):
        index = pd.MultiIndex.from_product([employers, labels], names=["organisation", "period"])
        frame = index.to_frame(index=False).assign(measure=measure, unit=UNITS[measure])
        figures = _quantiles(kept.figures[row], sure.figures[row, ..., 0])
        frames.append(frame.assign(**figures))
    every = pd.concat(frames, ignore_index=True)
    figures = every[["planned", "mean", *(f"p{s}" for s in _SHARES)]]
    return every[(figures != 0).any(axis=1)]


def _need(replayed: Replayed, kept: Kept, sure: Kept, draws: int) -> pd.DataFrame:
    themes, labels = [*THEMES, ""], _labels(replayed)
    there = {*replayed.place["need_groups"]["theme"], ""}
    index = pd.MultiIndex.from_product([themes, labels], names=["theme", "period"])
    frame = index.to_frame(index=False).assign(unit=NEED_UNIT)
    frame = frame.assign(**_quantiles(kept.unmet, sure.unmet[..., 0]))
    return frame[frame["theme"].isin(there)]


def standard_error(probability: np.ndarray, draws: int) -> np.ndarray:
    """Of a share of so many draws."""
    return np.asarray(np.sqrt(probability * (1.0 - probability) / draws))


def _breaches(replayed: Replayed, kept: Kept, sure: Kept, draws: int) -> pd.DataFrame:
    """Every employer and limit it has, in each period and in any; ``beyond`` where a row is of
    one employer, limit and period."""
    limits = [*(limit.name for limit in LIMITS), ANY]
    units = [*(limit.unit for limit in LIMITS), ""]
    employers, labels = _employers(replayed), [*_labels(replayed), ""]
    beyond = np.zeros(kept.broken.shape)
    forgiven = np.array([limit.forgiven for limit in LIMITS])[:, None, None, None]
    far = np.where(kept.beyond > forgiven, kept.beyond, 0.0).sum(axis=-1, dtype=float)
    count = kept.broken[:-1, :-1, :-1]
    beyond[:-1, :-1, :-1] = np.divide(far, count, out=np.zeros_like(far), where=count > 0)
    has = np.isfinite(sure.beyond[..., 0])  # (limits, O, T)
    for axis in range(3):
        has = np.concatenate([has, has.any(axis=axis, keepdims=True)], axis=axis)
    limit, who, period = np.nonzero(has)
    probability = kept.broken[has] / draws
    one = (limit < len(LIMITS)) & (who < len(employers) - 1) & (period < len(labels) - 1)
    return pd.DataFrame(
        {
            "organisation": np.array(employers, dtype=object)[who],
            "limit": np.array(limits, dtype=object)[limit],
            "period": np.array(labels, dtype=object)[period],
            "probability": probability,
            "standard_error": standard_error(probability, draws),
            "planned": np.where(sure.broken[has] > 0, "yes", "no"),
            "beyond": beyond[has],
            "unit": np.where(one, np.array(units, dtype=object)[limit], ""),
        }
    )


def _posts(replayed: Replayed, kept: Kept, sure: Kept, draws: int) -> pd.DataFrame:
    """Posts that are ever above their ceiling."""
    w, labels = replayed.outcome.problem.workforce, _labels(replayed)
    post, period = np.nonzero(kept.above[0])
    probability = kept.above[0][post, period] / draws
    return pd.DataFrame(
        {
            "post": np.array(w.posts, dtype=object)[post],
            "organisation": np.array(w.organisations, dtype=object)[w.post_organisation[post]],
            "role": np.array(w.roles, dtype=object)[w.post_role[post]],
            "period": np.array(labels, dtype=object)[period],
            "probability": probability,
            "standard_error": standard_error(probability, draws),
            "above": kept.above[1][post, period] / draws,
        }
    )
