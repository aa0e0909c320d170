"""What becomes of people who start a course: training, completion, ramp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solvers.skillmix.problem import Floats, Horizon

QUARTER = 3


@dataclass(frozen=True)
class Cohort:
    """Starters of a course by period started in (s) and seen in (t), shape (T, T).

    A cohort starts on the first day of the period its intake falls in.
    """

    training: Floats  # share of t spent in training
    slow: Floats  # share of t lost to the ramp after completion
    completes: np.ndarray  # (T,) period of completion; T: after the horizon


def make_cohort(months: float, ramp: Sequence[float], horizon: Horizon, stretch: Floats) -> Cohort:
    """The course of a cohort, month by month.

    ``stretch``: how many times as long the ramp takes, by period of completion, (T,).
    """
    n = horizon.size
    training, slow = np.zeros((n, n)), np.zeros((n, n))
    completes = np.full(n, n, dtype=np.int64)
    ends = horizon.offset + horizon.months
    for s in range(n):
        finish = horizon.offset[s] + months
        later = np.flatnonzero(ends > finish + 1e-9)
        if len(later):
            completes[s] = max(s, later[0])
        step = QUARTER * float(stretch[min(completes[s], n - 1)])
        for t in range(s, n):
            training[s, t] = _overlap(horizon, t, horizon.offset[s], finish)
            for quarter, productivity in enumerate(ramp):
                begin = finish + quarter * step
                slow[s, t] += (1 - productivity) * _overlap(horizon, t, begin, begin + step)
    return Cohort(training, slow, completes)


def _overlap(horizon: Horizon, t: int, begin: float, end: float) -> float:
    """Share of period t between two moments, in months from the start."""
    first, last = horizon.offset[t], horizon.offset[t] + horizon.months[t]
    return float(max(0.0, min(last, end) - max(first, begin)) / horizon.months[t])


@dataclass(frozen=True)
class ArcFlows:
    """Per WTE that starts in s, seen in t, for each arc: (A, T, T) each."""

    present: Floats
    completed: Floats
    returned: Floats
    from_capacity: Floats
    to_capacity: Floats


def make_flows(
    cohorts: Sequence[Cohort],
    arc_cohort: np.ndarray,
    away: Floats,
    completion: Floats,
    leave_from: Floats,
    leave_to: Floats,
) -> ArcFlows:
    """The flows of every arc.

    Trainees leave at the rate of the posts they come from; in the period in which
    a course ends, those who complete have been through the turnover of the posts
    they join, and those who do not through that of the posts they go back to.

    Parameters
    ----------
    arc_cohort : (A,) which of the cohorts.
    away, completion : by cohort, share of hours away and completion rate.
    leave_from, leave_to : (A, T) leave rates.
    """
    arcs, n = len(arc_cohort), leave_from.shape[1]
    flows = [np.zeros((arcs, n, n)) for _ in range(5)]
    present, completed, returned, from_capacity, to_capacity = flows
    for kind in np.unique(arc_cohort):
        at = np.flatnonzero(arc_cohort == kind)
        cohort, rate = cohorts[kind], completion[kind]
        for s in range(n):
            left = np.ones(len(at))
            end = int(cohort.completes[s])
            for t in range(s, min(end, n)):
                if t > s:
                    left = left * (1 - leave_from[at, t])
                present[at, s, t] = left
                from_capacity[at, s, t] = left * (1 - away[kind])
            if end >= n:
                continue
            back = left if end == s else left * (1 - leave_from[at, end])
            completed[at, s, end] = left * rate * (1 - leave_to[at, end])
            returned[at, s, end] = back * (1 - rate)
            learning = cohort.training[s, end]
            # Who completes in the period was a trainee for part of it: the old
            # post still had some of their hours, the new one none.
            done, undone = completed[at, s, end], returned[at, s, end]
            from_capacity[at, s, end] = learning * ((1 - away[kind]) * done - away[kind] * undone)
            to_capacity[at, s, end] = -learning * done
            stays = done.copy()
            for t in range(end, n):
                if t > end:
                    stays = stays * (1 - leave_to[at, t])
                to_capacity[at, s, t] -= cohort.slow[s, t] * stays
    return ArcFlows(present, completed, returned, from_capacity, to_capacity)
