"""Who makes which visits, as numbers: rows that the tables of visits and of teams are made of.

Visits of a skill are shared out among the profiles that work it in a locality as their hours are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.skillmix.frames import SPECK
from planner.skillmix.row_sums import matches
from solvers.skillmix.hubs import joint_work
from solvers.skillmix.outcome import Outcome, pattern_part_pairs
from solvers.skillmix.problem import Floats, Ints


@dataclass(frozen=True)
class VisitRows:
    """Visits that the place's own staff make, joint ones from hubs apart (rows ``R``): of which
    part of which pattern, by which profile; visits and staff minutes in the period."""

    pattern: Ints
    part: Ints
    profile: Ints
    locality: Ints
    period: Ints
    visits: Floats
    minutes: Floats


@dataclass(frozen=True)
class JointRows:
    """Work on joint visits from hubs (rows ``R``): an intervention of an offer, by which profile;
    times it is given and staff minutes in the period."""

    offer: Ints
    intervention: Ints
    profile: Ints
    locality: Ints
    period: Ints
    times: Floats
    minutes: Floats


def visit_rows(outcome: Outcome) -> VisitRows:
    """What is left out of a single intervention is shared out among the patterns it stands alone
    in; what levers save is taken off every visit of the skill alike."""
    care = outcome.problem.care
    pattern, part = pattern_part_pairs(outcome.problem)
    planned = outcome["occasions"][pattern]
    total = np.zeros((len(care.part_package), *planned.shape[1:]))
    np.add.at(total, part, planned)
    done = np.divide(outcome.own_visits, total, out=np.zeros_like(total), where=total > SPECK)
    visits = planned * done[part]
    some = (visits > SPECK) & (care.part_class[part] >= 0)[:, None, None]
    pair, near, t = np.nonzero(some)
    row, profile, share = _shared_out(outcome, care.part_class[part[pair]], near, t)
    pair, near, t = pair[row], near[row], t[row]
    made = visits[pair, near, t] * share * outcome.problem.horizon.weeks[t]
    kept = made > SPECK
    pair, near, t, profile, made = (a[kept] for a in (pair, near, t, profile, made))
    at = part[pair]
    hours = care.part_hours()[at, near] * _worked_share(outcome)[care.part_class[at], near, t]
    return VisitRows(pattern[pair], at, profile, near, t, made, made * hours * 60)


def joint_rows(outcome: Outcome) -> JointRows:
    problem = outcome.problem
    work, hubs = joint_work(problem), problem.hubs
    made = outcome["joint"][work.offer]
    entry, t = np.nonzero(made > SPECK)
    near = hubs.offer_locality[work.offer[entry]]
    row, profile, share = _shared_out(outcome, work.skill[entry], near, t)
    entry, t, near = entry[row], t[row], near[row]
    times = made[entry, t] * share * problem.horizon.weeks[t]
    return JointRows(
        offer=work.offer[entry],
        intervention=work.intervention[entry],
        profile=profile,
        locality=near,
        period=t,
        times=times,
        minutes=times * work.hours[entry] * 60,
    )


def _worked_share(outcome: Outcome) -> Floats:
    """Share of the time its visits would need that each skill class works, (Z, L, T):
    all of it, but for what levers save. Joint visits from hubs have rows of their own."""
    worked = outcome.hours_worked - outcome.joint_hours
    total = worked + outcome.hours_saved
    return np.divide(worked, total, out=np.ones_like(total), where=total > SPECK)


def _shared_out(outcome: Outcome, skill: Ints, near: Ints, t: Ints) -> tuple[Ints, Ints, Floats]:
    """Rows of a skill class, locality and period to the profiles that work it there: the row,
    the profile, and its share of the hours worked."""
    care = outcome.problem.care
    work = np.maximum(outcome["work"], 0.0)
    total = np.zeros((care.classes, *work.shape[1:]))
    np.add.at(total, care.provider_class, work)
    row, provider = matches(skill, care.provider_class)
    hours = work[provider, near[row], t[row]]
    whole = total[skill[row], near[row], t[row]]
    some = hours > 0
    return row[some], care.provider_profile[provider[some]], hours[some] / whole[some]
