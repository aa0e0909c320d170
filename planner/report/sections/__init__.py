"""The page's sections in their order. A new one is one file and one line here.

A section that has nothing to say, because nobody asked, is None.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.sections import (
    actions,
    bottlenecks,
    headline,
    hubs,
    levers,
    money,
    partners,
    pins,
    provenance,
    services,
    stability,
    teams,
    training,
    unmet,
    visits,
    workforce,
)

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    actions.section,
    visits.section,
    hubs.section,
    unmet.section,
    workforce.section,
    teams.section,
    stability.section,
    training.section,
    services.section,
    levers.section,
    partners.section,
    money.section,
    bottlenecks.section,
    pins.section,
    provenance.section,
)
