"""A place goes in, a checked rotation comes out: its tables, by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner.errors import ImpossibleError, InputError, PlaceplanError
from planner.place import place_from_frames
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from planner.rotation import plan_rotation, verify_plan
from planner.rotation.tables import make_tables
from tests.place.small import SETTINGS, small_place
from tests.place.small import frames as all_frames
from tests.rotation_stage.small import (
    MONDAY,
    Frames,
    block,
    changed,
    frames,
    kind,
    place,
    scheme,
    where,
)

SECONDS = 10.0


def _plan(changes: Frames | None = None, people: int = 3, **asked: Any) -> Plan:
    made = place(changes, people)
    plan = plan_rotation(made, "s", time_limit=SECONDS, **asked)
    assert verify_plan(made, plan, asked.get("previous")) == []
    return plan


def _lines(plan: Plan) -> dict[str, list[str]]:
    """Person → post in each block, empty for leave."""
    blocks = len(plan["block_dates"])
    lines = {person: [""] * blocks for person in plan["rotation_people"]["person"]}
    for row in plan["rotation"].itertuples():
        lines[row.person][int(row.block) - 1] = row.post
    return lines


def _tables(changes: Frames | None, *lines: str, **asked: Any) -> dict[str, pd.DataFrame]:
    made = scheme(changes, len(lines), **asked)
    return make_tables(made, where(made, *lines))


def test_blocks_begin_where_the_one_before_ended() -> None:
    dates = _tables(changed("rotation_schemes", 0, block_weeks=13), "wwww", "wwww", "wwww")
    rows = dates["block_dates"].to_dict("records")
    assert rows[0] == {"block": 1.0, "begins": "2027-04-05", "ends": "2027-07-04"}
    assert rows[3] == {"block": 4.0, "begins": "2028-01-03", "ends": "2028-04-02"}


def test_without_a_first_day_a_scheme_begins_with_its_place() -> None:
    dates = _tables(changed("rotation_schemes", 0, first=""), "wwww", "wwww", "wwww")
    assert dates["block_dates"]["begins"].tolist()[:2] == ["2027-04-01", "2027-04-29"]


def test_travel_is_the_same_back_and_none_where_nothing_is_known() -> None:
    lives = changed("staff", 1, home_locality="")
    posts = changed("rotation_posts", 3, locality="")
    rows = _tables(lives | posts, "nfwc", "fwww", "wwww")["rotation"]
    assert rows.groupby("person")["minutes"].agg(list).to_dict() == {
        "P0": [10, 60, 10, 0], "P1": [0, 0, 0, 0], "P2": [10, 10, 10, 10],
    }  # fmt: skip


def test_wishes_weigh_in_the_blocks_that_begin_in_their_days() -> None:
    wishes = {"rotation_wishes": [
        {"person": "P0", "first": MONDAY + dt.timedelta(1), "last": block(3), "wish": "avoid",
         "item": "ward", "minutes": 20},
        {"person": "P1", "first": MONDAY, "last": block(2), "wish": "prefer", "item": "practice"},
        {"person": "P1", "first": block(2), "last": block(2), "wish": "avoid", "item": "clinic"},
    ]}  # fmt: skip
    tables = _tables(wishes, "wwww", "ncnw", "wwww")
    assert tables["rotation"].groupby("person")["against"].agg(list).to_dict() == {
        "P0": [0, 20, 20, 0], "P1": [0, 60, 0, 0], "P2": [0, 0, 0, 0],
    }  # fmt: skip
    people = tables["rotation_people"].set_index("person")
    assert people.loc["P0", ["minutes", "against", "burden"]].tolist() == [40, 40, 80]


def test_a_wish_about_another_scheme_does_not_weigh() -> None:
    other = {
        "rotation_schemes": [
            *frames()["rotation_schemes"],
            {"scheme": "t", "organisation": "TRUST", "block_weeks": 4, "blocks": 1},
        ],
        "rotation_posts": [
            *frames()["rotation_posts"],
            {"scheme": "t", "post": "desk", "kind": "desk", "organisation": "PCN-A"},
        ],
        "rotation_people": [*frames()["rotation_people"], {"scheme": "t", "person": "P0"}],
        "rotation_wishes": [{"person": "P0", "first": MONDAY, "last": block(4), "wish": "prefer",
                             "item": "desk"}],
    }  # fmt: skip
    assert _tables(other, "wwww", "wwww", "wwww")["rotation"]["against"].sum() == 0


@pytest.mark.parametrize(("last", "away"), [(14, {0}), (13, set()), (11, set())])
def test_a_block_is_away_where_more_than_half_of_it_is_leave(last: int, away: set[int]) -> None:
    """Four weeks have twenty working days; the Monday after two weeks is the eleventh."""
    wish = {"person": "P0", "first": MONDAY, "last": MONDAY + dt.timedelta(last), "wish": "leave"}
    assert scheme({"rotation_wishes": [wish]}).people[0].away == away


def test_leave_of_two_rows_counts_its_days_once() -> None:
    def leave(first: int, last: int) -> dict[str, Any]:
        days = (MONDAY + dt.timedelta(first), MONDAY + dt.timedelta(last))
        return {"person": "P0", "first": days[0], "last": days[1], "wish": "leave"}

    twice = scheme({"rotation_wishes": [leave(0, 10), leave(1, 11)]})
    assert twice.people[0].away == frozenset()
    apart = scheme({"rotation_wishes": [leave(0, 6), leave(14, 21)]})
    assert apart.people[0].away == {0}


def test_changes_of_post_leave_out_leave_and_count_from_the_post_before() -> None:
    people = frames()["rotation_people"]
    people[0] |= {"before": "ward"}
    leave = [{"person": "P1", "first": block(2), "last": block(3), "wish": "leave"}]
    tables = _tables({"rotation_people": people, "rotation_wishes": leave}, "nnww", "w-wc", "wwww")
    moved = tables["rotation"].groupby("person")["moved"].agg(list).to_dict()
    assert moved == {"P0": ["yes", "no", "yes", "no"], "P1": ["no", "no", "yes"], "P2": ["no"] * 4}
    assert tables["rotation_people"]["moves"].tolist() == [2, 1, 0]
    assert tables["rotation_away"].to_dict("records") == [{"person": "P1", "block": 2.0}]


def test_what_is_gained_and_when() -> None:
    people = frames()["rotation_people"]
    people[1] |= {"had": "practice"}
    asked = kind(kind="practice", gain_blocks=2, competencies="triage")
    tables = _tables(asked | {"rotation_people": people}, "nwfw", "wwww", "wnww")
    assert tables["gains"].to_dict("records") == [
        {"person": "P0", "kind": "practice", "block": 3.0, "gained": "2027-06-27",
         "competencies": "triage"},
        {"person": "P1", "kind": "practice", "block": 0.0, "gained": "2027-04-05",
         "competencies": "triage"},
    ]  # fmt: skip
    assert tables["rotation_people"]["gained"].tolist() == [1, 1, 0]


def test_who_is_at_posts_and_who_stayed() -> None:
    posts = frames()["rotation_posts"]
    posts[0] |= {"least": 0, "wanted": 0.4, "days_per_week": 2, "taught_days": 1}
    people = frames()["rotation_people"]
    people[0] |= {"before": "near", "experienced": True}
    tables = _tables({"rotation_posts": posts, "rotation_people": people}, "nnww", "wwwn", "wwww")
    near = tables["post_cover"].query("post == 'near'")
    assert near["people"].tolist() == [1, 1, 0, 1]
    assert near["wte"].tolist() == [0.4, 0.4, 0, 0.4]
    assert near["experienced"].tolist() == [1, 1, 0, 0]
    assert near["stayed_on"].tolist() == [1, 1, 0, 0]
    assert near["missing"].tolist() == [0, 0, 0.4, 0]


def test_what_home_is_without_and_hosts_have() -> None:
    """Two days of five at the practice and one taught: home is without three, and has two. Two
    days' handover are a tenth of a block's twenty."""
    posts = frames()["rotation_posts"]
    posts[0] |= {"days_per_week": 2, "taught_days": 1, "handover_days": 2}
    staff = frames()["staff"]
    staff[1] |= {"wte": 0.5}
    cheap = changed("rotation_schemes", 0, backfill_wte=0.5)
    tables = _tables({"rotation_posts": posts, "staff": staff} | cheap, "wnwf", "nwww", "wwww")
    balance = tables["employer_balance"].set_index(["organisation", "block"])
    home = balance.loc["TRUST"]
    assert home["home"].unique().tolist() == ["yes"]
    assert home["away_wte"].tolist() == pytest.approx([0.3, 0.6, 0, 1])
    assert home["handover_wte"].tolist() == pytest.approx([0.1, 0, 0, 0])
    assert home["has_wte"].tolist() == pytest.approx([2.1, 1.9, 2.5, 1.5])
    assert home["net_loss_wte"].tolist() == pytest.approx([0, 0.1, 0, 0.5])
    assert balance.loc["PCN-A", "has_wte"].tolist() == pytest.approx([0.2, 0.4, 0, 0])
    assert balance.loc["PCN-B", "has_wte"].tolist() == pytest.approx([0, 0, 0, 1])


def test_who_pays() -> None:
    """Four weeks are 28 / 365.25 years. The near PCN pays 80 % of two days of five; the far one no
    more than 30 k£ a year; the trust the rest, and one WTE of backfill at the mean of 40."""
    posts = frames()["rotation_posts"]
    posts[0] |= {"days_per_week": 2, "taught_days": 1, "host_pays": "80 %"}
    posts[1] |= {"pays_most": 30}
    tables = _tables({"rotation_posts": posts}, "nnnw", "wwwf", "wwww")
    money = tables["rotation_money"].set_index(["organisation", "item"])
    year = 28 / 365.25
    assert money.loc[("PCN-A", "pay"), "amount"] == pytest.approx(3 * 0.4 * 0.8 * 40 * year)
    assert money.loc[("PCN-A", "pay"), "wte_years"] == pytest.approx(3 * 0.4 * year)
    assert money.loc[("PCN-B", "pay"), "amount"] == pytest.approx(30 * year)
    all_pay = 12 * 40 * year
    assert money.xs("pay", level="item")["amount"].sum() == pytest.approx(all_pay)
    assert money.loc[("TRUST", "backfill"), "amount"] == pytest.approx(4 * 40 * year)
    assert money.loc[("TRUST", "backfill"), "wte_years"] == pytest.approx(4 * year)


def test_people_without_hours_cost_nothing() -> None:
    staff = [{**row, "wte": 0} for row in frames()["staff"]]
    money = _tables({"staff": staff}, "wwww", "wwww", "wwww")["rotation_money"]
    assert money["amount"].sum() == 0


def test_a_practice_that_wants_somebody_has_them_at_the_least_burden() -> None:
    posts = frames()["rotation_posts"]
    posts[1] |= {"wanted": 1}
    plan = _plan({"rotation_posts": posts})
    assert plan.record.status == "optimal"
    values = {p.name: p.value for p in plan.record.priorities}
    # four blocks an hour away, and the other eight ten minutes; nobody has the far post
    # in more than two of the blocks: 60 + 60 + 10 + 10
    assert values == {"unfilled": 0, "net_loss": 0, "not_gained": 0, "worst_off": 140,
                      "burden": 320, "moves": values["moves"]}  # fmt: skip
    assert len(plan["rotation"].query("post == 'far'")) == 4
    assert values["moves"] == 2  # two share it, two blocks in a row each


def _notice(**more: Any) -> Frames:
    return changed("rotation_schemes", 0, notice_weeks=6, **more)


@pytest.mark.parametrize(("later", "kept"), [(0, 3), (1, 4)])
def test_what_notice_covers_stays(later: int, kept: int) -> None:
    """Six weeks before the fourth block only the three before it stay; a day later it does too."""
    pins = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": b, "post": "near"}
                              for b in (1, 2, 3, 4)]}  # fmt: skip
    before = _plan(_notice() | pins)
    today = block(4) - dt.timedelta(weeks=6) + dt.timedelta(days=later)
    avoid = {"rotation_wishes": [{"person": "P0", "first": MONDAY, "last": block(4),
                                  "wish": "avoid", "item": "practice"}]}  # fmt: skip
    after = _plan(_notice() | avoid, previous=before, today=today)
    assert [post == "near" for post in _lines(after)["P0"]] == [b < kept for b in range(4)]
    fixed = after["rotation"].query("person == 'P0'")["fixed"].tolist()
    assert fixed == ["by notice"] * kept + [""] * (4 - kept)
    free = _plan(_notice() | avoid, previous=before)
    assert set(free["rotation"]["fixed"]) == {""}
    assert "near" not in _lines(free)["P0"]


def test_a_pin_goes_before_notice() -> None:
    before = _plan(_notice())
    moved = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": 1, "post": "far"}]}
    after = _plan(_notice() | moved, previous=before, today=MONDAY)
    assert _lines(after)["P0"][0] == "far"
    assert after["rotation"].query("person == 'P0'")["fixed"].tolist()[0] == "by hand"


def test_notice_without_an_earlier_plan_keeps_people_where_they_were() -> None:
    people = frames()["rotation_people"]
    people[0] |= {"before": "clinic"}
    posts = changed("rotation_posts", 0, least=1)
    plan = _plan({"rotation_people": people} | posts
                 | {"rotation_pins": [{"scheme": "s", "person": "P2", "block": b, "post": "near"}
                                      for b in (1, 2)]}, today=MONDAY)  # fmt: skip
    lines = _lines(plan)
    assert lines["P0"][:2] == ["clinic", "clinic"]  # six weeks from the first day on: two blocks
    assert {*lines["P1"][:2]} <= {"ward", "clinic"}  # nothing is known of them: at home


def test_a_rotation_goes_on_from_the_one_before() -> None:
    """No more than two blocks in a row at a practice, and three of them make competent."""
    asked = kind(kind="practice", in_row_most=2, gain_blocks=3, competencies="triage")
    posts = changed("rotation_posts", 0, least=1)
    pins = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": b, "post": "near"}
                              for b in (3, 4)]}  # fmt: skip
    before = _plan(asked | posts | pins)
    later = changed("rotation_schemes", 0, first=block(5))
    after = _plan(asked | posts | later, previous=before)
    assert _lines(after)["P0"][0] in ("ward", "clinic")
    made = scheme(asked | posts | later, previous=before)
    (person, *_) = made.people
    assert (person.before, person.before_blocks) == ("near", 2)
    assert person.had["practice"] == _lines(before)["P0"].count("near")
    fixed = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": 1, "post": "near"}]}
    with pytest.raises(ImpossibleError, match="P0"):
        _plan(asked | posts | later | fixed, previous=before)


def test_leave_at_the_end_of_an_earlier_plan_ends_a_run() -> None:
    asked = kind(kind="practice", in_row_most=2)
    pins = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": b, "post": "near"}
                              for b in (2, 3)]}  # fmt: skip
    leave = {"rotation_wishes": [{"person": "P0", "first": block(4), "last": block(5),
                                  "wish": "leave"}]}  # fmt: skip
    before = _plan(asked | pins | leave)
    later = changed("rotation_schemes", 0, first=block(5))
    fixed = {"rotation_pins": [{"scheme": "s", "person": "P0", "block": 1, "post": "near"}]}
    after = _plan(asked | later | fixed, previous=before)
    assert _lines(after)["P0"][0] == "near"
    assert after["rotation"].query("person == 'P0'")["moved"].tolist()[0] == "no"
    made = scheme(asked | later, previous=before)
    assert made.people[0].before == ""


def test_a_plan_that_goes_on_needs_the_one_before_to_be_verified() -> None:
    before = _plan(_notice())
    later = _notice(first=block(3))
    after = plan_rotation(place(later), "s", previous=before, time_limit=SECONDS)
    assert verify_plan(place(later), after, before) == []


def _spoilt(plan: Plan, table: str, column: str) -> Plan:
    frame = plan[table].copy()
    cell = frame[column].iloc[0]
    spoilt = cell + 1 if isinstance(cell, float) else f"{cell}x"
    frame[column] = [spoilt, *frame[column].iloc[1:]]
    return replace(plan, tables={**plan.tables, table: frame})


def _busy() -> tuple[Any, Plan]:
    """A plan with rows in every table."""
    posts = frames()["rotation_posts"]
    posts[0] |= {"wanted": 1, "handover_days": 1}
    leave = [{"person": "P2", "first": block(2), "last": block(3), "wish": "leave"}]
    asked = kind(kind="practice", gain_blocks=1, competencies="triage")
    made = place({"rotation_posts": posts, "rotation_wishes": leave} | asked)
    return made, plan_rotation(made, "s", time_limit=SECONDS)


def test_what_is_changed_in_any_column_of_any_table_is_found() -> None:
    made, plan = _busy()
    assert verify_plan(made, plan) == []
    for table, frame in plan.tables.items():
        assert len(frame), table
        for column in frame:
            assert verify_plan(made, _spoilt(plan, table, str(column))), (table, column)
        for rows in (frame.iloc[1:], pd.concat([frame, frame.iloc[:1]], ignore_index=True)):
            spoilt = replace(plan, tables={**plan.tables, table: rows.reset_index(drop=True)})
            assert verify_plan(made, spoilt), table


def test_a_figure_that_is_blank_is_found() -> None:
    made, plan = _busy()
    for table, frame in plan.tables.items():
        for column in frame.select_dtypes("float64"):
            blank = frame.assign(**{column: [float("nan"), *frame[column].iloc[1:]]})
            spoilt = replace(plan, tables={**plan.tables, table: blank})
            assert verify_plan(made, spoilt), (table, column)


def test_what_is_changed_in_a_priority_is_found() -> None:
    made, plan = _busy()
    for i, priority in enumerate(plan.record.priorities):
        for change in (
            {"value": priority.value + 1, "bound": priority.value + 1},
            {"baseline": priority.baseline + 1},
            {"unit": "hours"},
            {"bound": priority.value + 1},
            {"bound": priority.value - 1},
            {"name": "other"},
        ):
            priorities = list(plan.record.priorities)
            priorities[i] = priority.model_copy(update=change)
            record = plan.record.model_copy(update={"priorities": priorities})
            assert verify_plan(made, replace(plan, record=record)), (priority.name, change)
    record = plan.record.model_copy(update={"priorities": plan.record.priorities[1:]})
    assert verify_plan(made, replace(plan, record=record))


def test_a_rotation_that_breaks_a_promise_is_found_though_its_tables_agree() -> None:
    made, plan = _busy()
    own = scheme()
    tables = make_tables(own, where(own, "nwww", "fwww", "wwww"))
    found = verify_plan(made, replace(plan, tables=tables))
    assert any("WTE more than backfill" in line for line in found)


def test_it_is_written_read_and_verified(tmp_path: Path) -> None:
    made, plan = _busy()
    write_plan(plan, tmp_path / "plan")
    again = read_plan(tmp_path / "plan", "rotation")
    assert verify_plan(made, again) == []
    with pytest.raises(InputError, match="stage rotation"):
        read_plan(tmp_path / "plan", "skillmix")


def test_two_reproducible_runs_are_alike_in_every_byte(tmp_path: Path) -> None:
    posts = frames()["rotation_posts"]
    posts[0] |= {"wanted": 1}
    posts[1] |= {"wanted": 1}
    for name in ("one", "two"):
        plan = plan_rotation(place({"rotation_posts": posts}), "s", reproducible=True,
                             seconds={"load": 0.25 if name == "one" else 0.5})  # fmt: skip
        write_plan(plan, tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert {p.name for p in files} >= {"plan.json", "report.html", "rotation.parquet"}
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), (
            file
        )


def test_a_scheme_that_is_not_there_is_told_with_the_nearest() -> None:
    rows = frames()
    for table in ("rotation_schemes", "rotation_posts", "rotation_people"):
        rows[table] = [{**row, "scheme": "nurses-round"} for row in rows[table]]
    with pytest.raises(PlaceplanError, match=r"no rotation scheme 'nurse-round'.*nurses-round"):
        plan_rotation(place(rows), "nurse-round")


def test_a_place_without_schemes_is_refused() -> None:
    own = ("schemes", "kinds", "posts", "people", "wishes", "pins")
    without = {f"rotation_{name}" for name in own}
    rows = {name: rows for name, rows in all_frames().items() if name not in without}
    with pytest.raises(InputError) as refused:
        plan_rotation(place_from_frames(SETTINGS, rows), "s")
    assert {f.sheet for f in refused.value.findings} == {
        "rotation_schemes", "rotation_posts", "rotation_people",
    }  # fmt: skip


def test_the_small_place_of_all_tables_has_a_rotation() -> None:
    plan = plan_rotation(small_place(), "round", time_limit=SECONDS)
    assert verify_plan(small_place(), plan) == []
    assert plan["rotation"].query("person == 'S1'")["post"].tolist()[0] == "ward"
