"""How many of each group take each offer, and who mentors whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from solvers.assignment.problem import AssignmentProblem, Bools, Floats, Ints


@dataclass(frozen=True)
class Person:
    """A person of the outcome: who, of which group, and the offer they take."""

    name: str
    group: int
    offer: int


@dataclass(frozen=True)
class Outcome:
    """``taken`` (J,): people who take each offer; ``mentors``: (trainee, intake) → mentor."""

    problem: AssignmentProblem
    taken: Ints
    mentors: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def people(self) -> list[Person]:
        """Everybody with their offer: a group's people in order, its offers in order."""
        found = []
        offers = self.problem.offers
        of_group: dict[int, list[int]] = {}
        for j in np.flatnonzero(self.taken > 0).tolist():
            of_group.setdefault(int(offers.group[j]), []).extend([j] * int(self.taken[j]))
        for group, names in enumerate(self.problem.groups.people):
            chosen = of_group.get(group, [])
            found += [Person(n, group, j) for n, j in zip(names, chosen, strict=True)]
        return found


def stands(problem: AssignmentProblem, offer: int, period: int) -> list[tuple[int, int, float]]:
    """(post, state, share) where whoever takes an offer stands in a period.

    Stated one by one and without arrays of its own, for checks.
    """
    o, k = problem.offers, problem.intakes
    group = int(o.group[offer])
    home = (int(problem.groups.post[group]), int(problem.groups.state[group]))
    there = (int(o.post[offer]), int(o.state[offer]))
    first, second = int(o.first[offer]), int(o.second[offer])
    if first < 0:
        return [(*(there if period >= o.begins[offer] else home), 1.0)]
    if period < k.ends[first]:
        return [(*home, 1.0)]
    rate = float(k.rate[first])
    if second < 0:
        return [(*there, rate), (*home, 1 - rate)]
    middle = (home[0], int(o.middle[offer]))
    if period < k.ends[second]:
        return [(*middle, rate), (*home, 1 - rate)]
    again = float(k.rate[second])
    return [(*there, rate * again), (*middle, rate * (1 - again)), (*home, 1 - rate)]


def on_course(problem: AssignmentProblem, offer: int, period: int) -> list[int]:
    """Intakes on which whoever takes an offer is in a period."""
    o, k = problem.offers, problem.intakes
    there = []
    for intake in (int(o.first[offer]), int(o.second[offer])):
        if intake < 0:
            continue
        until = max(int(k.ends[intake]), int(k.starts[intake]) + 1)
        if k.starts[intake] <= period < until:
            there.append(intake)
    return there


@dataclass(frozen=True)
class Placed:
    """Who stands where: WTE and people by period, post and state, (T, N, S) each."""

    wte: Floats
    heads: Floats

    def of(self, amounts: Floats, posts: Bools, states: Bools) -> Floats:
        """(T,) what those in some posts and states come to."""
        return np.asarray(amounts[:, posts][:, :, states].sum(axis=(1, 2)))


def placed(outcome: Outcome) -> Placed:
    """Who stands where, offer by offer."""
    problem = outcome.problem
    shape = (problem.periods, len(problem.posts.names), problem.targets.states.shape[1])
    wte, heads = np.zeros(shape), np.zeros(shape)
    for j in np.flatnonzero(outcome.taken > 0).tolist():
        people = int(outcome.taken[j])
        each = float(problem.groups.wte[problem.offers.group[j]])
        for t in range(problem.periods):
            for post, state, share in stands(problem, j, t):
                heads[t, post, state] += people * share
                wte[t, post, state] += people * share * each
    return Placed(wte, heads)
