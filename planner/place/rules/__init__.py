"""What must hold between the tables of a place, one function a rule."""

from __future__ import annotations

from collections.abc import Mapping

from planner.place.checks.tables import CheckedTable
from planner.place.report import Report
from planner.place.settings import Settings


def check_rules(
    settings: Settings | None, tables: Mapping[str, CheckedTable], report: Report
) -> None:
    """Check every rule whose tables are sound; findings go to ``report``."""
