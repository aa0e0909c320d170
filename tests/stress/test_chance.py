"""People whom something befalls: the binomial itself, and whoever is left over."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from solvers.stress.chance import befallen, binomial_of

RNG = np.random.default_rng(7)


@pytest.mark.parametrize("people", [1, 2, 7, 40, 400])
@pytest.mark.parametrize("likely", [0.001, 0.03, 0.3, 0.5, 0.8, 0.999])
def test_a_uniform_number_is_the_quantile_of_the_binomial(people: int, likely: float) -> None:
    for u in RNG.random(200):
        assert binomial_of(u, people, likely) == pytest.approx(
            stats.binom.ppf(u, people, likely), abs=1e-9
        )


def test_nobody_and_everybody() -> None:
    assert binomial_of(0.99, 5, 0.0) == 0
    assert binomial_of(0.01, 5, 1.0) == 5
    assert binomial_of(0.5, 0, 0.5) == 0


def test_so_many_that_nobody_spared_is_nought_as_a_float() -> None:
    drawn = np.array([binomial_of(u, 3000, 0.4) for u in RNG.random(4000)], dtype=float)
    error = np.sqrt(3000 * 0.4 * 0.6 / len(drawn))
    assert drawn.mean() == pytest.approx(1200, abs=5 * error)
    assert drawn.std() == pytest.approx(np.sqrt(720), rel=0.06)


def test_mean_and_variance_with_a_part_of_a_person() -> None:
    """3.4 WTE are three people and four tenths of one: variance p (1 − p) (3 + 0.4²)."""
    draws, p = 200_000, 0.2
    uniform = RNG.random((2, 1, draws))
    left = befallen(uniform, np.full((1, draws), 3.4), np.full((1, draws), p), np.array([True]))
    variance = p * (1 - p) * (3 + 0.4**2)
    assert left.mean() == pytest.approx(3.4 * p, abs=5 * np.sqrt(variance / draws))
    assert left.var() == pytest.approx(variance, rel=0.02)


def test_what_is_not_left_to_chance_is_the_share() -> None:
    uniform = RNG.random((2, 2, 3))
    wte, likely = np.full((2, 3), 2.5), np.full((2, 3), 0.3)
    mixed = befallen(uniform, wte, likely, np.array([False, True]))
    assert mixed[0] == pytest.approx(0.75)
    assert set(np.round(mixed[1], 6)) <= {0.0, 1.0, 2.0, 0.5, 1.5, 2.5}


def test_the_likelier_the_more() -> None:
    uniform = RNG.random((2, 1, 500))
    wte, free = np.full((1, 500), 9.7), np.array([True])
    some = [befallen(uniform, wte, np.full((1, 500), p), free) for p in (0.1, 0.3, 0.6, 0.9)]
    for less, more in pairwise(some):
        assert (less <= more + 1e-12).all()
