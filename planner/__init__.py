"""The product: from the tables of a place to a checked plan.

The names below load what they need when they are first used, so that
``import planner`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.assignment import plan_assignment
    from planner.place import check_place, place_from_frames, read_place, write_place
    from planner.plan.store import read_plan, write_plan
    from planner.report.page import write_report
    from planner.report.summary import summarise
    from planner.roster import plan_roster
    from planner.scenario import apply_scenarios, load_scenario
    from planner.skillmix import find_bottlenecks, plan_skillmix, verify_plan

_HOME = {
    "apply_scenarios": "planner.scenario",
    "check_place": "planner.place",
    "find_bottlenecks": "planner.skillmix",
    "load_scenario": "planner.scenario",
    "place_from_frames": "planner.place",
    "plan_assignment": "planner.assignment",
    "plan_roster": "planner.roster",
    "plan_skillmix": "planner.skillmix",
    "read_place": "planner.place",
    "read_plan": "planner.plan.store",
    "summarise": "planner.report.summary",
    "verify_plan": "planner.skillmix",
    "write_place": "planner.place",
    "write_plan": "planner.plan.store",
    "write_report": "planner.report.page",
}

__all__ = [
    "apply_scenarios",
    "check_place",
    "find_bottlenecks",
    "load_scenario",
    "place_from_frames",
    "plan_assignment",
    "plan_roster",
    "plan_skillmix",
    "read_place",
    "read_plan",
    "summarise",
    "verify_plan",
    "write_place",
    "write_plan",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
