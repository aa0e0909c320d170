"""A place to try one rule on: two employers, every kind of move, figures easy to follow."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

import planner
from planner.skillmix.problem import make_problem
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, add_decisions, index_of, shapes
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Base, Problem
from solvers.skillmix.rules.base import Rule

Rows = list[dict[str, Any]]
#: decision → entry → value
Values = Mapping[str, Mapping[tuple[int, ...], float]]

SETTINGS: dict[str, Any] = {
    "name": "Workshop",
    "start": dt.date(2027, 4, 1),
    "quarters": 2,
    "years": 0,
    "policy": {"travel_minutes": 10, "change_limit": 4, "adoption_grace_months": 3},
}

TABLES: dict[str, Rows] = {
    "organisations": [
        {"organisation": "trust", "kind": "community_trust", "overspend_limit": 0},
        {"organisation": "council", "kind": "council"},
    ],
    "localities": [
        {"locality": "north", "population": 1000},
        {"locality": "south", "population": 1000},
    ],
    "competencies": [{"competency": c} for c in ("wounds", "mobility", "washing")],
    "roles": [
        {"role": r, "staff_group": g, "annual_cost": 40, "hours_per_week": 40, "headroom": 0,
         "patient_facing": 0.5, "registration": "yes"}
        for r, g in (("nurse", "nursing"), ("therapist", "therapy"), ("carer", "care"))
    ],
    "role_competencies": [
        {"role": "nurse", "competency": "wounds", "status": "core"},
        {"role": "nurse", "competency": "mobility", "status": "learnable"},
        {"role": "therapist", "competency": "mobility", "status": "core"},
        {"role": "carer", "competency": "washing", "status": "core"},
    ],
    "profiles": [
        {"profile": "mobile nurse", "role": "nurse", "competencies": "mobility",
         "adoption_cost": 5, "minimum_team_wte": 1}
    ],
    "posts": [
        {"post": p, "organisation": o, "role": r, "establishment_wte": 4, "in_post_wte": 4,
         "turnover": 0, "sickness": 0, "vacancy_ceiling": 0.25, "loss_tolerance": 0.5}
        for p, o, r in (
            ("T-nurse", "trust", "nurse"),
            ("T-therapist", "trust", "therapist"),
            ("C-carer", "council", "carer"),
        )
    ],
    "need_groups": [{"need_group": "people", "theme": "older_people"}],
    "needs": [
        {"need_group": "people", "locality": "north", "people": 20},
        {"need_group": "people", "locality": "south", "people": 10},
    ],
    "packages": [{"package": "care", "need_group": "people", "contacts_per_week": 1}],
    "interventions": [
        {"package": "care", "intervention": "dress", "competencies": "wounds", "minutes": 20,
         "profession": "nursing"},
        {"package": "care", "intervention": "walk", "competencies": "mobility", "minutes": 20,
         "profession": "therapy"},
    ],
    "courses": [
        {"course": "moving", "from_role": "nurse", "competencies": "mobility",
         "duration_months": 3, "places_per_intake": 2, "cost": 3, "completion_rate": 1,
         "backfill_share": 0.5, "adoption_ramp": "1"}
    ],
}  # fmt: skip


def problem(
    tables: Mapping[str, Rows] | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    base: Base | None = None,
    posts: Mapping[str, Mapping[str, Any]] | None = None,
) -> Problem:
    """The workshop's problem; ``tables`` are replaced whole, ``posts`` cell by cell."""
    frames = {**copy.deepcopy(TABLES), **(tables or {})}
    for row in frames["posts"]:
        row.update((posts or {}).get(row["post"], {}))
    asked = {**SETTINGS, **(settings or {})}
    asked["policy"] = {**SETTINGS["policy"], **(settings or {}).get("policy", {})}
    return make_problem(planner.place_from_frames(asked, frames), base=base)


def post(made: Problem, name: str) -> int:
    return made.workforce.posts.index(name)


def cell(made: Problem, post_name: str, profile: str) -> int:
    """The cell of a profile in a group of posts."""
    w = made.workforce
    here = w.cell_post == w.posts.index(post_name)
    (at,) = np.flatnonzero(here & (w.cell_profile == w.profiles.index(profile)))
    return int(at)


def outcome(made: Problem, values: Values | None = None) -> Outcome:
    """An outcome with the given values; every other decision is nought."""
    index = index_of(made)
    arrays = {name: np.zeros(shape) for name, shape in shapes(made, index).items()}
    for name, entries in (values or {}).items():
        for at, value in entries.items():
            arrays[name][at] = value
    return Outcome(made, index, Decisions(arrays))


def found(rule: Rule, made: Problem, values: Values | None = None) -> list[Violation]:
    """What the rule's check says of an outcome with the given values."""
    return rule.check(outcome(made, values))


def status(rule: Rule, made: Problem, values: Values, *, rest: float | None = 0.0) -> Status:
    """Whether the rule alone, as stated to the solver, admits the given values.

    ``rest`` fixes every other decision (but yes/no and within its bounds); ``None`` leaves
    them to the solver.
    """
    index = index_of(made)
    model = LinearModel()
    columns = add_decisions(model, made, index)
    rule.build(model, columns, made, index)
    assembled = model.assemble()
    if rest is not None:
        ids = np.arange(assembled.n_columns)
        assembled = assembled.with_bounds(ids, rest, rest)
    for name, entries in values.items():
        for at, value in entries.items():
            assembled = assembled.with_bounds(columns[name][at].reshape(1), value, value)
    return solve(assembled, np.zeros(assembled.n_columns), Limits(threads=1)).status


def amounts(violations: list[Violation]) -> list[float]:
    """How far each promise is missed, largest first."""
    return sorted((v.amount for v in violations), reverse=True)
