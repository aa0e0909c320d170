"""The stage on a small place: what it does, and every condition on its boundary."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from planner.assignment import plan_assignment, verify_plan
from planner.assignment.measures import UNITS
from planner.assignment.stage import ASKS
from planner.errors import ImpossibleError, InputError, PlaceplanError
from planner.plan.store import read_plan, write_plan
from planner.report.page import render_report
from planner.report.summary import summarise
from solvers.assignment.measures import MEASURES
from tests.assignment_stage.small import place


def solved(made=None, **asked):
    return plan_assignment(made or place(), time_limit=30, gap=0.0, **asked)


def where(plan):
    """Person → (kind, end post, what they hold, first day)."""
    rows = plan["assignments"]
    return {
        row.person: (row.kind, row.to_post, row.to_hold, row.starts)
        for row in rows.itertuples(index=False)
        if row.kind != "stay"
    }


def value(plan, name):
    return plan["assignment_measures"].set_index("measure")["value"][name]


def test_targets_are_met_by_the_fewest_people() -> None:
    """CARE needs one more of 1.0 WTE from July: only ``cid`` may be spared, for ``cat`` lives
    as far away as she would travel and has 45 minutes where ``cid`` has 10. Then 1.5 WTE of
    the trust's carers learn wounds by October: one whole-time and one half-time."""
    plan = solved()
    assert where(plan)["cid"] == ("move", "C-carer", "", "2027-07-01")
    learn = {p: at for p, at in where(plan).items() if p != "cid"}
    assert set(learn) in ({"cat", "col"}, {"cat", "cyd"})
    assert all(at[:3] == ("course", "T-carer", "wound") for at in learn.values())
    assert set(plan["training"]["mentor"]) == {"nan"}
    assert value(plan, "shortfall") == 0
    assert value(plan, "change") == 3
    assert value(plan, "travel") == 10
    assert plan.record.status == "optimal"
    assert [p.name for p in plan.record.priorities][:3] == ["team_minimums", "shortfall", "change"]
    assert not len(plan["unmet_targets"])


def test_the_check_and_the_page_take_it(tmp_path) -> None:
    made = place()
    plan = write_plan(solved(made), tmp_path / "plan")
    again = read_plan(tmp_path / "plan", "assignment")
    assert verify_plan(made, again) == []
    page = render_report(again)
    assert "Assignment of staff" in page
    assert "Delegated" not in page
    said = " ".join(summarise(plan).headline)
    assert "Of 6 people 1 come to other posts and 2 go on a course" in said


@pytest.mark.parametrize(("limit", "moves"), [(45, True), (44.9, False)])
def test_nobody_travels_further_than_they_would(limit, moves) -> None:
    """With ``cid`` fixed where she is, ``cat`` would have to travel 45 minutes."""
    made = place(
        {("staff", 1): {"travel_limit": limit}},
        staff_pins=[{"person": "cid", "decision": "stay"}],
    )
    plan = solved(made)
    assert ("cat" in where(plan) and where(plan)["cat"][0] == "move") is moves


@pytest.mark.parametrize(
    ("today", "starts"), [("2027-05-06", "2027-07-01"), ("2027-05-07", "2027-10-01")]
)
def test_nothing_begins_before_notice_ends(today, starts) -> None:
    """Eight weeks from 6 May is 1 July."""
    plan = solved(today=dt.date.fromisoformat(today))
    assert where(plan)["cid"][3] == starts
    assert min(plan["training"]["intake"]) >= starts


def test_notice_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(PlaceplanError, match="nothing can begin before"):
        solved(today=dt.date(2028, 3, 1))


def test_scope_of_practice_and_registration() -> None:
    """Where carers may not learn wound care nobody does, and it is said."""
    rows = [
        {"course": "planning", "from_role": "nurse", "competencies": "plan", "duration_months": 3}
    ]
    assert value(solved(place(courses=rows)), "change") == 3  # nobody asks for it
    plan = solved(place({("courses", 0): {"organisation": "CARE"}}))
    assert value(plan, "shortfall") == pytest.approx(1.5 * 0.5)
    row = plan["unmet_targets"].iloc[0]
    assert (row["profile"], row["stops"]) == ("carer+", "nobody_could")
    assert row["over_time"] == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("change", "stops", "words"),
    [
        ({("courses", 0): {"places_per_intake": 0.5}}, "course_places", "wounds"),
        ({("team_limits", 0): {"away_share": 0.02}}, "backfill", "TRUST care"),
        ({("courses", 0): {"trainees_per_supervisor": 0.5}}, "mentors", "nurse"),
    ],
)
def test_what_stops_a_target_is_told(change, stops, words) -> None:
    plan = solved(place(change))
    rows = plan["unmet_targets"]
    assert stops in set(rows["stops"])
    assert words in rows[rows["stops"] == stops]["detail"].iloc[0]


def test_posts_without_room_take_nobody() -> None:
    plan = solved(place({("posts", 2): {"establishment_wte": 1.9, "establishment_max": 1.9}}))
    row = plan["unmet_targets"].set_index("organisation").loc["CARE"]
    assert (row["stops"], row["shortfall"]) in (("establishment", 0.5), ("establishment", 1.0))
    assert plan["assignments"].query("to_post == 'C-carer'")["wte"].sum() <= 1.9


def test_two_courses_in_turn() -> None:
    rows = [
        {
            "organisation": "TRUST",
            "role": "carer",
            "profile": "carer++",
            "period": "2028Q1",
            "wte": 1,
        }
    ]
    plan = solved(place(targets=rows))
    both = {p for p, at in where(plan).items() if at[0] == "two_courses"}
    assert both == {"cat"}
    intakes = plan["training"].query("person == 'cat'").sort_values("intake")
    assert list(intakes["course"]) in (["wounds", "insulin"], ["insulin", "wounds"])
    assert intakes["intake"].iloc[1] >= "2027-07-01"
    assert where(plan)["cat"][2] == "insulin; wound"


def test_minimums_come_first_and_keep_people() -> None:
    """With a minimum of four carers nobody leaves the trust, whatever CARE lacks."""
    rows = [{"organisation": "TRUST", "staff_group": "care", "competency": "wash", "people": 4}]
    plan = solved(place(team_minimums=rows))
    assert not any(at[0] == "move" for at in where(plan).values())
    assert plan["minimums_met"]["below"].max() == 0
    rows[0]["people"] = 5
    plan = solved(place(team_minimums=rows))
    assert plan["minimums_met"]["below"].tolist() in ([1, 1, 1, 1], [1, 0, 0, 0], [0, 0, 0, 0])


def test_preferences_choose_among_equals() -> None:
    for who, other in (("col", "cyd"), ("cyd", "col")):
        rows = [{"person": who, "about": "course", "item": "wounds", "points": 5},
                {"person": other, "about": "course", "item": "wounds", "points": -5}]  # fmt: skip
        plan = solved(place(staff_preferences=rows))
        assert who in where(plan)
        assert other not in where(plan)
        assert plan["preferences_met"]["followed"].tolist() == ["yes", "yes"]


@pytest.mark.parametrize(
    ("pin", "kept"),
    [
        ({"decision": "stay"}, lambda at: at is None),
        ({"decision": "not_post"}, lambda at: at is None or at[1] == "T-carer"),
        ({"decision": "not_post", "item": "C-carer"}, lambda at: at is None or at[1] == "T-carer"),
        ({"decision": "course", "item": "insulin"}, lambda at: "insulin" in at[2]),
        ({"decision": "post", "item": "T-carer"}, lambda at: at is None or at[1] == "T-carer"),
    ],
)
def test_pins_are_kept(pin, kept) -> None:
    plan = solved(place(staff_pins=[{"person": "cid", **pin}]))
    assert kept(where(plan).get("cid"))


def test_a_pin_moves_somebody_further_than_they_would_travel() -> None:
    made = place(
        {("staff", 1): {"travel_limit": 5}},
        staff_pins=[{"person": "cat", "decision": "post", "item": "C-carer"}],
    )
    plan = solved(made)
    assert where(plan)["cat"][1] == "C-carer"
    assert plan["assignments"].set_index("person")["why"]["cat"] == "for CARE/carer"


def test_pins_that_cannot_be_are_told() -> None:
    pins = [{"person": "nan", "decision": "post", "item": "C-carer"}]
    with pytest.raises(ImpossibleError) as told:
        solved(place(staff_pins=pins))
    assert told.value.reasons == ("nan: post C-carer",)


def test_pins_that_cannot_be_together_say_what_would_give_way() -> None:
    """Three whole-time people fixed on a course that has one intake of two places."""
    pins = [{"person": p, "decision": "course", "item": "wounds"} for p in ("cat", "cid", "dan")]
    change = {("courses", 0): {"intake_months": "4", "trainees_per_supervisor": 9}}
    with pytest.raises(ImpossibleError) as told:
        solved(place(change, staff_pins=pins))
    assert told.value.reasons == ("course places: wounds, 2027-04-01: by 1",)


def test_agreed_moves_lead_to_other_roles_within_their_limit() -> None:
    """A nurse may step down to carer by agreement; another way there is none."""
    moves = [{"transfer": "step", "from_organisation": "TRUST", "from_role": "nurse",
              "to_organisation": "CARE", "to_role": "carer", "max_per_year": 1}]  # fmt: skip
    pins = [{"person": p, "decision": "stay"} for p in ("cat", "cid", "col", "cyd")]
    plan = solved(place(transfers=moves, staff_pins=pins))
    assert where(plan)["nan"][:2] == ("move", "C-carer")
    moves[0]["max_per_year"] = 0.99
    plan = solved(place(transfers=moves, staff_pins=pins))
    assert "nan" not in where(plan)
    assert set(plan["unmet_targets"]["stops"]) >= {"agreed_moves"}


def test_the_same_to_the_byte(tmp_path) -> None:
    made = place()
    for name in ("one", "two"):
        plan = plan_assignment(made, time_limit=None, reproducible=True)
        write_plan(plan, tmp_path / name)
    files = [sorted((tmp_path / name).rglob("*")) for name in ("one", "two")]
    assert [f.relative_to(tmp_path / "one") for f in files[0]] == [
        f.relative_to(tmp_path / "two") for f in files[1]
    ]
    for one, two in zip(*files, strict=True):
        assert one.is_dir() or one.read_bytes() == two.read_bytes(), one.name
    assert verify_plan(made, read_plan(tmp_path / "one")) == []


def test_a_reproducible_plan_has_no_time_limit() -> None:
    with pytest.raises(PlaceplanError, match="the clock is never the same twice"):
        plan_assignment(place(), time_limit=5, reproducible=True)


def test_stopped_at_once_it_keeps_everybody_where_they_are() -> None:
    stop = threading.Event()
    stop.set()
    plan = plan_assignment(place(), stop=stop)
    assert plan.record.status == "interrupted"
    assert where(plan) == {}
    assert [p.proven for p in plan.record.priorities][1] is False


def test_what_is_needed_is_told() -> None:
    made = place()
    empty = {**made.tables, "staff": made["staff"].iloc[:0]}
    with pytest.raises(InputError, match="an assignment needs the table staff"):
        solved(type(made)(made.settings, empty, made.hashes))
    bare = {**made.tables, "targets": made["targets"].iloc[:0]}
    with pytest.raises(InputError, match="nothing says whom the place wants"):
        solved(type(made)(made.settings, bare, made.hashes))


def test_stopped_on_the_way_it_keeps_what_was_found() -> None:
    """Stopped once the shortfall is known: that is kept, and what was not looked at is unproven."""
    stop = threading.Event()

    def hear(moment) -> None:
        if moment.priority == "shortfall":
            stop.set()

    plan = solved(stop=stop, listen=hear)
    assert plan.record.status == "interrupted"
    assert value(plan, "shortfall") == 0
    assert [p.proven for p in plan.record.priorities][:3] == [True, True, False]


def test_priorities_are_the_solvers_measures_in_their_order() -> None:
    named = {measure.NAME: measure.UNIT for measure in MEASURES}
    assert list(named.items()) == list(UNITS.items())
    assert [ask.measure for ask in ASKS] == list(UNITS)
