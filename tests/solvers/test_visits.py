"""The rule visits: right, wrong, and by how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import visits
from tests.solvers.workshop import TABLES, amounts, found, outcome, problem, status

# Patterns of the package: apart ("dress | walk") and together ("dress + walk").


def pattern(made, parts: int) -> int:
    (at,) = [v for v, p in enumerate(made.care.pattern_parts) if len(p) == parts]
    return at


def given(made, *, apart: float, together: float, left: float = 0.0) -> dict:
    """The same in both localities and periods, with the work that follows."""
    care = made.care
    hours = {
        frozenset(m): (20 * len(m) + 10) / 60 for m in care.part_members
    }  # of one visit, travel included
    amount = {frozenset([0]): apart - left, frozenset([1]): apart, frozenset([0, 1]): together}
    work = {}
    for z in range(care.classes):
        provider = int(np.flatnonzero(care.provider_class == z)[0])
        members = [
            frozenset(m) for m, k in zip(care.part_members, care.part_class, strict=True) if k == z
        ]
        for at in np.ndindex(2, 2):
            work[(provider, *at)] = sum(hours[m] * amount[m] for m in members)
    return {
        "occasions": {
            (v, *at): value
            for v, value in ((pattern(made, 2), apart), (pattern(made, 1), together))
            for at in np.ndindex(2, 2)
        },
        "undelivered": {(0, *at): left for at in np.ndindex(2, 2)},
        "work": work,
    }


def made_with_people(people: float):
    rows = [{**row, "people": people} for row in TABLES["needs"]]
    return problem({"needs": rows})


def test_every_occasion_is_given() -> None:
    made = made_with_people(10)
    right = given(made, apart=6, together=4)
    assert status(visits, made, right) is Status.OPTIMAL
    assert found(visits, made, right) == []
    few = given(made, apart=6, together=3)
    assert status(visits, made, few) is Status.INFEASIBLE
    assert amounts(found(visits, made, few)) == pytest.approx([1.0] * 4)


def test_only_what_stands_alone_is_left_out() -> None:
    made = made_with_people(10)
    right = given(made, apart=6, together=4, left=6)
    assert status(visits, made, right) is Status.OPTIMAL
    assert found(visits, made, right) == []
    assert outcome(made, right).visits[:, 0, 0].sum() == pytest.approx(6 + 4)
    wrong = given(made, apart=6, together=4, left=7)
    assert status(visits, made, wrong) is Status.INFEASIBLE
    assert 1.0 in [pytest.approx(v) for v in amounts(found(visits, made, wrong))]


def test_visits_take_work_by_those_with_the_skill() -> None:
    made = made_with_people(10)
    lazy = given(made, apart=6, together=4)
    key = next(iter(lazy["work"]))
    lazy["work"][key] -= 0.5
    assert status(visits, made, lazy) is Status.INFEASIBLE
    (violation,) = found(visits, made, lazy)
    assert (violation.rule, violation.amount) == (visits.SKILL, pytest.approx(0.5))


def test_what_nobody_can_give_is_left_out() -> None:
    rows = [dict(r) for r in TABLES["interventions"]]
    rows[1]["competencies"] = "washing;mobility"
    made = problem({"interventions": rows})
    (alone,) = range(len(made.care.pattern_parts))
    assert made.care.part_class.min() == -1
    occasions = {(alone, place, t): n for place, n in ((0, 20.0), (1, 10.0)) for t in (0, 1)}
    assert status(visits, made, {"occasions": occasions}, rest=None) is Status.OPTIMAL
    both = {"occasions": occasions, "undelivered": {(1, 0, 0): 19.0}}
    assert status(visits, made, both, rest=None) is Status.INFEASIBLE
    assert 1.0 in [pytest.approx(v) for v in amounts(found(visits, made, both))]


def test_patterns_are_partitions() -> None:
    made = problem()
    assert {
        tuple(sorted(made.care.part_members[j] for j in p)) for p in made.care.pattern_parts
    } == {
        ((0,), (1,)),
        ((0, 1),),
    }
    cover = replace(made.care, pattern_parts=((0, 0), *made.care.pattern_parts[1:]))
    (violation, *_) = [v for v in found(visits, replace(made, care=cover)) if v.unit == "pattern"]
    assert violation.where == "pattern of care"
