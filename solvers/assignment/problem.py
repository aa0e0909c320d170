"""The assignment problem: everything a search needs, as arrays.

Index letters, used in every shape: ``G`` groups of people who are alike, ``N`` posts,
``S`` states (a role with the competencies somebody holds beyond its core), ``K`` intakes
(a course on a date), ``J`` offers (what one person of a group may do), ``M`` targets,
``Q`` minimums, ``A`` agreed moves, ``T`` periods. WTE, minutes and people; shares are
0 to 1. Identifiers are kept only to speak to people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Groups:
    """People who are alike in all that matters here, so that only their number counts."""

    people: tuple[Names, ...]  # (G,) who they are, in the order in which they are chosen
    wte: Floats  # (G,) of each of them
    post: Ints  # (G,)
    state: Ints  # (G,)

    @property
    def size(self) -> Ints:
        return np.array([len(names) for names in self.people], dtype=np.int64)


@dataclass(frozen=True)
class Posts:
    """Posts; a team is an employer's staff of one staff group."""

    names: Names
    role: Ints  # (N,)
    employer: Ints  # (N,)
    team: Ints  # (N,)
    most: Floats  # (N, T) WTE of named people; inf: no limit


@dataclass(frozen=True)
class Teams:
    """Teams, with what they can spare."""

    names: Names
    staff_group: Ints  # teams of one staff group share its changes evenly
    spare: Floats  # (teams,) WTE away on courses at a time


@dataclass(frozen=True)
class Intakes:
    """Courses on a date. Who begins is away from ``starts`` on, and has what is learned from
    ``ends`` on (``T``: after the horizon); a mentor has them for a period at least."""

    names: Names
    starts: Ints  # (K,) period
    ends: Ints  # (K,) period
    places: Floats  # (K,) WTE; inf: no limit
    rate: Floats  # (K,) share who complete
    away: Floats  # (K,) share of hours away from work
    mentor_role: Ints  # (K,) -1: nobody mentors
    ratio: Floats  # (K,) trainees for one WTE of the mentors' role
    pooled: Bools  # (K,) mentors of any employer count

    @property
    def until(self) -> Ints:
        """(K,) the period from which nobody of the intake is in training."""
        return np.maximum(self.ends, self.starts + 1)


@dataclass(frozen=True)
class Offers:
    """What one person of a group may do, one of them each.

    An offer without intake and with ``begins`` < T is a move to ``post`` from that period
    on; one with intakes ends in ``post`` and ``state`` when both are complete; any other
    is to stay.
    """

    group: Ints  # (J,)
    post: Ints  # (J,) in the end
    state: Ints  # (J,) in the end
    middle: Ints  # (J,) state between two courses; as ``state`` where there are not two
    begins: Ints  # (J,) period of the move or of the first course; T: stays
    first: Ints  # (J,) intake; -1: none
    second: Ints  # (J,) intake; -1: none
    agreed: Ints  # (J,) agreed move under which they change role or employer; -1: none
    minutes: Floats  # (J,) one way from home to a new post; 0 in the same
    points: Floats  # (J,) of stated preferences that are not followed

    @property
    def courses(self) -> Bools:
        return self.first >= 0


@dataclass(frozen=True)
class Wants:
    """How much is wanted of whom: those in some posts and in some states."""

    names: Names
    posts: Bools  # (M, N)
    states: Bools  # (M, S)
    wanted: Floats  # (M, T)


@dataclass(frozen=True)
class Agreed:
    """Moves that an agreement limits."""

    names: Names
    most: Floats  # (A, years) WTE in each year of the plan
    year: Ints  # (T,) of each period


@dataclass(frozen=True)
class AssignmentProblem:
    """One assignment to be found."""

    years: Floats  # (T,) length of each period
    labels: Names  # (T,)
    employers: Names
    roles: Names
    groups: Groups
    posts: Posts
    teams: Teams
    intakes: Intakes
    offers: Offers
    targets: Wants  # in WTE
    minimums: Wants  # in people
    agreed: Agreed

    @property
    def periods(self) -> int:
        return len(self.years)

    @property
    def changes(self) -> Bools:
        """(J,) whether the offer changes anything for whoever takes it."""
        return self.offers.begins < self.periods
