"""``placeplan bottlenecks`` on a plan on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from fixtures import tiny
from planner.place import write_place
from planner.plan.store import read_plan, write_plan
from tests.cli.conftest import Run


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """The tiny place and its plan on disk."""
    example = tiny.make()
    place = planner.place_from_frames(example.settings, example.frames)
    write_place(place, tmp_path / "tiny", "csv")
    write_plan(planner.plan_skillmix(planner.read_place(tmp_path / "tiny")), tmp_path / "plan")
    return tmp_path / "tiny", tmp_path / "plan"


def test_a_finished_plan_gets_what_would_help_most(run: Run, made: tuple[Path, Path]) -> None:
    place, folder = made
    before = read_plan(folder)
    assert "What would help most" not in (folder / "report.html").read_text(encoding="utf-8")
    assert "What would help most" not in run("summary", folder).output
    result = run("bottlenecks", place, folder)
    assert result.exit_code == 0, result.output
    assert "bottlenecks: unmet need" in result.stderr
    assert "What would help most" in result.stdout
    assert "One more hour a week of Physiotherapist" in result.stdout
    after = read_plan(folder)
    assert len(before["bottlenecks"]) == 0 < len(after["bottlenecks"])
    assert all(after[n].equals(before[n]) for n in before.tables if n != "bottlenecks")
    assert after.record.priorities == before.record.priorities
    assert run("verify", place, folder).exit_code == 0
    assert "What would help most" in run("summary", folder).output
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "One more place on" in page
    quiet = run("bottlenecks", place, folder, "--quiet")
    assert quiet.exit_code == 0
    assert quiet.stderr == ""
    assert "What would" not in quiet.stdout


def test_a_place_that_has_changed_since_is_refused(run: Run, made: tuple[Path, Path]) -> None:
    place, folder = made
    needs = place / "needs.csv"
    needs.write_text(needs.read_text(encoding="utf-8-sig").replace("60", "61"))
    result = run("bottlenecks", place, folder)
    assert result.exit_code == 1
    assert "Different since: needs." in result.output
    assert len(read_plan(folder)["bottlenecks"]) == 0


def test_asked_for_with_the_plan(run: Run, made: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("skillmix", made[0], "-o", tmp_path / "other", "--bottlenecks")
    assert result.exit_code == 0, result.output
    assert "What would help most" in result.stdout
    assert len(read_plan(tmp_path / "other")["bottlenecks"]) > 0
