"""The plan as one page that works offline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from planner.errors import PlaceplanError
from planner.plan.plan import CheckResult, Plan, PlanRecord
from planner.report import (
    assignment_sections,
    roster_sections,
    rotation_sections,
    rotation_test_sections,
    stress_sections,
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
    "stress": stress_sections.SECTIONS,
}


@dataclass(frozen=True)
class Cover:
    """What the head of a page says that is of no one plan; ``place`` is its heading."""

    place: str
    scenarios: Sequence[str]
    check: CheckResult
    versions: dict[str, str]


def render_report(plan: Plan) -> str:
    """The page of a plan as HTML: one file without scripts, that fetches nothing."""
    return rendered(plan.record, wording(plan), sections_of(plan))


def sections_of(plan: Plan) -> list[PageSection]:
    """What the page of a plan says, section by section."""
    sections = _SECTIONS[plan.record.stage]
    return [made for section in sections if (made := section(plan)) is not None]


def rendered(cover: PlanRecord | Cover, words: Wording, sections: Sequence[PageSection]) -> str:
    """A page of these sections under a cover."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("planner.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        record=cover, words=words, sections=sections
    )


def write_report(plan: Plan, path: Path | str) -> None:
    """Write the page to ``path``, whole or not at all; PlaceplanError where that cannot be done."""
    write_page(render_report(plan), path)


def write_page(page: str, path: Path | str) -> None:
    """Write a page that is made, as ``write_report`` does."""
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(page, encoding="utf-8")
        os.replace(draft, target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise PlaceplanError(f"The report could not be written to {path}: {reason}.") from error
