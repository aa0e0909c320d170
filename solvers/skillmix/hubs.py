"""What joint visits from hubs take: the figures that rules and outcomes share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.skillmix.lasting import may_be
from solvers.skillmix.levers import most_due
from solvers.skillmix.problem import Floats, Ints, Problem


@dataclass(frozen=True)
class JointWork:
    """The interventions of every offer, one entry each (``E``)."""

    offer: Ints  # (E,)
    intervention: Ints  # (E,)
    skill: Ints  # (E,) class of the skill
    hours: Floats  # (E,) of one occasion, travel included


def joint_work(problem: Problem) -> JointWork:
    """Who does what in a joint visit: everybody travels, less what the hub saves of it.

    Whoever does two things of an occasion travels for each, as on two visits.
    """
    care, hubs = problem.care, problem.hubs
    offer, intervention = np.nonzero(hubs.offer_package[:, None] == care.intervention_package)
    single = np.full(len(care.interventions), -1, dtype=np.int64)
    alone = np.flatnonzero(care.part_single >= 0)
    single[care.part_single[alone]] = alone
    road = care.travel[hubs.offer_locality] * (1.0 - hubs.travel_saved[hubs.offer_hub])
    minutes = care.minutes[intervention] + care.carers[intervention] * road[offer]
    return JointWork(
        offer=offer,
        intervention=intervention,
        skill=care.part_class[single[intervention]],
        hours=minutes / 60.0,
    )


def hours_per_occasion(problem: Problem) -> Floats:
    """Hours of one occasion of each offer, all who go together, (F0,)."""
    work = joint_work(problem)
    hours = np.zeros(len(problem.hubs.offer_hub))
    np.add.at(hours, work.offer, work.hours)
    return hours


def most_joint(problem: Problem) -> Floats:
    """Most occasions a week of each offer: those due, as far as the desks go, (F0, T)."""
    hubs, hours = problem.hubs, hours_per_occasion(problem)
    room = (hubs.desks * hubs.hours_per_desk[:, None])[hubs.offer_hub]
    some = np.broadcast_to(hours[:, None] > 0, room.shape)
    fit = np.divide(room, hours[:, None], out=np.full(room.shape, np.inf), where=some)
    due = most_due(problem.care)[hubs.offer_package, hubs.offer_locality]
    open_ = may_be(hubs.earliest, problem.horizon.size)
    return np.minimum(due, fit) * open_[hubs.offer_hub]
