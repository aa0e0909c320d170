"""The plan as one page that works offline."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

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
from planner.report.filters import Filters, filters_of
from planner.report.names import Names, isolated
from planner.report.sections import SECTIONS
from planner.report.suppression import refuse, suppressed, suppressing
from planner.report.suppression import suppress_below as below
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

#: The parts of the page's script, in order: what the later ones use comes first.
_SCRIPTS = ("page_tables.js", "page_charts.js", "page_filters.js")


@dataclass(frozen=True)
class Chapter:
    """The sections of one of several plans on a page, under its ``title``; without one they are
    the whole page."""

    title: str
    anchor: str
    sections: Sequence[PageSection]


@dataclass(frozen=True)
class Cover:
    """What the head of a page says that is of no one plan; ``place`` is its heading."""

    place: str
    scenarios: Sequence[str]
    check: CheckResult
    versions: dict[str, str]
    periods: Sequence[str] = ()


def render_report(plan: Plan, suppress_below: int = 0) -> str:
    """The page of a plan as HTML: one file that fetches nothing, and is whole without its script.

    With ``suppress_below``, smaller numbers of people are hidden (``planner.report.suppression``).

    Raises
    ------
    PlaceplanError : they are to be hidden on a page that tells of single people.
    """
    if suppress_below:
        refuse(plan.record.stage)
    with suppressing(suppress_below):
        return rendered(plan.record, wording(plan), sections_of(plan), Names(plan))


def sections_of(plan: Plan) -> list[PageSection]:
    """The sections of a plan's page that have something to say, less what is suppressed."""
    made = [made for section in _SECTIONS[plan.record.stage] if (made := section(plan))]
    if not below():
        return made
    return [left for section in made if (left := suppressed(section)).blocks]


def rendered(
    cover: PlanRecord | Cover,
    words: Wording,
    sections: Sequence[PageSection],
    names: Names | None = None,
) -> str:
    """A page of these sections under a cover; ``names`` say what readers choose from."""
    return rendered_chapters(cover, words, [Chapter("", "", sections)], [names] if names else [])


def rendered_chapters(
    cover: PlanRecord | Cover, words: Wording, chapters: Sequence[Chapter], names: Sequence[Names]
) -> str:
    """A page of several plans' sections; what readers choose from is named by the first of the
    ``names`` that knows it."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("planner.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = page_script()
    return environment.get_template("page.html").render(
        record=cover,
        words=words,
        chapters=chapters,
        suppress_below=below(),
        filters=_filters(cover, [s for chapter in chapters for s in chapter.sections], names),
        script=Markup(script),
        script_hash=f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
    )


def _filters(
    cover: PlanRecord | Cover, sections: Sequence[PageSection], names: Sequence[Names]
) -> Filters:
    def organisation(identifier: str) -> str:
        every = [known.organisation(identifier) for known in names]
        return next((text for text in every if text != isolated(identifier)), isolated(identifier))

    def role(identifier: str) -> str:
        every = [known.role(identifier) for known in names]
        return next((text for text in every if text != isolated(identifier)), isolated(identifier))

    return filters_of(sections, cover.periods, {"organisation": organisation, "role": role})


@cache
def page_script() -> str:
    """The one script of a page, the only one that its policy lets run."""
    folder = Path(__file__).parent / "templates"
    parts = [(folder / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    return "\n".join(["(() => {", '"use strict";', *parts, "})();"])


def write_report(plan: Plan, path: Path | str, suppress_below: int = 0) -> None:
    """Write the page to ``path``, whole or not at all; PlaceplanError where that cannot be done."""
    write_page(render_report(plan, suppress_below), path)


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
