"""Who is where, when, worked out from decisions alone: no arrays of the search, no model.

The tables are made from it, and the check makes them again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from planner.assignment.place_facts import Facts, Held
from planner.assignment.problem import World
from planner.assignment.targets import Minimum, Target

#: Less than this is nothing: what adding up leaves behind.
NOTHING = 1e-6


@dataclass(frozen=True)
class Step:
    """A course of somebody: begun on a date in period ``starts``, complete in ``ends``."""

    course: Any
    date: dt.date
    starts: int
    ends: int
    mentor: str = ""

    @property
    def until(self) -> int:
        """The period from which they are no trainee; a course lasts for a period at least."""
        return max(self.ends, self.starts + 1)


@dataclass(frozen=True)
class Decision:
    """What one person does, and where they are in the end; ``begins`` T: they stay."""

    person: str
    post: str
    role: str
    held: Held
    begins: int
    steps: tuple[Step, ...] = ()
    middle: Held = frozenset()  # between two courses
    transfer: str = ""


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a period, and how likely."""

    post: str
    role: str
    held: Held
    share: float


@dataclass(frozen=True)
class Ledger:
    """Decisions of everybody, and what they come to."""

    world: World
    decisions: Mapping[str, Decision]

    @property
    def facts(self) -> Facts:
        return self.world.facts

    @property
    def size(self) -> int:
        return self.world.horizon.size

    def wte(self, person: str) -> float:
        return float(self.facts.staff[person].wte)

    def where(self, decision: Decision, t: int) -> list[Place]:
        """Where somebody stands in a period; the shares add up to 1."""
        row = self.facts.staff[decision.person]
        home = (self.facts.home_post[decision.person], row.role, self.facts.held(decision.person))
        there = (decision.post, decision.role, decision.held)
        if not decision.steps:
            return [Place(*there, 1.0) if t >= decision.begins else Place(*home, 1.0)]
        first = decision.steps[0]
        if t < first.ends:
            return [Place(*home, 1.0)]
        rate = float(first.course.completion_rate)
        if len(decision.steps) == 1:
            return [Place(*there, rate), Place(*home, 1 - rate)]
        second = decision.steps[1]
        middle = (home[0], home[1], decision.middle)
        if t < second.ends:
            return [Place(*middle, rate), Place(*home, 1 - rate)]
        again = float(second.course.completion_rate)
        return [
            Place(*there, rate * again),
            Place(*middle, rate * (1 - again)),
            Place(*home, 1 - rate),
        ]

    @cached_property
    def counts(self) -> dict[tuple[str, str, Held], np.ndarray]:
        """(post, role, held) → (2, T): WTE and people there."""
        return self._count(self.decisions.values())

    @cached_property
    def today(self) -> dict[tuple[str, str, Held], np.ndarray]:
        """The same if nobody does anything."""
        size = self.size
        return self._count(
            Decision(name, self.facts.home_post[name], row.role, self.facts.held(name), size)
            for name, row in self.facts.staff.items()
        )

    def _count(self, decisions: Iterable[Decision]) -> dict[tuple[str, str, Held], np.ndarray]:
        found: dict[tuple[str, str, Held], np.ndarray] = defaultdict(
            lambda: np.zeros((2, self.size))
        )
        for decision in decisions:
            wte = self.wte(decision.person)
            if decision.begins == self.size:
                (at,) = self.where(decision, 0)
                found[at.post, at.role, at.held] += np.array([[wte], [1.0]])
                continue
            for t in range(self.size):
                for at in self.where(decision, t):
                    found[at.post, at.role, at.held][:, t] += (wte * at.share, at.share)
        return dict(found)

    def of(self, want: Target | Minimum, counts: Mapping[Any, np.ndarray]) -> np.ndarray:
        """(T,) what counts towards a target, in WTE, or a minimum, in people."""
        which = 0 if isinstance(want, Target) else 1
        total = np.zeros(self.size)
        for (post, role, held), amounts in counts.items():
            if want.counts(self.facts, post, role, held):
                total = total + amounts[which]
        return total

    @property
    def wants(self) -> list[Target | Minimum]:
        return [*self.world.targets, *self.world.minimums]

    @cached_property
    def short_today(self) -> list[Target | Minimum]:
        """Targets and minimums that are short some time if nobody does anything."""
        return [
            want for want in self.wants if (want.wanted - self.of(want, self.today) > NOTHING).any()
        ]

    def in_posts(self) -> dict[str, np.ndarray]:
        """Post → (T,) WTE in it."""
        found = {post: np.zeros(self.size) for post in self.facts.posts}
        for (post, _, _), amounts in self.counts.items():
            found[post] = found[post] + amounts[0]
        return found

    def trainees(self) -> list[tuple[Decision, Step]]:
        """Everybody on a course, once for each."""
        return [(d, step) for d in self.decisions.values() for step in d.steps]

    def away(self) -> dict[tuple[str, str], np.ndarray]:
        """Team → (2, T) hours away in WTE, and trainees; teams with any."""
        found: dict[tuple[str, str], np.ndarray] = {}
        for decision, step in self.trainees():
            team = self.facts.team(self.facts.home_post[decision.person])
            both = found.setdefault(team, np.zeros((2, self.size)))
            hours = self.wte(decision.person) * float(step.course.backfill_share)
            both[:, step.starts : step.until] += np.array([[hours], [1.0]])
        return found

    def mentoring(self) -> dict[str, np.ndarray]:
        """Mentor → (2, T) trainees, and their load in WTE."""
        found: dict[str, np.ndarray] = {}
        for decision, step in self.trainees():
            if step.mentor:
                both = found.setdefault(step.mentor, np.zeros((2, self.size)))
                load = self.wte(decision.person) / float(step.course.trainees_per_supervisor)
                both[:, step.starts : step.until] += np.array([[1.0], [load]])
        return found

    def teams(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Team → people, of them moved, of them on courses."""
        found: dict[tuple[str, str], list[int]] = {
            self.facts.team(post): [0, 0, 0] for post in self.facts.posts
        }
        for person, decision in self.decisions.items():
            mine = found[self.facts.team(self.facts.home_post[person])]
            mine[0] += 1
            if decision.steps:
                mine[2] += 1
            elif decision.begins < self.size:
                mine[1] += 1
        return {team: (a, b, c) for team, (a, b, c) in found.items()}

    def even_shares(self) -> dict[tuple[str, str], float]:
        """Team → changes if those of its staff group were shared out by people."""
        teams = self.teams()
        people: dict[str, int] = defaultdict(int)
        changed: dict[str, int] = defaultdict(int)
        for (_, group), (size, moved, learning) in teams.items():
            people[group] += size
            changed[group] += moved + learning
        return {
            (owner, group): size / people[group] * changed[group] if people[group] else 0.0
            for (owner, group), (size, _, _) in teams.items()
        }
