"""``placeplan rotation`` as the lead of a scheme uses it, and what it says when it cannot."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from planner.place import write_place
from tests.cli.conftest import Run
from tests.rotation_stage.small import Frames, block, changed, frames, place

QUICK = ("--time-limit", "10")


def _write(folder: Path, changes: Frames | None = None) -> Path:
    write_place(place(changes), folder, "csv")
    return folder


def _two() -> Frames:
    """The small scheme, and another that asks for more than can be."""
    rows = frames()
    made = {n: rows[n] for n in ("rotation_schemes", "rotation_posts", "rotation_people")}
    second = {n: [{**row, "scheme": "toomuch"} for row in table] for n, table in made.items()}
    for post in second["rotation_posts"][:2]:
        post["least"] = 1
    made["rotation_posts"][0] |= {"wanted": 1}
    return {n: [*made[n], *second[n]] for n in made}


@pytest.fixture
def schemes(tmp_path: Path) -> Path:
    return _write(tmp_path / "place", _two())


def test_a_scheme_is_planned_checked_told_and_gone_on_with(
    run: Run, schemes: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    result = run("rotation", "plan", schemes, "--scheme", "s", "-o", first, *QUICK)
    assert result.exit_code == 0, result.output
    assert "Every post has the staff it wants in every block." in result.output
    assert "Proven: no rotation is better in any of its measures" in result.output
    assert f"Report: {first / 'report.html'}" in result.output
    assert run("verify", schemes, first).exit_code == 0
    assert "The home employer, block by block" in run("summary", first).output
    on = ("--from", first, "--today", f"{block(1)}")
    result = run("rotation", "plan", schemes, "--scheme", "s", "-o", second, *on, *QUICK)
    assert result.exit_code == 0, result.output
    assert run("verify", schemes, second, "--base", first).exit_code == 0
    refused = run("verify", schemes, second)
    assert refused.exit_code != 0
    assert "--base" in refused.output


def test_schemes_are_tested_side_by_side(run: Run, schemes: Path, tmp_path: Path) -> None:
    both = ("--scheme", "s", "--scheme", "toomuch")
    result = run("rotation", "test", schemes, *both, "-o", tmp_path / "tried", *QUICK)
    assert result.exit_code == 0, result.output
    assert "Schemes side by side" in result.output
    assert "impossible" in result.output
    assert "people at each post" in result.output
    assert run("verify", schemes, tmp_path / "tried").exit_code == 0
    assert "Schemes side by side" in run("summary", tmp_path / "tried").output


def test_quiet_says_little(run: Run, schemes: Path, tmp_path: Path) -> None:
    plan = ("rotation", "plan", schemes, "--scheme", "s", "-o", tmp_path / "plan", "--quiet")
    assert len(run(*plan, *QUICK).output.splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("plan",), "--scheme"),
        (("plan", "--scheme", "t"), "The place has no rotation scheme 't'"),
        (("plan", "--scheme", "to-much"), "did you mean 'toomuch'?"),
        (("plan", "--scheme", "s", "--from", "nowhere"), "nowhere"),
        (("plan", "--scheme", "s", "--today", "May"), "May"),
        (("plan", "--scheme", "s", "--time-limit", "0"), "time-limit"),
        (("plan", "--scheme", "s", "--seed", "-1"), "seed"),
        (("test",), "--scheme"),
        (("test", "--scheme", "s", "--scheme", "s"), "Named twice: s"),
        (("test", "--scheme", "s", "--scheme", "toomuhc"), "did you mean 'toomuch'?"),
        (("test", "--scheme", "s", "--from", "x"), "--from"),
    ],
)
def test_what_cannot_be_asked_is_said(
    run: Run, schemes: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    command, *rest = options
    result = run("rotation", command, schemes, "-o", tmp_path / "plan", *rest)
    assert result.exit_code == 2
    assert words in result.output
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("command", ["plan", "test"])
def test_a_scheme_that_cannot_be_kept_is_told_and_nothing_is_written(
    run: Run, schemes: Path, tmp_path: Path, command: str
) -> None:
    asked = ("rotation", command, schemes, "--scheme", "toomuch", "-o", tmp_path / "plan")
    result = run(*asked, *QUICK)
    assert result.exit_code == 1
    assert "These cannot all be kept" in result.output
    assert "people at each post: near, block" in result.output
    assert "The fewest promises that must give way" in result.output
    assert not (tmp_path / "plan").exists()


def test_a_folder_that_is_taken_is_left_alone(run: Run, schemes: Path, tmp_path: Path) -> None:
    plan = ("rotation", "plan", schemes, "--scheme", "s", "-o", tmp_path / "plan", "--quiet")
    assert run(*plan, *QUICK).exit_code == 0
    before = (tmp_path / "plan" / "plan.json").read_bytes()
    refused = run(*plan, *QUICK)
    assert refused.exit_code == 2
    assert "--overwrite" in refused.output
    assert (tmp_path / "plan" / "plan.json").read_bytes() == before
    assert run(*plan, *QUICK, "--overwrite").exit_code == 0


def test_a_plan_of_another_stage_is_not_gone_on_from(
    run: Run, schemes: Path, tmp_path: Path
) -> None:
    tried = tmp_path / "tried"
    assert run("rotation", "test", schemes, "--scheme", "s", "-o", tried, *QUICK).exit_code == 0
    asked = ("rotation", "plan", schemes, "--scheme", "s", "--from", tried)
    result = run(*asked, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "this is a plan of the stage rotation_test" in result.output
    assert not (tmp_path / "plan").exists()


def test_a_place_without_schemes_is_refused(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "tiny", "--example", "tiny")
    asked = ("rotation", "plan", tmp_path / "tiny", "--scheme", "s", "-o", tmp_path / "plan")
    result = run(*asked)
    assert result.exit_code == 2
    for table in ("rotation_schemes", "rotation_posts", "rotation_people"):
        assert f"a rotation scheme needs the table {table}" in result.output


def test_a_changed_table_is_found(run: Run, schemes: Path, tmp_path: Path) -> None:
    plan = ("rotation", "plan", schemes, "--scheme", "s", "-o", tmp_path / "plan", "--quiet")
    assert run(*plan, *QUICK).exit_code == 0
    _write(schemes.parent / "other", changed("rotation_schemes", 0, backfill_wte=3))
    result = run("verify", schemes.parent / "other", tmp_path / "plan")
    assert result.exit_code == 1
    assert "rotation_schemes" in result.output


def test_ctrl_c_before_a_first_rotation_writes_nothing(
    run: Run, schemes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.rotation import stage

    solve = stage.solve_scheme

    def pressed(problem: Any, limits: Any, **rest: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        assert limits.stop.wait(10)
        result = solve(problem, limits, **rest)
        result.rotation = None  # as if it had come before the first
        return result

    monkeypatch.setattr(stage, "solve_scheme", pressed)
    asked = ("rotation", "plan", schemes, "--scheme", "s", "-o", tmp_path / "plan")
    result = run(*asked)
    assert result.exit_code == 1
    assert "Interrupted before a first rotation was found; nothing is written." in result.output
    assert not (tmp_path / "plan").exists()
