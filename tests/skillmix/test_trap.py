"""The trap of covering: {1,2}, {2,3}, {1,3} at one half each are not a set of visits.

Three profiles each give two of a package's three interventions. A relaxation that only
covers every intervention makes one and a half visits an occasion; nobody can make those.
"""

from __future__ import annotations

import datetime as dt

import pytest

import planner
from planner.place.place import Place
from planner.place.settings import Policy, Priority, Settings
from planner.plan.plan import Plan

PAIRS = ({"1", "2"}, {"2", "3"}, {"1", "3"})
PEOPLE = 40
WEEKS = 365.25 / 7


def trap_place() -> Place:
    """One package {1, 2, 3}; three roles whose competencies are two of it each."""
    settings = Settings(
        name="Trap",
        start=dt.date(2027, 4, 1),
        quarters=0,
        years=1,
        priorities=tuple(Priority(measure=m, tolerance=0) for m in ("unmet_need", "visits")),
        policy=Policy(travel_minutes=10),
    )
    roles = {f"does {' and '.join(sorted(pair))}": sorted(pair) for pair in PAIRS}
    return planner.place_from_frames(
        settings,
        {
            "organisations": [{"organisation": "trust", "kind": "community_trust"}],
            "localities": [{"locality": "town", "population": 1000}],
            "competencies": [{"competency": c} for c in "123"],
            "roles": [{"role": r, "staff_group": "nursing", "annual_cost": 40} for r in roles],
            "role_competencies": [
                {"role": r, "competency": c, "status": "core"}
                for r, able in roles.items()
                for c in able
            ],
            "posts": [
                {
                    "post": f"post {r}",
                    "organisation": "trust",
                    "role": r,
                    "establishment_wte": 10,
                    "in_post_wte": 10,
                    "turnover": 0,
                    "sickness": 0,
                }
                for r in roles
            ],
            "need_groups": [{"need_group": "people", "theme": "older_people"}],
            "needs": [{"need_group": "people", "locality": "town", "people": PEOPLE}],
            "packages": [{"package": "care", "need_group": "people", "contacts_per_week": 1}],
            "interventions": [
                {
                    "package": "care",
                    "intervention": c,
                    "competencies": c,
                    "minutes": 20,
                    "profession": "nursing",
                }
                for c in "123"
            ],
        },
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planner.plan_skillmix(trap_place(), gap=1e-9)


def test_two_visits_an_occasion_never_one_and_a_half(plan: Plan) -> None:
    unmet, visits = plan.record.priorities
    assert unmet.value == pytest.approx(0, abs=1e-5)
    assert visits.value == pytest.approx(2 * PEOPLE * WEEKS, rel=1e-7)
    assert visits.bound == pytest.approx(2 * PEOPLE * WEEKS, rel=1e-7)


def test_every_pattern_is_a_partition(plan: Plan) -> None:
    patterns = plan["patterns"]
    assert patterns["occasions"].sum() == pytest.approx(PEOPLE * WEEKS, rel=1e-7)
    for pattern in patterns["pattern"]:
        parts = [set(part.split(" + ")) for part in pattern.split(" | ")]
        assert sorted(i for part in parts for i in part) == ["1", "2", "3"]
        assert len(parts) == 2


def test_no_visit_gives_more_than_its_profile_can(plan: Plan) -> None:
    for row in plan["visits"].itertuples():
        assert set(row.part.split(" + ")) <= set(row.profile.removeprefix("does ").split(" and "))


def test_visits_of_each_pattern_are_its_parts_and_each_intervention_once(plan: Plan) -> None:
    visits, occasions = plan["visits"], plan["patterns"].set_index("pattern")["occasions"]
    made = visits.groupby(["pattern", "part"])["visits"].sum()
    for (pattern, _), amount in made.items():
        assert amount == pytest.approx(occasions[pattern], rel=1e-7)
    for intervention in "123":
        gives = visits["part"].map(lambda part, i=intervention: i in part.split(" + "))
        assert visits.loc[gives, "visits"].sum() == pytest.approx(PEOPLE * WEEKS, rel=1e-7)
