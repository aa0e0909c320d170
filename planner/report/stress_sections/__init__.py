"""The sections of the page of a plan played against chance. A new one is one file and one line
here."""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.sections import provenance
from planner.report.stress_sections import assumptions, drivers, employers, fans, headline, posts

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    fans.section,
    employers.section,
    drivers.section,
    posts.section,
    assumptions.section,
    provenance.section,
)
