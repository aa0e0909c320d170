"""A new profile is adopted wholly or not at all.

For every pair q of employer and profile that is new to it: in_post of the pair's
cells in t ≤ most[q] · adopted[q,t]; adopted never falls back; and from the
period in which the team is due, in_post ≥ minimum_team[q] · adopted. The last
period asks for the whole team of whatever was adopted. WTE; adopted is 0 or 1.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, build_stays

NAME = "adoption"
TEAM = "smallest team"
AXES = ("pair", "period")


def due_adoption(problem: Problem) -> np.ndarray:
    """For each period the last period whose adoptions must be whole by now, -1: none."""
    periods = problem.horizon.size
    latest = np.full(periods, -1)
    for adopted_in, due in enumerate(problem.adoption.due):
        if due < periods:
            latest[due:] = np.maximum(latest[due:], adopted_in)
    latest[-1] = periods - 1
    return latest


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    adoption = problem.adoption
    adopted, stock = decisions["adopted"], decisions["in_post"]
    cells = np.flatnonzero(adoption.cell_pair >= 0)
    pairs = adoption.cell_pair[cells]
    only = model.add_rows(NAME, adopted.shape, upper=0.0, axes=AXES)
    model.add_terms(only[pairs], stock[cells])
    model.add_terms(only, adopted, -adoption.most[:, None])
    build_stays(model, NAME, adopted, AXES)

    latest = due_adoption(problem)
    when = np.flatnonzero(latest >= 0)
    some = np.flatnonzero(adoption.minimum_team > 0)
    team = model.add_rows(
        TEAM,
        (len(some), len(when)),
        lower=0.0,
        axes=AXES,
        entries={"pair": some[:, None], "period": when[None, :]},
    )
    place = np.full(adopted.shape[0], -1)
    place[some] = np.arange(len(some))
    inside = place[pairs] >= 0
    model.add_terms(team[place[pairs[inside]]], stock[np.ix_(cells[inside], when)])
    model.add_terms(team, adopted[np.ix_(some, latest[when])], -adoption.minimum_team[some, None])


def check(outcome: Outcome) -> list[Violation]:
    adoption = outcome.problem.adoption
    adopted = outcome["adopted"]
    team = np.zeros_like(adopted)
    some = adoption.cell_pair >= 0
    np.add.at(team, adoption.cell_pair[some], outcome["in_post"][some])
    whole = np.abs(adopted - np.round(adopted))
    found = breaches(outcome, NAME, "of a yes or no", AXES, whole, 1.0)
    yes = adopted > 0.5
    found += breaches(outcome, NAME, "WTE", AXES, np.where(yes, 0.0, team), 1.0)
    found += breaches(
        outcome, NAME, "WTE", AXES, team - adoption.most[:, None], adoption.most[:, None]
    )
    if not adoption.allowed:
        found += breaches(outcome, NAME, "adopted where nothing may be", AXES, adopted, 1.0)
    back = np.maximum(0.0, adopted[:, :-1] - adopted[:, 1:])
    found += breaches(outcome, NAME, "of a yes or no", AXES, back, 1.0)
    latest = due_adoption(outcome.problem)
    for period in np.flatnonzero(latest >= 0):
        short = np.where(yes[:, latest[period]], adoption.minimum_team - team[:, period], 0.0)
        off = np.zeros_like(adopted)
        off[:, period] = short
        found += breaches(outcome, TEAM, "WTE", AXES, off, adoption.minimum_team[:, None])
    return found
