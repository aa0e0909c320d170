"""The stage against every rotation there is, and its two checks against each other."""

from __future__ import annotations

import functools
import random

import numpy as np
import pytest

from planner.errors import ImpossibleError
from planner.rotation import plan_rotation, verify_plan
from planner.rotation.problem import make_problem
from planner.rotation.promises import broken
from planner.rotation.scheme import Scheme, make_scheme
from planner.rotation.tables import make_tables, where_of
from solvers.engine.limits import Limits
from solvers.schemes.check import check
from solvers.schemes.problem import AWAY, PARTS, Ints
from solvers.schemes.search import solve_scheme
from tests.rotation_stage.brute import best, judged
from tests.rotation_stage.random_scheme import random_place

SEEDS = range(40)


@functools.cache
def _best(seed: int) -> tuple[float, ...] | None:
    return best(make_scheme(random_place(seed), "s"))


def _scheme(seed: int, people: int = 3, blocks: int = 4) -> Scheme:
    return make_scheme(random_place(seed, people, blocks), "s")


def _somewhere(scheme: Scheme, dice: random.Random) -> Ints:
    """Everybody anywhere, rarely nowhere; on leave where they ought to be, mostly."""
    rotation = np.array(
        [
            [dice.randrange(len(scheme.posts)) for _ in range(scheme.blocks.count)]
            for _ in scheme.people
        ],
        np.int64,
    )
    for p, person in enumerate(scheme.people):
        for block in range(scheme.blocks.count):
            if (block in person.away) != (dice.random() < 0.02):
                rotation[p, block] = AWAY
    return rotation


def _tried(scheme: Scheme, seed: int) -> list[Ints]:
    """Random rotations, the best one, and the best one with one place changed."""
    dice = random.Random(seed)
    tried = [_somewhere(scheme, dice) for _ in range(6)]
    result = solve_scheme(make_problem(scheme), Limits(5.0, 0.0, 1, seed), reproducible=True)
    if result.rotation is not None:
        tried.append(result.rotation)
        for _ in range(12):
            near = result.rotation.copy()
            p, block = dice.randrange(near.shape[0]), dice.randrange(near.shape[1])
            near[p, block] = dice.randrange(len(scheme.posts))
            tried.append(near)
    return tried


def test_both_checks_say_the_same_of_every_rotation() -> None:
    """A promise broken for one is broken for the other, and measures are the same."""
    kept = off = 0
    for seed in SEEDS:
        scheme = _scheme(seed)
        problem = make_problem(scheme)
        for rotation in _tried(scheme, seed):
            where = where_of(scheme, rotation)
            said, measured = broken(scheme, where), check(problem, rotation)
            assert bool(said) == bool(measured.violations), (seed, said, measured.violations)
            kept, off = kept + (not said), off + bool(said)
            values = measured.values
            scaled = [
                value / (PARTS if name in ("unfilled", "net_loss") else 1)
                for name, value in values.items()
            ]
            assert scaled == pytest.approx(judged(scheme, where)), seed
    assert kept > 40
    assert off > 200


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_better_than_what_is_planned(seed: int) -> None:
    place = random_place(seed)
    nearest = _best(seed)
    if nearest is None:
        with pytest.raises(ImpossibleError, match="No rotation keeps"):
            plan_rotation(place, "s", time_limit=20)
        return
    plan = plan_rotation(place, "s", time_limit=20)
    assert plan.record.status == "optimal"
    assert [p.value for p in plan.record.priorities] == pytest.approx(nearest)
    assert verify_plan(place, plan) == []


def test_places_are_both_possible_and_not() -> None:
    found = [_best(seed) for seed in range(60)]
    assert sum(each is None for each in found) >= 10
    assert sum(each is not None for each in found) >= 15


def test_tables_say_what_the_brute_force_counts() -> None:
    for seed in range(10):
        scheme = _scheme(seed)
        where = where_of(scheme, _somewhere(scheme, random.Random(seed)))
        tables = make_tables(scheme, where)
        counted = judged(scheme, where)
        assert tables["post_cover"]["missing"].sum() == pytest.approx(counted[0])
        assert tables["rotation_people"]["burden"].max() == counted[3]
        assert tables["rotation_people"]["moves"].sum() == counted[5]
