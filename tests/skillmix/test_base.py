"""Planning again from the plan before."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest

import planner
from planner.place.place import Place
from planner.plan.plan import Plan
from tests.skillmix.tiny_with import tiny_with

#: Four quarters' worth of choices, so that there is something after the frozen ones.
LATER = {"needs": {"housebound": {"people": 80}}}


def place_with(frozen: int, **cells: dict) -> Place:
    return tiny_with({"frozen_periods": frozen}, **cells)


@cache
def first() -> Plan:
    return planner.plan_skillmix(place_with(0))


def measure(plan: Plan, name: str) -> float:
    table = plan["measures"]
    return float(table.loc[table["measure"] == name, "value"].sum())


def people(plan: Plan) -> float:
    return float(plan["change"]["people"].sum())


def starts(plan: Plan) -> dict[str, float]:
    moves = plan["moves"][plan["moves"]["kind"] == "training_start"]
    return moves.groupby("period")["wte"].sum().to_dict()


def distance(plan: Plan, base: Plan) -> float:
    """Of in-post staff, from the two plans' own tables."""
    key = ["post", "profile", "period"]
    both = (
        plan["workforce"][[*key, "in_post"]]
        .merge(base["workforce"][[*key, "in_post"]], how="outer", on=key, suffixes=("", "_base"))
        .fillna(0.0)
    )
    return float((both["in_post"] - both["in_post_base"]).abs().sum())


def test_planning_again_without_changes_keeps_every_person_where_they_were() -> None:
    place = place_with(2)
    again = planner.plan_skillmix(place, base=first())
    assert again.record.status == "optimal"
    assert distance(again, first()) == pytest.approx(0, abs=1e-4)
    assert measure(again, "change") - people(again) == pytest.approx(0, abs=1e-4)
    assert starts(again) == pytest.approx(starts(first()), abs=1e-5)
    assert planner.verify_plan(place, again, first()) == []


def test_frozen_periods_keep_their_decisions() -> None:
    """The course has become useless; starters who were promised a place keep it."""
    useless = {"courses": {"holistic_care": {"cost": 500}}, "budgets": {"trust": {"amount": 9000}}}
    cost_first = {"priorities": [{"measure": "cost", "tolerance": 0}]}
    free, kept = place_with(0, **useless), place_with(2, **useless)
    free, kept = (dataclasses.replace(p, settings=_with(p, cost_first)) for p in (free, kept))
    assert starts(planner.plan_skillmix(free, base=first())) == {}
    again = planner.plan_skillmix(kept, base=first())
    assert starts(again) == pytest.approx(starts(first()), abs=1e-5)
    assert again["adoptions"]["profile"].tolist() == ["holistic_nurse"]
    assert planner.verify_plan(kept, again, first()) == []


def test_a_base_read_from_disk_may_know_what_the_place_no_longer_decides(tmp_path: Path) -> None:
    """Nurses who have learned are in staff now: their profile is adopted no more, it is there."""
    planner.write_plan(first(), tmp_path / "base")
    base = planner.read_plan(tmp_path / "base")
    learned = [
        {"person": f"N{n}", "organisation": "trust", "role": "nurse", "wte": 1.0,
         "competencies": ["mobility", "daily_living", "welfare"] if n < 2 else []}
        for n in range(3)
    ]  # fmt: skip
    place = tiny_with(tables={"staff": learned})
    again = planner.plan_skillmix(place, base=base)
    assert base["adoptions"]["profile"].tolist() == ["holistic_nurse"]
    assert again["adoptions"].empty
    assert planner.verify_plan(place, again, base) == []


def _with(place: Place, changes: dict) -> object:
    values = {**place.settings.model_dump(), **changes}
    return type(place.settings).model_validate(values)


def test_change_counts_people_and_the_distance_from_the_base() -> None:
    place = place_with(0, courses={"holistic_care": {"places_per_intake": 1}})
    again = planner.plan_skillmix(place, base=first())
    apart = distance(again, first())
    assert apart > 1  # one nurse fewer is trained, and stays a nurse
    assert measure(again, "change") == pytest.approx(people(again) + apart, rel=1e-5)
    assert planner.verify_plan(place, again, first()) == []


def test_a_frozen_plan_is_checked_against_its_base() -> None:
    """Another plan for the same place, given out as made from the base, is found out."""
    place = place_with(2)
    other = planner.plan_skillmix(tiny_with(courses={"holistic_care": {"places_per_intake": 1}}))
    found = planner.verify_plan(place, other, first())
    assert any("frozen periods (starts)" in fault for fault in found)


def test_posts_that_the_base_plan_did_not_have_are_open() -> None:
    """A new group of posts may have its establishment in frozen periods too."""
    example = tiny_with().tables["posts"].to_dict("records")
    new = {**example[0], "post": "council-nurse", "organisation": "council"}
    new.update(establishment_wte=1.0, in_post_wte=1.0)
    place = tiny_with(
        {"frozen_periods": 2},
        {"posts": [*example, new], "budgets": [{"organisation": "trust", "amount": 250}]},
    )
    again = planner.plan_skillmix(place, base=first())
    staff = again["workforce"].set_index(["post", "period"])
    assert staff.loc[("council-nurse", "2027Q2"), "establishment"].sum() == 1.0
    assert planner.verify_plan(place, again, first()) == []


def test_what_the_new_place_no_longer_has_is_left_out() -> None:
    example = tiny_with().tables
    posts = [r for r in example["posts"].to_dict("records") if r["role"] != "social_worker"]
    place = tiny_with({"frozen_periods": 2}, {"posts": posts})
    again = planner.plan_skillmix(place, base=first())
    assert starts(again) == pytest.approx(starts(first()), abs=1e-5)
    assert planner.verify_plan(place, again, first()) == []
