"""The sections of a roster's page in their order. A new one is one file and one line here.

A section that has nothing to say is None.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from planner.report.blocks import PageSection
from planner.report.roster_sections import (
    changes,
    cover,
    fairness,
    headline,
    people,
    provenance,
    requests,
    rota,
    shortfalls,
)
from planner.report.sections import pins

SECTIONS: tuple[Callable[[Plan], PageSection | None], ...] = (
    headline.section,
    cover.section,
    shortfalls.section,
    rota.section,
    people.section,
    fairness.section,
    requests.section,
    changes.section,
    pins.section,
    provenance.section,
)
