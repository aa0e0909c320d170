"""A question asked of a plan, and what every answer stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planner.errors import PlaceplanError
from planner.explain.changes import Demand, makes_possible
from planner.explain.holds import every_hold
from planner.explain.holds.base import Ground
from planner.explain.impossible import Clash, Suggestion, clashes_of, half, suggestions
from planner.nearest import did_you_mean, some_of
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.read_back import read_outcome
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.build import build
from solvers.skillmix.impossible.roomy import with_demands, with_room
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.price import Price, price_of
from solvers.skillmix.problem import Problem
from solvers.skillmix.search import Ask

#: So many changes are offered to a question of a plan.
OFFERED = 3


@dataclass(frozen=True)
class Taken:
    """What it would take that a plan does something besides.

    Attributes
    ----------
    price : by priority; without priorities where it cannot be.
    clashes, suggestions : where it cannot be: what stands against it, and what to change.
    """

    price: Price
    clashes: Sequence[Clash] = ()
    suggestions: Sequence[Suggestion] = ()


@dataclass(frozen=True)
class Asked:
    """A finished plan of a place.

    Attributes
    ----------
    wanted : what the question names: ``organisation``, ``role``, ``period``, …
    command : the line so far, for the lines to type.
    facts : only what the plan and the tables say; nothing is planned again.
    """

    place: Place
    plan: Plan
    problem: Problem
    base: Plan | None
    wanted: Mapping[str, object]
    limits: Limits = field(default_factory=Limits)
    listen: Listener = silent
    command: str = ""
    facts: bool = False

    @cached_property
    def outcome(self) -> Outcome:
        return read_outcome(self.problem, self.plan.tables)

    @property
    def labels(self) -> tuple[str, ...]:
        return self.problem.horizon.labels

    def given(self, key: str) -> str:
        """What the question names, blank where it does not."""
        return str(self.wanted.get(key, ""))

    def one(self, key: str, known: Sequence[str]) -> int:
        """Position of what the question must name.

        Raises
        ------
        PlaceplanError : it names nothing, or nothing that is there.
        """
        option = "the name behind the question" if key == "name" else f"--{key}"
        if not self.given(key):
            there = did_you_mean("", known) or some_of(known)
            raise PlaceplanError(f"The question needs {option}: {there or 'the place has none'}.")
        if self.given(key) not in known:
            what = key if key != "name" else "name of this kind"
            near = did_you_mean(self.given(key), known) or some_of(known) or "it has none"
            raise PlaceplanError(f"The place has no {what} '{self.given(key)}': {near}")
        return list(known).index(self.given(key))

    def some(self, key: str, known: Sequence[str]) -> list[int]:
        """Positions of what the question names; all where it names none."""
        return [self.one(key, known)] if self.given(key) else list(range(len(known)))

    def period(self, size: np.ndarray) -> int:
        """The period named; else the one in which ``size`` (T,) is largest."""
        return self.one("period", self.labels) if self.given("period") else int(np.argmax(size))

    def amount(self, otherwise: float) -> float:
        wanted = self.wanted.get("amount")
        return otherwise if wanted is None else float(str(wanted))

    def posts_of(self) -> list[int]:
        """The groups of posts of the organisation and role that the question names.

        Raises
        ------
        PlaceplanError : there are none, with the roles that the organisation has.
        """
        w = self.problem.workforce
        o, r = self.one("organisation", w.organisations), self.one("role", w.roles)
        mine = [
            n for n in range(len(w.posts)) if w.post_organisation[n] == o and w.post_role[n] == r
        ]
        if not mine:
            has = sorted({w.roles[i] for i in w.post_role[w.post_organisation == o]})
            raise PlaceplanError(
                f"{w.organisations[o]} has no posts of {w.roles[r]}. It has: {', '.join(has)}."
            )
        return mine

    def say(self, note: str) -> None:
        seconds = round(self.limits.elapsed(), 3)
        self.listen(Progress("explain", note=note, seconds=seconds))

    def taking(self, demand: Demand) -> Taken | None:
        """What it would take that a plan does what is demanded: by solving it again; None where
        only facts are asked for."""
        if self.facts:
            return None
        self.say("planning again with it")
        record = self.plan.record
        asks = [Ask(p.name, p.tolerance, p.slack) for p in record.priorities]
        model = build(self.problem)
        demanded = with_demands(model.assembled, demand(model))
        price = price_of(model, demanded, self.outcome, asks, self.limits, self.listen)
        if price.status is not Status.INFEASIBLE:
            return Taken(price)
        self.say("what stands against it")
        ground = Ground(self.place, self.problem, with_room(self.problem))
        placed = every_hold(ground)
        roomy = with_demands(ground.roomy.assembled, demand(ground.roomy.model))
        clashes = clashes_of(ground, roomy, placed, half(self.limits))
        if not clashes or any(not clash.members for clash in clashes):
            return Taken(price, clashes)
        self.say("the cheapest changes")
        offered = suggestions(
            roomy,
            placed,
            lambda cells: makes_possible(
                self.place, cells, self.base, self.limits, (False,), demand
            ),
            self.limits,
            OFFERED,
        )
        return Taken(price, clashes, offered)


def at_least(columns: Iterable[int], least: float) -> tuple[np.ndarray, np.ndarray, float, float]:
    """A row of a demand: the columns add up to no less."""
    ids = np.array(list(columns), dtype=np.int64)
    return ids, np.ones(len(ids)), least, float("inf")


def at_most(columns: Iterable[int], most: float) -> tuple[np.ndarray, np.ndarray, float, float]:
    """A row of a demand: the columns add up to no more."""
    ids = np.array(list(columns), dtype=np.int64)
    return ids, np.ones(len(ids)), float("-inf"), most
