"""The page of a batch: its runs side by side."""

from __future__ import annotations

from pathlib import Path

from planner.batch.compare import Comparison, compare
from planner.batch.folder import BatchFolder
from planner.errors import PlaceplanError
from planner.plan.plan import CheckResult
from planner.plan.versions import versions
from planner.report.batch_sections import SECTIONS
from planner.report.batch_sections.words import counted
from planner.report.page import Cover, rendered, write_page
from planner.report.wording import Wording

REPORT = "report.html"
_FOOTER = (
    "Every plan behind this page was checked against every rule by code that does not use the "
    "model. Less of a priority is better. Runs of different places are not compared."
)


def render_batch(folder: BatchFolder) -> str:
    """The page as HTML: one file that fetches nothing, and is whole without its script.

    Raises
    ------
    InputError : the folder holds no batch.
    PlaceplanError : none of its runs has been done.
    """
    found = compare(folder)
    if not len(found.frame[found.frame["came_out"] != "not run"]):
        raise PlaceplanError(
            f"None of the runs in {folder.root} has been done; run the cycle first."
        )
    return render_runs(found)


def render_runs(found: Comparison) -> str:
    """The page of runs that have been compared."""
    done = found.planned()
    stage = str(found.index["stage"])
    words = Wording(
        title="Planning cycle, runs side by side",
        thing="comparison",
        span=f"{counted(len(found.frame), 'run')} of {stage}, {len(done):,} with a plan",
        proof=f"{int(done['proven'].fillna(False).sum()):,} proven throughout",
        footer=_FOOTER,
    )
    cover = Cover(str(found.index["name"]), [], CheckResult(passed=True, violations=[]), versions())
    made = [made for section in SECTIONS if (made := section(found)) is not None]
    return rendered(cover, words, made)


def write_batch_report(folder: BatchFolder) -> Path:
    """Write the page into the folder, whole or not at all; where it is."""
    path = folder.root / REPORT
    write_page(render_batch(folder), path)
    return path
