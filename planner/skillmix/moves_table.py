"""Who moves: the ``moves`` table of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from solvers.skillmix.outcome import Outcome

_BLANK = ("to_post", "to_organisation", "to_role", "to_profile", "via")


def moves_table(outcome: Outcome) -> pd.DataFrame:
    """``MOVES`` without the baseline."""
    parts = [
        _hires(outcome),
        _simple(outcome, "leaver", outcome.leavers),
        _simple(outcome, "release", outcome["released"]),
        _drawn_away(outcome),
        _transfers(outcome),
        *_training(outcome),
    ]
    return pd.concat(parts, ignore_index=True).fillna("")


def _names(values: tuple[str, ...], at: np.ndarray) -> np.ndarray:
    return np.array([*values, ""], dtype=object)[at]


def _cells(outcome: Outcome, cells: np.ndarray) -> dict[str, np.ndarray]:
    """Who the people of some cells are."""
    w = outcome.problem.workforce
    post = w.cell_post[cells]
    return {
        "post": _names(w.posts, post),
        "organisation": _names(w.organisations, w.post_organisation[post]),
        "role": _names(w.roles, w.post_role[post]),
        "profile": _names(w.profiles, w.cell_profile[cells]),
    }


def _to(outcome: Outcome, cells: np.ndarray) -> dict[str, np.ndarray]:
    where = _cells(outcome, cells)
    return {f"to_{name}": values for name, values in where.items()}


def _rows(outcome: Outcome, kind: str, wte: np.ndarray, who: Mapping[str, Any]) -> pd.DataFrame:
    blank = np.full(len(wte), "", dtype=object)
    axis = {**dict.fromkeys(_BLANK, blank), **who, "kind": np.full(len(wte), kind, object)}
    return long({"wte": wte}, [axis, {"period": outcome.problem.horizon.labels}])


def _simple(outcome: Outcome, kind: str, wte: np.ndarray) -> pd.DataFrame:
    return _rows(outcome, kind, wte, _cells(outcome, np.arange(len(wte))))


def _hires(outcome: Outcome) -> pd.DataFrame:
    hiring = outcome.problem.recruitment
    who = _cells(outcome, hiring.option_cell)
    return _rows(
        outcome,
        "hire",
        outcome["hires"],
        {**who, "via": _names(hiring.markets, hiring.option_market)},
    )


def _transfers(outcome: Outcome) -> pd.DataFrame:
    transfers = outcome.problem.transfers
    who = {
        **_cells(outcome, transfers.arc_from),
        **_to(outcome, transfers.arc_to),
        "via": _names(transfers.moves, transfers.arc_move),
    }
    return _rows(outcome, "transfer", outcome["transfers"], who)


def _training(outcome: Outcome) -> list[pd.DataFrame]:
    training = outcome.problem.training
    who = {
        **_cells(outcome, training.arc_from),
        **_to(outcome, training.arc_to),
        "via": _names(training.courses, training.arc_course),
    }
    return [
        _rows(outcome, "training_start", outcome["starts"], who),
        _rows(outcome, "training_completion", outcome.completions, who),
        _rows(outcome, "training_return", outcome.returns, who),
    ]


def _drawn_away(outcome: Outcome) -> pd.DataFrame:
    """Staff lost to partners, by who hires: each group's losses are shared out among
    the hiring employers and markets as their hires draw on it."""
    problem = outcome.problem
    w, hiring = problem.workforce, problem.recruitment
    periods = problem.horizon.size
    employer = w.post_organisation[w.cell_post[hiring.option_cell]]
    key = np.stack(
        [
            hiring.draw_group,
            employer[hiring.draw_option],
            hiring.option_market[hiring.draw_option],
        ]
    )
    pulls, which = np.unique(key, axis=1, return_inverse=True)
    pull = np.zeros((pulls.shape[1], periods))
    np.add.at(
        pull, which.ravel(), outcome["hires"][hiring.draw_option] * hiring.draw_share[:, None]
    )
    total = np.zeros((hiring.groups, periods))
    np.add.at(total, pulls[0], pull)
    share = np.divide(pull, total[pulls[0]], out=np.zeros_like(pull), where=total[pulls[0]] > 0)
    pairs = [
        (k, cell)
        for k, group in enumerate(pulls[0])
        for cell in np.flatnonzero(hiring.cell_group == group)
    ]
    k = np.array([pair[0] for pair in pairs], dtype=np.int64)
    cell = np.array([pair[1] for pair in pairs], dtype=np.int64)
    who = {
        **_cells(outcome, cell),
        "to_organisation": _names(w.organisations, pulls[1][k]),
        "via": _names(hiring.markets, pulls[2][k]),
    }
    return _rows(outcome, "drawn_away", share[k] * outcome["drawn"][cell], who)
