"""Every rule: what it accepts, what it refuses by how much, and the boundary between."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.rotation.check import check
from solvers.rotation.problem import HOME, RotationProblem
from solvers.rotation.rules import RULES, able, order, places, present, required, variety, whole

#: Two people, five periods, two hosts (0, 1), three placements of 1, 2 and 1 periods.
PROBLEM = RotationProblem(
    people=("Ann", "Bob"),
    hosts=("ward", "practice"),
    placements=("triage", "visits", "control room"),
    length=np.array([1, 2, 1]),
    group=np.array([0, 0, 1]),
    required=np.array([[2, 0], [0, 1]]),
    able=np.ones((2, 2, 3), bool),
    present=np.ones((2, 5), bool),
    before=np.zeros((3, 3), bool),
    most_with_host=2,
    least=np.zeros((5, 2, 3), np.int64),
    most=np.full((5, 2, 3), 2),
    value=np.ones((2, 2, 3), np.int64),
    change=np.array([-1, -1]),
    wait=np.array([-1, -1]),
)
#: Where one is: triage and visits on the ward, visits and control room in the practice.
TRIAGE, VISITS, AWAY, CONTROL = 0, 1, 4, 5
GOOD = np.array([[TRIAGE, VISITS, VISITS, HOME, HOME], [HOME, CONTROL, HOME, HOME, HOME]])


def told(rule, rotation: np.ndarray, problem: RotationProblem = PROBLEM) -> list[tuple[str, float]]:  # type: ignore[no-untyped-def]
    return [(v.where, v.amount) for v in rule.check(problem, rotation)]


def changed(person: int, *line: int) -> np.ndarray:
    rotation = GOOD.copy()
    rotation[person] = line
    return rotation


def test_a_good_rotation_breaks_nothing() -> None:
    assert [told(rule, GOOD) for rule in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ((TRIAGE, VISITS, VISITS, HOME, HOME), []),
        ((TRIAGE, VISITS, HOME, HOME, HOME), [("Ann, visits, period 2", 1.0)]),
        ((TRIAGE, VISITS, VISITS, VISITS, HOME), [("Ann, visits, period 2", 1.0)]),
        ((TRIAGE, HOME, TRIAGE, HOME, HOME), [("Ann, triage, period 3, again", 1.0)]),
        (
            (VISITS, AWAY, HOME, HOME, HOME),
            [
                ("Ann, visits, period 1", 1.0),
                ("Ann, visits, period 2", 1.0),
                ("Ann, visits, period 2, again", 1.0),
            ],
        ),
    ],
)
def test_placements_are_whole(line: tuple[int, ...], broken: list[tuple[str, float]]) -> None:
    assert told(whole, changed(0, *line)) == broken


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ((TRIAGE, HOME, HOME, HOME, HOME), [("Ann, group 1", 1.0)]),
        ((HOME,) * 5, [("Ann, group 1", 2.0)]),
        ((TRIAGE, VISITS, VISITS, CONTROL, HOME), [("Ann, group 2", 1.0)]),
    ],
)
def test_as_many_as_required(line: tuple[int, ...], broken: list[tuple[str, float]]) -> None:
    assert told(required, changed(0, *line)) == broken


def test_only_where_a_person_may_go() -> None:
    unable = PROBLEM.able.copy()
    unable[0, 0, 1] = False
    problem = replace(PROBLEM, able=unable)
    assert told(able, GOOD, problem) == [("Ann, visits with ward", 1.0)]
    assert told(able, changed(0, TRIAGE, AWAY, AWAY, HOME, HOME), problem) == []


def test_only_when_a_person_is_there() -> None:
    absent = PROBLEM.present.copy()
    absent[0, 2:4] = False
    problem = replace(PROBLEM, present=absent)
    assert told(present, GOOD, problem) == [("Ann, period 3", 1.0)]
    assert told(present, changed(0, VISITS, VISITS, HOME, HOME, TRIAGE), problem) == []


def test_in_order() -> None:
    before = PROBLEM.before.copy()
    before[0, 1] = True  # triage after visits
    problem = replace(PROBLEM, before=before)
    assert told(order, GOOD, problem) == [("Ann, triage without visits", 1.0)]
    assert told(order, changed(0, VISITS, VISITS, TRIAGE, HOME, HOME), problem) == []
    assert told(order, changed(0, TRIAGE, HOME, HOME, HOME, HOME), problem) != []


def test_so_many_with_one_host() -> None:
    assert told(variety, GOOD) == []
    assert told(variety, GOOD, replace(PROBLEM, most_with_host=1)) == [("Ann, ward", 1.0)]


def test_places_are_kept() -> None:
    most, least = PROBLEM.most.copy(), PROBLEM.least.copy()
    most[0, 0, 0], least[1, 1, 2], least[4, 1, 0] = 1, 1, 2
    problem = replace(PROBLEM, most=most, least=least)
    assert told(places, GOOD, problem) == [("practice, triage, period 5", 2.0)]
    both = changed(1, TRIAGE, HOME, HOME, HOME, HOME)
    assert told(places, both, problem) == [
        ("ward, triage, period 1", 1.0),
        ("practice, control room, period 2", 1.0),
        ("practice, triage, period 5", 2.0),
    ]


def test_points() -> None:
    """Two placements, one change of host, one period at home before the end."""
    assert PROBLEM.points(0, np.array([TRIAGE, HOME, AWAY, AWAY, HOME])) == 2 - 1 - 1
    assert PROBLEM.points(0, np.full(5, HOME)) == 0
    assert PROBLEM.points(0, np.array([HOME, HOME, HOME, HOME, TRIAGE])) == 1 - 4


#: A rotation, or a problem for the good one, that each rule refuses.
REFUSED = {
    whole: (changed(0, TRIAGE, VISITS, HOME, HOME, HOME), PROBLEM),
    required: (changed(0, *[HOME] * 5), PROBLEM),
    able: (GOOD, replace(PROBLEM, able=~PROBLEM.able)),
    present: (GOOD, replace(PROBLEM, present=~PROBLEM.present)),
    order: (GOOD, replace(PROBLEM, before=~PROBLEM.before)),
    variety: (GOOD, replace(PROBLEM, most_with_host=0)),
    places: (GOOD, replace(PROBLEM, most=PROBLEM.least)),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_every_rule_in_the_list_is_checked(rule) -> None:  # type: ignore[no-untyped-def]
    rotation, problem = REFUSED[rule]
    assert rule.NAME in {v.rule for v in check(problem, rotation).violations}
    assert rule.__doc__
