"""Scenarios: named overlays that change a place before it is planned."""

from __future__ import annotations

from planner.scenario.overlay import apply_scenarios
from planner.scenario.read import load_scenario, scenario_from_dict, scenario_from_toml
from planner.scenario.scenario import Change, Scenario

__all__ = [
    "Change",
    "Scenario",
    "apply_scenarios",
    "load_scenario",
    "scenario_from_dict",
    "scenario_from_toml",
]
