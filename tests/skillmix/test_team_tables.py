"""What teams do and who is on which course: by hand, and held against altered tables."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

import planner
from fixtures import tiny
from fixtures.tiny import WEEKS
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.read_back import read_outcome
from planner.skillmix.stage import _problems
from planner.skillmix.team_shares import make_shares
from planner.skillmix.team_tables import team_tables
from planner.skillmix.verify_cohorts import follow_starters
from planner.skillmix.verify_courses import wrong_course_places
from planner.skillmix.verify_teams import wrong_teams
from planner.skillmix.visit_rows import joint_rows, visit_rows
from tests.skillmix.test_hubs import JOINT
from tests.skillmix.test_hubs import place as hub_place
from tests.small_place import FRAMES, SETTINGS


@pytest.fixture(scope="module")
def place() -> Place:
    return planner.place_from_frames(tiny.make().settings, tiny.make().frames)


@pytest.fixture(scope="module")
def plan(place: Place) -> Plan:
    return planner.plan_skillmix(place, gap=0.0)


def _only(frame: pd.DataFrame, **key: str) -> pd.Series:
    for column, value in key.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_tiny_place_by_hand(place: Place, plan: Plan) -> None:
    first, last = plan.record.periods[0], plan.record.periods[-1]
    days = plan["team_days"]
    nurse = _only(days, role="nurse", period=last)
    # Two of three nurses have learned everything: a third of the occasions are one visit.
    assert nurse["learned"] == pytest.approx(2.0, abs=1e-4)
    assert nurse["people"] == pytest.approx(nurse["visits"], rel=1e-6)
    therapist = _only(days, role="physiotherapist", period=last)
    assert therapist["visits"] == pytest.approx(therapist["baseline_visits"] * 2 / 3, rel=1e-4)
    # 20 minutes with a person and 10 of travel, whoever goes.
    assert therapist["visit_hours"] == pytest.approx(therapist["visits"] / 3, rel=1e-6)
    assert therapist["travel_hours"] == pytest.approx(therapist["visits"] / 6, rel=1e-6)
    today = _only(plan["team_contacts"], role="physiotherapist", with_role="nurse", period=first)
    assert today["baseline_apart"] == pytest.approx(therapist["baseline_visits"] * 4 / 3, rel=0.01)


def test_places_of_the_tiny_course(plan: Plan) -> None:
    first, last = plan.record.periods
    (course,) = set(plan["course_places"]["course"])
    start = _only(plan["course_places"], course=course, period=first)
    assert (start["intakes"], start["limited"], start["places"]) == (1.0, "yes", 2.0)
    assert start["used"] == pytest.approx(2.0, abs=1e-4)
    end = _only(plan["course_places"], course=course, period=last)
    assert end["completing"] == pytest.approx(2.0, abs=1e-4)
    assert (end["intakes"], end["places"]) == (0.0, 0.0)


def test_the_check_accepts_the_plan(place: Place, plan: Plan) -> None:
    assert wrong_course_places(place, plan.tables) == []
    assert wrong_teams(place, plan.tables) == []


@pytest.mark.parametrize("column", ["intakes", "places", "used", "in_training", "completing",
                                    "returning", "lost"])  # fmt: skip
def test_a_changed_course_is_found(place: Place, plan: Plan, column: str) -> None:
    table = plan["course_places"].copy()
    table.loc[0, column] += 0.01
    found = wrong_course_places(place, {**plan.tables, "course_places": table})
    assert any(table.loc[0, "course"] in fault for fault in found)


def test_a_missing_row_or_a_wrong_limit_of_a_course_is_found(place: Place, plan: Plan) -> None:
    table = plan["course_places"]
    gone = {**plan.tables, "course_places": table.iloc[1:]}
    assert any("has no row" in fault for fault in wrong_course_places(place, gone))
    twice = {**plan.tables, "course_places": pd.concat([table, table.iloc[:1]])}
    assert any("listed twice" in fault for fault in wrong_course_places(place, twice))
    unlimited = {**plan.tables, "course_places": table.assign(limited="no")}
    assert any("limited" in fault for fault in wrong_course_places(place, unlimited))


@pytest.mark.parametrize("baseline", ["", "baseline_"])
@pytest.mark.parametrize(
    "column",
    ["staff", "learned", "visits", "joint_visits", "visit_hours", "travel_hours", "people",
     "other_hours", "rest_hours"],
)  # fmt: skip
def test_a_changed_team_is_found(place: Place, plan: Plan, column: str, baseline: str) -> None:
    table = plan["team_days"].copy()
    table.loc[0, f"{baseline}{column}"] += 1.0
    found = wrong_teams(place, {**plan.tables, "team_days": table})
    assert any(f"team_days: {table.loc[0, 'organisation']}" in fault or
               f"team_days: {table.loc[0, 'role']}" in fault for fault in found)  # fmt: skip


def test_hours_between_teams_are_not_hidden_by_their_sum(place: Place, plan: Plan) -> None:
    """What one team has more of another has less."""
    for column in ("learned", "other_hours", "rest_hours"):
        table = plan["team_days"].copy()
        table.loc[[0, 1], column] += [1.0, -1.0]
        assert len(wrong_teams(place, {**plan.tables, "team_days": table})) >= 2


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [("team_days", "role", "role"), ("workforce", "organisation", "organisation"),
     ("visits", "profile", "profile"), ("visits", "locality", "locality"),
     ("visits", "part", "part"), ("team_contacts", "with_role", "with_role")],
)  # fmt: skip
def test_what_the_place_does_not_have_is_found(
    place: Place, plan: Plan, table: str, column: str, words: str
) -> None:
    changed = plan[table].copy()
    changed.loc[0, column] = "piper"
    (fault,) = wrong_teams(place, {**plan.tables, table: changed})
    assert f"the place has no {words} 'piper'" in fault


def test_those_who_start_a_course_by_hand() -> None:
    """Nine months from the first quarter on: a quarter into the year that is the third period.
    Half of the nurses leave in a year, and nine of ten who stay complete."""
    course = {"course": "walking", "from_role": "nurse", "competencies": ("mobility",),
              "duration_months": 9.0, "completion_rate": 0.9}  # fmt: skip
    settings = SETTINGS.model_copy(update={"quarters": 2, "years": 1})
    place = planner.place_from_frames(settings, {**FRAMES, "courses": [course]})
    first, second, _ = (period.label for period in place.periods)
    moves = pd.DataFrame(
        {"kind": "training_start", "via": "walking", "post": "T-N", "to_post": "T-N",
         "period": [first, second], "wte": [8.0, 4.0]}
    )  # fmt: skip
    who = follow_starters(place, {"moves": moves})
    quarter = 0.5**0.25
    assert who.in_training == pytest.approx(np.array([[8.0, 8.0 * quarter, 0], [0, 4.0, 0]]))
    assert who.completing[:, 2] == pytest.approx([8.0 * quarter * 0.9 / 2, 4.0 * 0.9 / 2])
    assert who.returning[:, 2] == pytest.approx([8.0 * quarter * 0.1 / 2, 4.0 * 0.1 / 2])
    assert who.lost[0] == pytest.approx([0.0, 8.0 * (1 - quarter), 8.0 * quarter / 2])
    assert who.before_end[:, 2] == pytest.approx([3 / 12, 6 / 12])
    assert who.before_end[:, :2].sum() == 0.0


def test_a_changed_competency_or_contact_is_found(place: Place, plan: Plan) -> None:
    used = plan["team_competencies"].copy()
    used.loc[0, "hours"] += 0.01
    assert wrong_teams(place, {**plan.tables, "team_competencies": used})
    for column in ("apart", "baseline_apart", "joint"):
        met = plan["team_contacts"].copy()
        met.loc[0, column] += 0.01
        assert wrong_teams(place, {**plan.tables, "team_contacts": met})


def test_shares_of_employers_add_up_to_all_and_hours_are_kept() -> None:
    """Nurses of a trust and of two PCNs in the same localities."""
    place = planner.place_from_frames(SETTINGS, FRAMES)
    _, problem = _problems(place, None)
    plan = planner.plan_skillmix(place, gap=0.05)
    outcome = read_outcome(problem, plan.tables)
    shares, w = make_shares(outcome), problem.workforce
    frame = pd.DataFrame(
        {
            "organisation": [w.organisations[o] for o in shares.organisation],
            "profile": [w.profiles[p] for p in shares.profile],
            "locality": [w.localities[near] for near in shares.locality],
            "share": shares.share[:, 0],
        }
    )
    whole = frame.groupby(["profile", "locality"])["share"].sum()
    assert whole.to_numpy() == pytest.approx(1.0)
    made = team_tables(place, outcome, visit_rows(outcome), joint_rows(outcome))["team_days"]
    for period in plan.record.periods:
        now = made[(made["period"] == period) & (made["role"] == "nurse")]
        hours = (now["visit_hours"] + now["travel_hours"]).sum()
        worked = plan["visits"]
        mine = worked["profile"].map(dict(zip(w.profiles, w.profile_role, strict=True)))
        nurse = (mine == w.roles.index("nurse")) & (worked["period"] == period)
        assert hours == pytest.approx(worked.loc[nurse, "minutes"].sum() / 60)


def test_employers_of_one_area_share_visits_as_they_have_hours() -> None:
    """20 nurses of the trust and 10 of another, who serve the whole place: two to one."""
    nurses, physios, *_ = cast(list[dict[str, Any]], FRAMES["posts"])
    frames = {**FRAMES, "organisations": [
        {"organisation": "Trust", "kind": "community_trust"},
        {"organisation": "Charity", "kind": "voluntary"},
    ], "localities": [{"locality": "North", "population": 30000},
                      {"locality": "South", "population": 40000}],
       "posts": [
        {**nurses, "turnover": 0.0},
        {**nurses, "post": "C-N", "organisation": "Charity", "turnover": 0.0,
         "establishment_wte": 10.0, "in_post_wte": 10.0},
        {**physios, "turnover": 0.0},
    ]}  # fmt: skip
    place = planner.place_from_frames(SETTINGS, frames)
    plan = planner.plan_skillmix(place, gap=0.05)
    days = plan["team_days"]
    nurses = days[days["role"] == "nurse"].set_index(["organisation", "period"])
    for period in plan.record.periods:
        for column in ("visits", "people", "visit_hours", "travel_hours"):
            here, there = (nurses.loc[(o, period), column] for o in ("Trust", "Charity"))
            assert here == pytest.approx(2 * there, rel=1e-3)
            assert here > 0


def test_joint_visits_are_shared_and_met() -> None:
    """From the hub one of each role goes to every joint visit, and meets the three others."""
    made = hub_place()
    plan = planner.plan_skillmix(made)
    last = plan.record.periods[-1]
    for role in ("nurse", "physiotherapist", "occupational_therapist", "social_worker"):
        team = _only(plan["team_days"], role=role, period=last)
        assert team["joint_visits"] == pytest.approx(JOINT * WEEKS)
        assert team["people"] == pytest.approx(team["visits"] + JOINT * WEEKS)
        met = plan["team_contacts"]
        met = met[(met["role"] == role) & (met["period"] == last)]
        assert met["joint"].to_list() == pytest.approx([JOINT * WEEKS] * 3)
    assert wrong_teams(made, plan.tables) == []
    work = plan["hub_work"].copy()
    work.loc[0, "minutes"] += 1.0
    assert wrong_teams(made, {**plan.tables, "hub_work": work})


def test_no_team_meets_anybody_jointly_without_a_hub(place: Place, plan: Plan) -> None:
    assert plan["team_days"]["joint_visits"].sum() == 0.0
    assert plan["team_contacts"]["joint"].sum() == 0.0
    assert planner.verify_plan(place, plan) == []
