"""What roles do in a locality: visits, time, people, competencies, and whom they meet.

All by profile or role (``P``, ``R``), locality (``L``) and period (``T``), before it is shared
out among employers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.place.place import Place
from planner.skillmix.row_sums import add_up, groups, largest, matches
from planner.skillmix.visit_rows import JointRows, VisitRows
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Care, Floats, Ints, Problem


@dataclass(frozen=True)
class Work:
    """Rows of visits and of work on joint visits from hubs, each with the minutes of a row that
    are spent with people; the rest of its minutes is travel."""

    problem: Problem
    visits: VisitRows
    joint: JointRows
    with_people: Floats  # of ``visits``
    joint_with_people: Floats

    @property
    def by_profile(self) -> tuple[int, int, int]:
        w = self.problem.workforce
        return len(w.profiles), len(w.localities), self.problem.horizon.size

    @property
    def by_role(self) -> tuple[int, int, int]:
        return (len(self.problem.workforce.roles), *self.by_profile[1:])

    @cached_property
    def apart(self) -> _Made:
        """Visits that staff make by themselves, by occasion."""
        rows = self.visits
        return _by_occasion(self, rows, rows.pattern, rows.part, rows.visits)

    @cached_property
    def jointly(self) -> _Made:
        """Work on joint visits, by occasion."""
        rows = self.joint
        return _by_occasion(self, rows, rows.offer, rows.intervention, rows.times)


def make_work(outcome: Outcome, visits: VisitRows, joint: JointRows) -> Work:
    care = outcome.problem.care
    share = _part_minutes(care)[visits.part] / (
        60 * care.part_hours()[visits.part, visits.locality]
    )
    with_people = joint.times * care.minutes[joint.intervention]
    return Work(outcome.problem, visits, joint, visits.minutes * share, with_people)


def _part_minutes(care: Care) -> Floats:
    """Staff minutes with the person of one visit of each part, (J,)."""
    return np.array([care.minutes[list(m)].sum() for m in care.part_members], dtype=float)


def visits_made(work: Work) -> Floats:
    """Visits, joint ones from hubs apart, (P, L, T)."""
    return _added(work, work.visits, work.visits.visits)


def things_done_jointly(work: Work) -> Floats:
    """Times something is done on joint visits from hubs, (P, L, T)."""
    return _added(work, work.joint, work.joint.times)


def minutes_with_people(work: Work) -> Floats:
    """(P, L, T)."""
    own = _added(work, work.visits, work.with_people)
    return own + _added(work, work.joint, work.joint_with_people)


def minutes_worked(work: Work) -> Floats:
    """With people and on the road, (P, L, T)."""
    own = _added(work, work.visits, work.visits.minutes)
    return own + _added(work, work.joint, work.joint.minutes)


def _added(work: Work, rows: VisitRows | JointRows, values: Floats) -> Floats:
    total = np.zeros(work.by_profile)
    np.add.at(total, (rows.profile, rows.locality, rows.period), values)
    return total


def competencies_used(work: Work, place: Place) -> Iterator[tuple[str, Floats]]:
    """Each competency that is used, and the minutes with people in which it is needed, (P, L, T)."""
    care = work.problem.care
    names, needed = _needed(care, place)
    minutes = _part_minutes(care)
    of_part = np.zeros((len(care.part_members), len(names)))
    for part, members in enumerate(care.part_members):
        done = list(members)
        of_part[part] = care.minutes[done] @ needed[done] / minutes[part]
    own_share, joint_share = of_part[work.visits.part], needed[work.joint.intervention]
    for c in np.flatnonzero(own_share.any(axis=0) | joint_share.any(axis=0)):
        own = _added(work, work.visits, work.with_people * own_share[:, c])
        yield (
            names[c],
            own + _added(work, work.joint, work.joint_with_people * joint_share[:, c]),
        )


def _needed(care: Care, place: Place) -> tuple[list[str], Floats]:
    """Competencies, and 1 where an intervention needs one, (I, C)."""
    given = place["interventions"]
    keys = zip(given["package"], given["intervention"], strict=True)
    needs = dict(zip(keys, given["competencies"], strict=True))
    names = sorted({name for needed in needs.values() for name in needed})
    at = {name: c for c, name in enumerate(names)}
    matrix = np.zeros((len(care.interventions), len(names)))
    for i, (k, name) in enumerate(zip(care.intervention_package, care.interventions, strict=True)):
        matrix[i, [at[c] for c in needs[care.packages[k], name]]] = 1.0
    return names, matrix


@dataclass(frozen=True)
class _Made:
    """Visits by occasion, part of it and role, one row each, in the order of occasions. An
    occasion here is all those of a kind in a locality and period."""

    occasion: Ints
    part: Ints
    role: Ints
    locality: Ints
    period: Ints
    visits: Floats


def _by_occasion(
    work: Work, rows: VisitRows | JointRows, kind: Ints, part: Ints, visits: Floats
) -> _Made:
    role = work.problem.workforce.profile_role[rows.profile]
    keys, made = add_up((kind, rows.locality, rows.period, part, role), visits)
    _, occasion = groups(keys[:3])
    return _Made(occasion, keys[3], keys[4], keys[1], keys[2], made)


def people_seen(work: Work) -> Floats:
    """Occasions on which a role visits by itself, (R, L, T).

    Whoever of the role makes two visits of an occasion, it is one: of the visits to each part
    of a pattern, those of the part that the role visits most.
    """
    return _once(work, work.apart)


def joint_visits(work: Work) -> Floats:
    """Joint visits from hubs on which somebody of the role goes, whatever they do there,
    (R, L, T)."""
    return _once(work, work.jointly)


def _once(work: Work, made: _Made) -> Floats:
    keys, most = largest((made.occasion, made.locality, made.period, made.role), made.visits)
    total = np.zeros(work.by_role)
    np.add.at(total, (keys[3], keys[1], keys[2]), most)
    return total


def met_apart(work: Work) -> Floats:
    """Visits of another role on the occasions on which a role visits, as if who makes one visit
    of an occasion did not depend on who makes another: role, other role, (R, R, L, T)."""
    return _met(work, work.apart)


def met_jointly(work: Work) -> Floats:
    """The same of joint visits from hubs: what the other role does on them, as visits."""
    return _met(work, work.jointly)


def _met(work: Work, made: _Made) -> Floats:
    _, part = groups((made.occasion, made.part))
    share = made.visits / np.bincount(part, made.visits)[part]
    one, other = matches(made.occasion, made.occasion)
    some = (made.part[one] != made.part[other]) & (made.role[one] != made.role[other])
    one, other = one[some], other[some]
    (role, other), likely = largest((made.role[one], other), share[one])
    total = np.zeros((len(work.problem.workforce.roles), *work.by_role))
    at = (role, made.role[other], made.locality[other], made.period[other])
    np.add.at(total, at, likely * made.visits[other])
    return total
