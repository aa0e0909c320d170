"""The skill-mix stage."""

from planner.skillmix.stage import find_bottlenecks, plan_skillmix, verify_plan

__all__ = ["find_bottlenecks", "plan_skillmix", "verify_plan"]
