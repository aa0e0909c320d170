"""Why there is no rotation, and what to give up, against trying everything."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.rotating.made_up import large
from solvers.engine.limits import Limits
from solvers.schemes import explain
from solvers.schemes.check import check
from solvers.schemes.explain import conflict, relaxation
from solvers.schemes.problem import AWAY, SchemeProblem
from solvers.schemes.rules import RULES, allowed, places, runs
from solvers.schemes.search import state
from tests.schemes.brute import broken, rotations
from tests.schemes.random_scheme import random_scheme
from tests.schemes.small import CONTROL, NORTH, SOUTH, away_in, small, with_one

#: At most so many rotations, wherever people may be.
SIZES = ((1, 3, 3), (2, 3, 2), (2, 2, 3), (1, 4, 2))


def tiny(seed: int) -> SchemeProblem:
    return random_scheme(seed, SIZES[seed % len(SIZES)])


@pytest.mark.parametrize("batch", range(4))
def test_a_conflict_is_one_and_the_fewest_are_given_up(batch: int) -> None:
    seen, rules = 0, set()
    for seed in range(1000 + batch * 16, 1000 + (batch + 1) * 16):
        problem = tiny(seed)
        ways = {broken(problem, rotation) for rotation in rotations(problem, anywhere=True)}
        found, given = conflict(problem, Limits(20.0)), relaxation(problem, Limits(20.0))
        assert given is not None
        assert given.fewest
        # The check says the same of it, everybody is somewhere, and nothing less will do.
        assert check(problem, given.rotation).violations == given.given_up
        assert ((given.rotation != AWAY) == problem.present).all()
        assert len(broken(problem, given.rotation)) == min(map(len, ways)), seed
        if frozenset() in ways:
            assert found is None
            assert given.given_up == []
            continue
        seen += 1
        assert found is not None
        assert found.smallest
        core = set(found.promises)
        assert len(core) == len(found.promises) > 0
        assert all(way & core for way in ways), seed  # nothing keeps all of them
        for each in core:  # and without any of them all others can be kept
            assert any(not way & (core - {each}) for way in ways), (seed, each)
        rules |= {rule for rule, _ in core}
    assert 4 <= seen < 16
    assert len(rules) > 3


def test_whatever_is_not_needed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """From all promises to begin with, not only from those that the solver names."""
    monkeypatch.setattr(explain, "_core", lambda stating, limits: list(stating.forgiven))
    seen = 0
    for seed in range(1000, 1010):
        problem = tiny(seed)
        ways = {broken(problem, rotation) for rotation in rotations(problem, anywhere=True)}
        found = explain.conflict(problem, Limits(20.0))
        if frozenset() in ways:
            continue
        seen += 1
        assert found is not None
        assert found.smallest
        core = set(found.promises)
        assert all(way & core for way in ways), seed
        assert all(any(not way & (core - {each}) for way in ways) for each in core), seed
    assert seen


def test_every_rule_can_be_in_a_conflict() -> None:
    wanted = {rule.NAME for rule in RULES}
    for seed in range(1000, 1300):
        found = conflict(tiny(seed), Limits(20.0))
        wanted -= {rule for rule, _ in found.promises} if found else set()
        if not wanted:
            return
    assert not wanted


def test_what_is_promised_is_told_by_name() -> None:
    """Two are wanted at North and nobody may go there; the rest of the scheme is no matter."""
    may = np.ones((2, 2, 4), bool)
    may[:, 1, NORTH] = False
    problem = small(2, 2, may=may, least=with_one((2, 4), (1, NORTH), 2))
    found = conflict(problem, Limits(20.0))
    assert found is not None
    assert found.smallest
    assert len(found.promises) == 2
    assert (places.NAME, "North, block 2") in found.promises
    assert {rule for rule, _ in found.promises} == {places.NAME, allowed.NAME}
    given = relaxation(problem, Limits(20.0))
    assert given is not None
    assert [(v.rule, v.where, v.amount) for v in given.given_up] == [
        (places.NAME, "North, block 2", 2.0)
    ]


def test_one_who_is_there_and_may_be_nowhere() -> None:
    problem = small(1, 1, may=np.zeros((1, 1, 4), bool))
    found, given = conflict(problem, Limits(20.0)), relaxation(problem, Limits(20.0))
    assert found is not None
    assert given is not None
    assert found.promises == [(allowed.NAME, "Ann, block 1")]
    assert [(v.rule, v.where) for v in given.given_up] == found.promises
    assert given.rotation[0, 0] != AWAY


def test_more_at_a_post_than_there_are_people() -> None:
    """Nobody at all is there in the second block: nothing to state the promise with."""
    problem = small(
        2,
        2,
        present=away_in(2, (0, 1), (1, 1)),
        least=np.array([[0, 5, 0, 0], [0, 3, 0, 0]]),
        most=np.full((2, 4), 5),
    )
    found, given = conflict(problem, Limits(20.0)), relaxation(problem, Limits(20.0))
    assert found is not None
    assert given is not None
    assert len(found.promises) == 1
    assert [(v.where, v.amount) for v in given.given_up] == [
        ("South, block 1", 3.0),
        ("South, block 2", 3.0),
    ]


def test_of_the_fewest_the_least_is_given_up() -> None:
    """Somewhere there is one too many: at North by one, anywhere else by more."""
    most = np.array([[2, 0, 0, 0]])
    given = relaxation(small(3, 1, most=most), Limits(20.0))
    assert given is not None
    assert [(v.where, v.amount) for v in given.given_up] == [("North, block 1", 1.0)]


def test_what_is_not_given_up_can_be_kept() -> None:
    """The others as they are, the scheme has a rotation; with any of them more, it has none."""
    seen = 0
    for seed in range(1100, 1118):
        problem = tiny(seed)
        given = relaxation(problem, Limits(20.0))
        assert given is not None
        out = {(v.rule, v.where) for v in given.given_up}
        ways = [broken(problem, rotation) for rotation in rotations(problem, anywhere=True)]
        assert any(way == out for way in ways), seed
        assert not any(way < out for way in ways), seed
        assert out <= set(state(problem, forgiving=True).forgiven)
        seen += bool(out)
    assert 5 < seen < 18


def test_a_run_cut_short_is_given_up_before_many_promises() -> None:
    problem = small(
        1,
        3,
        run_least=np.array([3, 1, 1]),
        before=np.array([SOUTH]),
        before_run=np.array([1]),
        least=with_one((3, 4), (0, CONTROL), 1),
    )
    found = conflict(problem, Limits(20.0))
    assert found is not None
    assert found.promises == [(runs.NAME, "Ann, practice"), (places.NAME, "control, block 1")]


def test_time_too_short_is_said() -> None:
    problem = large(20, 6, 8)
    problem = replace(problem, times_least=problem.times_least + 3)
    none = conflict(problem, Limits(0.0))
    assert none is None or not none.smallest
    found = relaxation(problem, Limits(0.5))
    assert found is None or check(problem, found.rotation).violations == found.given_up
    assert found is None or not found.fewest


def test_it_ends_when_it_is_stopped() -> None:
    problem = large(40, 8, 16)
    problem = replace(problem, times_least=problem.times_least + 3)
    for find in (conflict, relaxation):
        limits = Limits(120.0)
        threading.Timer(1.0, limits.stop.set).start()
        began = time.monotonic()
        find(problem, limits)
        assert time.monotonic() - began < 5.0
