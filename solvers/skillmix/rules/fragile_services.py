"""A fragile service is run by a team that is large enough, or its neighbour's staff are bought.

Team: Σ in_post[cells with the competency of s, t] ≥ minimum_team[s] · own_team[s,t], in the
periods in which the minimum counts. WTE.

Own or bought: what is given of an intervention that rests on s is given by the neighbour, or
own_team[s,t] is yes: Σ occasions[patterns of its package] + Σ joint[hubs' offers of its
package] − undelivered[i] − Σ bought[parts with i] ≤ most that can fall due · own_team[s,t].
And a service has one team: Σ bought · hours ≤ most · (1 − own_team[s,t]). On a joint visit
from a hub the place's own staff go together, each with what they can do: a neighbour's do not
go along, so there are such visits only while the place runs all the services they rest on.

Bought: no more visits of a part than are made of it, bought[e,l,t] ≤ visits[part of e], and no
more hours of a service, with their travel, than its neighbour sells: Σ bought · hours ≤
most_hours[s,t]. Hours a week. A neighbour makes visits of its own: a visit in which something
else is given too can not be bought.

Once: a service changes hands no more than once, and not back. One that the place runs today
and gives up is not taken back, and one that it takes over it keeps: own_team[s,t] ≤
own_team[s,t−1] for those it runs today, ≥ for the others. Staff leave a team that closes, and
a neighbour takes staff on for what it has agreed to sell; neither is undone within a plan.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.fragile_services import (
    minimum_counts,
    most_hours_bought,
    most_own,
    most_times_given,
)
from solvers.skillmix.outcome import Outcome, pattern_part_pairs
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "hours bought"
TEAM = "minimum team"
OWN = "services of their own"
ONE = "one team"
VISITS = "visits bought"
ONCE = "services change hands once"
AXES = ("fragile service", "period")
OWN_AXES = ("resting", "locality", "period")
VISIT_AXES = ("bought", "locality", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    fragile, own = problem.fragile, decisions["own_team"]
    once = model.add_rows(ONCE, (len(own), own.shape[1] - 1), upper=0.0, axes=AXES)
    sign = np.where(fragile.own_today, 1.0, -1.0)[:, None]
    model.add_terms(once, own[:, 1:], sign)
    model.add_terms(once, own[:, :-1], -sign)

    service, period = np.nonzero(minimum_counts(problem))
    entries = {"fragile service": service, "period": period}
    team = model.add_rows(TEAM, service.shape, lower=0.0, axes=AXES, entries=entries)
    model.add_terms(team, own[service, period], -fragile.minimum_team[service])
    row, cell = np.nonzero(fragile.team[service])
    model.add_terms(team[row], decisions["in_post"][cell, period[row]])

    _build_own(model, decisions, problem, index)
    _build_bought(model, decisions, problem, index)


def _build_own(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    """What is given of each intervention of a service, and not bought, is given by its team."""
    care, bought = problem.care, decisions["bought"]
    service, intervention = np.nonzero(problem.fragile.rests_on)
    shape = (len(service), *care.due.shape[1:])
    rows = model.add_rows(OWN, shape, upper=0.0, axes=OWN_AXES)
    package = care.intervention_package[intervention]
    row, pattern = np.nonzero(package[:, None] == care.pattern_package[None, :])
    model.add_terms(rows[row], decisions["occasions"][pattern])
    hubs = problem.hubs
    row, offer = np.nonzero(package[:, None] == hubs.offer_package[None, :])
    model.add_terms(rows[row, hubs.offer_locality[offer]], decisions["joint"][offer])
    model.add_terms(rows, decisions["undelivered"][intervention], -1.0)
    row, pair = np.nonzero(
        (service[:, None] == index.bought_service)
        & _holds(problem)[intervention][:, index.bought_part]
    )
    model.add_terms(rows[row], bought[pair], -1.0)
    most = most_times_given(problem)[intervention]
    model.add_terms(rows, decisions["own_team"][service][:, None, :], -most)


def _build_bought(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    """No more is bought than is given, than is sold, and nothing beside a team."""
    care, fragile, bought = problem.care, problem.fragile, decisions["bought"]
    rows = model.add_rows(VISITS, bought.shape, upper=0.0, axes=VISIT_AXES)
    model.add_terms(rows, bought)
    pattern, part = pattern_part_pairs(problem)
    row, pair = np.nonzero(index.bought_part[:, None] == part[None, :])
    model.add_terms(rows[row], decisions["occasions"][pattern[pair]], -1.0)
    single = care.part_single[index.bought_part]
    model.add_terms(rows[single >= 0], decisions["undelivered"][single[single >= 0]])

    hours = care.part_hours()[index.bought_part][:, :, None]
    sellers = np.flatnonzero((fragile.most_hours > 0).any(axis=1))
    place = np.full(len(fragile.services), -1)
    place[sellers] = np.arange(len(sellers))
    shape = (len(sellers), problem.horizon.size)
    entries = {"fragile service": sellers[:, None]}
    sold = model.add_rows(
        NAME, shape, upper=fragile.most_hours[sellers], axes=AXES, entries=entries
    )
    most = most_hours_bought(problem)[sellers]
    one = model.add_rows(ONE, shape, upper=most, axes=AXES, entries=entries)
    mine = place[index.bought_service]
    model.add_terms(sold[mine][:, None, :], bought, hours)
    model.add_terms(one[mine][:, None, :], bought, hours)
    model.add_terms(one, decisions["own_team"][sellers], most)


def _holds(problem: Problem) -> np.ndarray:
    """Whether each intervention is in each part, (I, J)."""
    care = problem.care
    held = np.zeros((len(care.interventions), len(care.part_package)), bool)
    for part, members in enumerate(care.part_members):
        held[list(members), part] = True
    return held


def not_bought(outcome: Outcome) -> np.ndarray:
    """Times a week that the place's own staff give each intervention, (I, L, T)."""
    care, hubs = outcome.problem.care, outcome.problem.hubs
    together = np.zeros(care.due.shape)
    np.add.at(together, (hubs.offer_package, hubs.offer_locality), outcome["joint"])
    alone = np.einsum("ij,jlt->ilt", _holds(outcome.problem).astype(float), outcome.own_visits)
    return np.asarray(alone + together[care.intervention_package])


def check(outcome: Outcome) -> list[Violation]:
    problem, own = outcome.problem, outcome["own_team"]
    fragile = problem.fragile
    found = breaches(outcome, ONCE, "of a yes or no", AXES, np.abs(own - np.round(own)), 1.0)
    found += breaches(outcome, ONCE, "of it", AXES, np.maximum(-own, own - 1.0), 1.0)
    sign = np.where(fragile.own_today, 1.0, -1.0)[:, None]
    turned = np.maximum(0.0, sign * np.diff(own, axis=1))
    found += breaches(outcome, ONCE, "changed back", AXES, turned, 1.0)
    if problem.today:
        as_today = np.abs(own - most_own(problem))
        found += breaches(outcome, ONCE, "other than today", AXES, as_today, 1.0)

    yes, least = own > 0.5, fragile.minimum_team[:, None]
    short = np.where(yes & minimum_counts(problem), least - outcome.service_team, 0.0)
    found += breaches(outcome, TEAM, "WTE", AXES, short, least)

    service, intervention = np.nonzero(fragile.rests_on)
    given = not_bought(outcome)[intervention]
    alone = np.where(yes[service][:, None, :], 0.0, given)
    most_given = most_times_given(problem)[intervention]
    found += breaches(outcome, OWN, "times a week", OWN_AXES, alone, most_given)

    bought = outcome["bought"]
    made = outcome.visits[outcome.index.bought_part]
    found += breaches(outcome, VISITS, "visits a week", VISIT_AXES, -bought, 1.0)
    found += breaches(outcome, VISITS, "visits a week", VISIT_AXES, bought - made, made)
    hours, most = outcome.bought_hours, fragile.most_hours
    found += breaches(outcome, NAME, "hours a week", AXES, hours - most, most)
    return found + breaches(outcome, ONE, "hours a week", AXES, np.where(yes, hours, 0.0), most)
