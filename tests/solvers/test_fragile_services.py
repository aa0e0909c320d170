"""The rule on fragile services: own teams large enough, hours bought, and never both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.skillmix.build import build
from solvers.skillmix.decisions import add_decisions, index_of
from solvers.skillmix.problem import Base, Problem
from solvers.skillmix.rules import fragile_services, levers, visits
from solvers.skillmix.switches import fragile_switches
from tests.solvers.workshop import amounts, cell, found, outcome, problem, status

WOUNDS = {
    "service": "wound clinic",
    "competency": "wounds",
    "minimum_team_wte": 3,
    "organisation": "council",
    "neighbour": "next town",
    "price_per_hour": 60,
    "most_hours_per_week": 4,
}


def made(**changes: Any) -> Problem:
    return problem({"fragile_services": [{**WOUNDS, **changes}]})


def pattern(place: Problem, parts: int) -> int:
    """The pattern of so many visits."""
    return next(k for k, chosen in enumerate(place.care.pattern_parts) if len(chosen) == parts)


def of_rule(violations: list, rule: str) -> list[float]:
    return amounts([v for v in violations if v.rule == rule])


def owned(*periods: int) -> dict[str, dict[tuple[int, ...], float]]:
    return {"own_team": {(0, t): 1.0 for t in periods}}


def test_only_visits_in_which_nothing_else_is_given_can_be_bought() -> None:
    place = made()
    index, care = index_of(place), place.care
    assert [care.part_members[j] for j in index.bought_part] == [(0,)]
    assert index.bought_service.tolist() == [0]
    nobody = made(most_hours_per_week=0, neighbour="")
    assert not len(index_of(nobody).bought_part)


def test_a_team_is_as_large_as_its_minimum() -> None:
    """Three nurses, of whom one walks with people too; the minimum is three."""
    place = made()
    nurse, mobile = cell(place, "T-nurse", "nurse"), cell(place, "T-nurse", "mobile nurse")

    def staffed(*wte: float) -> dict[str, Any]:
        return {**owned(0), "in_post": {(nurse, 0): wte[0], (mobile, 0): wte[1]}}

    assert amounts(found(fragile_services, place, staffed(2, 1))) == []
    assert amounts(found(fragile_services, place, staffed(2, 0.75))) == [0.25]
    assert status(fragile_services, place, staffed(2, 1)) is Status.OPTIMAL
    assert status(fragile_services, place, staffed(2, 0.75)) is Status.INFEASIBLE


def test_the_minimum_of_a_service_of_today_counts_from_its_period() -> None:
    later = made(minimum_from="2027Q3")
    assert amounts(found(fragile_services, later, owned(0, 1))) == [3.0]
    assert status(fragile_services, later, owned(0)) is Status.OPTIMAL
    new = made(minimum_from="2027Q3", own_today="no")
    assert amounts(found(fragile_services, new, owned(0, 1))) == [3.0, 3.0]


def test_frozen_periods_keep_the_teams_that_were_promised() -> None:
    place = made()
    base = Base(np.full((*place.workforce.cell_post.shape, 2), np.nan), 1, {})
    assert amounts(found(fragile_services, replace(place, base=base), owned(0))) == []


def test_a_service_is_not_taken_back() -> None:
    place = made(minimum_team_wte=0)
    assert amounts(found(fragile_services, place, owned(0))) == []
    assert amounts(found(fragile_services, place, owned(1))) == [1.0]
    assert status(fragile_services, place, owned(1)) is Status.INFEASIBLE
    bought_today = made(minimum_team_wte=0, own_today="no")
    assert amounts(found(fragile_services, bought_today, owned(1))) == []
    assert amounts(found(fragile_services, bought_today, owned(0))) == [1.0]
    assert status(fragile_services, bought_today, owned(0)) is Status.INFEASIBLE
    half = {"own_team": {(0, 0): 0.5, (0, 1): 0.5}}
    assert of_rule(found(fragile_services, place, half), fragile_services.ONCE) == [0.5, 0.5]


def test_without_a_team_what_is_given_is_bought() -> None:
    """Six people's dressings a week, half an hour each with the travel."""
    place = made()
    given = {(pattern(place, 2), 0, 0): 6.0}
    bought = {"occasions": given, "bought": {(0, 0, 0): 6.0}}
    assert amounts(found(fragile_services, place, bought)) == []
    less = {"occasions": given, "bought": {(0, 0, 0): 5.5}}
    assert amounts(found(fragile_services, place, less)) == [0.5]
    assert status(fragile_services, place, bought) is Status.OPTIMAL
    assert status(fragile_services, place, less) is Status.INFEASIBLE
    left_out = {**less, "undelivered": {(0, 0, 0): 0.5}}
    assert amounts(found(fragile_services, place, left_out)) == []
    together = {"occasions": {(pattern(place, 1), 0, 0): 2.0}}
    assert amounts(found(fragile_services, place, together)) == [2.0]
    assert status(fragile_services, place, together) is Status.INFEASIBLE


def test_no_more_is_bought_than_is_given_or_sold() -> None:
    place = made()
    given = {(pattern(place, 2), 0, 0): 9.0}
    all_of_it = found(fragile_services, place, {"occasions": given, "bought": {(0, 0, 0): 9.0}})
    assert amounts(all_of_it) == [0.5]  # of an hour beyond four
    nothing_given = found(fragile_services, place, {"bought": {(0, 0, 0): 2.0}})
    assert of_rule(nothing_given, fragile_services.VISITS) == [2.0]
    too_much = {"occasions": given, "bought": {(0, 0, 0): 9.0}}
    assert status(fragile_services, place, too_much) is Status.INFEASIBLE
    assert status(fragile_services, place, {"bought": {(0, 0, 0): 2.0}}) is Status.INFEASIBLE


def test_beside_a_team_nothing_is_bought() -> None:
    place = made(minimum_team_wte=0)
    both = {"occasions": {(pattern(place, 2), 0, 0): 4.0}, "bought": {(0, 0, 0): 4.0}, **owned(0)}
    assert of_rule(found(fragile_services, place, both), fragile_services.ONE) == [2.0]
    assert status(fragile_services, place, both) is Status.INFEASIBLE


def test_what_is_bought_takes_no_hours_of_the_places_own() -> None:
    place = made()
    alone = pattern(place, 2)
    given = {"occasions": {(alone, 0, 0): 6.0}, "undelivered": {(1, 0, 0): 6.0}}
    off = found(visits, place, {**given, "bought": {(0, 0, 0): 6.0}})
    assert of_rule(off, visits.SKILL) == []
    assert of_rule(found(visits, place, given), visits.SKILL) == [3.0]


def test_levers_save_time_of_own_visits_only() -> None:
    """A quarter of the ten minutes of travel of the four visits that are not bought."""
    investing = {
        "fragile_services": [WOUNDS],
        "levers": [{"lever": "bikes", "organisation": "council"}],
        "lever_effects": [{"lever": "bikes", "effect": "travel", "amount": 0.25}],
    }
    place = problem(investing)
    given = {
        "taken": {(0, 0): 1.0, (0, 1): 1.0},
        "occasions": {(pattern(place, 2), 0, 0): 10.0},
        "undelivered": {(1, 0, 0): 10.0},
        "bought": {(0, 0, 0): 6.0},
    }
    nurses = int(place.care.part_class[index_of(place).bought_part[0]])
    saving = index_of(place).saving_class.tolist().index(nurses)
    right = {**given, "saved": {(saving, 0, 0): 4 * 2.5 / 60}}
    wrong = {**given, "saved": {(saving, 0, 0): 5 * 2.5 / 60}}
    assert amounts(found(levers, place, right)) == []
    assert amounts(found(levers, place, wrong)) == pytest.approx([2.5 / 60])
    assert status(levers, place, right) is Status.OPTIMAL
    assert status(levers, place, wrong) is Status.INFEASIBLE


def test_hours_are_paid_by_who_is_named() -> None:
    place = made()
    spent = outcome(place, {"bought": {(0, 0, 1): 6.0}}).spending["bought_hours"]
    weeks = place.horizon.weeks[1]
    assert np.allclose(spent, [[0, 0], [0, 3 * 0.06 * weeks]])


def test_what_rests_on_two_services_is_only_given_by_two_teams() -> None:
    both = {**WOUNDS, "service": "walking", "competency": "mobility"}
    interventions = [
        {"package": "care", "intervention": "dress", "competencies": "wounds;mobility",
         "minutes": 20, "profession": "nursing"}
    ]  # fmt: skip
    place = problem({"fragile_services": [WOUNDS, both], "interventions": interventions})
    assert not len(index_of(place).bought_part)
    one = {"occasions": {(0, 0, 0): 2.0}, "own_team": {(0, 0): 1.0}}
    assert of_rule(found(fragile_services, place, one), fragile_services.OWN) == [2.0]


def test_a_joint_visit_from_a_hub_is_made_by_the_places_own_team() -> None:
    tables = {
        "fragile_services": [{**WOUNDS, "own_today": "no", "minimum_team_wte": 0}],
        "sites": [{"site": "centre", "organisation": "trust", "locality": "north", "desks": 2,
                   "hub": "yes"}],
        "hubs": [{"site": "centre", "localities": "north;south"}],
    }  # fmt: skip
    place = problem(tables)
    assert place.hubs.offer_locality.tolist() == [0, 1]
    joint = {"joint": {(1, 0): 3.0}}
    none, run = {"own_team": {(0, 0): 0.0}}, owned(0, 1)
    (off,) = found(fragile_services, place, joint)
    assert off.rule == fragile_services.OWN
    assert off.amount == 3.0
    assert "south" in off.where
    assert amounts(found(fragile_services, place, {**joint, **run})) == []
    assert status(fragile_services, place, {**joint, **none}) is Status.INFEASIBLE
    assert status(fragile_services, place, {**joint, **run}) is Status.OPTIMAL
    # What is bought besides is not what the team gives on a joint visit.
    bought = {"occasions": {(pattern(place, 2), 1, 0): 2.0}, "bought": {(0, 1, 0): 2.0}}
    assert of_rule(found(fragile_services, place, {**joint, **bought}), fragile_services.OWN) == [
        3.0
    ]

    today = replace(place, today=True)
    assert of_rule(found(fragile_services, today, joint), fragile_services.OWN) == [3.0]
    assert status(fragile_services, today, joint) is Status.INFEASIBLE


#: Two things to do with wounds and two to do with washing, all on one occasion.
FOUR = [
    {"package": "care", "intervention": name, "competencies": competency, "minutes": 20,
     "profession": "nursing"}
    for name, competency in (("dress", "wounds"), ("bandage", "wounds"),
                             ("wash", "washing"), ("comb", "washing"))
]  # fmt: skip


def four(able: tuple[str, ...], **tables: Any) -> Problem:
    """The workshop with ``FOUR`` to do, nurses and carers core in what is named."""
    scope = [
        {"role": role, "competency": c, "status": "core"}
        for role in ("nurse", "carer")
        for c in able
    ]
    scope.append({"role": "nurse", "competency": "mobility", "status": "learnable"})
    return problem({"interventions": FOUR, "role_competencies": scope, **tables})


def test_a_neighbour_makes_one_visit_of_two_things_nobody_here_can_do() -> None:
    care = four(("washing",), fragile_services=[{**WOUNDS, "own_today": "no"}]).care
    assert care.part_class[care.part_members.index((0, 1))] == -1
    assert care.part_class[care.part_members.index((2, 3))] >= 0
    assert (0, 1) not in four(("washing",)).care.part_members


def test_visits_that_staff_could_make_as_one_stay_apart_where_one_can_be_bought() -> None:
    def chosen(place: Problem) -> set[tuple[tuple[int, ...], ...]]:
        members = place.care.part_members
        return {tuple(members[j] for j in parts) for parts in place.care.pattern_parts}

    able, apart = ("washing", "wounds"), ((0, 1), (2, 3))
    assert apart not in chosen(four(able))
    assert apart in chosen(four(able, fragile_services=[WOUNDS]))


def switch_of(place: Problem, own: list[float], team: list[float]) -> tuple[list[Any], float]:
    """Options and worth at a relaxed point with so much of the service run and so many who can."""
    model = build(place)
    x = np.zeros(model.assembled.n_columns)
    x[model.decisions["own_team"][0]] = own
    able = int(np.flatnonzero(place.fragile.team[0])[0])
    x[model.decisions["in_post"][able]] = team
    (switch,) = fragile_switches(model, x)
    assert switch.columns.tolist() == model.decisions["own_team"][0].tolist()
    return [option.tolist() for option in switch.options], switch.worth


def test_a_switch_keeps_a_service_as_long_as_its_team_is_whole() -> None:
    place = made(own_today="yes", minimum_team_wte=3)
    assert switch_of(place, [0.1, 0.1], [3.0, 3.0]) == ([[1.0, 1.0]], 1.0)
    assert switch_of(place, [0.9, 0.6], [3.0, 2.0]) == ([[1.0, 0.0], [1.0, 1.0]], 0.9)
    assert switch_of(place, [1.0, 0.4], [2.0, 3.0]) == ([[1.0, 1.0], [1.0, 0.0]], 1.0)
    later = made(own_today="yes", minimum_team_wte=3, minimum_from="2027Q3")
    assert switch_of(later, [0.0, 0.0], [1.0, 3.0]) == ([[1.0, 1.0], [1.0, 0.0]], 1.0)
    assert switch_of(later, [0.2, 0.0], [1.0, 1.0]) == ([[1.0, 0.0], [1.0, 1.0]], 0.2)


def test_a_switch_leaves_alone_what_was_promised() -> None:
    """The first period is frozen: kept in the one plan before, given up in the other."""
    place = made(own_today="yes", minimum_team_wte=3)
    unknown = np.full((*place.workforce.cell_post.shape, 2), np.nan)
    for promised, expected in ((1.0, ([[1.0]], 1.0)), (0.0, ([], 0.0))):
        base = Base(unknown, 1, {"own_team": np.array([[promised, np.nan]])})
        model = build(replace(place, base=base))
        x = np.zeros(model.assembled.n_columns)
        x[model.decisions["in_post"][np.flatnonzero(place.fragile.team[0])[0]]] = 3.0
        (switch,) = fragile_switches(model, x)
        assert switch.columns.tolist() == model.decisions["own_team"][0, 1:].tolist()
        assert ([option.tolist() for option in switch.options], switch.worth) == expected


def test_a_switch_takes_a_service_over_as_the_relaxed_point_does_or_with_a_whole_team() -> None:
    place = made(own_today="no", minimum_team_wte=3)
    assert switch_of(place, [0.3, 0.9], [3.0, 3.0]) == ([[0.0, 1.0], [1.0, 1.0]], 0.9)
    assert switch_of(place, [0.6, 0.9], [3.0, 1.0]) == ([[1.0, 1.0]], 0.9)
    assert switch_of(place, [0.6, 0.9], [1.0, 3.0]) == ([[1.0, 1.0], [0.0, 1.0]], 0.9)
    assert switch_of(place, [0.0, 0.0], [3.0, 3.0]) == ([], 0.0)


def test_today_runs_what_it_runs_today_however_small_its_team() -> None:
    for own_today, bounds in (("yes", [1.0, 1.0]), ("no", [0.0, 0.0])):
        today = replace(made(own_today=own_today), today=True)
        model = LinearModel()
        columns = add_decisions(model, today, index_of(today))
        assembled = model.assemble()
        assert assembled.lower[columns["own_team"][0]].tolist() == bounds
        assert assembled.upper[columns["own_team"][0]].tolist() == bounds
        values = owned(0, 1) if own_today == "yes" else {}
        assert amounts(found(fragile_services, today, values)) == []
        other = {} if own_today == "yes" else owned(0, 1)
        assert of_rule(found(fragile_services, today, other), fragile_services.ONCE) == [1.0, 1.0]
