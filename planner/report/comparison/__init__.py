"""A comparison for readers: a summary for the terminal, and a page that works offline."""

from planner.report.comparison.page import render_comparison
from planner.report.comparison.summary import summarise_comparison

__all__ = ["render_comparison", "summarise_comparison"]
