"""What each person may do: stay, come to other posts, go on a course, or on two in turn.

Only what could bring something that a target or a minimum lacks is offered, from the first
period in which it is lacking; what a pin asks for is offered to its person in any case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from planner.assignment.horizon import Horizon
from planner.assignment.place_facts import Facts, Held
from planner.assignment.targets import Minimum, Target


@dataclass(frozen=True)
class Intake:
    """A course on a date: begun in period ``starts``, complete in period ``ends``."""

    course: Any
    date: dt.date
    starts: int
    ends: int

    @property
    def name(self) -> str:
        return f"{self.course.course}, {self.date.isoformat()}"


@dataclass(frozen=True)
class Offer:
    """What one person may do. ``begins``: period of the move or the first course, T to stay."""

    post: str
    role: str
    held: Held
    begins: int
    intakes: tuple[Intake, ...] = ()
    middle: Held = frozenset()
    transfer: str = ""


@dataclass(frozen=True)
class Standing:
    """Where somebody is today."""

    post: str
    role: str
    held: Held


def make_intakes(facts: Facts, horizon: Horizon) -> list[Intake]:
    """Every intake after the notice whose course ends within the horizon."""
    found = []
    for course in facts.place["courses"].itertuples(index=False):
        for date, period, months in horizon.intakes(course.intake_months):
            ends = horizon.period_of(months + course.duration_months)
            if ends < horizon.size:
                found.append(Intake(course, date, period, ends))
    return found


@dataclass(frozen=True)
class Lacking:
    """What is missing if nobody does anything: of each want its posts, whom it counts, and
    in which periods it is short."""

    facts: Facts
    targets: list[Target]
    minimums: list[Minimum]
    short: np.ndarray  # (targets + minimums, T)

    @cached_property
    def at(self) -> dict[str, list[int]]:
        """Post → wants of it that are short some time."""
        found: dict[str, list[int]] = {}
        for i, want in enumerate(self.wants):
            if self.short[i].any():
                for post in want.posts:
                    found.setdefault(post, []).append(i)
        return found

    @cached_property
    def wants(self) -> list[Target | Minimum]:
        return [*self.targets, *self.minimums]

    def gain(self, at: Standing, before: list[Standing]) -> np.ndarray:
        """(T,) whether being there brings a want what it lacks, where ``before`` did not."""
        found = np.zeros(self.short.shape[1], bool)
        for i in self.at.get(at.post, ()):
            want = self.wants[i]
            if self._counts(want, at) and not any(self._counts(want, s) for s in before):
                found |= self.short[i]
        return found

    def _counts(self, want: Target | Minimum, at: Standing) -> bool:
        return want.counts(self.facts, at.post, at.role, at.held)


class Offering:
    """Makes the offers of people by where they stand and where they live."""

    def __init__(self, facts: Facts, horizon: Horizon, intakes: list[Intake], lacking: Lacking):
        self.facts, self.horizon, self.lacking = facts, horizon, lacking
        self.by_role: dict[str, list[Intake]] = {}
        for intake in intakes:
            self.by_role.setdefault(intake.course.from_role, []).append(intake)
        self._courses: dict[tuple[Standing, frozenset[str]], list[Offer]] = {}
        self._posts: dict[Standing, list[tuple[str, str, Held, str, list[int]]]] = {}

    def stay(self, at: Standing) -> Offer:
        return Offer(at.post, at.role, at.held, self.horizon.size)

    def moves(self, at: Standing, home: str, limit: float, also: frozenset[str]) -> Iterator[Offer]:
        """Other posts within the person's travel; ``also`` are posts offered in any case."""
        for post, role, held, transfer, periods in self._open_posts(at, also):
            if self.facts.minutes(home, post) <= limit or post in also:
                for t in periods:
                    yield Offer(post, role, held, t, transfer=transfer)

    def _open_posts(
        self, at: Standing, also: frozenset[str]
    ) -> list[tuple[str, str, Held, str, list[int]]]:
        if not also and at in self._posts:
            return self._posts[at]
        found = []
        for post, role, held, transfer in self._reachable(at):
            gain = self.lacking.gain(Standing(post, role, held), [at])
            periods = self.horizon.open
            if post not in also:
                some = np.flatnonzero(gain)
                if not len(some):
                    continue
                periods = [t for t in periods if some[0] <= t <= some[-1]] or [
                    t for t in periods if t <= some[-1]
                ][-1:]
            found.append((post, role, held, transfer, periods))
        if not also:
            self._posts[at] = found
        return found

    def _reachable(self, at: Standing) -> Iterator[tuple[str, str, Held, str]]:
        """Posts of the same role anywhere, and those to which a transfer leads."""
        for post in self.facts.posts_of[at.role]:
            if post != at.post:
                yield post, at.role, at.held, ""
        mine = self.facts.posts[at.post]
        for row in self.facts.place["transfers"].itertuples(index=False):
            role = row.to_role or row.from_role
            if (row.from_organisation, row.from_role) != (mine.organisation, at.role):
                continue
            if role == at.role:
                continue
            owner = row.to_organisation or row.from_organisation
            everything = self.facts.core[at.role] | at.held
            held = (everything & self.facts.scope[role]) - self.facts.core[role]
            for post in self.facts.posts_at.get((owner, role), []):
                yield post, role, held, row.transfer

    def courses(self, at: Standing, also: frozenset[str]) -> list[Offer]:
        """One course, or two in turn; ``also`` are courses offered in any case."""
        key = (at, also)
        if key not in self._courses:
            self._courses[key] = list(self._make_courses(at, also))
        return self._courses[key]

    def _make_courses(self, at: Standing, also: frozenset[str]) -> Iterator[Offer]:
        for intake, after in self._takes(at):
            gain = self.lacking.gain(after, [at])
            wanted = intake.course.course in also
            if wanted or gain[intake.ends :].any():
                yield Offer(after.post, after.role, after.held, intake.starts, (intake,))
            if after.role != at.role:
                continue
            for second, final in self._takes(after):
                if second.starts < intake.ends:
                    continue
                more = self.lacking.gain(final, [at, after])
                both = wanted and second.course.course in also
                if both or more[second.ends :].any():
                    yield Offer(
                        final.post,
                        final.role,
                        final.held,
                        intake.starts,
                        (intake, second),
                        after.held,
                    )

    def _takes(self, at: Standing) -> Iterator[tuple[Intake, Standing]]:
        """Intakes that somebody may begin, and where each leads."""
        employer = self.facts.posts[at.post].organisation
        for intake in self.by_role.get(at.role, ()):
            course = intake.course
            if course.organisation not in ("", employer):
                continue
            after = self.facts.after_course(at.role, at.held, course)
            if after is None:
                continue
            role, held = after
            posts = [at.post] if role == at.role else self.facts.posts_after(at.post, role)
            for post in posts:
                yield intake, Standing(post, role, held)
