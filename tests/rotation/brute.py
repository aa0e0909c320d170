"""Every rotation there is, by trying: rules read from the problem again, nothing of the search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from solvers.rotation.problem import HOME, RotationProblem

#: Periods of one person: host and placement, or None at home.
Line = tuple[tuple[int, int] | None, ...]


def lines(problem: RotationProblem, person: int) -> Iterator[Line]:
    """Every way in which a person may rotate."""
    hosts, placements = len(problem.hosts), len(problem.placements)

    def onward(line: Line, begun: tuple[int, ...], hosted: tuple[int, ...]) -> Iterator[Line]:
        if len(line) == problem.periods:
            groups = [int(problem.group[k]) for k in begun]
            wanted = problem.required[person].tolist()
            if [groups.count(g) for g in range(len(wanted))] == wanted:
                yield line
            return
        yield from onward((*line, None), begun, hosted)
        for h, k in product(range(hosts), range(placements)):
            length = int(problem.length[k])
            until = len(line) + length
            if (
                k not in begun
                and until <= problem.periods
                and problem.able[person, h, k]
                and problem.present[person, len(line) : until].all()
                and all(j in begun for j in range(placements) if problem.before[k, j])
                and hosted.count(h) < problem.most_with_host
            ):
                yield from onward((*line, *[(h, k)] * length), (*begun, k), (*hosted, h))

    return onward((), (), ())


def points(problem: RotationProblem, person: int, line: Line) -> int:
    """What a way is worth to a person."""
    there = [place for place in line if place is not None]
    order = list(dict.fromkeys(there))
    total = sum(int(problem.value[person, h, k]) for h, k in order)
    total += int(problem.change[person]) * sum(
        order[i][0] != order[i - 1][0] for i in range(1, len(order))
    )
    last = max((t for t, place in enumerate(line) if place is not None), default=-1)
    return total + int(problem.wait[person]) * (last + 1 - len(there))


def best(problem: RotationProblem) -> int | None:
    """The most points that anything has; None where there is no way."""
    ways = [
        [(points(problem, p, line), _counts(problem, line)) for line in lines(problem, p)]
        for p in range(len(problem.people))
    ]
    found: int | None = None

    def onward(person: int, total: int, least: float, there: np.ndarray) -> None:
        nonlocal found
        if (there > problem.most).any():
            return
        if person == len(ways):
            if (there >= problem.least).all():
                score = total + problem.worst * int(least)
                found = score if found is None else max(found, score)
            return
        for own, counts in ways[person]:
            onward(person + 1, total + own, min(least, own), there + counts)

    onward(0, 0, np.inf, np.zeros_like(problem.most))
    return found


def _counts(problem: RotationProblem, line: Line) -> np.ndarray:
    counts = np.zeros_like(problem.most)
    for t, place in enumerate(line):
        if place is not None:
            counts[(t, *place)] += 1
    return counts


def timetable(problem: RotationProblem, line: Line) -> np.ndarray:
    """The same as the search states it, (T,)."""
    return np.array([HOME if place is None else problem.stay(*place) for place in line])
