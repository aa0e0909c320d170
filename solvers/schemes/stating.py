"""A scheme stated to CP-SAT: who is where, and promises that are kept or, when asked, forgiven."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from solvers.schemes.problem import AWAY, Ints, SchemeProblem

Literal = cp_model.IntVar
#: A promise: of which rule, and to whom or about what.
Promise = tuple[str, str]


@dataclass
class Forgiven:
    """What keeping a promise is to a search that may break it.

    Attributes
    ----------
    kept : true where it is kept.
    excess : by how much it is not, of each inequality that states it.
    """

    kept: Literal
    excess: list[Literal] = field(default_factory=list)


class Stating:
    """The model of a scheme.

    ``where[p, t, j]`` is true where the person is at the post in the block; None where they may
    not be; ``cells`` are those that are there. Where promises may be ``forgiving``, everybody may be anywhere unless a promise says
    otherwise, and each promise has a measure of how much it is broken.
    """

    def __init__(self, problem: SchemeProblem, forgiving: bool = False):
        self.problem, self.forgiving = problem, forgiving
        self.model = cp_model.CpModel()
        self.forgiven: dict[Promise, Forgiven] = {}
        self.where = np.full(problem.may.shape, None, object)
        self.cells: list[tuple[int, int, int]] = []
        for person, timeline in enumerate(problem.timelines):
            for block in timeline:
                can = problem.may[person, block] | forgiving
                for post in np.flatnonzero(can).tolist():
                    name = f"at_{person}_{block}_{post}"
                    self.where[person, block, post] = self.model.new_bool_var(name)
                    self.cells.append((person, block, post))
                self.model.add_exactly_one(self.at(person, block))

    def read(self, value: Callable[[Literal], bool]) -> Ints:
        """The rotation, (P, T), that the values of literals stand for."""
        rotation = np.full(self.problem.present.shape, AWAY, np.int64)
        for person, block, post in self.cells:
            if value(self.where[person, block, post]):
                rotation[person, block] = post
        return rotation

    def at(self, person: int, block: int, posts: Iterable[int] | None = None) -> list[Literal]:
        """Literals of which at most one is true: the person is at one of the posts."""
        row = self.where[person, block]
        chosen = range(len(row)) if posts is None else posts
        return [row[post] for post in chosen if row[post] is not None]

    def of_kind(self, person: int, block: int, kind: int) -> list[Literal]:
        """The same of the posts of a kind."""
        return self.at(person, block, np.flatnonzero(self.problem.kind == kind).tolist())

    def at_home(self, person: int, block: int) -> list[Literal]:
        return self.at(person, block, np.flatnonzero(self.problem.home).tolist())

    def crew(self, block: int, post: int, some: Iterable[int] | None = None) -> list[Literal]:
        """One literal for each person, of some, who may be at the post."""
        column = self.where[:, block, post]
        people = range(len(column)) if some is None else some
        return [column[person] for person in people if column[person] is not None]

    def both(self, first: Sequence[Literal], second: Literal, name: str) -> Literal:
        """True where the second is, and any of the first; of the first at most one is."""
        joint = self.model.new_bool_var(name)
        self.model.add_implication(joint, second)
        self.model.add(sum(first) >= joint)
        self.model.add(sum(first) + second <= 1 + joint)
        return joint

    def at_most(
        self,
        promise: Promise,
        terms: Sequence[Literal],
        most: int,
        each: Sequence[int] | None = None,
        given: Literal | None = None,
    ) -> None:
        """Promise that no more than so many are true, each counted by so much, where ``given``."""
        weights = [1] * len(terms) if each is None else list(each)
        highest = sum(weight for weight in weights if weight > 0)
        if highest <= most:
            return
        total = cp_model.LinearExpr.weighted_sum(terms, weights)
        if self.forgiving:
            excess = self.model.new_int_var(0, highest - most, f"excess_{len(self.forgiven)}")
            kept = self._forgive(promise)
            kept.excess.append(excess)
            self.model.add(excess == 0).only_enforce_if(kept.kept)
            stated = self.model.add(total <= most + excess)
        else:
            stated = self.model.add(total <= most)
        if given is not None:
            stated.only_enforce_if(given)

    def at_least(
        self,
        promise: Promise,
        terms: Sequence[Literal],
        least: int,
        given: Literal | None = None,
    ) -> None:
        """Promise that no fewer than so many are true, where ``given``."""
        self.at_most(promise, terms, -least, [-1] * len(terms), given)

    def _forgive(self, promise: Promise) -> Forgiven:
        if promise not in self.forgiven:
            kept = self.model.new_bool_var(f"kept_{len(self.forgiven)}")
            self.forgiven[promise] = Forgiven(kept)
        return self.forgiven[promise]
