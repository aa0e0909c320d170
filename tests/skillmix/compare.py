"""The stage held against brute force, place by place.

    python -m tests.skillmix.compare 0 2000
    python -m tests.skillmix.compare 0 2000 --with agreements --with rotations

Each random place of those seeds is planned by both; what differs is said, and how many
agreed, how many of them impossible.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import click
import pytest

import planner
from planner.place.place import Place
from planner.place.settings import Priority, Settings
from planner.skillmix.problem import make_problem
from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.search import Ask, SkillmixResult, solve_skillmix
from tests.skillmix.brute import Brute
from tests.skillmix.random_place import random_place

Frames = dict[str, list[dict[str, Any]]]

COMPARED = 3  # priorities
#: What a cap leaves beyond its value, relative; the search leaves half of it.
ROOM = 2e-7
#: Values agree to this, relative and absolute: a cap's room can be worth this much later on.
SAME = 3e-4

#: What the search proves, relative.
GAP = 1e-5


@contextmanager
def no_difference_means_nothing() -> Iterator[None]:
    """Every measure down to the solver's own precision."""
    kept = {name: measure.SLACK for name, measure in MEASURES.items()}
    for measure in MEASURES.values():
        measure.SLACK = 1e-6
    try:
        yield
    finally:
        for name, measure in MEASURES.items():
            measure.SLACK = kept[name]


def solved(place: Place, gap: float = GAP) -> SkillmixResult:
    asks = [Ask(p.measure, tolerance=0.0) for p in place.settings.priorities]
    with no_difference_means_nothing():
        return solve_skillmix(make_problem(place), asks, Limits(seconds=60, gap=gap))


def in_order(chosen: Settings, frames: Frames, *measures: str) -> Place:
    """The place with these priorities."""
    order = tuple(Priority(measure=m, tolerance=0) for m in measures)
    return planner.place_from_frames(chosen.model_copy(update={"priorities": order}), frames)


def compare(place: Place) -> Outcome | None:
    """Hold the stage against brute force; its outcome, None where none is possible."""
    result, brute = solved(place), Brute(place)
    first = place.settings.priorities[0].measure
    if result.outcome is None:
        assert result.status is Status.INFEASIBLE
        assert brute.least(first, []) is None
        return None
    assert result.violations == []
    caps: list[tuple[str, float]] = []
    for met in result.goals[:COMPARED]:
        least = brute.least(met.goal.name, caps)
        assert least is not None, f"brute force finds {met.goal.name} impossible"
        within = pytest.approx(least, rel=SAME, abs=SAME)
        assert met.value == within, met.goal.name
        assert met.bound == within, met.goal.name
        assert met.proven
        # A solver's tolerance may leave its value a little below what can be had.
        worst = max(met.value, least)
        caps.append((met.goal.name, worst + ROOM * max(1.0, abs(worst))))
    return result.outcome


@click.command()
@click.argument("first", type=int)
@click.argument("last", type=int)
@click.option("--with", "some", multiple=True, help="Only places with rows of one of these tables.")
def main(first: int, last: int, some: tuple[str, ...]) -> None:
    """Compare the places of the seeds from FIRST up to LAST."""
    agreed = impossible = 0
    different = []
    for seed in range(first, last):
        place = random_place(Random(seed))
        if some and not any(len(place[table]) for table in some):
            continue
        try:
            outcome = compare(place)
        except AssertionError as difference:
            different.append(seed)
            click.echo(f"seed {seed}: {difference}", err=True)
            continue
        agreed += 1
        impossible += outcome is None
    click.echo(f"{agreed} agreed ({impossible} impossible), {len(different)} differed: {different}")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
