"""How many of some people something happens to, from uniform numbers.

The same uniform number gives more people the more likely it is, so that draws with the same
numbers differ by what is likely and by nothing else.
"""

from __future__ import annotations

import math

import numba
import numpy as np

from solvers.skillmix.problem import Floats

#: Staff closer than this to a whole number are that many people.
WHOLE = 1e-9
#: The logarithm of what is next to nought as a float.
_NOUGHT = -700.0


@numba.njit(cache=True, nogil=True)
def binomial_of(uniform: float, people: int, likely: float) -> int:
    """The least k with P(binomial ≤ k) ≥ uniform, by adding up from nought."""
    if people <= 0 or likely <= 0.0:
        return 0
    if likely >= 1.0:
        return people
    if likely > 0.5:  # from the other end: fewer steps, and no start that is nought
        return people - binomial_of(1.0 - uniform, people, 1.0 - likely)
    log_start = people * math.log1p(-likely)
    odds = likely / (1.0 - likely)
    each, total, k = math.exp(log_start), math.exp(log_start), 0
    while log_start < _NOUGHT and k < people:  # nought as a float: on by logarithms until it is not
        log_start += math.log(odds * (people - k) / (k + 1))
        k += 1
        each = math.exp(log_start)
        total += each
    while total < uniform and k < people:
        each *= odds * (people - k) / (k + 1)
        k += 1
        total += each
    return k


@numba.njit(cache=True, nogil=True)
def _befallen(whole: Floats, part: Floats, wte: Floats, likely: Floats) -> Floats:
    result = np.zeros_like(wte)
    for row in range(wte.shape[0]):
        for draw in range(wte.shape[1]):
            there, chance = wte[row, draw], likely[row, draw]
            if there <= 0.0 or chance <= 0.0:
                continue
            people = math.floor(there + WHOLE)
            result[row, draw] = binomial_of(whole[row, draw], people, chance)
            rest = there - people
            if rest > WHOLE and part[row, draw] < chance:
                result[row, draw] += rest
    return result


def befallen(uniform: Floats, wte: Floats, likely: Floats, by_chance: np.ndarray) -> Floats:
    """WTE that something happens to, (n, D).

    Each whole WTE is one person to whom it happens or not; what is left over is one more,
    who counts as much as it is. Rows that are not left to chance have the share itself.

    Parameters
    ----------
    uniform : numbers for whole people and for what is left over, (2, n, D).
    wte, likely : how many, and the share; (n, D).
    by_chance : (n,).
    """
    sure: Floats = wte * likely
    if not by_chance.any():
        return sure
    whole, part = uniform
    if by_chance.all():
        return np.asarray(_befallen(whole, part, wte, likely))
    some = by_chance
    sure[some] = _befallen(whole[some], part[some], wte[some], likely[some])
    return sure
