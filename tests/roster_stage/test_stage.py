"""A place goes in, a checked roster comes out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fixtures.examples import make_example
from planner.errors import ImpossibleError, InputError, PlaceplanError
from planner.place import Place, place_from_frames
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from planner.roster import plan_roster, verify_plan
from tests.place.small import small_place
from tests.roster_stage.small import Frames, date, place, terms

SECONDS = 6.0


def _only(site: str = "WARD", **cover: Any) -> Frames:
    """One row of cover and nothing else wanted."""
    row = {"cover": "one", "site": site, "shift": "E", "minimum": 1}
    return {"cover": [{**row, **cover}]}


def _roster(changes: Frames, people: int = 2, weeks: int = 1, **asked: Any) -> Plan:
    made = place(changes, people)
    plan = plan_roster(made, weeks=weeks, time_limit=SECONDS, **asked)
    assert verify_plan(made, plan, asked.get("previous")) == []
    return plan


def _shifts(plan: Plan, person: str) -> dict[int, str]:
    rows = plan["duties"][plan["duties"]["person"] == person]
    first = dt.date.fromisoformat(plan.record.start)
    days = [(dt.date.fromisoformat(day) - first).days for day in rows["date"]]
    return dict(zip(days, rows["shift"], strict=True))


def test_a_week_of_earlies_is_covered_by_two_and_proven() -> None:
    plan = _roster(_only() | terms(days_in_a_row=5))
    assert plan.record.status == "optimal"
    assert plan["cover_met"]["below_minimum"].sum() == 0
    assert len(plan["duties"]) == len(plan["roster_people"]) * 5  # 37.5 hours each


def test_a_minimum_nobody_can_meet_is_told_with_what_would_mend_it() -> None:
    """One person's contract has five of seven earlies; two have nobody."""
    contract = {"person": "P0", "terms": "ours", "sites": "WARD", "shifts": "E"}
    plan = _roster(_only() | {"contracts": [contract]}, people=1)
    assert plan["shortfalls"]["missing"].tolist() == [1.0, 1.0]
    assert (plan["shortfalls"]["remedy"].str.startswith("7.5 extra hours for P0")).all()
    assert set(plan["remedies"]["against"]) <= {"contract hours"}
    assert set(plan["remedies"]["amount"]) == {7.5}
    measures = plan["roster_measures"].set_index("measure")
    assert measures.loc["below_minimum", "amount"] == 2


def test_absences_are_kept_and_named() -> None:
    leave = {"requests": [{"person": "P0", "first": date(0), "last": date(6), "kind": "leave"}]}
    plan = _roster(_only() | leave | terms(days_in_a_row=5))
    assert _shifts(plan, "P0") == {}
    why = plan["remedies"].set_index("person")["against"]
    assert set(why[why.index == "P0"]) == {"away: leave"}
    hours = plan["roster_people"].set_index("person")
    assert hours.loc["P0", ["credited_hours", "owed_hours"]].tolist() == [37.5, 0.0]


def test_pins_are_kept() -> None:
    pins = {"roster_pins": [
        {"person": "P0", "date": date(1), "shift": "L", "site": "HOME"},
        {"person": "P1", "date": date(2)},
    ]}  # fmt: skip
    plan = _roster(_only() | pins)
    assert _shifts(plan, "P0")[1] == "L"
    assert 2 not in _shifts(plan, "P1")
    assert plan["duties"]["pinned"].tolist().count("yes") == 1


def test_pins_that_break_the_terms_are_refused_with_who_when_and_by_how_much() -> None:
    pins = {"roster_pins": [
        {"person": "P0", "date": date(1), "shift": "L"},
        {"person": "P0", "date": date(2), "shift": "E"},
    ]}  # fmt: skip
    with pytest.raises(ImpossibleError) as refused:
        _roster(_only() | pins | terms(rest_hours=11))
    told = str(refused.value) + " ".join(refused.value.reasons)
    assert "P0" in told
    assert "2027-04-07: rest between shifts by 1.5 hours too little" in told


def test_a_competency_is_on_duty() -> None:
    """Only one of three gives it; five of seven earlies can have them."""
    staff = [
        {"person": f"P{i}", "organisation": "TRUST", "role": "nurse", "wte": 1,
         "competencies": "iv" if i == 2 else ""}
        for i in range(3)
    ]  # fmt: skip
    skill = {"role_competencies": [{"role": "nurse", "competency": "iv", "status": "learnable"}]}
    days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    cover = [*_only()["cover"], {"cover": "iv", "site": "WARD", "shift": "E", "days": days,
                                 "competency": "iv", "minimum": 1}]  # fmt: skip
    plan = _roster({"staff": staff, "cover": cover} | skill, people=3)
    assert list(_shifts(plan, "P2").values()) == ["E"] * 5
    assert plan["cover_met"]["below_minimum"].sum() == 0


def test_support_staff_need_registrants() -> None:
    """Three carers and one nurse: with two carers to a nurse, one carer stays away."""
    staff = [
        {"person": f"P{i}", "organisation": "TRUST", "role": "carer" if i else "nurse", "wte": 1}
        for i in range(4)
    ]
    ratio = {"ratios": [
        {"ratio": "r", "site": "WARD", "shift": "E", "support_per_registrant": 2},
    ]}  # fmt: skip
    wanted = _only(minimum=0, preferred=4, days="monday")
    plan = _roster({"staff": staff} | wanted | ratio, people=4)
    (row,) = plan["ratios_met"][plan["ratios_met"]["date"] == "2027-04-05"].itertuples()
    assert (row.registrants, row.support, row.registrants_missing) == (1, 2, 0)


def test_travel_between_sites_comes_on_top_of_rest() -> None:
    """From 20:00 to 07:30 at the ward are 11.5 hours; an hour's drive leaves too little."""
    cover = [
        {"cover": "mon", "site": "WARD", "shift": "D", "days": "monday", "minimum": 1},
        {"cover": "tue", "site": "HOME", "shift": "D", "days": "tuesday", "minimum": 1},
    ]
    alone = {"cover": cover} | terms(rest_hours=11)
    plan = _roster(alone, people=1)
    assert plan["cover_met"]["below_minimum"].sum() == 1
    assert "rest between shifts" in plan["remedies"]["against"].tolist()
    there = {"travel": [{"from_locality": "north", "to_locality": "south", "minutes": 30}]}
    assert _roster(alone | there, people=1)["cover_met"]["below_minimum"].sum() == 0


def _published(changes: Frames) -> Plan:
    return _roster(changes, people=3, weeks=2)


def test_a_roster_goes_on_from_the_one_before() -> None:
    """Six days in a row are allowed; who has worked up to the end rests first."""
    limits = terms(days_in_a_row=6, rest_hours=11)
    before = _roster(_only() | limits, people=1)
    last = sorted(_shifts(before, "P0"))[-1]
    contract = {"person": "P0", "terms": "ours", "sites": "WARD", "shifts": "E",
                "extra_hours_per_week": 40}  # fmt: skip
    after = _roster(
        _only() | limits | {"contracts": [contract]},
        people=1,
        start=date(7),
        previous=before,
    )
    run = 0
    worked = set(_shifts(before, "P0")) | {7 + day for day in _shifts(after, "P0")}
    for day in range(14):
        run = run + 1 if day in worked else 0
        assert run <= 6
    assert last in range(7)


def test_sickness_changes_as_few_published_shifts_as_can_be() -> None:
    """Three people share one early a day. One falls ill on one of their days: one of the others
    takes it, and nothing else moves."""
    wanted = _only(minimum=1)
    contracts = {"contracts": [
        {"person": f"P{i}", "terms": "ours", "sites": "WARD", "shifts": "E",
         "hours_per_week": 17.5, "extra_hours_per_week": 15}
        for i in range(3)
    ]}  # fmt: skip
    before = _published(wanted | contracts)
    assert before["cover_met"]["below_minimum"].sum() == 0
    alone = {day: [p for p in ("P0", "P1", "P2") if day in _shifts(before, p)] for day in range(14)}
    day = next(d for d in range(8, 14) if len(alone[d]) == 1)
    (ill,) = alone[day]
    sick = {"requests": [{"person": ill, "first": date(day), "kind": "sick"}]}
    after = _roster(
        wanted | contracts | sick, people=3, weeks=2, previous=before, today=date(day - 1)
    )
    changes = after["roster_changes"]
    assert after["cover_met"]["below_minimum"].sum() == 0
    assert len(changes) == 2  # the ill one off, another on
    assert set(changes["date"]) == {date(day).isoformat()}
    assert set(changes["in_notice"]) == {"yes"}
    assert changes.set_index("person").loc[ill, "why"] == "sick"


def test_days_that_are_past_stay_as_they_were() -> None:
    wanted = _only()
    before = _published(wanted)
    contract = [{"person": f"P{i}", "terms": "ours", "sites": "WARD", "shifts": "L"}
                for i in range(3)]  # fmt: skip
    cover = [
        *_only(minimum=0, preferred=1)["cover"],
        {"cover": "late", "site": "WARD", "shift": "L", "minimum": 1},
    ]
    after = _roster(
        {"cover": cover, "contracts": contract},
        people=3,
        weeks=2,
        previous=before,
        today=date(5),
    )
    for person in ("P0", "P1", "P2"):
        old, new = _shifts(before, person), _shifts(after, person)
        assert {d: s for d, s in old.items() if d < 5} == {d: s for d, s in new.items() if d < 5}
        assert all(shift == "L" for day, shift in new.items() if day >= 5)


def test_fair_shares_are_near() -> None:
    """Four nurses share one night a day for four weeks: seven each."""
    wanted = _only(shift="N")
    contracts = {"contracts": [
        {"person": f"P{i}", "terms": "wtr_afc", "sites": "WARD", "shifts": "N",
         "hours_per_week": 20, "extra_hours_per_week": 5}
        for i in range(4)
    ] + [{"person": "P4", "terms": "wtr_afc", "sites": "WARD", "hours_per_week": 20}]}  # fmt: skip
    plan = _roster(wanted | contracts, people=5, weeks=4)
    people = plan["roster_people"].set_index("person")
    assert people.loc["P4", "fair_nights"] == pytest.approx(max(0.0, 28 - 4 * 80 / 11), abs=1e-6)


def _ward(**changes: Any) -> Place:
    example = make_example("ward")
    frames = {**example.frames, **changes}
    return place_from_frames(example.settings, frames)


def test_the_ward_is_written_read_and_verified(tmp_path: Path) -> None:
    ward = _ward()
    plan = write_plan(plan_roster(ward, time_limit=SECONDS), tmp_path / "april")
    again = read_plan(tmp_path / "april", "roster")
    assert verify_plan(ward, again) == []
    assert (tmp_path / "april" / "rota.xlsx").stat().st_size > 1000
    assert plan.record.limits["bound"] is not None
    with pytest.raises(InputError, match="stage roster"):
        read_plan(tmp_path / "april", "skillmix")


def test_what_is_changed_in_a_table_is_found() -> None:
    ward = _ward()
    plan = plan_roster(ward, time_limit=SECONDS)
    tables = dict(plan.tables)
    duties = tables["duties"].copy()
    duties.loc[0, "shift"] = "night" if duties.loc[0, "shift"] != "night" else "early"
    for spoilt, word in (
        ({"duties": duties}, ""),
        ({"cover_met": tables["cover_met"].assign(on_duty=9.0)}, "cover_met"),
        ({"roster_people": tables["roster_people"].assign(nights=0.0)}, "roster_people"),
        ({"duties": tables["duties"].iloc[1:]}, ""),
    ):
        found = verify_plan(ward, Plan(plan.record, {**tables, **spoilt}, plan.labels))
        assert found
        assert any(word in line for line in found)


def test_a_roster_starts_on_a_monday() -> None:
    with pytest.raises(PlaceplanError, match="Give 2027-04-05 or 2027-04-12"):
        plan_roster(place(_only()), start=date(1), time_limit=1)


def test_a_place_without_shifts_is_refused() -> None:
    bare = place_from_frames(
        small_place().settings,
        {name: frame for name, frame in small_place().tables.items()
         if len(frame) and name not in ("shifts", "cover", "ratios", "contracts", "requests",
                                        "roster_pins", "worked")},
    )  # fmt: skip
    with pytest.raises(InputError) as refused:
        plan_roster(bare, time_limit=1)
    assert {f.sheet for f in refused.value.findings} == {"shifts", "cover", "contracts"}


def test_the_small_place_has_a_roster() -> None:
    plan = plan_roster(small_place(), weeks=1, time_limit=SECONDS)
    assert verify_plan(small_place(), plan) == []
