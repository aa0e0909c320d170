"""Every occasion that falls due is given as a set of visits that exists.

Σ occasions[patterns of a package] + what hubs give in one visit + what is shifted to a
lower acuity + what levers keep from arising = due, for every package, locality and period;
a pattern is a partition of the package's interventions into visits, each by one profile
with all the competencies it needs; a hub's visit has somebody for each intervention. An
intervention may be left out only where it stands alone in its pattern:
undelivered[i] ≤ Σ occasions[patterns with {i} alone]. Per week. Visits that a neighbour
makes take none of the place's own hours; the rule on fragile services says which may be.

Patterns are partitions, not covers: {1,2}, {2,3}, {1,3} at one half each would
cover three interventions with one and a half visits that nobody can make.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.hubs import joint_work
from solvers.skillmix.levers import effect_of_taken
from solvers.skillmix.outcome import Outcome, pattern_part_pairs
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "visits"
LEFT_OUT = "interventions left out"
SKILL = "skills of visits"


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    care = problem.care
    occasions, shifted = decisions["occasions"], decisions["shifted"]
    rows = model.add_rows(
        NAME, care.due.shape, care.due, care.due, ("package", "locality", "period")
    )
    model.add_terms(rows[care.pattern_package], occasions)
    hubs = problem.hubs
    model.add_terms(rows[hubs.offer_package, hubs.offer_locality], decisions["joint"])
    alternatives = index.alternatives
    ratio = care.shift_ratio[alternatives]
    model.add_terms(rows[care.alternative_of[alternatives]], shifted, ratio[:, None, None])
    model.add_terms(rows[alternatives], shifted, -1.0)

    pattern, part = pattern_part_pairs(problem)
    single = care.part_single[part]
    alone = model.add_rows(
        LEFT_OUT,
        decisions["undelivered"].shape,
        upper=0.0,
        axes=("intervention", "locality", "period"),
    )
    model.add_terms(alone, decisions["undelivered"])
    some = single >= 0
    model.add_terms(alone[single[some]], occasions[pattern[some]], -1.0)

    _build_levers(model, decisions, problem, rows)
    _build_skills(model, decisions, problem, index, pattern, part)


def _build_levers(
    model: LinearModel, decisions: Decisions, problem: Problem, rows: np.ndarray
) -> None:
    """Occasions that levers keep from arising."""
    levers = problem.levers
    at = (levers.demand_package, levers.demand_locality)
    kept = problem.care.due[at] * levers.demand_share[:, None]
    effect = effect_of_taken(levers)[levers.demand_lever] * kept[:, None, :]
    spread(rows[at], decisions["taken"][levers.demand_lever], effect, model)


def _build_skills(
    model: LinearModel,
    decisions: Decisions,
    problem: Problem,
    index: Index,
    pattern: np.ndarray,
    part: np.ndarray,
) -> None:
    """Hours of each skill class are saved, bought, or worked by profiles that have the skill."""
    care, hours = problem.care, problem.care.part_hours()
    shape = (care.classes, *decisions["work"].shape[1:])
    rows = model.add_rows(SKILL, shape, 0.0, 0.0, ("skill", "locality", "period"))
    model.add_terms(rows[care.provider_class], decisions["work"])
    able = care.part_class[part] >= 0
    model.add_terms(
        rows[care.part_class[part[able]]],
        decisions["occasions"][pattern[able]],
        -hours[part[able]][:, :, None],
    )
    single = np.flatnonzero((care.part_single >= 0) & (care.part_class >= 0))
    model.add_terms(
        rows[care.part_class[single]],
        decisions["undelivered"][care.part_single[single]],
        hours[single][:, :, None],
    )
    model.add_terms(rows[index.saving_class], decisions["saved"])
    joint = joint_work(problem)
    model.add_terms(
        rows[joint.skill, problem.hubs.offer_locality[joint.offer]],
        decisions["joint"][joint.offer],
        -joint.hours[:, None],
    )
    bought, of_class = index.bought_part, care.part_class[index.bought_part]
    some = of_class >= 0
    model.add_terms(
        rows[of_class[some]], decisions["bought"][some], hours[bought[some]][:, :, None]
    )
    unable = np.flatnonzero(care.part_class < 0)
    lone = model.add_rows(
        SKILL, (len(unable), *shape[1:]), 0.0, 0.0, ("part", "locality", "period")
    )
    place = np.full(len(care.part_class), -1)
    place[unable] = np.arange(len(unable))
    hit = place[part] >= 0
    model.add_terms(lone[place[part[hit]]], decisions["occasions"][pattern[hit]])
    left = care.part_single[unable]
    model.add_terms(lone[left >= 0], decisions["undelivered"][left[left >= 0]], -1.0)
    model.add_terms(lone[place[bought[~some]]], decisions["bought"][~some], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    care, index = outcome.problem.care, outcome.index
    given, due = outcome.given, care.due.copy()
    for k, alternative in enumerate(index.alternatives):
        due[alternative] += outcome["shifted"][k]
        due[care.alternative_of[alternative]] -= (
            outcome["shifted"][k] * care.shift_ratio[alternative]
        )
    due -= outcome.avoided
    axes = ("package", "locality", "period")
    found = breaches(outcome, NAME, "occasions a week", axes, np.abs(given - due), care.due)
    found += breaches(outcome, NAME, "occasions a week", axes, -due, care.due)
    low = breaches(
        outcome,
        NAME,
        "occasions a week",
        ("pattern", "locality", "period"),
        -outcome["occasions"],
        1.0,
    )
    below = breaches(
        outcome,
        LEFT_OUT,
        "a week",
        ("intervention", "locality", "period"),
        -outcome["undelivered"],
        1.0,
    )
    made = np.minimum(outcome.visits, outcome.own_visits)
    left = breaches(outcome, LEFT_OUT, "a week", ("part", "locality", "period"), -made, 1.0)
    nobody = np.where((care.part_class < 0)[:, None, None], np.abs(outcome.own_visits), 0.0)
    found += breaches(
        outcome, SKILL, "visits a week nobody can make", ("part", "locality", "period"), nobody, 1.0
    )
    return found + low + below + left + _check_partitions(outcome) + _check_work(outcome)


def _check_partitions(outcome: Outcome) -> list[Violation]:
    """Each pattern's parts hold each intervention of its package exactly once."""
    care = outcome.problem.care
    found = []
    for pattern, parts in enumerate(care.pattern_parts):
        members = sorted(i for part in parts for i in care.part_members[part])
        package = care.pattern_package[pattern]
        if members != np.flatnonzero(care.intervention_package == package).tolist():
            found.append(Violation(NAME, f"pattern of {care.packages[package]}", 1.0, "pattern"))
    return found


def _check_work(outcome: Outcome) -> list[Violation]:
    need = outcome.hours_needed
    off = np.abs(outcome.hours_worked + outcome.hours_saved - need)
    found = breaches(outcome, SKILL, "hours a week", ("skill", "locality", "period"), off, need)
    axes = ("provider", "locality", "period")
    return found + breaches(outcome, SKILL, "hours a week", axes, -outcome["work"], 1.0)
