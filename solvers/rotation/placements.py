"""What a person has to go on, and how much of it a search keeps in mind."""

from __future__ import annotations

import numpy as np

from solvers.rotation.done import Done, combinations, done
from solvers.rotation.problem import Ints, RotationProblem

#: States of one period, and of all, beyond which not all placements are watched from the start, and
#: nothing more is watched.
MOST_STATES, MOST_IN_ALL, MORE_IN_ALL = 60_000, 1_000_000, 200_000

#: Placements and then hosts that are watched, by number.
Watched = tuple[int, ...]


class Placements:
    """Placements required of each group, for all who have the same.

    That a placement is gone on once, and a host has no more than so many, is either watched or
    left out.

    Attributes
    ----------
    needed : watched from the start: all placements where there is room, otherwise those that
        come before or after others.
    knows_all : there is room for all placements.
    most : (K + H,) how often each placement, and any with each host, may be gone on.
    """

    def __init__(self, problem: RotationProblem, required: Ints):
        self.problem, self._required = problem, required
        self.hosts, self.placements = len(problem.hosts), len(problem.placements)
        self.length = np.ascontiguousarray(problem.length)
        self.group = np.ascontiguousarray(problem.group)
        self.before = np.ascontiguousarray(problem.before)
        self.most = np.repeat([1, problem.most_with_host], [self.placements, self.hosts])
        self._tables: dict[Watched, tuple[Done, Ints, Ints]] = {}
        ordered = problem.before.any(axis=0) | problem.before.any(axis=1)
        everything = tuple(range(self.placements))
        some = tuple(np.flatnonzero(ordered).tolist())
        self.knows_all = self.fits(everything, MOST_IN_ALL)
        self.needed = everything if self.knows_all else some

    def fits(self, watched: Watched, most: int = MORE_IN_ALL) -> bool:
        """Whether the states in all are no more than so many that these make."""
        known = np.isin(np.arange(self.placements), watched)
        masks = 2 ** int(known.sum()) * float(np.prod(self._required + 1))
        if masks > 1 << 24:
            return False
        states = combinations(known, self.problem.group, self._required)
        states *= (self.problem.most_with_host + 1) ** (len(watched) - int(known.sum()))
        in_all = states * (self.hosts + 1) * (self.problem.periods + 1)
        return states <= MOST_STATES and in_all <= most

    def table(self, watched: Watched) -> tuple[Done, Ints, Ints]:
        """States of what has been done; the periods that what is left takes at least, (U,); and what
        one more placement with each host adds to the number of those watched, (H,)."""
        if watched not in self._tables:
            known = np.isin(np.arange(self.placements), watched)
            states = done(known, self.group, self._required, self.before)
            hosts = [c - self.placements for c in watched if c >= self.placements]
            digit = np.zeros(self.hosts, np.int64)
            digit[hosts] = (self.problem.most_with_host + 1) ** np.arange(len(hosts))
            self._tables[watched] = states, states.left * int(self.length.min()), digit
        return self._tables[watched]
