"""A place need only have the tables of the stages it is for."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InputError
from planner.place.read import place_from_frames
from planner.place.stages import READ_BY_ONE, WORDS, require, stages_of, unread
from planner.plan.made_from import changed_inputs
from planner.schema import BY_NAME, TABLES
from tests.place.helpers import findings_in
from tests.place.small import SETTINGS, frames, small_place
from tests.plan.sample import sample_plan

ROSTER = (
    "organisations", "localities", "sites", "roles", "competencies", "staff", "shifts", "cover",
    "contracts",
)  # fmt: skip


def roster_frames() -> dict[str, list[dict[str, object]]]:
    kept = {name: frames()[name] for name in ROSTER}
    kept["staff"] = [{**row, "post": "", "competencies": "mobility"} for row in kept["staff"]]
    kept["contracts"] = [{**row, "terms": "wtr_afc"} for row in kept["contracts"]]
    return kept


def test_a_place_for_rosters_needs_no_care() -> None:
    place = place_from_frames(SETTINGS, roster_frames())
    require(place, "roster")
    with pytest.raises(InputError) as refused:
        require(place, "skillmix")
    told = {finding.sheet for finding in refused.value.findings}
    assert told == {name for name, table in BY_NAME.items() if table.stage == "skillmix"}


def test_a_place_with_some_of_a_rosters_tables_needs_the_rest() -> None:
    kept = roster_frames()
    del kept["contracts"]
    with pytest.raises(InputError) as refused:
        place_from_frames(SETTINGS, kept)
    (finding,) = [f for f in refused.value.findings if f.sheet == "contracts"]
    assert "is missing" in finding.message


def test_a_place_with_all_tables_is_for_all_stages() -> None:
    require(small_place(), "roster")
    require(small_place(), "skillmix")
    require(small_place(), "assignment")
    assert stages_of({"shifts": True, "needs": True}) == {"roster", "skillmix"}
    assert stages_of({"targets": True}) == {"assignment"}


def test_an_empty_place_is_for_the_skill_mix() -> None:
    assert stages_of({"shifts": False, "needs": False}) == {"skillmix"}


def test_care_missing_from_a_place_with_posts_is_told() -> None:
    found = findings_in({"needs": []})
    assert any("no rows" in f.message and "needs" in (f.sheet, f.file[:5]) for f in found), found


def test_a_place_for_rosters_needs_no_scopes_and_may_have_blank_cells() -> None:
    kept: dict[str, Any] = dict.fromkeys(frames()) | roster_frames()
    kept["cover"] = [{**row, "preferred": ""} for row in kept["cover"]]
    kept["requests"] = [{"person": "S1", "first": "2027-04-12", "kind": "leave"}]
    assert findings_in(kept) == []


def test_what_one_stage_alone_reads_is_read_by_no_other() -> None:
    """Their tables may change without another stage's plan being of an older place."""
    for reader, tables in READ_BY_ONE.items():
        assert tables <= {table.name for table in TABLES}
        assert not tables & unread(reader)
        for other in {*WORDS, "stress"} - {reader}:
            assert tables <= unread(other)
    assert unread("rotation_test") == unread("rotation")


def test_a_plan_is_none_the_older_for_tables_that_it_does_not_read() -> None:
    plan, place = sample_plan(), place_from_frames(SETTINGS, frames())
    record = plan.record.model_copy(update={"inputs": dict(place.hashes), "stage": "skillmix"})
    assert changed_inputs(record, place) == []
    pinned = place_from_frames(SETTINGS, {**frames(), "staff_pins": frames()["staff_pins"][:1]})
    assert changed_inputs(record, pinned) == []
    of_people = record.model_copy(update={"stage": "assignment"})
    assert changed_inputs(of_people, pinned) == ["staff_pins"]
    raised = frames()
    raised["posts"][0] |= {"sickness": 0.01}
    assert changed_inputs(record, place_from_frames(SETTINGS, raised)) == ["posts"]
