"""Random places: every assignment stands up to the check, and more room never makes it worse."""

from __future__ import annotations

import copy
import datetime as dt
import random

import pandas as pd
import pytest

from planner.assignment import plan_assignment
from planner.errors import ImpossibleError
from planner.place import Place, place_from_frames
from tests.assignment_stage.small import SETTINGS, Rows, frames

LABELS = ("", "2027Q3", "2027Q4", "2028Q1")
ORDER = ("team_minimums", "shortfall")


def random_rows(seed: int) -> dict[str, Rows]:
    """The small place with other people, targets, minimums, preferences, pins and terms."""
    rng = random.Random(seed)
    tables = frames()
    posts = {row["post"]: row for row in tables["posts"]}
    people: Rows = []
    for i in range(rng.randint(6, 14)):
        post = rng.choice(("T-carer", "T-carer", "C-carer", "T-nurse"))
        held = rng.choice(("", "", "wound")) if posts[post]["role"] == "carer" else ""
        people.append(
            {
                "person": f"p{i:02d}",
                "organisation": posts[post]["organisation"],
                "role": posts[post]["role"],
                "post": post,
                "wte": rng.choice((1.0, 0.8, 0.6, 0.37)),
                "competencies": held,
                "home_locality": rng.choice(("North", "South", "")),
                "travel_limit": rng.choice((30, 45, 60)),
            }
        )
    tables["staff"] = people
    for row in tables["posts"]:
        named = sum(p["wte"] for p in people if p["post"] == row["post"])
        row["in_post_wte"] = round(named + rng.choice((0.0, 0.0, 0.7)), 2)
        row["establishment_wte"] = round(row["in_post_wte"] + rng.choice((0.0, 0.5, 2.0)), 2)
    tables["targets"] = _targets(rng)
    if rng.random() < 0.6:
        tables["team_minimums"] = [
            {"organisation": "TRUST", "staff_group": "care", "competency": "wound",
             "period": rng.choice(LABELS), "people": rng.randint(1, 3)}
        ]  # fmt: skip
    for course in tables["courses"]:
        course["places_per_intake"] = rng.choice((0.8, 1.5, 3, ""))
        course["completion_rate"] = rng.choice((1.0, 0.9, 0.7))
        course["trainees_per_supervisor"] = rng.choice((1.0, 1.5, 3.0))
        course["supervisors_pooled"] = rng.random() < 0.7
        course["supervisor_role"] = rng.choice(("nurse", "nurse", ""))
    some = rng.sample(people, 4)
    tables["staff_preferences"] = [
        {"person": p["person"], "about": "organisation", "item": rng.choice(("TRUST", "CARE")),
         "points": rng.choice((-2, 1, 3))}
        for p in some
    ]  # fmt: skip
    carers = [p["person"] for p in people if p["role"] == "carer"]
    if carers and rng.random() < 0.5:
        decision, item = rng.choice((("stay", ""), ("not_course", ""), ("course", "insulin")))
        tables["staff_pins"] = [{"person": carers[0], "decision": decision, "item": item}]
    return tables


def _targets(rng: random.Random) -> Rows:
    rows: dict[tuple[str, ...], dict] = {}
    for _ in range(rng.randint(2, 5)):
        owner, period = rng.choice(("TRUST", "CARE")), rng.choice(LABELS)
        profile = rng.choice(("", "carer+", "carer++"))
        rows[owner, period, profile] = {
            "organisation": owner, "role": "carer", "profile": profile, "period": period,
            "wte": rng.choice((0.5, 1.3, 2.0, 4.0)),
        }  # fmt: skip
    return list(rows.values())


def made(tables: dict[str, Rows]) -> Place:
    return place_from_frames(
        SETTINGS, {name: pd.DataFrame(rows) for name, rows in tables.items() if rows}
    )


def assigned(tables: dict[str, Rows], **asked):
    return plan_assignment(made(tables), time_limit=60, gap=0.0, **asked)


@pytest.mark.parametrize("seed", range(30))
def test_every_assignment_stands_up_to_the_check(seed: int) -> None:
    """The stage itself refuses one that does not; only a pin on a course can be impossible."""
    today = dt.date(2027, 5, 1) if seed % 3 == 0 else None
    try:
        plan = assigned(random_rows(seed), today=today)
    except ImpossibleError:
        assert random_rows(seed)["staff_pins"][0]["decision"] == "course"
        return
    assert plan.record.check.passed
    assert plan.record.status in ("optimal", "feasible")
    measures = plan["assignment_measures"].set_index("measure")
    assert measures.at["team_minimums", "value"] <= measures.at["team_minimums", "today"] + 1e-6


@pytest.mark.parametrize("seed", range(12))
def test_more_room_is_never_worse(seed: int) -> None:
    """More places and more funded posts: the first priority that differs is lower."""
    tables = random_rows(seed)
    tables["staff_pins"] = []
    more = copy.deepcopy(tables)
    for course in more["courses"]:
        course["places_per_intake"] = ""
    for post in more["posts"]:
        post["establishment_wte"] += 1
    before, after = assigned(tables), assigned(more)
    if before.record.status != "optimal" or after.record.status != "optimal":
        pytest.skip("mentors left it unproven")
    for name in ORDER:
        old, new = (
            plan["assignment_measures"].set_index("measure").at[name, "value"]
            for plan in (before, after)
        )
        assert new <= old * 1.001 + 1e-6, name
        if new < old - 1e-6:
            return
