"""Plans to compare: small places planned, and the figures of random ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import planner
from planner.place import write_place
from planner.place.place import Place
from planner.plan.plan import Plan, PriorityResult
from planner.plan.store import read_plan, write_plan
from planner.scenario import scenario_from_dict
from planner.scenario.overlay import apply_scenarios
from tests.plan.sample import random_plan
from tests.skillmix.tiny_with import tiny_with

MORE_NEED = {
    "name": "More need",
    "change": [{"action": "scale", "table": "needs", "factors": {"people": 1.25}}],
}
DEARER = {
    "name": "Dearer course",
    "change": [
        {
            "action": "set",
            "table": "courses",
            "where": {"course": "holistic_care"},
            "values": {"cost": 4.5},
        }
    ],
}
SLOWER = {
    "name": "Slower roads",
    "change": [{"action": "set", "table": "policy", "values": {"travel_minutes": 12.0}}],
}


BY_NAME = {one["name"]: one for one in (MORE_NEED, DEARER, SLOWER)}


def changed(*scenarios: dict[str, Any]) -> Place:
    """The tiny place under scenarios."""
    overlays = [scenario_from_dict(one) for one in scenarios]
    return apply_scenarios(tiny_with(), overlays) if overlays else tiny_with()


@cache
def planned(*names: str) -> Plan:
    """The plan of the tiny place under the scenarios of these names."""
    return planner.plan_skillmix(changed(*(BY_NAME[name] for name in names)), scenarios=names)


def recorded(*names: str) -> Plan:
    """The first plan with the record of one made under these scenarios: for what is told from
    records alone, nothing is planned again."""
    plan, place = planned(), changed(*(BY_NAME[name] for name in names))
    made_from = {
        "inputs": dict(place.hashes),
        "settings": place.settings.model_dump(mode="json"),
        "scenarios": list(names),
    }
    return replace(plan, record=plan.record.model_copy(update=made_from))


def of_a_place(folder: Path, *scenarios: dict[str, Any]) -> Path:
    """The tiny place on disk, changed itself rather than by a scenario."""
    write_place(changed(*scenarios), folder, "csv")
    return folder


@cache
def random(seed: int) -> Plan:
    """A plan of figures that mean nothing, small enough to be counted in plain Python."""
    plan = random_plan(visits=600, organisations=6, seed=seed)
    return replace(plan, tables={name: table.head(600) for name, table in plan.tables.items()})


def kept(plan: Plan, folder: Path) -> Plan:
    """The plan as it is read back."""
    write_plan(plan, folder, report=False)
    return read_plan(folder)


def with_priorities(plan: Plan, *priorities: tuple[float, float | None, bool]) -> Plan:
    """The plan with priorities of these values, bounds and proofs."""
    made = [
        PriorityResult(name=f"p{n}", value=value, bound=bound, tolerance=0.0, slack=0.0,
                       unit="WTE", baseline=0.0, proven=proven)
        for n, (value, bound, proven) in enumerate(priorities)
    ]  # fmt: skip
    return replace(plan, record=plan.record.model_copy(update={"priorities": made}))
