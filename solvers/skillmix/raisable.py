"""Every limit of a model that can be raised, entry by entry, and the room to raise it in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.mathopt import LinearResult
from solvers.engine.model import Assembled, Floats, Ids
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.decisions import upper_bounds
from solvers.skillmix.levers import most_saved_in_all
from solvers.skillmix.limit_words import LIMITS, NO_DECISION_LIMITS
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import levers


@dataclass(frozen=True)
class Raisable:
    """Every entry of every limit of a model.

    Attributes
    ----------
    limit : (n,) position in ``LIMITS``.
    ids : (n,) row, or column where ``is_column``.
    entries : of the limit's axes, one tuple for each.
    """

    limit: Ids
    ids: Ids
    is_column: np.ndarray
    entries: list[tuple[int, ...]]

    def prices(self, solved: LinearResult) -> Floats:
        """What the duals make one more unit of each entry worth, nought or more."""
        assert solved.duals is not None
        assert solved.reduced is not None
        worth = np.zeros(len(self.ids))
        worth[self.is_column] = -solved.reduced[self.ids[self.is_column]]
        worth[~self.is_column] = -solved.duals[self.ids[~self.is_column]]
        return np.maximum(worth, 0.0)


def raisable(model: SkillmixModel) -> Raisable:
    """The limits of a model that are finite, entry by entry."""
    kinds, ids, is_column = [], [], []
    entries: list[tuple[int, ...]] = []
    assembled = model.assembled
    for k, limit in enumerate(LIMITS):
        if limit.decision:
            columns = model.decisions[limit.decision]
            some = [(int(c), at) for at, c in np.ndenumerate(columns)]
            upper = assembled.upper
        else:
            blocks = [b for b in assembled.rows if (b.name, b.axes) == (limit.rows, limit.axes)]
            some = [(int(row), b.entry(int(row))) for b in blocks for row in b.ids.ravel()]
            upper = assembled.row_upper
        some = [(i, at) for i, at in some if np.isfinite(upper[i])]
        kinds += [k] * len(some)
        ids += [i for i, _ in some]
        is_column += [bool(limit.decision)] * len(some)
        entries += [at for _, at in some]
    integer = np.int64
    return Raisable(
        np.array(kinds, integer), np.array(ids, integer), np.array(is_column, bool), entries
    )


def with_room(model: SkillmixModel) -> Assembled:
    """The model with decisions' bounds that rules imply wide enough for any limit raised.

    Such a bound changes nothing as long as no limit does; left as it is, it would hide
    what one more unit can do. Bounds that are limits themselves stay.
    """
    more = _one_more_of_everything(model.problem)
    wider = upper_bounds(more, model.index)
    own = {limit.decision for limit in LIMITS} | set(NO_DECISION_LIMITS)
    upper = model.assembled.upper.copy()
    for name, most in wider.items():
        if name not in own:
            upper[model.decisions[name]] = most
    values = _more_to_save(model, more)
    return replace(model.assembled, upper=upper, entry_value=values)


def _more_to_save(model: SkillmixModel, more: Problem) -> Floats:
    """The model's entries with the most time that levers can save as wide."""
    most, then = (most_saved_in_all(p) for p in (model.problem, more))
    wider = np.divide(then, most, out=np.ones_like(most), where=most > 0)
    values = model.assembled.entry_value.copy()
    for block in model.assembled.rows:
        if (block.name, block.axes) == (levers.SAVING, levers.SAVING_AXES):
            row = model.assembled.entry_row - block.first
            mine = (row >= 0) & (row < block.size) & (values < 0)
            values[mine] *= wider.ravel()[row[mine]]
    return values


def _one_more_of_everything(problem: Problem) -> Problem:
    """The problem with one more unit of every limit, but where there is nothing to have more of."""
    w = problem.workforce
    releasing = np.asarray((w.release_max > 0).any(axis=1))[:, None]
    return replace(
        problem,
        workforce=replace(
            w,
            establishment_max=w.establishment_max + 1.0,
            over_max=w.over_max + 1.0,
            short_time_max=w.short_time_max + 1.0,
            agency_max=np.where(w.agency_max > 0, w.agency_max + 1.0, 0.0),
            release_max=np.where(releasing, w.release_max + 1.0, 0.0),
            hours=w.hours + 1.0,
        ),
        recruitment=replace(problem.recruitment, supply=problem.recruitment.supply + 1.0),
        training=replace(problem.training, places=problem.training.places + 1.0),
        transfers=replace(problem.transfers, most=problem.transfers.most + 1.0),
        care=replace(problem.care, shift_max=problem.care.shift_max + 1.0),
        hubs=replace(problem.hubs, desks=problem.hubs.desks + 1.0),
        money=replace(problem.money, fund_amount=problem.money.fund_amount + 1.0),
    )
