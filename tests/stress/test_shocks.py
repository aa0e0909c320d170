"""Factors: their distributions, what they have in common, and how long they last."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from solvers.skillmix.problem import Horizon
from solvers.stress.shocks import (
    BETA,
    LOGNORMAL,
    NONE,
    NORMAL,
    TRIANGULAR,
    Spread,
    beta_parameters,
    certain,
    factors,
    scores,
)

DRAWS = 100_000
HORIZON = Horizon(
    labels=("a", "b", "c"),
    months=np.array([3, 3, 12]),
    offset=np.array([0, 3, 6]),
    financial_year=np.array([0, 0, 0]),
)


def spread(kind: int, units: int = 1, **fields: object) -> Spread:
    """Units of one kind, all in one group."""
    figures = {"spread": 0.2, "low": 0.6, "likely": 0.9, "high": 1.5, "share": 0.8}
    shared = {"by_all": 0.0, "by_group": 0.0, "persistence": 0.5}
    every = {**figures, **shared, **fields}
    return Spread(
        kind=np.full(units, kind),
        group=np.zeros(units, dtype=np.int64),
        groups=1,
        chance=np.ones(units, dtype=bool),
        **{name: np.full(units, float(value)) for name, value in every.items()},  # type: ignore[arg-type]
    )


def drawn(of: Spread, draws: int = DRAWS) -> np.ndarray:
    shocks = np.random.default_rng(3).standard_normal((of.shocks, HORIZON.size, draws))
    return factors(of, scores(of, shocks, HORIZON))


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        (NORMAL, stats.norm(1, 0.2)),
        (LOGNORMAL, stats.lognorm(np.sqrt(np.log(1.04)), scale=1 / np.sqrt(1.04))),
        (TRIANGULAR, stats.triang(1 / 3, 0.6, 0.9)),
        (BETA, stats.beta(*beta_parameters(0.8, 0.2), scale=1 / 0.8)),
    ],
)
def test_factors_are_spread_as_they_say(kind: int, right: object) -> None:
    found = drawn(spread(kind))
    for period in range(HORIZON.size):
        assert stats.kstest(found[0, period], right.cdf).pvalue > 1e-4  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [NORMAL, LOGNORMAL, BETA])
@pytest.mark.parametrize("wide", [0.05, 0.5])
def test_the_mean_is_the_plans_figure(kind: int, wide: float) -> None:
    found = drawn(spread(kind, spread=wide))
    error = found.std() / np.sqrt(DRAWS)
    assert found[0, 0].mean() == pytest.approx(1.0, abs=5 * error + 1e-3)
    assert found.min() >= 0.0


def test_a_completion_rate_stays_a_rate() -> None:
    for share in (0.02, 0.5, 0.97):
        rate = share * drawn(spread(BETA, spread=1.0, share=share))
        assert rate.min() >= 0.0
        assert rate.max() <= 1.0 + 1e-12
    assert (drawn(spread(BETA, share=1.0), 10) == 1.0).all()


def test_nothing_uncertain_is_one() -> None:
    assert (drawn(spread(NONE), 10) == 1.0).all()
    assert (drawn(certain(spread(LOGNORMAL)), 10) == 1.0).all()
    assert not certain(spread(LOGNORMAL)).chance.any()


def test_shocks_in_common_and_over_time() -> None:
    """Two units of a group, one of another, half of all in common and a quarter of the group."""
    of = replace(
        spread(LOGNORMAL, 3, by_all=0.5, by_group=0.25), group=np.array([0, 0, 1]), groups=2
    )
    shocks = np.random.default_rng(5).standard_normal((of.shocks, HORIZON.size, DRAWS))
    found = scores(of, shocks, HORIZON)
    near = 5 / np.sqrt(DRAWS)
    for period in range(HORIZON.size):
        assert np.corrcoef(found[0, period], found[1, period])[0, 1] == pytest.approx(
            0.75, abs=near
        )
        assert np.corrcoef(found[0, period], found[2, period])[0, 1] == pytest.approx(0.5, abs=near)
        assert found[0, period].std() == pytest.approx(1.0, abs=near)
    for first, second, years in ((0, 1, 0.25), (1, 2, 0.625)):
        kept = np.corrcoef(found[2, first], found[2, second])[0, 1]
        assert kept == pytest.approx(0.5**years, abs=near)
