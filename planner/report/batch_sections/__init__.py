"""The sections of the page of a batch. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from planner.batch.compare import Comparison
from planner.report.batch_sections import dominance, headline, runs, sensitivity, tradeoffs
from planner.report.blocks import PageSection

SECTIONS: tuple[Callable[[Comparison], PageSection | None], ...] = (
    headline.section,
    dominance.section,
    tradeoffs.section,
    sensitivity.section,
    runs.section,
)
