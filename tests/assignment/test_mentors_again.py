"""What is proven where trainees found no mentors and the search was made again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solvers.assignment import search
from solvers.assignment.check import violations
from solvers.assignment.mentoring import Mentored, Trainee, find_mentors
from solvers.assignment.outcome import Outcome
from solvers.engine.status import Status
from tests.assignment.random_problem import random_problem
from tests.assignment.test_brute import solved


@pytest.fixture(scope="module")
def mentored() -> int:
    """A case in which somebody has a mentor."""
    for seed in range(200):
        result = solved(seed)
        if result.status is Status.OPTIMAL and result.outcome.mentors:
            return seed
    raise AssertionError("no case has a mentor")


@pytest.fixture
def refuse(monkeypatch, mentored):
    """Say of everybody that there is no mentor, so many times."""
    problem, tried = random_problem(mentored), []

    def trainees(outcome: Outcome, mentors) -> list[Trainee]:
        k, people = problem.intakes, {person.name: person for person in outcome.people()}
        return [
            Trainee(
                name,
                intake,
                int(problem.posts.employer[problem.groups.post[people[name].group]]),
                float(problem.groups.wte[people[name].group] / k.ratio[intake]),
                int(k.starts[intake]),
                min(int(k.until[intake]), problem.periods),
            )
            for name, intake in mentors
        ]

    def begin(times: int) -> list[int]:
        def refusing(outcome: Outcome) -> Mentored:
            found = find_mentors(outcome)
            tried.append(len(found.outcome.mentors))
            if len(tried) > times:
                return found
            left = trainees(outcome, found.outcome.mentors)
            return Mentored(replace(outcome, mentors={}), left)

        monkeypatch.setattr(search, "find_mentors", refusing)
        return tried

    return begin


def test_fewer_are_trained_and_nothing_is_claimed_of_what_comes_after(refuse, mentored) -> None:
    """The shortfall gets worse. Its bound stands; what comes after it was proven under a
    shortfall that is not kept."""
    first, tried = solved(mentored), refuse(1)
    result = solved(mentored)
    assert result.outcome is not None
    assert tried[-1] < tried[0]
    assert violations(result.outcome) == []
    values = [goal.value for goal in result.goals]
    best = [goal.value for goal in first.goals]
    worse = next(i for i, (a, b) in enumerate(zip(values, best, strict=True)) if a > b + 1e-6)
    assert [g.bound for g in result.goals[: worse + 1]] == pytest.approx(best[: worse + 1])
    assert not result.goals[worse].proven
    assert all(goal.bound == 0 for goal in result.goals[worse + 1 :])
    assert result.status is Status.FEASIBLE


def test_where_nobody_is_ever_mentored_nobody_is_trained(refuse, mentored) -> None:
    tried = refuse(1000)
    result = solved(mentored)
    assert result.outcome is not None
    assert tried[-1] == 0
    assert violations(result.outcome) == []
