"""A place need only have the tables of the stages it is for."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InputError
from planner.place.read import place_from_frames
from planner.place.stages import require, stages_of
from planner.schema import BY_NAME
from tests.place.helpers import findings_in
from tests.place.small import SETTINGS, frames, small_place

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
