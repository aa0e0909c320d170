"""Places and their plans to be played."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import planner
from fixtures import tiny
from planner.errors import ImpossibleError
from planner.place.place import Place
from planner.place.settings import Settings
from planner.plan.plan import Plan
from planner.stress.game import Replayed, make_game
from tests.skillmix.random_place import random_place
from tests.small_place import FRAMES, SETTINGS

#: Random places that have plans; between them everything turns up that a replay looks at.
SEEDS = (11, 34, 82, 86, 100, 110, 114, 146, 177, 181)

SURE = {"distribution": "none", "chance": "no"}
#: Nothing is uncertain.
NOTHING = [{"quantity": q, **SURE} for q in ("demand", "turnover", "completion", "recruitment")]


def with_rows(rows: list[dict[str, Any]], settings: Settings = SETTINGS) -> Place:
    """The small place with rows of ``uncertainty`` (and none of what they are silent on)."""
    said = {row["quantity"] for row in rows}
    rest = [row for row in NOTHING if row["quantity"] not in said]
    return planner.place_from_frames(settings, {**FRAMES, "uncertainty": [*rows, *rest]})


@cache
def small_plan() -> Plan:
    return planner.plan_skillmix(with_rows([]))


@cache
def tiny_place() -> Place:
    example = tiny.make()
    return planner.place_from_frames(example.settings, example.frames)


@cache
def tiny_plan() -> Plan:
    return planner.plan_skillmix(tiny_place())


@cache
def random_case(seed: int) -> tuple[Place, Plan] | None:
    """A random place and its plan; none where it is impossible."""
    place = random_place(Random(seed))
    try:
        return place, planner.plan_skillmix(place)
    except ImpossibleError:
        return None


def random_cases() -> list[tuple[int, Place, Plan]]:
    found = [(seed, random_case(seed)) for seed in SEEDS]
    return [(seed, *both) for seed, both in found if both is not None]


def played(place: Place, plan: Plan, draws: int, seed: int = 0) -> Replayed:
    return make_game(place, plan, draws, seed, 0.05)
