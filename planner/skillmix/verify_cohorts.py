"""What becomes of those who start a course, from the place alone: a part of the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.place.place import Place

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Starters:
    """Those who start a course, WTE by row of ``moves`` (rows ``S``) and period (``T``)."""

    rows: pd.DataFrame  # of ``moves``: course (``via``), ``post``, ``to_post``
    used: Floats  # (S, T) who start
    in_training: Floats  # (S, T) there at the end of the period
    completing: Floats  # (S, T) who complete and stay
    returning: Floats  # (S, T) who end it without completing
    lost: Floats  # (S, T) who leave meanwhile
    #: Share of the period in which a course ends that went by before it did, (S, T).
    before_end: Floats


def follow_starters(place: Place, tables: Mapping[str, pd.DataFrame]) -> Starters:
    """Month by month: a course begins on the first day of a period. Trainees leave as their
    posts' turnover has it from the period after on; in the period in which the course ends those
    who complete leave as the posts do which they join, the others as those they go back to."""
    moves = tables["moves"]
    rows = moves[moves["kind"] == "training_start"].reset_index(drop=True)
    periods, posts = place.periods, place["posts"].set_index("post")
    courses = place["courses"].set_index("course").loc[rows["via"]]
    labels = [period.label for period in periods]
    first = np.array([labels.index(p) for p in rows["period"]], dtype=np.int64)
    offset = np.array([period.offset for period in periods], dtype=float)
    months = np.array([period.months for period in periods], dtype=float)
    finish = offset[first] + courses["duration_months"].to_numpy(float)
    rate = courses["completion_rate"].to_numpy(float)

    def staying(column: str) -> Floats:
        yearly = posts["turnover"].loc[rows[column]].to_numpy(float)
        return (1 - yearly)[:, None] ** (months / 12)

    stay, stay_there = staying("post"), staying("to_post")
    shape = (len(rows), len(periods))
    used, there, done, undone, lost, before = (np.zeros(shape) for _ in range(6))
    used[np.arange(len(rows)), first] = rows["wte"].to_numpy(float)
    left = np.zeros(len(rows))
    ended = np.zeros(len(rows), bool)
    for t in range(len(periods)):
        on = (t >= first) & ~ended
        ends = on & (offset[t] + months[t] > finish + 1e-9)
        kept = np.where(t > first, stay[:, t], 1.0)
        left = left + used[:, t]
        done[:, t] = np.where(ends, left * rate * stay_there[:, t], 0.0)
        undone[:, t] = np.where(ends, left * (1 - rate) * kept, 0.0)
        there[:, t] = np.where(on & ~ends, left * kept, 0.0)
        lost[:, t] = np.where(on, left, 0.0) - done[:, t] - undone[:, t] - there[:, t]
        before[:, t] = np.where(ends, np.maximum(finish - offset[t], 0.0) / months[t], 0.0)
        left, ended = there[:, t], ended | ends
    return Starters(rows, used, there, done, undone, lost, before)
