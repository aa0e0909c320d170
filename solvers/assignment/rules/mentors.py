"""Every trainee has one mentor while the course lasts, and nobody mentors more than they can.

A mentor is in the role that the course names, with the trainee's employer unless mentors
are pooled, and is on no course meanwhile. Σ trainees' WTE / trainees per supervisor ≤ the
mentor's WTE, in each period. The search holds the mentors of a role, and of a role with an
employer, to it together; ``solvers.assignment.mentoring`` then finds each trainee's.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, on_course, stands
from solvers.assignment.problem import AssignmentProblem
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "mentors"


def pools(problem: AssignmentProblem) -> list[tuple[int, int]]:
    """(role, employer) of mentors who are counted together; employer -1: all of the role."""
    k = problem.intakes
    asked = {(int(role), -1) for role in k.mentor_role if role >= 0}
    own = set(k.mentor_role[~k.pooled].tolist()) - {-1}
    return sorted(asked) + [
        (role, employer) for role in sorted(own) for employer in range(len(problem.employers))
    ]


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    problem, k = made.problem, made.problem.intakes
    listed = pools(problem)
    rows = model.add_rows(NAME, (len(listed), problem.periods), upper=0.0, axes=("pool", "period"))
    at, when = made.training.by_period()
    offer, intake = made.training.offer[at], made.intake[at]
    trains_at = problem.posts.employer[made.training.post[at]]
    row, period = made.spans.by_period()
    stands_at = made.spans.post[row]
    who = made.spans.offer[row]
    free = ~made.busy[who, period]
    for i, (role, employer) in enumerate(listed):
        load = k.mentor_role[intake] == role
        there = free & (problem.posts.role[stands_at] == role)
        if employer >= 0:
            load = load & ~k.pooled[intake] & (trains_at == employer)
            there = there & (problem.posts.employer[stands_at] == employer)
        model.add_terms(
            rows[i, when[load]],
            columns.taken[offer[load]],
            made.wte[offer[load]] / k.ratio[intake[load]],
        )
        model.add_terms(
            rows[i, period[there]],
            columns.taken[who[there]],
            -made.wte[who[there]] * made.spans.share[row][there],
        )


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
