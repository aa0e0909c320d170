"""What changed between finished plans, by how much, and which input changed."""

from planner.compare.comparison import Comparison, compare_plans

__all__ = ["Comparison", "compare_plans"]
