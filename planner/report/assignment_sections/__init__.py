"""The sections of an assignment's page in their order. A new one is one file and one line here.

A section that has nothing to say is None.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.assignment_sections import (
    headline,
    minimums,
    moves,
    provenance,
    targets,
    teams,
    training,
)
from planner.report.blocks import PageSection
from planner.report.sections import pins

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    minimums.section,
    targets.section,
    training.section,
    moves.section,
    teams.section,
    pins.section,
    provenance.section,
)
