"""How far a quantity turns out otherwise than planned: factors by unit, period and draw.

A factor of 1 is the plan's own figure. Behind each factor is a normal score: √a of the
whole place's shock, √g of its group's, the rest of its own. Scores go on from period to
period as an AR(1): z[t] = r · z[t−1] + √(1 − r²) · e[t], r = persistence ^ years between the
middles of the periods; so each score is standard normal in every period. The factor is the
score's place in its distribution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numba
import numpy as np

from solvers.skillmix.problem import Bools, Floats, Horizon, Ints

NONE, NORMAL, LOGNORMAL, TRIANGULAR, BETA = range(5)
#: The smaller parameter of a beta is no less than this, so that it is no wider than that.
LEAST_BETA = 0.5
_STEPS = 4096


@dataclass(frozen=True)
class Spread:
    """How one quantity is spread, by unit."""

    kind: Ints  # (U,) NONE, NORMAL, …
    spread: Floats  # (U,) standard deviation as a share of the plan's figure
    low: Floats  # (U,) of a triangular: least, likeliest and most, as factors
    likely: Floats  # (U,)
    high: Floats  # (U,)
    share: Floats  # (U,) of a beta: the share itself that the factor is of
    by_all: Floats  # (U,) share of the score's variance that the whole place has in common
    by_group: Floats  # (U,) that the unit's group has
    persistence: Floats  # (U,) correlation of the score with a year before
    group: Ints  # (U,)
    groups: int
    chance: Bools  # (U,) whether people are left to chance beside that

    @property
    def size(self) -> int:
        return len(self.kind)

    @property
    def shocks(self) -> int:
        """Normal numbers of a period: the place's, the groups' and the units' own."""
        return 1 + self.groups + self.size


def certain(spread: Spread) -> Spread:
    """The same units, with nothing uncertain about them."""
    return replace(
        spread, kind=np.full_like(spread.kind, NONE), chance=np.zeros_like(spread.chance)
    )


def scores(spread: Spread, shocks: Floats, horizon: Horizon) -> Floats:
    """Normal scores by unit, (U, T, D), of shocks (1 + groups + U, T, D)."""
    own = np.maximum(0.0, 1.0 - spread.by_all - spread.by_group)
    new = np.sqrt(own)[:, None, None] * shocks[1 + spread.groups :]
    new += np.sqrt(spread.by_all)[:, None, None] * shocks[:1]
    new += np.sqrt(spread.by_group)[:, None, None] * shocks[1 : 1 + spread.groups][spread.group]
    middle = (horizon.offset + horizon.months / 2.0) / 12.0
    for t in range(1, horizon.size):
        kept = spread.persistence ** (middle[t] - middle[t - 1])
        new[:, t] *= np.sqrt(1.0 - kept**2)[:, None]
        new[:, t] += kept[:, None] * new[:, t - 1]
    return new


def factors(spread: Spread, score: Floats) -> Floats:
    """Factors by unit, (U, T, D), of normal scores."""
    result = np.ones_like(score)
    some = spread.kind == NORMAL
    result[some] = np.clip(1.0 + spread.spread[some, None, None] * score[some], 0.0, 2.0)
    some = spread.kind == LOGNORMAL
    if some.any():
        variance = np.log1p(spread.spread[some] ** 2)[:, None, None]
        result[some] = np.exp(np.sqrt(variance) * score[some] - variance / 2.0)
    some = spread.kind == TRIANGULAR
    if some.any():
        ends = (of[some, None, None] for of in (spread.low, spread.likely, spread.high))
        result[some] = _triangular(_place(score[some]), *ends)
    for unit in np.flatnonzero((spread.kind == BETA) & (spread.spread > 0)):
        result[unit] = _beta(_place(score[unit]), spread.share[unit], spread.spread[unit])
    return result


def _triangular(place: Floats, low: Floats, likely: Floats, high: Floats) -> Floats:
    turn = (likely - low) / (high - low)
    rising = low + np.sqrt(place * (high - low) * (likely - low))
    falling = high - np.sqrt((1.0 - place) * (high - low) * (high - likely))
    return np.where(place < turn, rising, falling)


def _beta(place: Floats, share: float, spread: float) -> Floats:
    """Factors of a share that is spread as a beta with that mean."""
    if not 0.0 < share < 1.0:
        return np.ones_like(place)
    first, second = beta_parameters(share, spread)
    angle = (np.arange(_STEPS) + 0.5) * (math.pi / 2 / _STEPS)
    log = (2 * first - 1) * np.log(np.sin(angle)) + (2 * second - 1) * np.log(np.cos(angle))
    density = np.exp(log - log.max())
    below = np.concatenate([[0.0], np.cumsum(density)])
    edges = np.sin(np.linspace(0.0, math.pi / 2, _STEPS + 1)) ** 2
    return np.asarray(np.interp(place, below / below[-1], edges) / share)


def beta_parameters(share: float, spread: float) -> tuple[float, float]:
    """The parameters of a beta with this mean and relative spread, or the widest there is."""
    total = (1.0 - share) / (share * spread**2) - 1.0
    total = max(total, LEAST_BETA / min(share, 1.0 - share))
    return share * total, (1.0 - share) * total


def _place(score: Floats) -> Floats:
    """Φ of normal scores."""
    return np.asarray(_normal(np.ascontiguousarray(score).ravel())).reshape(score.shape)


@numba.njit(cache=True, nogil=True)
def _normal(score: Floats) -> Floats:
    result = np.empty_like(score)
    for i in range(len(score)):
        result[i] = 0.5 * math.erfc(-score[i] / math.sqrt(2.0))
    return result
