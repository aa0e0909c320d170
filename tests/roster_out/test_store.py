"""A roster's plan on disk, with the files that people take away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import PlaceplanError
from planner.plan.store import is_plan, read_plan, write_plan
from planner.roster.out import rota_files
from tests.roster_out.sample import FORMULA, sample_roster


def test_a_roster_is_written_with_its_files_and_read_again(tmp_path: Path) -> None:
    plan = sample_roster()
    folder = tmp_path / "plan"
    write_plan(plan, folder)
    assert is_plan(folder)
    for name, content in rota_files(plan).items():
        assert (folder / name).read_bytes() == content
    again = read_plan(folder)
    assert rota_files(again) == rota_files(plan)
    for name, table in plan.tables.items():
        assert table.equals(again[name])


def test_a_newer_roster_replaces_all_files_of_the_older(tmp_path: Path) -> None:
    plan = sample_roster()
    folder = tmp_path / "plan"
    write_plan(plan, folder)
    before = {path.name for path in (folder / "calendars").iterdir()}
    duties = plan["duties"].loc[plan["duties"]["person"] != FORMULA].reset_index(drop=True)
    newer = replace(plan, tables={**plan.tables, "duties": duties})
    with pytest.raises(PlaceplanError, match="already holds a plan"):
        write_plan(newer, folder)
    write_plan(newer, folder, overwrite=True)
    after = {path.name for path in (folder / "calendars").iterdir()}
    assert len(before - after) == 1
    assert after < before
    assert is_plan(folder)


def test_what_is_not_the_plans_own_is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    write_plan(sample_roster(), folder)
    (folder / "calendars" / "notes.txt").write_text("mine")
    assert not is_plan(folder)
    with pytest.raises(PlaceplanError, match="is not a plan"):
        write_plan(sample_roster(), folder, overwrite=True)
    assert (folder / "calendars" / "notes.txt").read_text() == "mine"
