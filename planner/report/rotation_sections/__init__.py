"""The sections of a rotation's page in their order. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.rotation_sections import headline, home, people, posts, timetable
from planner.report.sections import pins, provenance

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    timetable.section,
    home.section,
    posts.section,
    people.section,
    pins.section,
    provenance.section,
)
