"""The plan as one page that works offline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import jinja2

from planner.errors import PlaceplanError
from planner.plan.plan import Plan, PlanRecord
from planner.report import (
    assignment_sections,
    roster_sections,
    rotation_sections,
    rotation_test_sections,
)
from planner.report.blocks import PageSection
from planner.report.sections import SECTIONS
from planner.report.wording import Wording, wording

#: Stage → the sections of its page.
_SECTIONS = {
    "skillmix": SECTIONS,
    "assignment": assignment_sections.SECTIONS,
    "roster": roster_sections.SECTIONS,
    "rotation": rotation_sections.SECTIONS,
    "rotation_test": rotation_test_sections.SECTIONS,
}


def render_report(plan: Plan) -> str:
    """The page of a plan as HTML: one file without scripts, that fetches nothing."""
    sections = _SECTIONS[plan.record.stage]
    made = [one for section in sections if (one := section(plan)) is not None]
    return render(plan.record, wording(plan), made)


def render(record: PlanRecord, words: Wording, sections: Sequence[PageSection]) -> str:
    """A page as HTML, in its words. All text is escaped by the template, in one place."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("planner.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html")
    return page.render(record=record, words=words, sections=list(sections))


def write_report(plan: Plan, path: Path | str) -> None:
    """Write the page to ``path``, whole or not at all; PlaceplanError where that cannot be done."""
    page = render_report(plan)
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(page, encoding="utf-8")
        os.replace(draft, target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise PlaceplanError(f"The report could not be written to {path}: {reason}.") from error
