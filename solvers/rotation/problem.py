"""What a rotation must satisfy and what it is worth, in numbers alone.

People go on *placements* (kinds of work to be learned or given) with *hosts*. A timetable says
for each period where the person is, as one number: ``HOME``, or that of placement and host.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: On no placement.
HOME = -1


@dataclass(frozen=True)
class Stay:
    """One placement as a person has it: from which period, for how many, where, what."""

    first: int
    periods: int
    host: int
    placement: int


@dataclass(frozen=True)
class RotationProblem:
    """People ``P``, periods ``T``, hosts ``H``, placements ``K``, groups of placements ``G``.

    Attributes
    ----------
    people, hosts, placements : names.
    length : (K,) periods that each placement takes, one after another with one host.
    group : (K,) the group that each is of.
    required : (P, G) how many different placements of each group a person goes on, no more.
    able : (P, H, K) whether a person may go on a placement with a host.
    present : (P, T) whether a person can be on placement at all.
    before : (K, K) whether the second must have begun before the first does.
    most_with_host : different placements that a person may go on with one host.
    least, most : (T, H, K) people on a placement with a host in each period.
    value : (P, H, K) points of going on a placement with a host; whole numbers.
    change : (P,) points each time that a placement is with another host than the one before.
    wait : (P,) points for each period at home before the end of the last placement.
    worst : points for each that the worst-off person has.
    """

    people: tuple[str, ...]
    hosts: tuple[str, ...]
    placements: tuple[str, ...]
    length: Ints
    group: Ints
    required: Ints
    able: Bools
    present: Bools
    before: Bools
    most_with_host: int
    least: Ints
    most: Ints
    value: Ints
    change: Ints
    wait: Ints
    worst: int = 1

    @property
    def periods(self) -> int:
        return int(self.present.shape[1])

    def stay(self, host: int, placement: int) -> int:
        """The number that stands for a placement with a host."""
        return host * len(self.placements) + placement

    def stays(self, timetable: Ints) -> Iterator[Stay]:
        """The placements of a timetable, (T,), in order."""
        (edges,) = np.nonzero(np.diff(timetable))
        firsts, ends = [0, *(edges + 1).tolist()], [*(edges + 1).tolist(), len(timetable)]
        for first, end in zip(firsts, ends, strict=True):
            if timetable[first] != HOME:
                host, placement = divmod(int(timetable[first]), len(self.placements))
                yield Stay(first, end - first, host, placement)

    def points(self, person: int, timetable: Ints) -> int:
        """What a timetable, (T,), is worth to a person."""
        stays = list(self.stays(timetable))
        value = sum(int(self.value[person, s.host, s.placement]) for s in stays)
        moves = sum(a.host != b.host for a, b in pairwise(stays))
        end = stays[-1].first + stays[-1].periods if stays else 0
        at_home = int((timetable[:end] == HOME).sum())
        return value + int(self.change[person]) * moves + int(self.wait[person]) * at_home
