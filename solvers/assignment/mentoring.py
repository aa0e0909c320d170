"""A mentor for every trainee, with the load spread evenly; or the news that there is none.

Trainees with the largest load choose first, each the mentor with the least of their WTE
taken. Where that leaves somebody without, the trainees of that role's mentors are placed
together by CP-SAT, which finds places for all or proves that there are none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from solvers.assignment.outcome import Outcome, Person, on_course, stands
from solvers.assignment.problem import AssignmentProblem, Floats
from solvers.assignment.rules.base import TOLERANCE

#: Loads as whole numbers, parts of a WTE.
GRAIN = 1_000_000
#: Seconds that placing the trainees of one role together may take, deterministic.
EFFORT = 20.0


@dataclass(frozen=True)
class Trainee:
    """Somebody on an intake that needs a mentor: their load in each period from first to after."""

    person: str
    intake: int
    employer: int
    load: float
    first: int
    after: int


@dataclass(frozen=True)
class Mentored:
    """The outcome with mentors, and the trainees for whom there was none."""

    outcome: Outcome
    without: list[Trainee]


def find_mentors(outcome: Outcome) -> Mentored:
    """Give every trainee a mentor as far as that can be."""
    problem = outcome.problem
    people = outcome.people()
    trainees = _trainees(problem, people)
    chosen: dict[tuple[str, int], str] = {}
    without: list[Trainee] = []
    for role in sorted({int(problem.intakes.mentor_role[x.intake]) for x in trainees}):
        mine = [x for x in trainees if problem.intakes.mentor_role[x.intake] == role]
        mentors = _Mentors(problem, people, role)
        placed, left = _evenly(mentors, mine)
        if left:
            exact = _together(mentors, mine)
            if exact is not None:
                placed, left = exact, []
        chosen |= placed
        without += left
    return Mentored(replace(outcome, mentors=chosen), without)


class _Mentors:
    """Who of a role may mentor whom, and when."""

    def __init__(self, problem: AssignmentProblem, people: list[Person], role: int):
        self.problem = problem
        found = [
            (person, at)
            for person in people
            if (at := _employers(problem, person.offer, role)) is not None
        ]
        self.names = [person.name for person, _ in found]
        self.wte = np.array([problem.groups.wte[person.group] for person, _ in found])
        shape = (0, problem.periods)
        self.at = (
            np.array([at for _, at in found]).reshape(-1, problem.periods)
            if found
            else np.zeros(shape)
        )

    def able(self, trainee: Trainee) -> np.ndarray:
        """Who may have the trainee, by position."""
        span = self.at[:, trainee.first : trainee.after]
        if self.problem.intakes.pooled[trainee.intake]:
            return np.asarray((span >= 0).all(axis=1))
        return np.asarray((span == trainee.employer).all(axis=1))


def _employers(problem: AssignmentProblem, offer: int, role: int) -> list[int] | None:
    """By period, the employer with whom whoever takes the offer may mentor; -1 for none; None
    where they never may."""
    found = []
    for t in range(problem.periods):
        posts = [post for post, _, _ in stands(problem, offer, t)]
        employers = {int(problem.posts.employer[post]) for post in posts}
        fits = all(problem.posts.role[post] == role for post in posts)
        free = fits and len(employers) == 1 and not on_course(problem, offer, t)
        found.append(employers.pop() if free else -1)
    return found if max(found) >= 0 else None


def _trainees(problem: AssignmentProblem, people: list[Person]) -> list[Trainee]:
    """Everybody who needs a mentor, the largest load first."""
    k = problem.intakes
    found = []
    for person in people:
        employer = int(problem.posts.employer[problem.groups.post[person.group]])
        for intake in (problem.offers.first[person.offer], problem.offers.second[person.offer]):
            if intake >= 0 and k.mentor_role[intake] >= 0:
                load = float(problem.groups.wte[person.group] / k.ratio[intake])
                first, after = int(k.starts[intake]), min(int(k.until[intake]), problem.periods)
                found.append(Trainee(person.name, int(intake), employer, load, first, after))
    return sorted(found, key=lambda x: (-x.load, x.first, x.intake, x.person))


Chosen = dict[tuple[str, int], str]


def _evenly(mentors: _Mentors, trainees: list[Trainee]) -> tuple[Chosen, list[Trainee]]:
    """Each trainee to the mentor with the least taken, in their order; and who is left."""
    taken: Floats = np.zeros((len(mentors.names), mentors.problem.periods))
    chosen: Chosen = {}
    left = []
    for trainee in trainees:
        span = taken[:, trainee.first : trainee.after].max(axis=1, initial=0.0) + trainee.load
        fits = mentors.able(trainee) & (span <= mentors.wte + TOLERANCE / 2)
        if not fits.any():
            left.append(trainee)
            continue
        share = np.where(fits, span / np.maximum(mentors.wte, 1e-9), np.inf)
        best = int(np.argmin(share))
        taken[best, trainee.first : trainee.after] += trainee.load
        chosen[trainee.person, trainee.intake] = mentors.names[best]
    return chosen, left


def _together(mentors: _Mentors, trainees: list[Trainee]) -> Chosen | None:
    """Mentors for all of the trainees; None where there are none, or none were found."""
    model = cp_model.CpModel()
    has: dict[tuple[int, int], cp_model.IntVar] = {}
    for i, trainee in enumerate(trainees):
        able = np.flatnonzero(mentors.able(trainee)).tolist()
        for j in able:
            has[i, j] = model.new_bool_var("")
        model.add_exactly_one(has[i, j] for j in able)
    for j, wte in enumerate(mentors.wte.tolist()):
        for t in range(mentors.problem.periods):
            load = [
                (has[i, j], round(trainee.load * GRAIN))
                for i, trainee in enumerate(trainees)
                if (i, j) in has and trainee.first <= t < trainee.after
            ]
            if load:
                most = round((wte + TOLERANCE / 2) * GRAIN)
                model.add(sum(var * amount for var, amount in load) <= most)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {
        (trainees[i].person, trainees[i].intake): mentors.names[j]
        for (i, j), var in has.items()
        if solver.boolean_value(var)
    }
