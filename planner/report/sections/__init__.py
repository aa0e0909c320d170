"""The page's sections in their order. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.sections import (
    actions,
    headline,
    levers,
    money,
    provenance,
    stability,
    training,
    unmet,
    visits,
    workforce,
)

SECTIONS: tuple[Callable[[Plan], PageSection], ...] = (
    headline.section,
    actions.section,
    visits.section,
    unmet.section,
    workforce.section,
    stability.section,
    training.section,
    levers.section,
    money.section,
    provenance.section,
)
