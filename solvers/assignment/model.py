"""The columns of the model that rules and measures speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solvers.assignment.problem import AssignmentProblem, Bools, Floats, Ints, Wants
from solvers.assignment.standing import Spans, busy, in_training, standing, which_intake
from solvers.engine.model import LinearModel


@dataclass(frozen=True)
class Made:
    """A problem with what its rules and measures share, worked out once."""

    problem: AssignmentProblem

    @cached_property
    def spans(self) -> Spans:
        return standing(self.problem)

    @cached_property
    def training(self) -> Spans:
        return in_training(self.problem)

    @cached_property
    def intake(self) -> Ints:
        """Intake of each row of ``training``."""
        return which_intake(self.problem)[1]

    @cached_property
    def busy(self) -> Bools:
        return busy(self.problem)

    @cached_property
    def wte(self) -> Floats:
        """(J,) of whoever takes the offer."""
        groups = self.problem.groups
        return np.asarray(groups.wte[self.problem.offers.group])

    def counting(self, wants: Wants) -> tuple[Ints, Spans]:
        """(want, rows of ``standing``) wherever a row counts towards a want."""
        found, which = [], []
        by_post = [
            np.flatnonzero(self.spans.post == n) for n in range(len(self.problem.posts.names))
        ]
        for m in range(len(wants.names)):
            posts = np.flatnonzero(wants.posts[m])
            rows = np.concatenate([by_post[n] for n in posts]) if len(posts) else np.zeros(0, int)
            rows = rows[wants.states[m][self.spans.state[rows]]]
            found.append(rows)
            which.append(np.full(len(rows), m))
        if not found:
            return np.zeros(0, np.int64), self.spans.of(np.zeros(0, np.int64))
        return np.concatenate(which), self.spans.of(np.concatenate(found))


@dataclass(frozen=True)
class Columns:
    """Columns by what they are: people who take each offer, and what is missed."""

    taken: Ints  # (J,)
    short: Ints  # (M, T) WTE
    below: Ints  # (Q, T) people
    uneven: Ints  # (teams,) people
    changed: Ints  # (staff groups,) people who change


def add_columns(model: LinearModel, problem: AssignmentProblem) -> Columns:
    """All columns; what is missed has no use beyond what is wanted."""
    size = problem.groups.size[problem.offers.group]
    targets, minimums = problem.targets.wanted, problem.minimums.wanted
    return Columns(
        taken=model.add_columns("taken", (len(size),), upper=size, integer=True),
        short=model.add_columns("short", targets.shape, upper=np.maximum(targets, 0.0)),
        below=model.add_columns("below", minimums.shape, upper=np.maximum(minimums, 0.0)),
        uneven=model.add_columns("uneven", (len(problem.teams.names),)),
        changed=model.add_columns(
            "changed", (problem.teams.staff_group.max(initial=-1) + 1,), integer=True
        ),
    )
