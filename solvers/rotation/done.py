"""What a person has been on so far, as the state of a search.

Of placements that are watched it is known which, of the others of a group how many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from solvers.rotation.problem import Bools, Ints

#: A placement that cannot follow.
NEVER = -1


@dataclass(frozen=True)
class Done:
    """States ``U``, the first of which is that of nothing done.

    Attributes
    ----------
    following : (U, K) the state after one more placement; NEVER.
    left : (U,) placements still to go on; nought at the end.
    """

    following: Ints
    left: Ints

    @property
    def states(self) -> int:
        return len(self.left)


def combinations(watched: Bools, group: Ints, required: Ints) -> int:
    """States that watching these placements, (K,), makes at most."""
    many = 1
    for g, most in enumerate(required.tolist()):
        known, others = int((watched & (group == g)).sum()), int((~watched & (group == g)).sum())
        ways, total = 1, 0
        for taken in range(min(known, most) + 1):
            total += ways * (min(most - taken, others) + 1)
            ways = ways * (known - taken) // (taken + 1)
        many *= total
    return many


def done(watched: Bools, group: Ints, required: Ints, before: Bools) -> Done:
    """The states that a person comes to who goes on so many placements of each group.

    What has to come first is minded where it is watched.
    """
    bits = np.where(watched, np.cumsum(watched) - 1, NEVER)
    first = np.array(
        [sum(1 << int(bits[j]) for j in np.flatnonzero(row & watched)) for row in before]
    )
    base = np.append(1, np.cumprod(required + 1))
    following, counts = _explored(bits, first, group, required, base, 1 << int(watched.sum()))
    return Done(following, required.sum() - counts)


@numba.njit(cache=True, nogil=True)
def _explored(
    bits: Ints, first: Ints, group: Ints, required: Ints, base: Ints, masks: int
) -> tuple[Ints, Ints]:
    """States in the order found, breadth first, by what is known to be done and the number of
    each group: what follows, (U, K), and how many are done, (U,)."""
    many, numbers = len(bits), base[-1]
    of_group, others = np.zeros(len(required), np.int64), np.zeros(len(required), np.int64)
    for k in range(many):
        if bits[k] >= 0:
            of_group[group[k]] |= 1 << bits[k]
        else:
            others[group[k]] += 1
    number = np.full(masks * numbers, NEVER, np.int64)
    states, size = np.zeros(1024, np.int64), 1
    following = np.full((1024, many), NEVER, np.int64)
    counts = np.zeros(1024, np.int64)
    number[0] = 0
    u = 0
    while u < size:
        mask, taken = states[u] // numbers, states[u] % numbers
        for k in range(many):
            g = group[k]
            so_far = taken // base[g] % (required[g] + 1)
            if so_far >= required[g] or (mask & first[k]) != first[k]:
                continue
            now = mask
            if bits[k] >= 0:
                if mask >> bits[k] & 1:
                    continue
                now = mask | (1 << bits[k])
            elif so_far - _known(mask & of_group[g]) >= others[g]:
                continue  # all of the others
            code = now * numbers + taken + base[g]
            if number[code] == NEVER:
                if size == len(states):
                    states = np.append(states, np.zeros(size, np.int64))
                    counts = np.append(counts, np.zeros(size, np.int64))
                    wider = np.full((2 * size, many), NEVER, np.int64)
                    wider[:size] = following
                    following = wider
                number[code] = size
                states[size] = code
                counts[size] = counts[u] + 1
                size += 1
            following[u, k] = number[code]
        u += 1
    return following[:size].copy(), counts[:size].copy()


@numba.njit(cache=True, nogil=True)
def _known(mask: int) -> int:
    """How many bits are set."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count
