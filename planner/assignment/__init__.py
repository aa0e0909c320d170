"""The assignment stage."""

from planner.assignment.stage import plan_assignment, verify_plan

__all__ = ["plan_assignment", "verify_plan"]
