"""Patients across the border: the need that is planned for, and what the plan says of it."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

import planner
from fixtures import tiny
from planner.errors import InputError
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from tests.skillmix.brute_world import World
from tests.skillmix.random_place import random_place
from tests.skillmix.tiny_with import tiny_with

HERE = {"locality": "town", "outside": "next town"}


def crossing(*rows: dict[str, Any]) -> Place:
    """The tiny place, with two need groups; 60 housebound people, 40 others later on."""
    flows = {"flows": [{**HERE, **row} for row in rows]} if rows else {}
    return tiny_with(
        tables={
            **flows,
            "need_groups": [
                {"need_group": "housebound", "theme": "older_people"},
                {"need_group": "others", "theme": "other"},
            ],
        }
    )


def due(place: Place, *, today: bool = False) -> list[float]:
    """Occasions a week that fall due of the one package, once a week for each person."""
    return make_problem(place, today=today).care.due[0, 0].tolist()


def test_without_flows_everybody_is_served_here() -> None:
    assert due(crossing()) == [60.0, 60.0]


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([{"share_served_outside": 0.25}], [45, 45]),
        ([{"share_served_outside": 1}], [0, 0]),
        ([{"period": "2027Q3", "share_served_outside": 0.25}], [60, 45]),
        ([{"need_group": "housebound", "people_from_outside": 7}], [67, 67]),
        ([{"need_group": "others", "share_served_outside": 0.5}], [60, 60]),
        # two neighbours add up
        ([{"share_served_outside": 0.25}, {"outside": "hills", "share_served_outside": 0.5}],
         [15, 15]),
        # a later row takes the place of the one before, of the same neighbour
        ([{"share_served_outside": 0.5}, {"period": "2027Q3"}], [30, 60]),
        # a need group's own row goes before the one for all of them, from its period on
        ([{"share_served_outside": 0.5},
          {"need_group": "housebound", "period": "2027Q3", "share_served_outside": 0.1}],
         [30, 54]),
        ([{"need_group": "housebound", "share_served_outside": 0.1},
          {"period": "2027Q3", "share_served_outside": 0.5}], [54, 54]),
    ],
)  # fmt: skip
def test_who_is_served_here(rows: list[dict[str, Any]], people: list[float]) -> None:
    place = crossing(*rows)
    assert due(place) == pytest.approx(people)
    assert due(place, today=True) == pytest.approx(people)


def test_residents_grow_and_people_from_outside_do_not() -> None:
    rows = [{**HERE, "need_group": "housebound", "share_served_outside": 0.5,
             "people_from_outside": 10}]  # fmt: skip
    growing = {"housebound": {"growth": 0.21}}
    place = tiny_with(tables={"flows": rows}, needs=growing)
    assert due(place) == pytest.approx([30 * 1.1**0.25 + 10, 30 * 1.1**0.75 + 10])


def test_every_row_of_shares_beyond_all_residents_is_named() -> None:
    with pytest.raises(InputError) as refused:
        crossing(
            {"share_served_outside": 0.6},
            {"outside": "coast"},
            {"outside": "hills", "need_group": "housebound", "share_served_outside": 0.3,
             "period": "2027Q3"},
            {"outside": "dale", "share_served_outside": 0.2},
        )  # fmt: skip
    found = refused.value.findings
    assert sorted((f.sheet, f.row, f.column) for f in found) == [
        ("flows", row, "share_served_outside") for row in (2, 4, 5)
    ]
    assert "add up to 1.1 in 2027Q3" in found[0].message


def test_shares_of_different_periods_do_not_add_up() -> None:
    place = crossing({"share_served_outside": 0.8}, {"period": "2027Q3", "share_served_outside": 1})
    assert due(place) == pytest.approx([12, 0])


@pytest.fixture(scope="module")
def plan() -> tuple[Place, Plan]:
    rows = [
        {**HERE, "share_served_outside": 0.25},
        {**HERE, "need_group": "housebound", "period": "2027Q3", "share_served_outside": 0.5,
         "people_from_outside": 20},
    ]  # fmt: skip
    place = tiny_with(tables={"flows": rows})
    return place, planner.plan_skillmix(place)


def test_the_plan_shows_who_crosses(plan: tuple[Place, Plan]) -> None:
    place, made = plan
    assert made["flows"].to_dict("records") == [
        {**HERE, "need_group": "housebound", "period": "2027Q2", "served_outside": 15.0,
         "from_outside": 0.0},
        {**HERE, "need_group": "housebound", "period": "2027Q3", "served_outside": 30.0,
         "from_outside": 20.0},
    ]  # fmt: skip
    weeks = 365.25 / 7 / 4
    for b in ("", "baseline_"):
        assert made["need"].groupby("period")[f"{b}due"].max().tolist() == pytest.approx(
            [45 * weeks, 50 * weeks]
        )
    assert planner.verify_plan(place, made) == []


def test_a_plan_that_says_otherwise_of_flows_is_found_out(plan: tuple[Place, Plan]) -> None:
    place, made = plan
    flows = made["flows"].copy()
    flows.loc[0, "served_outside"] = 14.0
    made = Plan(made.record, {**made.tables, "flows": flows}, made.labels)
    (fault,) = planner.verify_plan(place, made)
    assert "served_outside is stated as 14, the decisions make it 15" in fault


@pytest.mark.parametrize("seed", range(60))
def test_need_is_that_of_a_second_reading(seed: int) -> None:
    """The occasions that fall due at random places, from the tables in plain Python."""
    place = random_place(Random(seed))
    world, care = World(place), make_problem(place).care
    for b, package in enumerate(place["packages"].to_dict("records")):
        for near, locality in enumerate(world.localities):
            asked = np.array(world.people(package["need_group"], locality))
            if not package["alternative_to"]:
                assert care.due[b, near] == pytest.approx(asked * package["contacts_per_week"])


def test_what_staff_give_across_the_border_is_not_given_here() -> None:
    """A fifth of the social worker's 22.5 hours, nine visits of half an hour, is given there:
    nine checks of 20 minutes more are left out. What they cost stays the same."""
    both = {"council-social_worker": {"time_outside": 0.2}}
    place = tiny_with(policy={"new_profiles": False}, posts=both)
    made = planner.plan_skillmix(place)
    assert planner.verify_plan(place, made) == []
    got = {p.name: (p.value, p.baseline) for p in made.record.priorities}
    assert got["unmet_need"] == pytest.approx([2 * 18 * tiny.WEEKS] * 2)
    assert got["cost"] == pytest.approx([150, 150])
    staff = made["workforce"].set_index(["post", "period"])
    for b in ("", "baseline_"):
        there = staff[f"{b}time_outside"]
        assert there["council-social_worker"].tolist() == pytest.approx([0.2, 0.2])
        assert there.drop("council-social_worker").eq(0).all()


def test_a_plan_that_says_otherwise_of_time_outside_is_found_out() -> None:
    place = tiny_with(
        policy={"new_profiles": False}, posts={"council-social_worker": {"time_outside": 0.2}}
    )
    made = planner.plan_skillmix(place)
    staff = made["workforce"].copy()
    staff.loc[staff["post"] == "council-social_worker", "time_outside"] = 0.1
    wrong = Plan(made.record, {**made.tables, "workforce": staff}, made.labels)
    found = planner.verify_plan(place, wrong)
    assert found
    assert all("time_outside is stated as 0.1" in fault for fault in found)


def test_who_works_only_there_gives_nothing_here() -> None:
    all_of_it = {"trust-physiotherapist": {"time_outside": 1}}
    hours = make_problem(tiny_with(posts=all_of_it)).workforce.hours
    assert hours.tolist() == pytest.approx([22.5, 0, 22.5, 22.5])


def test_more_than_all_of_their_time_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        tiny_with(posts={"trust-nurse": {"time_outside": 1.2}})
    (found,) = refused.value.findings
    assert (found.sheet, found.row, found.column) == ("posts", 2, "time_outside")
