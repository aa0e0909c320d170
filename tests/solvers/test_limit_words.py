"""Every bound of the model is a limit in words, or is none for a reason that is said."""

from __future__ import annotations

import numpy as np
import pytest

from planner.skillmix.bottlenecks import described
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.decisions import DECISIONS
from solvers.skillmix.limit_words import LIMITS, NO_DECISION_LIMITS, NO_LIMITS
from solvers.skillmix.problem import Base, Pin
from solvers.skillmix.raisable import raisable, with_room
from tests.solvers.test_registry import made


@pytest.fixture(scope="module")
def rich() -> SkillmixModel:
    """A model with rows of every rule."""
    from dataclasses import replace

    problem = made()
    w = problem.workforce
    pin = Pin("a nurse", "in_post", np.array([0]), 0, "at_least", 0.0)
    nowhere = np.full((len(w.cell_post), 2), np.nan)
    kept = {name: np.full((len(w.posts), 2), 4.0) for name in ("establishment",)}
    return build(
        replace(
            problem,
            pins=(pin,),
            base=Base(nowhere, 1, kept),
            workforce=replace(w, over_limit_place=2.0, vacancy_limit=np.full(3, 0.5)),
        )
    )


def test_every_named_row_is_a_limit_or_has_a_reason(rich: SkillmixModel) -> None:
    limits = {(limit.rows, limit.axes) for limit in LIMITS if limit.rows}
    named = {(block.name, block.axes) for block in rich.assembled.rows}
    assert not limits & set(NO_LIMITS)
    unsaid = named - limits - set(NO_LIMITS)
    assert not unsaid, f"say in limit_words what one more is called, or why it is none: {unsaid}"
    frozen = {key for key in NO_LIMITS if key[0] == "frozen periods"}
    assert (limits | set(NO_LIMITS)) - frozen <= named, "no rule has such rows"


def test_a_limit_is_of_rows_or_of_a_decision() -> None:
    for limit in LIMITS:
        assert bool(limit.rows) != bool(limit.decision)
        assert limit.decision in {"", *DECISIONS}
        assert limit.unit
        assert all(reason for reason in NO_LIMITS.values())
    assert set(NO_DECISION_LIMITS) <= set(DECISIONS)
    assert not {limit.decision for limit in LIMITS} & set(NO_DECISION_LIMITS)
    names = [limit.name for limit in LIMITS]
    assert len(names) == len(set(names))


def test_every_limit_says_what_one_more_is_and_no_two_say_the_same(rich: SkillmixModel) -> None:
    every = raisable(rich)
    said = set()
    for kind, at in zip(every.limit, every.entries, strict=True):
        row = described(rich.problem, rich.index, LIMITS[kind], at)
        assert row["what"]
        assert "{" not in row["what"]
        assert row["period"] in rich.problem.horizon.labels
        said.add((row["limit"], row["what"], row["period"]))
    assert len(said) == len(every.ids)
    assert set(every.limit) == set(range(len(LIMITS))) - {
        k for k, limit in enumerate(LIMITS) if limit.name in ("transfers", "lower acuity")
    }  # the workshop's transfer has no limit, its packages no alternative


def test_bounds_that_rules_imply_are_wider_and_limits_are_not(rich: SkillmixModel) -> None:
    roomy = with_room(rich)
    now, then = rich.assembled.upper, roomy.upper
    for limit in LIMITS:
        if limit.decision:
            columns = rich.decisions[limit.decision]
            assert (now[columns] == then[columns]).all()
    assert (then >= now).all()
    for name in ("in_post", "hires", "starts", "vacancy"):
        columns = rich.decisions[name].ravel()
        some = columns[(now[columns] > 0) & np.isfinite(now[columns])]
        assert (then[some] > now[some]).all()
