"""``placeplan assignment`` as a workforce lead uses it, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.place import write_place
from tests.assignment_stage.small import place
from tests.cli.conftest import Run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_place(place(), tmp_path / "place")


def test_a_place_is_assigned_checked_and_shown(run: Run, small: Path, tmp_path: Path) -> None:
    plan = tmp_path / "people"
    result = run("assignment", small, "-o", plan)
    assert result.exit_code == 0, result.output
    for words in (
        "every priority is proven within the gap asked for",
        "Of 6 people 1 come to other posts and 2 go on a course; nothing changes for 3.",
        "Every target is met.",
        f"Report: {plan / 'report.html'}",
    ):
        assert words in result.output
    assert "assignment: shortfall, best 0 WTE-years, bound 0" in result.output
    assert {path.name for path in plan.iterdir()} == {"plan.json", "report.html", "tables"}
    result = run("verify", small, plan)
    assert result.exit_code == 0, result.output
    assert "1 come to other posts" in run("summary", plan).output
    assert run("report", plan, "-o", tmp_path / "page.html").exit_code == 0
    assert "Assignment of staff" in (tmp_path / "page.html").read_text(encoding="utf-8")
    result = run("assignment", small, "-o", plan)
    assert result.exit_code == 2
    assert "--overwrite" in result.output


def test_what_is_short_is_told_with_what_stops_it(run: Run, tmp_path: Path) -> None:
    made = write_place(place({("courses", 0): {"places_per_intake": 0.5}}), tmp_path / "place")
    result = run("assignment", made, "-o", tmp_path / "people")
    assert result.exit_code == 0, result.output
    assert "Targets not met" in result.output
    assert "No places" in result.output


def test_a_plan_of_another_place_fails_the_check(run: Run, small: Path, tmp_path: Path) -> None:
    run("assignment", small, "-o", tmp_path / "people", "--quiet")
    other = write_place(place({("staff", 2): {"travel_limit": 9}}), tmp_path / "other")
    result = run("verify", other, tmp_path / "people")
    assert result.exit_code == 1
    assert "Different since: staff" in result.output


def test_pins_that_cannot_be_end_with_the_reasons(run: Run, tmp_path: Path) -> None:
    pins = [{"person": "nan", "decision": "post", "item": "C-carer"}]
    made = write_place(place(staff_pins=pins), tmp_path / "place")
    result = run("assignment", made, "-o", tmp_path / "people")
    assert result.exit_code == 1
    assert "nan: post C-carer" in result.output
    assert not (tmp_path / "people").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--plan", "nowhere"), "nowhere"),
        (("--today", "May"), "May"),
        (("--today", "2029-01-01"), "nothing can begin before"),
        (("--months", "0"), "months"),
        (("--reproducible", "--time-limit", "5"), "the clock is never the same twice"),
        (("--gap", "2"), "gap"),
    ],
)
def test_what_cannot_be_asked_is_said(
    run: Run, small: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    result = run("assignment", small, "-o", tmp_path / "people", *options)
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "people").exists()


def test_a_plan_of_another_stage_is_refused(run: Run, small: Path, tmp_path: Path) -> None:
    run("assignment", small, "-o", tmp_path / "people", "--quiet")
    result = run("assignment", small, "-o", tmp_path / "more", "--plan", tmp_path / "people")
    assert result.exit_code == 2
    assert "this is a plan of the stage assignment" in result.output


def test_a_place_without_targets_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "tiny", "--example", "tiny")
    result = run("assignment", tmp_path / "tiny", "-o", tmp_path / "people")
    assert result.exit_code == 2
    assert "an assignment needs the table staff" in result.output
