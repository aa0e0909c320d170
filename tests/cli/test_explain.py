"""``placeplan explain``: an impossible place mended by its own scenario, and questions of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from fixtures import tiny
from planner.place import write_place
from planner.plan.store import write_plan
from tests.cli.conftest import Run

TIGHT = """name = "tight"
[[change]]
action = "set"
table = "budgets"
where = {organisation = "council"}
values = {amount = 90}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    example = tiny.make()
    write_place(
        planner.place_from_frames(example.settings, example.frames), tmp_path / "tiny", "csv"
    )
    return tmp_path / "tiny"


def test_an_impossible_place_is_explained_and_mended(run: Run, place: Path, tmp_path: Path) -> None:
    tight, fix = tmp_path / "tight.toml", tmp_path / "fix.toml"
    tight.write_text(TIGHT, encoding="utf-8")
    result = run("explain", place, "--scenario", tight, "-o", fix)
    assert result.exit_code == 1
    assert "A plan that keeps every rule of Tiny is impossible." in result.stdout
    assert "release_max_per_year" in result.stdout
    assert "amount of council from 90 k£ a year to 100 k£ a year" in " ".join(result.stdout.split())
    assert "values = {amount = 100}" in fix.read_text(encoding="utf-8")
    mended = run("explain", place, "--scenario", tight, "--scenario", fix)
    assert mended.exit_code == 0
    assert "is possible" in mended.stdout
    taken = run("explain", place, "--scenario", tight, "-o", fix)
    assert taken.exit_code == 2
    assert "is there already" in taken.output
    many = run("explain", place, "--scenario", tight, "-o", tmp_path / "no.toml", "--choose", "99")
    assert many.exit_code == 2
    assert "No change number 99" in many.output
    assert not (tmp_path / "no.toml").exists()


def test_questions_of_a_plan(run: Run, place: Path, tmp_path: Path) -> None:
    write_plan(planner.plan_skillmix(planner.read_place(place)), tmp_path / "plan")
    page = run("explain", place, tmp_path / "plan")
    assert page.exit_code == 0
    assert "Packages still given in separate visits" in page.stdout
    asked = run("explain", place, tmp_path / "plan", "course", "holistic_care", "--quiet")
    assert asked.exit_code == 0
    assert "is full: 2 WTE start" in asked.stdout
    assert asked.stderr == ""
    wrong = run("explain", place, tmp_path / "plan", "cours", "holistic_care")
    assert wrong.exit_code == 2
    assert "did you mean 'course'" in wrong.output


def test_a_question_without_a_plan_is_refused(run: Run, place: Path) -> None:
    result = run("explain", place, "--role", "nurse")
    assert result.exit_code == 2
    assert "A question is asked of a plan" in result.output
