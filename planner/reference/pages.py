"""Every page of the reference that the planner itself can make; a new page is one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.place.reference import TARGET, reference_markdown
from planner.reference.measures import measures_markdown
from planner.reference.plan_tables import plan_tables_markdown
from planner.reference.rules import rules_markdown

FOLDER = TARGET.parent

#: Where a page lies, from the top of the project → what makes it.
PAGES: dict[Path, Callable[[], str]] = {
    TARGET: reference_markdown,
    FOLDER / "plan-tables.md": plan_tables_markdown,
    FOLDER / "measures.md": measures_markdown,
    FOLDER / "rules.md": rules_markdown,
}
