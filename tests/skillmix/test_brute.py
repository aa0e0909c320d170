"""The model agrees with brute force over random tiny places: values and impossibility alike.

Brute force (``brute.py``) reads the tables again, states every rule again, tries every way
of adopting new profiles, of opening hubs, of moving back offices and of running fragile
services, and has scipy solve what is left.
"""

from __future__ import annotations

import datetime as dt
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from planner.place.place import Place
from solvers.engine import exact
from solvers.engine.status import Status
from tests.skillmix.brute import Brute
from tests.skillmix.brute_care import set_partitions
from tests.skillmix.compare import compare, in_order, solved
from tests.skillmix.random_place import random_frames, random_place

BATCHES, EACH = 8, 19


@pytest.mark.parametrize("batch", range(BATCHES))
def test_model_and_brute_force_agree(batch: int) -> None:
    possible = [
        compare(random_place(Random(seed))) is not None
        for seed in range(batch * EACH, (batch + 1) * EACH)
    ]
    # Each batch has its share of both; over all of them impossible ones are a third.
    assert 0.15 * EACH <= possible.count(False) <= 0.7 * EACH


@pytest.mark.parametrize("seeds", [range(200, 212), range(212, 224)])
def test_the_search_of_large_places_is_right_too(
    seeds: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large models are searched by bounds, rounding and elastic caps: never better than
    brute force, as good where it says so, and never impossible where it is not."""
    monkeypatch.setattr(exact, "SMALL", 0)
    possible = 0
    for seed in seeds:
        place = random_place(Random(seed))
        brute, result = Brute(place), solved(place, gap=1e-3)
        first = place.settings.priorities[0].measure
        least = brute.least(first, [])
        assert (result.outcome is None) == (least is None), seed
        if least is None:
            assert result.status in (Status.INFEASIBLE, Status.UNKNOWN)
            continue
        possible += 1
        met = result.goals[0]
        assert result.violations == []
        assert met.value >= least - 1e-4 * max(1.0, least), seed
        assert met.bound <= least + 1e-4 * max(1.0, least), seed
        if met.proven:
            assert met.value <= least + 2e-3 * max(1.0, least), seed
    assert possible >= 4


def test_where_money_comes_first_back_offices_move() -> None:
    """The same over places that all have some, cost before change."""
    compared = moved = 0
    for seed in range(3000, 3150):
        chosen, frames = random_frames(Random(seed))
        if "hosts" not in frames:
            continue
        outcome = compare(in_order(chosen, frames, "cost", "change", "released"))
        if outcome is not None:
            compared += 1
            moved += bool((outcome["served"] > 0.5).any())
    assert compared >= 10
    assert moved >= 4


def give_hubs_work(frames: dict[str, list[dict[str, Any]]]) -> None:
    """Fewer people, all at home, who need what the roles can do, one after the other."""
    core = [row["competency"] for row in frames["role_competencies"] if row["status"] == "core"]
    for row in frames["needs"]:
        row["people"] /= 4
    for row in frames["packages"]:
        row["setting"] = "home"
    for k, row in enumerate(frames["interventions"]):
        row["competencies"] = core[k % len(core)]
    for row in frames["hubs"]:
        row.update(earliest="", localities="", cost=1)


def test_where_visits_come_first_hubs_open() -> None:
    """The same over places that all have some and work for them, visits after what is given."""
    compared = opened = 0
    for seed in range(4000, 4280):
        chosen, frames = random_frames(Random(seed))
        if "hubs" not in frames:
            continue
        give_hubs_work(frames)
        outcome = compare(in_order(chosen, frames, "unmet_need", "visits", "cost"))
        if outcome is not None:
            compared += 1
            opened += bool((outcome["joint"] > 1e-3).any())
    assert compared >= 10
    assert opened >= 5


def test_joint_visits_from_hubs_need_the_places_own_teams() -> None:
    """The same over places with a hub and one fragile service, which joint visits rest on."""
    compared = met = 0
    for seed in range(4200, 4350):
        chosen, frames = random_frames(Random(seed))
        if "hubs" not in frames or len(frames["hubs"]) > 1:
            continue
        give_hubs_work(frames)
        pins = [row for row in frames.pop("pins", []) if row["decision"] != "own_team"]
        frames |= {"pins": pins} if pins else {}
        frames["fragile_services"] = [
            {
                "service": "scarce",
                "competency": frames["interventions"][0]["competencies"],
                "minimum_team_wte": (0, 1, 3)[seed % 3],
                "own_today": ("yes", "no")[seed % 2],
                "organisation": frames["organisations"][0]["organisation"],
                "neighbour": "next door",
                "price_per_hour": 40,
                "most_hours_per_week": 10,
            }
        ]
        outcome = compare(in_order(chosen, frames, "unmet_need", "visits", "cost"))
        if outcome is not None:
            compared += 1
            met += bool((outcome["joint"] > 1e-3).any())
    assert compared >= 6
    assert met >= 2


def test_where_need_comes_first_fragile_services_are_run_and_bought() -> None:
    """The same over places that all have some, need before money; both ways come about."""
    compared = run = bought = 0
    for seed in range(4000, 4140):
        chosen, frames = random_frames(Random(seed))
        if "fragile_services" not in frames:
            continue
        outcome = compare(in_order(chosen, frames, "unmet_need", "visits", "cost"))
        if outcome is not None:
            compared += 1
            run += bool((outcome["own_team"] > 0.5).any())
            bought += bool((outcome["bought"] > 1e-3).any())
    assert compared >= 10
    assert run >= 4
    assert bought >= 4


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_model_and_brute_force_agree_where_hypothesis_looks(random: Random) -> None:
    compare(random_place(random))


def test_a_role_that_is_new_is_a_new_profile() -> None:
    """Where nothing new may be adopted, nobody works in a role that its employer must adopt."""
    some = list[int]()
    for seed in range(5000, 5400):
        settings, frames = random_frames(Random(seed))
        new = any(row["profile"] == row["role"] for row in frames.get("profiles", []))
        if new and not settings.policy.new_profiles:
            some.append(seed)
    assert len(some) >= 3
    possible = [compare(random_place(Random(seed))) is not None for seed in some]
    assert any(possible)


def test_the_random_places_use_every_feature() -> None:
    """A feature that never turns up would never be compared."""
    used: dict[str, int] = {}
    for seed in range(BATCHES * EACH):
        _, frames = random_frames(Random(seed))
        features = set(frames)
        features |= {f"pin {row['decision']}" for row in frames.get("pins", [])}
        features |= {f"lever {row['effect']}" for row in frames.get("lever_effects", [])}
        features |= {
            column
            for table, column in (
                ("packages", "alternative_to"),
                ("courses", "supervisor_role"),
                ("courses", "to_role"),
                ("profiles", "minimum_team_wte"),
                ("posts", "agency_max"),
                ("posts", "release_max_per_year"),
                ("posts", "short_time_max"),
                ("levers", "graded"),
            )
            if any(row.get(column) for row in frames.get(table, []))
        }
        for feature in features:
            used[feature] = used.get(feature, 0) + 1
    rare = {
        "pin taken",
        "pin arranged",
        "pin opened",
        "pin hires",
        "pin transfers",
        "pin profile_in_post",
        "pin starts",
        "pin adopted",
        "pin own_team",
    }
    assert {f: n for f, n in used.items() if n < (1 if f in rare else 5)} == {}
    wanted = {"alternative_to", "supervisor_role", "to_role", "minimum_team_wte", "agency_max",
              "release_max_per_year", "short_time_max", "pins", "staff", "establishments",
              "service_areas", "travel", "flows", "readiness", "draws", "transfers", "funds",
              "budgets", "levers", "graded", "hubs", "back_office", "hosts",
              "fragile_services", "agreements", "joint_posts", "joint_post_partners", "rotations",
              "rotation_hosts"}  # fmt: skip
    assert wanted | rare <= set(used)


def fewest_visits(needed: list[set[str]], able: list[set[str]]) -> int:
    """Visits of one occasion by hand: the fewest sets of a partition that somebody can
    give; what nobody can give is left out, and makes no visit."""
    can = [k for k, competencies in enumerate(needed) if any(competencies <= a for a in able)]
    counts = [
        len(parts)
        for parts in set_partitions([str(k) for k in can])
        if all(any(set().union(*(needed[int(k)] for k in p)) <= a for a in able) for p in parts)
    ]
    return min(counts)


@pytest.mark.parametrize("seed", range(12))
def test_with_staff_to_spare_visits_are_the_smallest_partition(seed: int) -> None:
    """No linear programme at all: one period, plenty of staff, partitions by hand."""
    random = Random(seed)
    able = [set(random.sample("abcd", random.choice([1, 2, 2, 3]))) for _ in range(3)]
    needed = [set(random.sample("abcd", random.choice([1, 1, 2]))) for _ in range(4)]
    people, contacts = random.choice([3, 10]), random.choice([0.5, 1.0, 2.0])
    result = solved(spare_place(able, needed, people, contacts))
    unmet, visits = result.goals
    weeks = 365.25 / 7
    lost = sum(20 / 60 for n in needed if not any(n <= a for a in able))
    assert unmet.value == pytest.approx(lost * people * contacts * weeks, rel=1e-6, abs=1e-5)
    assert visits.value == pytest.approx(
        fewest_visits(needed, able) * people * contacts * weeks, rel=1e-6, abs=1e-5
    )


def test_partitions_of_three_are_five() -> None:
    found = {frozenset(parts) for parts in set_partitions("123")}
    assert len(found) == 5
    assert all(sorted(i for part in parts for i in part) == list("123") for parts in found)
    assert all(a.isdisjoint(b) for parts in found for a, b in product(parts, repeat=2) if a != b)


def spare_place(
    able: list[set[str]], needed: list[set[str]], people: int, contacts: float
) -> Place:
    """Roles with the given competencies and staff to spare; one package."""
    roles = [f"role {k}" for k in range(len(able))]
    return planner.place_from_frames(
        {
            "name": "Spare",
            "start": dt.date(2027, 4, 1),
            "quarters": 0,
            "years": 1,
            "priorities": [{"measure": m, "tolerance": 0} for m in ("unmet_need", "visits")],
        },
        {
            "organisations": [{"organisation": "trust", "kind": "community_trust"}],
            "localities": [{"locality": "town", "population": 1000}],
            "competencies": [{"competency": c} for c in "abcd"],
            "roles": [{"role": r, "staff_group": "health", "annual_cost": 0} for r in roles],
            "role_competencies": [
                {"role": r, "competency": c, "status": "core"}
                for r, has in zip(roles, able, strict=True)
                for c in sorted(has)
            ],
            "posts": [
                {
                    "post": r,
                    "organisation": "trust",
                    "role": r,
                    "establishment_wte": 50,
                    "in_post_wte": 50,
                }
                for r in roles
            ],
            "need_groups": [{"need_group": "people", "theme": "other"}],
            "needs": [{"need_group": "people", "locality": "town", "people": people}],
            "packages": [
                {"package": "care", "need_group": "people", "contacts_per_week": contacts}
            ],
            "interventions": [
                {
                    "package": "care",
                    "intervention": str(k),
                    "competencies": ";".join(sorted(competencies)),
                    "minutes": 20,
                    "profession": "health",
                }
                for k, competencies in enumerate(needed)
            ],
        },
    )
