"""Fragile services: the figures that rules, outcomes and the decisions' bounds share."""

from __future__ import annotations

import numpy as np

from solvers.skillmix.levers import most_due
from solvers.skillmix.problem import Bools, Floats, Ints, Problem


def bought_parts(problem: Problem) -> tuple[Ints, Ints]:
    """(service, part) of every part whose visits a neighbour can make: all it holds rests on
    the service, and on no other."""
    may, members = problem.fragile.may_buy(), problem.care.part_members
    whole = np.array([[row[list(some)].all() for some in members] for row in may], dtype=bool)
    service, part = np.nonzero(whole.reshape(len(may), len(members)))
    return service.astype(np.int64), part.astype(np.int64)


def most_own(problem: Problem) -> Floats:
    """Whether the place may run each service, (S, T): today's way of working runs those it
    runs today, and no others."""
    may = problem.fragile.own_today | (not problem.today)
    return np.repeat(may[:, None], problem.horizon.size, axis=1).astype(float)


def minimum_counts(problem: Problem) -> Bools:
    """Whether the minimum team counts in a period, (S, T).

    Today's way of working keeps the teams it has, however small, and a frozen period keeps
    what was promised.
    """
    fragile = problem.fragile
    period = np.arange(problem.horizon.size)
    counts = ~fragile.own_today[:, None] | (period >= fragile.counts_from[:, None])
    frozen = 0 if problem.base is None else problem.base.frozen
    return counts & (period >= frozen) & (not problem.today)


def most_visits_bought(problem: Problem, service: Ints, part: Ints) -> Floats:
    """Most visits a week that a neighbour can make of each (service, part), (E, L, T): no more
    than can fall due, and none where today's way of working runs the service."""
    due = most_due(problem.care)[problem.care.part_package[part]]
    closed = problem.fragile.own_today[service] & problem.today
    return np.where(closed[:, None, None], 0.0, due)


def most_times_given(problem: Problem) -> Floats:
    """More times a week than anything that rests on a service can be given, (I, L, T).

    One more where a lower acuity may be given instead, so that one more of that shows what
    it saves.
    """
    care = problem.care
    most = most_due(care) + (care.alternative_of >= 0)[:, None, None]
    return most[care.intervention_package]


def most_hours_bought(problem: Problem) -> Floats:
    """More hours a week than a neighbour sells, (S, T): by one, so that one more shows what it
    saves."""
    return problem.fragile.most_hours + 1.0
