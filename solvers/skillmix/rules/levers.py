"""A lever is taken once and stays, and saves no more time than it can.

taken[v,t−1] ≤ taken[v,t], and 1 throughout where it is in force from before the start; for every effect on time g of a lever that is yes or no, skill
class z, locality and period: saved[g,z,l,t] ≤ Σ own visits[parts of z] · hours it saves a visit,
and Σ over z of saved[g,z,l,t] ≤ its most · taken by the last period after which the lever
works all through t. Hours a week. Visits are those of patterns: on joint visits from hubs
levers save nothing. What a lever does to demand is in the rule on visits,
what it does to supply in the rule on recruitment.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import Floats, LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.lasting import may_be
from solvers.skillmix.levers import most_saved_in_all, saved_per_visit, saves_since
from solvers.skillmix.outcome import Outcome, pattern_part_pairs
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, build_stays, check_stays

NAME = "levers"
SAVING = "time saved"
AXES = ("lever", "period")
SAVING_AXES = ("effect", "locality", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    taken, saved = decisions["taken"], decisions["saved"]
    build_stays(model, NAME, taken, AXES)

    axes = ("saving", "locality", "period")
    rows = model.add_rows(SAVING, saved.shape, upper=0.0, axes=axes)
    model.add_terms(rows, saved)
    care, each = problem.care, saved_per_visit(problem)
    pattern, part = pattern_part_pairs(problem)
    for row, effect, skill in zip(rows, index.saving_effect, index.saving_class, strict=True):
        able = np.flatnonzero(care.part_class[part] == skill)
        model.add_terms(
            row[None], decisions["occasions"][pattern[able]], -each[effect, part[able]][:, :, None]
        )
        single = np.flatnonzero((care.part_class == skill) & (care.part_single >= 0))
        model.add_terms(
            row[None],
            decisions["undelivered"][care.part_single[single]],
            each[effect, single][:, :, None],
        )
        mine = np.flatnonzero(care.part_class[index.bought_part] == skill)
        model.add_terms(
            row[None],
            decisions["bought"][mine],
            each[effect, index.bought_part[mine]][:, :, None],
        )

    most, since = most_saved_in_all(problem), saves_since(problem.levers)
    only = model.add_rows(SAVING, most.shape, upper=0.0, axes=SAVING_AXES)
    model.add_terms(only[index.saving_effect], saved)
    some, period = np.nonzero(since >= 0)
    columns = taken[problem.levers.saving_lever[some], since[some, period]]
    model.add_terms(only[some, :, period], columns[:, None], -most[some, :, period])


def could_save(outcome: Outcome) -> Floats:
    """Hours a week that each effect on time can save in each skill class, given what is
    taken and the visits that the place's own staff make, (saving, L, T)."""
    problem, index = outcome.problem, outcome.index
    care, levers = problem.care, problem.levers
    each, since = saved_per_visit(problem), saves_since(levers)
    hours = np.zeros((len(levers.saving_lever), care.classes, *outcome.visits.shape[1:]))
    for effect in range(len(hours)):
        able = care.part_class >= 0
        made = outcome.own_visits * each[effect][:, :, None]
        np.add.at(hours[effect], care.part_class[able], made[able])
    taken = outcome["taken"][levers.saving_lever]
    on = np.where(since >= 0, np.take_along_axis(taken, np.maximum(since, 0), axis=1), 0.0)
    return hours[index.saving_effect, index.saving_class] * on[index.saving_effect][:, None, :]


def check(outcome: Outcome) -> list[Violation]:
    levers = outcome.problem.levers
    may = may_be(levers.earliest, outcome.problem.horizon.size)
    found = check_stays(outcome, NAME, "taken", AXES, may, levers.already, levers.whole)
    most, saved = could_save(outcome), outcome["saved"]
    unit, local = "hours a week", ("saving", "locality", "period")
    found += breaches(outcome, SAVING, unit, local, saved - most, most)
    return found + breaches(outcome, SAVING, unit, local, -saved, 1.0)
