"""What a person has to go on, and how much of it a search keeps in mind."""

from __future__ import annotations

import numpy as np

from solvers.rotation.cheapest import Steps
from solvers.rotation.done import combinations, done
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
        come before or after others, as far as there is room.
    knows_all : there is room for all placements.
    most : (K + H,) how often each placement, and any with each host, may be gone on.
    """

    def __init__(self, problem: RotationProblem, required: Ints):
        self.problem = problem
        # More than there are of a group can never be, nor need be counted.
        sizes = np.bincount(problem.group, minlength=len(required))
        self._required = np.minimum(required, sizes + 1)
        self.hosts, self.placements = len(problem.hosts), len(problem.placements)
        self.length = np.ascontiguousarray(problem.length)
        self.group = np.ascontiguousarray(problem.group)
        self.before = np.ascontiguousarray(problem.before)
        self.most = np.repeat([1, problem.most_with_host], [self.placements, self.hosts])
        self._steps: dict[Watched, Steps] = {}
        ordered = problem.before.any(axis=0) | problem.before.any(axis=1)
        everything: Watched = tuple(range(self.placements))
        some: Watched = tuple(np.flatnonzero(ordered).tolist())
        self.knows_all = self.fits(everything, MOST_IN_ALL)
        fit = (each for each in (everything, some) if self.fits(each, MOST_IN_ALL))
        self.needed = next(fit, ())

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

    def steps(self, watched: Watched) -> Steps:
        """What a search keeps in mind where so much is watched."""
        if watched not in self._steps:
            known = np.isin(np.arange(self.placements), watched)
            states = done(known, self.group, self._required, self.before)
            hosts = [c - self.placements for c in watched if c >= self.placements]
            digit, base = np.zeros(self.hosts, np.int64), self.problem.most_with_host + 1
            digit[hosts] = base ** np.arange(len(hosts))
            numbers = base ** len(hosts)
            self._steps[watched] = Steps(
                self.length, states.following, states.left, digit, base, numbers
            )
        return self._steps[watched]
