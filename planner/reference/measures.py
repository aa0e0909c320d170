"""The page of measures: what each stage makes as small as it can, and what is told of it."""

from __future__ import annotations

from typing import Any, get_args

from planner.place.settings import MeasureName
from planner.plan.tables.stress import STRESS_BANDS, STRESS_BREACHES, STRESS_DRIVERS, STRESS_NEED
from planner.reference import docstrings
from planner.reference.markdown import code, listed, page, table
from planner.roster.measures import FIRM
from planner.rotation.compare import COMPARED
from planner.schema.column import Table
from planner.schema.tables.roster_points import POINTS
from solvers.assignment.measures import MEASURES as ASSIGNMENT
from solvers.schemes.measures import MEASURES as SCHEMES
from solvers.skillmix.measures import MEASURES as SKILLMIX

_INTRODUCTION = """\
What each stage measures. Less is better unless it says otherwise. What a search makes small is
computed twice, by the search and again without it from the finished plan's tables; a plan in
which the two differ is never written, and `placeplan verify` does the second again.
"""
_HEADINGS = ("measure", "unit", "what it counts", "computed in")


def measures_markdown() -> str:
    """The whole page."""
    stages = (_skillmix, _assignment, _roster, _rotation, _rotation_test, _stress)
    return page("Measures", _INTRODUCTION, [part for stage in stages for part in stage()])


def _skillmix() -> list[str]:
    rows = [
        (code(name), m.UNIT, _counted(m), code(docstrings.path(m))) for name, m in SKILLMIX.items()
    ]
    others = [name for name in SKILLMIX if name not in get_args(MeasureName)]
    return [
        "## Skill mix",
        "A priority of `place.toml` is one of these, in any order, but for "
        f"{listed(others)}, which is of today's way of working alone. Table `measures` of a plan "
        "has each by period, beside the baseline's. A formula, where there is one, stands in the "
        "file named.",
        table(_HEADINGS, rows),
    ]


def _assignment() -> list[str]:
    return [
        "## Assignment",
        "In the order in which they are met. Table `assignment_measures` has each.",
        table(_HEADINGS, _of_modules(ASSIGNMENT)),
    ]


def _roster() -> list[str]:
    file = code("planner/roster/measures.py")
    firm = [
        (code(name), unit, f"{meaning} Weighs more than all below together.", "—", file)
        for name, (unit, meaning) in FIRM.items()
    ]
    weighed = [
        (code(name), unit, meaning, f"{points:g}", file)
        for name, (points, unit, meaning) in POINTS.items()
    ]
    return [
        "## Roster",
        "Added up in points; the table `roster_points` of a place changes what one of each weighs. "
        "Table `roster_measures` of a roster has each.",
        table(
            ("measure", "unit", "what it counts", "points for one", "computed in"),
            [*firm, *weighed],
        ),
    ]


def _rotation() -> list[str]:
    return [
        "## Rotation",
        "Of one scheme, in the order in which they are met. Table `rotation_measures` has each.",
        table(_HEADINGS, _of_modules(SCHEMES)),
    ]


def _rotation_test() -> list[str]:
    file = code("planner/rotation/compare.py")
    rows = [(code(c.name), c.unit, c.counts, "more" if c.more else "less", file) for c in COMPARED]
    return [
        "## Rotation schemes side by side",
        "Told of every scheme, not searched for: means over its blocks, or of a year, as schemes "
        "differ in length. Table `scheme_measures` has each with a verdict.",
        table(("measure", "unit", "what it counts", "better is", "computed in"), rows),
    ]


def _stress() -> list[str]:
    rows = [
        _choice(STRESS_BANDS, "measure"),
        _choice(STRESS_BREACHES, "limit"),
        _choice(STRESS_DRIVERS, "source"),
        (code(STRESS_NEED.name), "unmet need", STRESS_NEED.row),
    ]
    return [
        "## Plan under uncertainty",
        "Told of the draws, not searched for; made in `solvers/stress/`, written by "
        "`planner/stress/tables.py`.",
        table(("table", "measures", "meaning"), rows),
    ]


def _choice(of: Table, column: str) -> tuple[str, str, str]:
    found = of.column(column)
    return code(of.name), listed(found.choices), found.meaning


def _of_modules(modules: tuple[Any, ...]) -> list[tuple[str, ...]]:
    return [(code(m.NAME), m.UNIT, _counted(m), code(docstrings.path(m))) for m in modules]


def _counted(measure: Any) -> str:
    """What a measure counts; its unit has a column of its own."""
    return docstrings.promise(measure).removesuffix(f" {measure.UNIT}.")
