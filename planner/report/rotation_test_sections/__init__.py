"""The sections of the page of schemes side by side. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.rotation_test_sections import blocks, headline, money
from planner.report.sections import provenance

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    blocks.section,
    money.section,
    provenance.section,
)
