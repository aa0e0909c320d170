"""Where each offer puts whoever takes it, period by period.

Somebody on a course stays in their post and state until it ends; then they are in the
new one as likely as they complete. The second of two courses is for those who complete
the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.assignment.problem import AssignmentProblem, Bools, Floats, Ints


@dataclass(frozen=True)
class Spans:
    """Rows of (offer, post, state, first period, period after the last, share)."""

    offer: Ints
    post: Ints
    state: Ints
    first: Ints
    after: Ints
    share: Floats

    def of(self, rows: Ints | Bools) -> Spans:
        """Some of the rows."""
        return Spans(*(getattr(self, name)[rows] for name in _FIELDS))

    def by_period(self) -> tuple[Ints, Ints]:
        """Each row once for each of its periods: (row, period)."""
        length = self.after - self.first
        row = np.repeat(np.arange(len(length)), length)
        begun = np.cumsum(length) - length
        return row, np.arange(len(row)) - np.repeat(begun, length) + np.repeat(self.first, length)


_FIELDS = ("offer", "post", "state", "first", "after", "share")


def standing(problem: AssignmentProblem) -> Spans:
    """Where whoever takes an offer stands; the shares of each period add up to 1."""
    offers, intakes, last = problem.offers, problem.intakes, problem.periods
    every = np.arange(len(offers.group))
    home = problem.groups.post[offers.group], problem.groups.state[offers.group]
    there = offers.post, offers.state
    one = np.ones(len(every))
    moves = (offers.first < 0) & (offers.begins < last)
    single = (offers.first >= 0) & (offers.second < 0)
    double = offers.second >= 0
    rate = _at(intakes.rate, offers.first), _at(intakes.rate, offers.second)
    ends = _at(intakes.ends, offers.first), _at(intakes.ends, offers.second)
    stays = ~(moves | single | double)
    middle = home[0], offers.middle
    nought, end = np.zeros_like(every), np.full_like(every, last)
    rows = [
        (stays, home, nought, end, one),
        (moves, home, nought, offers.begins, one),
        (moves, there, offers.begins, end, one),
        (single | double, home, nought, ends[0], one),
        (single, there, ends[0], end, rate[0]),
        (single | double, home, ends[0], end, 1 - rate[0]),
        (double, middle, ends[0], ends[1], rate[0]),
        (double, there, ends[1], end, rate[0] * rate[1]),
        (double, middle, ends[1], end, rate[0] * (1 - rate[1])),
    ]
    parts = [
        (every[who], post[who], state[who], first[who], after[who], share[who])
        for who, (post, state), first, after, share in rows
    ]
    spans = Spans(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return spans.of((spans.first < spans.after) & (spans.share > 0))


def in_training(problem: AssignmentProblem) -> Spans:
    """When whoever takes an offer is on a course: rows as of ``standing``, of the post and
    state they come from; ``share`` is 1 and the intake is in ``which_intake``."""
    offers = problem.offers
    offer, intake = which_intake(problem)
    group = offers.group[offer]
    until = np.minimum(problem.intakes.until[intake], problem.periods)
    return Spans(
        offer,
        problem.groups.post[group],
        problem.groups.state[group],
        problem.intakes.starts[intake],
        until,
        np.ones(len(offer)),
    )


def which_intake(problem: AssignmentProblem) -> tuple[Ints, Ints]:
    """(offer, intake) of every course in every offer."""
    offers = problem.offers
    first, second = np.flatnonzero(offers.first >= 0), np.flatnonzero(offers.second >= 0)
    return (
        np.concatenate([first, second]),
        np.concatenate([offers.first[first], offers.second[second]]),
    )


def busy(problem: AssignmentProblem) -> Bools:
    """(J, T) whether whoever takes the offer is on a course then."""
    found = np.zeros((len(problem.offers.group), problem.periods), bool)
    spans = in_training(problem)
    row, period = spans.by_period()
    found[spans.offer[row], period] = True
    return found


def _at(values: np.ndarray, which: Ints) -> np.ndarray:
    """Values of intakes, 0 where there is none."""
    padded = np.append(values, np.zeros(1, values.dtype))
    return padded[which]
