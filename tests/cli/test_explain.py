"""``placeplan explain``: an impossible place mended by its own scenario, and questions of a plan."""

from __future__ import annotations

import os
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
    fix.write_text("from before", encoding="utf-8")
    taken = run("explain", place, "--scenario", tight, "-o", fix)
    assert taken.exit_code == 2
    assert "is there already" in taken.output
    result = run("explain", place, "--scenario", tight, "-o", fix, "--choose", "2", "--overwrite")
    assert result.exit_code == 1
    assert "A plan that keeps every rule of Tiny is impossible." in result.stdout
    assert "release_max_per_year" in result.stdout
    assert "amount of council from 90 k£ a year to 100 k£ a year" in " ".join(result.stdout.split())
    assert "values = {release_max_per_year = 0.8}" in fix.read_text(encoding="utf-8")
    mended = run("explain", place, "--scenario", tight, "--scenario", fix)
    assert mended.exit_code == 0
    assert "is possible" in mended.stdout
    none = run(
        "explain", place, "--scenario", tight, "-o", tmp_path / "no.toml", "--choose", "99",
        "--time-limit", "0.001",
    )  # fmt: skip
    assert none.exit_code == 2
    assert "No change number 99 can be written: there are none." in none.output
    assert not (tmp_path / "no.toml").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"tiny", "tight.toml", "fix.toml"}


def test_questions_of_a_plan(run: Run, place: Path, tmp_path: Path) -> None:
    plan = planner.plan_skillmix(planner.read_place(place))
    write_plan(plan, tmp_path / "plan", report=False)
    page = run("explain", place, tmp_path / "plan")
    assert page.exit_code == 0
    assert "Packages still given in separate visits" in page.stdout
    asked = run("explain", place, tmp_path / "plan", "course", "holistic_care", "--quiet")
    assert asked.exit_code == 0
    assert "is full: 2 WTE start" in asked.stdout
    assert asked.stderr == ""
    question = ("explain", place, tmp_path / "plan", "separate", "weekly", "--period", "2027Q3")
    mended = run(*question, "-o", tmp_path / "new" / "more.toml")
    assert mended.exit_code == 0
    assert "places_per_intake = 2.1" in (tmp_path / "new" / "more.toml").read_text("utf-8")
    facts = run(*question, "--facts")
    assert facts.exit_code == 0
    assert "holistic_nurse can give it" in facts.stdout
    assert "What it would take" not in facts.stdout
    wrong = run("explain", place, tmp_path / "plan", "cours", "holistic_care")
    assert wrong.exit_code == 2
    assert "did you mean 'course'" in wrong.output


def test_a_file_that_cannot_be_written_is_refused_before_the_search(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = run("explain", place, "-o", place / "place.toml" / "fix.toml")
    assert inside.exit_code == 2
    assert "part of the path is a file, not a folder" in inside.output
    long = run("explain", place, "-o", tmp_path / ("x" * 300 + ".toml"))
    assert long.exit_code == 2
    assert "the path is too long" in long.output
    monkeypatch.setattr("os.access", lambda _, mode, **__: not mode & os.W_OK)
    closed = run("explain", place, "-o", tmp_path / "new" / "fix.toml")
    assert closed.exit_code == 2
    assert "you may not write there" in closed.output
    assert "is possible" not in inside.output + closed.output


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["plan", "vacant", "--facts", "-o", "f.toml"], "ask one, not --facts"),
        (["plan", "-o", "f.toml"], "ask one, not --facts"),
        (["--facts"], "--facts is of a plan: name it behind the place"),
        (["plan", "vacant", "--choose", "2"], "name the file with -o"),
    ],
)
def test_options_that_do_nothing_are_refused(
    run: Run, place: Path, given: list[str], message: str
) -> None:
    result = run("explain", place, *given)
    assert result.exit_code == 2
    assert message in result.output


def test_a_question_without_a_plan_is_refused(run: Run, place: Path) -> None:
    result = run("explain", place, "--role", "nurse")
    assert result.exit_code == 2
    assert "A question is asked of a plan" in result.output
