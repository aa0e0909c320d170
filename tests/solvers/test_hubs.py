"""The rule hubs, and what joint visits are and take: right, wrong, by how much."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.skillmix.decisions import add_decisions, index_of
from solvers.skillmix.measures import visits as home_visits
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import capacity, hubs, visits
from tests.solvers.workshop import TABLES, Rows, amounts, found, outcome, problem, status

SITE: dict[str, Any] = {
    "site": "centre", "organisation": "trust", "locality": "north", "desks": 2,
}  # fmt: skip
OPEN = {"hub_open": {(0, 0): 1.0, (0, 1): 1.0}}


def centre(site: dict[str, Any] | None = None, tables: dict[str, Rows] | None = None, **hub: Any):
    """A hub of two desks for ten hours each; a joint visit takes 2 × (20 + 5) minutes."""
    terms = {"site": "centre", "hours_per_desk": 10, "travel_saved": 0.5, **hub}
    rows = {"sites": [{**SITE, **(site or {})}], "hubs": [terms], **(tables or {})}
    return problem(rows)


def joint(**periods: float) -> dict[str, dict[tuple[int, ...], float]]:
    """Occasions a week given from the hub, by period ``t0``, ``t1``."""
    return {"joint": {(0, int(name[1:])): value for name, value in periods.items()}}


def test_a_hub_offers_what_is_given_at_home_in_its_localities() -> None:
    made = centre()
    assert made.hubs.offer_locality.tolist() == [0]
    both = centre(localities="south; north")
    assert both.hubs.offer_locality.tolist() == [0, 1]
    clinic = [{**TABLES["packages"][0], "setting": "clinic"}]
    assert len(centre(tables={"packages": clinic}).hubs.offer_hub) == 0
    assert len(centre(need_groups="people").hubs.offer_hub) == 1


def test_what_nobody_can_give_is_not_offered() -> None:
    wash = {"package": "care", "intervention": "wash", "competencies": "washing", "minutes": 20,
            "profession": "care"}  # fmt: skip
    interventions = [*TABLES["interventions"], wash]
    assert len(centre(tables={"interventions": interventions}).hubs.offer_hub) == 1
    nobody = [post for post in TABLES["posts"] if post["role"] != "carer"]
    made = centre(tables={"interventions": interventions, "posts": nobody})
    assert made.care.part_class.min() == -1
    assert len(made.hubs.offer_hub) == 0


def test_desks_limit_the_hours_of_all_who_go() -> None:
    """Two desks for 20 hours a week: 24 visits of 50 minutes."""
    made = centre()
    assert amounts(found(hubs, made, {**joint(t0=24), **OPEN})) == []
    assert amounts(found(hubs, made, {**joint(t0=25.2), **OPEN})) == pytest.approx([0.1])
    fits = {**joint(t0=12, t1=0), "hub_open": {(0, 0): 1.0, (0, 1): 1.0}}
    assert status(hubs, made, fits) is Status.OPTIMAL
    one = centre({"desks": 1}, tables={"needs": [{"need_group": "people", "locality": "north",
                                                 "people": 500}]})  # fmt: skip
    assert status(hubs, one, {**joint(t0=12, t1=0), **OPEN}) is Status.OPTIMAL
    assert status(hubs, one, {**joint(t0=12.1, t1=0), **OPEN}) is Status.INFEASIBLE
    shut = found(hubs, made, joint(t1=12))
    assert amounts(shut) == pytest.approx([1.0])


def test_a_hub_stays_open() -> None:
    made = centre()
    assert amounts(found(hubs, made, {"hub_open": {(0, 1): 1.0}})) == []
    assert amounts(found(hubs, made, {"hub_open": {(0, 0): 1.0}})) == [1.0]
    assert status(hubs, made, {"hub_open": {(0, 0): 1.0, (0, 1): 0.0}}) is Status.INFEASIBLE
    assert status(hubs, made, {"hub_open": {(0, 0): 0.0, (0, 1): 1.0}}) is Status.OPTIMAL
    half = found(hubs, made, {"hub_open": {(0, 0): 0.5, (0, 1): 0.5}})
    assert amounts(half) == [0.5, 0.5]


def test_a_hub_opens_no_sooner_than_it_may_and_is_there_where_it_is_already() -> None:
    later = centre(earliest="2027Q3")
    assert amounts(found(hubs, later, OPEN)) == [1.0]
    there = centre({"hub": "yes"}, cost=7)
    assert amounts(found(hubs, there, {})) == [1.0, 1.0]
    assert amounts(found(hubs, there, OPEN)) == []
    for made, bounds in ((later, ([0, 0], [0, 1])), (there, ([1, 1], [1, 1]))):
        model = LinearModel()
        columns = add_decisions(model, made, index_of(made))["hub_open"][0]
        assembled = model.assemble()
        lower, upper = assembled.lower[columns], assembled.upper[columns]
        assert (lower.tolist(), upper.tolist()) == bounds


def alone(made: Problem) -> int:
    """The pattern in which each intervention has a visit of its own."""
    return next(k for k, parts in enumerate(made.care.pattern_parts) if len(parts) == 2)


def test_a_joint_visit_meets_need_and_takes_each_skill() -> None:
    """Of 20 occasions in the north 12 from the hub: each skill works 12 × 25 minutes there
    and 8 × 30 as today."""
    made = centre()
    pattern = alone(made)
    given = {(pattern, 0, t): 8.0 for t in range(2)} | {(pattern, 1, t): 10.0 for t in range(2)}
    values = {"occasions": given, **joint(t0=12, t1=12), **OPEN}
    off = [v for v in found(visits, made, values) if v.rule == visits.NAME]
    assert off == []
    more = {**values, **joint(t0=13, t1=12)}
    assert amounts([v for v in found(visits, made, more) if v.rule == visits.NAME]) == [1.0]
    built = outcome(made, values)
    there = sorted(built.hours_needed[:, 0, 0].tolist())  # one more skill: both at once
    assert there == pytest.approx([0.0, *[12 * 25 / 60 + 8 * 0.5] * 2])
    assert sorted(built.hours_needed[:, 1, 0].tolist()) == pytest.approx([0.0, 5.0, 5.0])
    weeks = made.horizon.weeks
    assert home_visits.by_period(built) == pytest.approx((12 + 2 * 8 + 2 * 10) * weeks)


def test_the_model_takes_the_same_hours() -> None:
    """A therapist has to be there: with hours for no more than 12 × 25 minutes, the solver
    finds those 12 visits from the hub possible, and 12.1 not."""
    needs: Rows = [{"need_group": "people", "locality": "north", "people": 12}]
    made = centre(tables={"needs": needs})
    care = made.care
    therapist = made.workforce.profiles.index("therapist")
    nurse = made.workforce.profiles.index("nurse")
    skills = {p: care.provider_class[care.provider_profile == p] for p in (therapist, nurse)}
    singles = [j for j in range(len(care.part_class)) if care.part_single[j] >= 0]
    classes = {int(care.part_class[j]) for j in singles}
    work = {}
    for p in (nurse, therapist):
        (z,) = {int(k) for k in skills[p]} & classes
        (y,) = np.flatnonzero((care.provider_class == z) & (care.provider_profile == p))
        work.update({(int(y), 0, t): 12 * 25 / 60 for t in range(2)})
    exactly = {**joint(t0=12, t1=12), "work": work}
    assert status(visits, made, exactly) is Status.OPTIMAL
    less = {key: hours * 0.9 for key, hours in work.items()}
    assert status(visits, made, {**exactly, "work": less}) is Status.INFEASIBLE
    built = outcome(made, exactly)
    assert [v for v in visits.check(built) if v.rule == visits.SKILL] == []
    assert capacity.check(built) != []  # nobody is deployed for it in these values


def test_money_is_paid_when_it_opens_and_every_year() -> None:
    made = centre(cost=7, cost_per_year=4)
    spent = outcome(made, {"hub_open": {(0, 1): 1.0}}).spending["hubs"]
    assert np.allclose(spent, [[0, 8], [0, 0]])
    there = outcome(centre({"hub": "yes"}, cost=7, cost_per_year=4), OPEN).spending["hubs"]
    assert np.allclose(there, [[1, 1], [0, 0]])
