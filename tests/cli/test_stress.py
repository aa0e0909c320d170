"""``placeplan stress`` on a plan on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from fixtures import tiny
from planner.place import write_place
from planner.plan.store import read_plan, write_plan
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny place and its plan on disk."""
    folder = tmp_path_factory.mktemp("tiny")
    example = tiny.make()
    place = planner.place_from_frames(example.settings, example.frames)
    write_place(place, folder / "place", "csv")
    write_plan(planner.plan_skillmix(planner.read_place(folder / "place")), folder / "plan")
    return folder / "place", folder / "plan"


def test_a_plan_is_played_told_and_verified(
    run: Run, made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, plan = made
    out = tmp_path / "stress"
    result = run("stress", place, plan, "--draws", "600", "--seed", "3", "-o", out)
    assert result.exit_code == 0, result.output
    assert "played 600 times" in result.stdout
    assert "Employers beyond a limit" in result.stdout
    assert "600 of 600 draws played" in result.stderr
    assert read_plan(out, "stress").record.seed == 3
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Plan under uncertainty" in page
    assert "Employers beyond a limit" in run("summary", out).output
    checked = run("verify", place, out, "--base", plan)
    assert checked.exit_code == 0, checked.output
    unnamed = run("verify", place, out)
    assert unnamed.exit_code == 2
    assert "--base" in unnamed.output
    again = run("stress", place, plan, "--draws", "50", "-o", out)
    assert again.exit_code == 2
    assert "--overwrite" in again.output
    quiet = run("stress", place, plan, "--draws", "50", "-o", out, "--overwrite", "--quiet")
    assert quiet.exit_code == 0
    assert quiet.stderr == ""


def test_uncertainty_may_change_after_the_plan_and_nothing_else(
    run: Run, made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, plan = made
    other = tmp_path / "place"
    other.mkdir()
    for file in place.iterdir():
        if file.is_file():
            (other / file.name).write_bytes(file.read_bytes())
    table = other / "uncertainty.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("0.1", "0.3"))
    out = tmp_path / "stress"
    assert run("stress", other, plan, "--draws", "20", "-o", out).exit_code == 0
    assert run("verify", other, plan).exit_code == 0  # the plan itself is none the worse
    refused = run("verify", place, out, "--base", plan)
    assert refused.exit_code == 1
    assert "Different since: uncertainty." in refused.output
    needs = other / "needs.csv"
    needs.write_text(needs.read_text(encoding="utf-8-sig").replace("60", "61"))
    result = run("stress", other, plan, "--draws", "20", "-o", tmp_path / "more")
    assert result.exit_code == 1
    assert "Different since: needs." in result.output
    assert not (tmp_path / "more").exists()


def test_a_table_with_faults_is_told_whole(
    run: Run, made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, plan = made
    table = place / "uncertainty.csv"
    kept = table.read_text(encoding="utf-8-sig")
    try:
        table.write_text(
            "quantity,distribution,spread,role\ndemand,lognormal,,nurse\nturnover,beta,0.1,\n"
        )
        result = run("stress", place, plan, "-o", tmp_path / "x")
    finally:
        table.write_text(kept)
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    for words in ("demand is not of one role", "needs 'spread'", "a beta is of a share"):
        assert words in told
    assert not (tmp_path / "x").exists()
