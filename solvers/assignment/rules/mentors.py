"""Every trainee has one mentor while the course lasts, and nobody mentors more than they can.

A mentor is in the role that the course names, with the trainee's employer unless mentors
are pooled, and is on no course meanwhile. Σ trainees' WTE / trainees per supervisor ≤ the
mentor's WTE, in each period. The search holds the mentors of a role, and of a role with an
employer, to it together, and to whole trainees where loads are large;
``solvers.assignment.mentoring`` then finds each trainee's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, on_course, stands
from solvers.assignment.problem import AssignmentProblem, Floats, Ints
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "mentors"

#: A load of which every mentor has room for so many is not counted in whole trainees.
MANY = 4
#: Most loads of a pool that are.
LEVELS = 8


def pools(problem: AssignmentProblem) -> list[tuple[int, int]]:
    """(role, employer) of mentors who are counted together; employer -1: all of the role."""
    k = problem.intakes
    asked = {(int(role), -1) for role in k.mentor_role if role >= 0}
    own = set(k.mentor_role[~k.pooled].tolist()) - {-1}
    return sorted(asked) + [
        (role, employer) for role in sorted(own) for employer in range(len(problem.employers))
    ]


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    listed = pools(made.problem)
    shape = (len(listed), made.problem.periods)
    rows = model.add_rows(NAME, shape, upper=0.0, axes=("pool", "period"))
    for pool, line in zip(listed, rows, strict=True):
        trains, guides = trainees(made, pool), _mentors(made, pool)
        model.add_terms(line[trains.period], columns.taken[trains.offer], trains.amount)
        model.add_terms(
            line[guides.period], columns.taken[guides.offer], -guides.amount * guides.share
        )
        for level in _levels(trains, guides):
            _whole(model, columns, made.problem.periods, trains, guides, level)


@dataclass(frozen=True)
class Terms:
    """Offers in periods: each person's load or WTE, and how likely they are there."""

    offer: Ints
    period: Ints
    amount: Floats
    share: Floats


def trainees(made: Made, pool: tuple[int, int]) -> Terms:
    """What trainees take of the mentors of a pool; of an employer's, those who may have no other."""
    problem, k, (role, employer) = made.problem, made.problem.intakes, pool
    row, period = made.training.by_period()
    offer, intake = made.training.offer[row], made.intake[row]
    mine = k.mentor_role[intake] == role
    if employer >= 0:
        at = problem.posts.employer[made.training.post[row]]
        mine = mine & ~k.pooled[intake] & (at == employer)
    load = made.wte[offer[mine]] / k.ratio[intake[mine]]
    return Terms(offer[mine], period[mine], load, np.ones(len(load)))


def _mentors(made: Made, pool: tuple[int, int]) -> Terms:
    problem, (role, employer) = made.problem, pool
    row, period = made.spans.by_period()
    post, offer = made.spans.post[row], made.spans.offer[row]
    mine = ~made.busy[offer, period] & (problem.posts.role[post] == role)
    if employer >= 0:
        mine = mine & (problem.posts.employer[post] == employer)
    return Terms(offer[mine], period[mine], made.wte[offer[mine]], made.spans.share[row][mine])


def _levels(trains: Terms, guides: Terms) -> list[float]:
    """Loads of which no mentor has room for many: there whole trainees are counted too."""
    loads = np.unique(trains.amount)
    large = loads[loads * MANY > guides.amount.min(initial=np.inf)]
    step = -(-len(large) // LEVELS) or 1
    return [float(load) for load in large[::-step]]


def _whole(
    model: LinearModel,
    columns: Columns,
    periods: int,
    trains: Terms,
    guides: Terms,
    level: float,
) -> None:
    """Trainees of a load or more ≤ Σ whole ones for which each mentor has room."""
    rows = model.add_rows(f"{NAME}, whole trainees", (periods,), upper=0.0, axes=("period",))
    large = trains.amount >= level - 1e-9
    model.add_terms(rows[trains.period[large]], columns.taken[trains.offer[large]])
    room = np.floor(guides.amount / level + TOLERANCE)
    model.add_terms(rows[guides.period], columns.taken[guides.offer], -room * guides.share)


def check(outcome: Outcome) -> list[Violation]:
    problem, k = outcome.problem, outcome.problem.intakes
    people = {person.name: person for person in outcome.people()}
    load: dict[tuple[str, int], float] = {}
    found = []
    for person in people.values():
        for intake in (problem.offers.first[person.offer], problem.offers.second[person.offer]):
            if intake < 0 or k.mentor_role[intake] < 0:
                continue
            mentor = people.get(outcome.mentors.get((person.name, int(intake)), ""))
            where = f"{person.name} on {k.names[intake]}"
            if mentor is None:
                found.append(Violation(NAME, f"{where} has none", 1.0, "mentors"))
                continue
            until = min(max(int(k.ends[intake]), int(k.starts[intake]) + 1), problem.periods)
            for t in range(int(k.starts[intake]), until):
                wte = float(problem.groups.wte[person.group])
                key = (mentor.name, t)
                load[key] = load.get(key, 0.0) + wte / float(k.ratio[intake])
                employer = int(problem.posts.employer[problem.groups.post[person.group]])
                if not may_mentor(problem, mentor.offer, int(intake), employer, t):
                    text = f"{mentor.name}, for {where}, {problem.labels[t]}"
                    found.append(Violation(NAME, text, 1.0, "mentors who may not"))
    for (name, t), amount in load.items():
        over = amount - float(problem.groups.wte[people[name].group])
        if over > TOLERANCE:
            found.append(Violation(NAME, f"{name}, {problem.labels[t]}", over, "WTE"))
    return found


def may_mentor(
    problem: AssignmentProblem, offer: int, intake: int, employer: int, period: int
) -> bool:
    """Whether whoever takes the offer may mentor a trainee of the employer then."""
    k, posts = problem.intakes, problem.posts
    if on_course(problem, offer, period):
        return False
    return all(
        posts.role[post] == k.mentor_role[intake]
        and (k.pooled[intake] or posts.employer[post] == employer)
        for post, _, _ in stands(problem, offer, period)
    )
