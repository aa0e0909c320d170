"""Which runs dominate, and how far axes move measures, against plain reckoning."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.batch.compare import (
    Comparison,
    Measure,
    dominance,
    dominates,
    levels_against,
    sensitivity,
    undominated,
)

COST, NEED = Measure("cost", "cost", "k£", True), Measure("need", "need", "hours", True)


@given(arrays(float, st.tuples(st.integers(1, 7), st.integers(1, 3)), elements=st.integers(0, 3)))
def test_dominance_is_as_it_is_defined(values: np.ndarray) -> None:
    got = dominates(values)
    rows = range(len(values))
    for a in rows:
        for b in rows:
            one, other = values[a].tolist(), values[b].tolist()
            pairs = list(zip(one, other, strict=True))
            assert got[a, b] == (all(x <= y for x, y in pairs) and any(x < y for x, y in pairs))
    free = undominated(values)
    assert free.any()
    assert free.tolist() == [not any(got[a, b] for a in rows) for b in rows]


def test_rounding_of_the_solver_makes_no_difference() -> None:
    assert not dominates(np.array([[1e6, 5.0], [1e6 + 0.5, 5.0]])).any()
    assert dominates(np.array([[1e6, 5.0], [1e6 + 5.0, 5.0]]))[0, 1]


def made(rows: list[tuple[object, ...]], given: tuple[str, ...] = ()) -> Comparison:
    """Rows of scenario, demand, cost, need; those without a cost have no plan."""
    frame = pd.DataFrame(rows, columns=["scenarios", "demand", "cost", "need"])
    frame.insert(0, "place", "Here")
    frame.insert(0, "row", range(1, len(rows) + 1))
    frame["came_out"] = np.where(frame["cost"].isna(), "impossible", "planned")
    return Comparison({}, frame, (COST, NEED), ("scenarios", "demand"), given)


ROWS: list[tuple[object, ...]] = [
    ("a", "low", 10.0, 5.0),
    ("a", "high", 20.0, 6.0),
    ("b", "low", 12.0, 5.0),
    ("b", "high", 20.0, 7.0),
    ("c", "low", 8.0, 9.0),
    ("c", "high", None, None),
]


def test_runs_compete_only_at_the_same_level_of_what_is_given() -> None:
    free = dominance(made(ROWS))
    assert free["dominated_by"].tolist() == [(), (1, 3), (1,), (1, 2, 3), ()]
    given = dominance(made(ROWS, ("demand",)))
    assert given["dominated_by"].tolist() == [(), (), (1,), (2,), ()]
    assert given["dominates"].tolist() == [1, 1, 0, 0, 0]


def test_levels_are_held_against_each_other_with_the_rest_the_same() -> None:
    found = levels_against(made(ROWS), "scenarios")
    assert found.to_numpy().tolist() == [["Here", "a", "b", 2]]


def test_sensitivity_counts_only_what_has_its_like_at_every_level() -> None:
    found = sensitivity(made(ROWS)).set_index(["axis", "measure", "level"]).sort_index()
    # The third scenario has no plan at high demand, so only low demand is alike in all three.
    assert found.loc[("scenarios", "cost"), "mean"].tolist() == [10.0, 12.0, 8.0]
    assert found.loc[("scenarios", "cost"), "share"].tolist() == pytest.approx([0.0, 0.2, -0.2])
    assert found.loc[("demand", "need"), "mean"].tolist() == [6.5, 5.0]  # high, low
    assert found.loc[("demand", "need"), "rows"].tolist() == [2, 2]
