"""The roster stage: shifts for named staff across employers and sites."""

from planner.roster.stage import plan_roster, verify_plan

__all__ = ["plan_roster", "verify_plan"]
