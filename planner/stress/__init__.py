"""Skill-mix plans played against chance."""

from planner.stress.stage import stress_plan
from planner.stress.verify import verify_plan

__all__ = ["stress_plan", "verify_plan"]
