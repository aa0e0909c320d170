"""Decisions read back from the tables of an assignment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from planner.assignment.horizon import Horizon
from planner.assignment.ledger import Decision, Step
from planner.assignment.place_facts import Held
from planner.assignment.problem import World

Tables = Mapping[str, pd.DataFrame]


def read_decisions(world: World, tables: Tables) -> tuple[dict[str, Decision], list[str]]:
    """Person → decision, and what cannot be read, in words."""
    facts, horizon = world.facts, world.horizon
    steps, wrong = _steps(world, tables["training"])
    found: dict[str, Decision] = {}
    for row in tables["assignments"].itertuples(index=False):
        where = f"assignments: {row.person}"
        if row.person not in facts.staff:
            wrong.append(f"{where}: is not among the staff")
            continue
        if row.to_post not in facts.posts or row.to_role not in facts.staff_group:
            wrong.append(f"{where}: the place has no posts {row.to_post} or role {row.to_role}")
            continue
        mine = tuple(sorted(steps.pop(row.person, []), key=lambda step: step.date))
        begins = _begins(horizon, row, mine)
        if begins is None or len(mine) != {"course": 1, "two_courses": 2}.get(row.kind, 0):
            wrong.append(f"{where}: {row.kind} from {row.starts or 'no day'} does not fit training")
            continue
        middle: Held = frozenset()
        if len(mine) == 2:
            after = facts.after_course(
                facts.staff[row.person].role, facts.held(row.person), mine[0].course
            )
            middle = after[1] if after else frozenset()
        held = frozenset(part.strip() for part in row.to_hold.split(";") if part.strip())
        found[row.person] = Decision(
            row.person, row.to_post, row.to_role, held, begins, mine, middle, row.transfer
        )
    wrong += [f"training: {person} has no assignment" for person in sorted(steps)]
    wrong += [f"assignments: {p} is missing" for p in facts.staff if p not in found]
    return found, wrong


def _begins(horizon: Horizon, row: Any, steps: tuple[Step, ...]) -> int | None:
    """The period of a decision; T for who stays; None where its day is none."""
    if row.kind == "stay":
        return horizon.size if not row.starts else None
    if steps:
        return steps[0].starts if steps[0].date.isoformat() == row.starts else None
    days = [period.start.isoformat() for period in horizon.periods]
    return days.index(row.starts) if row.starts in days else None


def _steps(world: World, frame: pd.DataFrame) -> tuple[dict[str, list[Step]], list[str]]:
    """Courses by person, each dated by the calendar alone."""
    facts, horizon = world.facts, world.horizon
    courses = {row.course: row for row in facts.place["courses"].itertuples(index=False)}
    found: dict[str, list[Step]] = {}
    wrong = []
    for row in frame.itertuples(index=False):
        where = f"training: {row.person} on {row.course}"
        if row.course not in courses:
            wrong.append(f"{where}: the place has no such course")
            continue
        course, date = courses[row.course], dt.date.fromisoformat(row.intake)
        start = horizon.periods[0].start
        months = (date.year - start.year) * 12 + date.month - start.month
        begins = horizon.period_of(months)
        ends = horizon.period_of(months + course.duration_months)
        if date.day != 1 or months < 0 or begins == horizon.size or ends == horizon.size:
            wrong.append(f"{where}: does not begin and end within the assignment")
            continue
        found.setdefault(row.person, []).append(Step(course, date, begins, ends, row.mentor))
    return found, wrong
