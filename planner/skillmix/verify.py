"""The check of a plan from its tables alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.plan.parts import split
from planner.plan.plan import PriorityResult
from planner.skillmix.bottlenecks import wrong_bottlenecks
from planner.skillmix.care_tables import part_names
from planner.skillmix.figures import wrong_figures
from planner.skillmix.names import make_names
from planner.skillmix.pin_costs import wrong_pin_costs
from planner.skillmix.plan_rows import StrayRow
from planner.skillmix.read_back import read_outcome
from planner.skillmix.tables import make_tables
from planner.skillmix.verify_courses import wrong_course_places
from planner.skillmix.verify_teams import wrong_teams
from solvers.skillmix.check import check, measure_all
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import TOLERANCE

Tables = Mapping[str, pd.DataFrame]


def verify_tables(
    place: Place,
    problem: Problem,
    today: Problem,
    tables: Tables,
    priorities: list[PriorityResult],
) -> list[str]:
    """What is wrong with a plan's tables, in words; empty if nothing is.

    The tables are read back to an outcome; every rule's check is run on it, every
    priority's value and baseline is recomputed, each visit is held against the
    competencies of whoever makes it, and every figure against what the decisions make it.

    What would help most (``bottlenecks``) cannot be made again from decisions: it was
    measured by searches. That table is held to its form: limits and priorities that
    exist, each in its own words and unit, and savings that are numbers above nought. Of what
    pins cost (``pin_costs``) only the plans without them cannot be made again; all that
    follows from them and this plan is.
    """
    try:
        outcome = read_outcome(problem, tables)
        baseline = read_outcome(today, tables, baseline=True)
    except StrayRow as stray:
        return [str(stray)]
    found = [str(violation) for violation in check(outcome)]
    found += [f"baseline: {violation}" for violation in check(baseline)]
    found += _values(outcome, baseline, priorities)
    found += _skills(place, "visits", tables["visits"], tables["visits"]["visits"] > 0)
    together = tables["hub_work"].rename(columns={"intervention": "part"})
    found += _skills(place, "hub_work", together, together["times"] > 0)
    found += _parts(outcome, tables["visits"], "visits")
    found += _parts(baseline, tables["visits"], "baseline_visits")
    found += _columns(tables)
    found += wrong_course_places(place, tables) + wrong_teams(place, tables)
    found += wrong_bottlenecks(problem, tables["bottlenecks"], [p.name for p in priorities])
    found += wrong_pin_costs(tables["pin_costs"], priorities)
    return found + wrong_figures(tables, make_tables(place, outcome, baseline))


def _values(outcome: Outcome, baseline: Outcome, priorities: list[PriorityResult]) -> list[str]:
    measured, before = measure_all(outcome), measure_all(baseline)
    found = []
    for priority in priorities:
        for what, stated, actual in (
            ("value", priority.value, measured[priority.name]),
            ("baseline", priority.baseline, before[priority.name]),
        ):
            if abs(stated - actual) > TOLERANCE * max(1.0, abs(actual)):
                found.append(
                    f"{priority.name}: its {what} is stated as {stated:.6g} {priority.unit}, "
                    f"the tables give {actual:.6g}"
                )
        if priority.bound is not None and measured[priority.name] < priority.bound - max(
            TOLERANCE * abs(priority.bound), 1e-6
        ):
            found.append(f"{priority.name}: its value lies below its proven bound")
    return found


def _skills(place: Place, table: str, visits: pd.DataFrame, some: pd.Series) -> list[str]:
    """Visits of a table by a profile without a competency that one of its interventions needs."""
    names = make_names(place, today=False)
    skills = dict(zip(names.profiles.names, names.skills, strict=True))
    given = place["interventions"]
    needed = {
        (package, name): frozenset(c)
        for package, name, c in zip(
            given["package"], given["intervention"], given["competencies"], strict=True
        )
    }
    found = []
    distinct = visits.loc[some, ["package", "part", "profile"]].drop_duplicates()
    for package, part, profile in distinct.itertuples(index=False):
        wanted = _needed(package, part, needed)
        missing = sorted(wanted - skills.get(profile, frozenset()))
        if missing:
            found.append(
                f"{table}: {profile} gives {part} of {package} without {', '.join(missing)}"
            )
    return found


def _needed(
    package: str, part: str, needed: Mapping[tuple[str, str], frozenset[str]]
) -> frozenset[str]:
    """The competencies of a part."""
    names = [name for p, name in needed if p == package]
    return frozenset().union(*(needed[package, name] for name in split(part, names)))


def _parts(outcome: Outcome, visits: pd.DataFrame, column: str) -> list[str]:
    """Visits of the table against those the patterns, what is left out and what is bought
    make."""
    care, w = outcome.problem.care, outcome.problem.workforce
    weeks = outcome.problem.horizon.weeks
    at = {
        (care.packages[k], name): j
        for j, (k, name) in enumerate(zip(care.part_package, part_names(care), strict=True))
    }
    rows = visits[visits[column] != 0]
    keys = list(zip(rows["package"], rows["part"], strict=True))
    part = np.array([at.get(key, -1) for key in keys], dtype=np.int64)
    locality = pd.Index(w.localities).get_indexer(rows["locality"])
    period = pd.Index(outcome.problem.horizon.labels).get_indexer(rows["period"])
    stray = np.flatnonzero((part < 0) | (locality < 0) | (period < 0))
    if len(stray):
        row = rows.iloc[int(stray[0])]
        return [
            f"{column}: the place has no visits for {row['part']} of {row['package']} in "
            f"{row['locality']}, {row['period']}"
        ]
    stated = np.zeros_like(outcome.visits)
    np.add.at(stated, (part, locality, period), rows[column].to_numpy(float))
    # By the week, as the rules hold decisions to their tolerance: what that leaves of no visits
    # nobody makes, and over a year it would look like visits left out of the table.
    actual = outcome.own_visits * weeks
    off = np.abs(stated / weeks - outcome.own_visits)
    worst = np.unravel_index(int(np.argmax(off)), off.shape) if off.size else None
    largest = float(np.abs(outcome.own_visits).max(initial=0.0))
    if worst is None or off[worst] <= TOLERANCE * max(1.0, largest):
        return []
    j, l_at, t = (int(i) for i in worst)
    return [
        f"{column}: {care.packages[care.part_package[j]]}, {part_names(care)[j]} in "
        f"{w.localities[l_at]}, {outcome.problem.horizon.labels[t]}: the table has "
        f"{stated[worst]:.6g}, the patterns make {actual[worst]:.6g}"
    ]


def _columns(tables: Tables) -> list[str]:
    """Figures that are not numbers."""
    found = []
    for name, frame in tables.items():
        for column in frame.select_dtypes("number").columns:
            if not np.isfinite(frame[column].to_numpy(float)).all():
                found.append(f"{name}: {column} holds a value that is not a number")
    return found
