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

    ``where[p, t, j]`` is true where the person is at the post in the block, and ``sort[p, t, k]``
    where they are at any of the kind; None where they may not be. ``cells`` are those of ``where``
    that are there.

    Where promises may be ``forgiving``, everybody may be anywhere unless a promise says otherwise,
    and each promise has a measure of how much it is broken. With ``only`` some, no other is stated.
    """

    def __init__(
        self,
        problem: SchemeProblem,
        forgiving: bool = False,
        only: frozenset[Promise] | None = None,
    ):
        self.problem, self.forgiving, self.only = problem, forgiving, only
        self.model = cp_model.CpModel()
        self.forgiven: dict[Promise, Forgiven] = {}
        self.where = np.full(problem.may.shape, None, object)
        self.sort = np.full((*problem.present.shape, len(problem.kinds)), None, object)
        self.cells: list[tuple[int, int, int]] = []
        self._can = problem.present[..., None] & (problem.may | forgiving)
        self._of = [np.flatnonzero(problem.kind == kind) for kind in range(len(problem.kinds))]
        for person, timeline in enumerate(problem.timelines):
            for block in timeline:
                self._place(person, block)

    def _place(self, person: int, block: int) -> None:
        """One of the posts, and so one of the kinds."""
        for post in np.flatnonzero(self._can[person, block]).tolist():
            name = f"at_{person}_{block}_{post}"
            self.where[person, block, post] = self.model.new_bool_var(name)
            self.cells.append((person, block, post))
        for kind, of in enumerate(self._of):
            posts = [x for x in self.where[person, block, of] if x is not None]
            if len(posts) > 1:
                any_of = self.model.new_bool_var(f"kind_{person}_{block}_{kind}")
                self.model.add(sum(posts) == any_of)
                posts = [any_of]
            if posts:
                self.sort[person, block, kind] = posts[0]
        self.model.add_exactly_one(x for x in self.sort[person, block] if x is not None)

    def read(self, value: Callable[[Literal], bool]) -> Ints:
        """The rotation, (P, T), that the values of literals stand for."""
        rotation = np.full(self.problem.present.shape, AWAY, np.int64)
        for person, block, post in self.cells:
            if value(self.where[person, block, post]):
                rotation[person, block] = post
        return rotation

    def hint(self, solver: cp_model.CpSolver) -> None:
        """Have the next search begin with what this one found."""
        self.model.clear_hints()
        for index, value in enumerate(solver.response_proto.solution):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)

    def at(self, person: int, block: int, posts: Iterable[int] | None = None) -> list[Literal]:
        """Literals of which at most one is true, and one where the person is at one of the posts: of
        a kind that is among them whole, one literal."""
        chosen = np.zeros(len(self.problem.posts), bool)
        chosen[slice(None) if posts is None else list(posts)] = True
        chosen &= self._can[person, block]
        found: list[Literal] = []
        for kind, of in enumerate(self._of):
            if chosen[of].any():
                whole = chosen[of].sum() == self._can[person, block, of].sum()
                some = self.where[person, block, of[chosen[of]]].tolist()
                found += [self.sort[person, block, kind]] if whole else some
        return found

    def of_kind(self, person: int, block: int, kind: int) -> list[Literal]:
        """The same of the posts of a kind."""
        literal = self.sort[person, block, kind]
        return [] if literal is None else [literal]

    def at_home(self, person: int, block: int) -> list[Literal]:
        return self.at(person, block, np.flatnonzero(self.problem.home).tolist())

    def weighed(self, person: int, block: int, each: Ints) -> list[tuple[Literal, int]]:
        """Literals of which at most one is true, and what it stands for: ``each``, (J,), of the post
        that the person is at. Posts where it is nothing are left out."""
        can = self._can[person, block]
        return [
            (literal, value)
            for value in np.unique(each[can & (each != 0)]).tolist()
            for literal in self.at(person, block, np.flatnonzero(each == value).tolist())
        ]

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
        given: Sequence[Literal] = (),
    ) -> None:
        """Promise that no more than so many are true, each counted by so much, where
        all of ``given`` are."""
        weights = [1] * len(terms) if each is None else list(each)
        highest = sum(weight for weight in weights if weight > 0)
        if highest <= most or (self.only is not None and promise not in self.only):
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
        if given:
            stated.only_enforce_if(*given)

    def at_least(
        self,
        promise: Promise,
        terms: Sequence[Literal],
        least: int,
        given: Sequence[Literal] = (),
    ) -> None:
        """Promise that no fewer than so many are true, where all of ``given`` are."""
        self.at_most(promise, terms, -least, [-1] * len(terms), given)

    def _forgive(self, promise: Promise) -> Forgiven:
        if promise not in self.forgiven:
            kept = self.model.new_bool_var(f"kept_{len(self.forgiven)}")
            self.forgiven[promise] = Forgiven(kept)
        return self.forgiven[promise]
