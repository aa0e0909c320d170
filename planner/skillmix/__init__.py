"""The skill-mix stage."""

from planner.skillmix.stage import plan_skillmix, verify_plan

__all__ = ["plan_skillmix", "verify_plan"]
