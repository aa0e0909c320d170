"""``placeplan compare``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.plan.store import write_plan
from tests.cli.conftest import Run
from tests.compare.test_store import other
from tests.plan.sample import sample_plan


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("plans")
    write_plan(sample_plan(), folder / "now", report=False)
    write_plan(other(), folder / "next", report=False)
    return folder / "now", folder / "next"


def test_it_prints_what_changed_and_writes_a_page(
    run: Run, plans: tuple[Path, Path], tmp_path: Path
) -> None:
    result = run("compare", *plans, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    for title in ("Priorities", "What is proven", "The biggest decisions that differ",
                  "What the plans were made from"):  # fmt: skip
        assert title in result.output
    assert f"Comparison: {tmp_path / 'out' / 'comparison.html'}" in result.output
    assert (tmp_path / "out" / "tables" / "measures_compared.csv").is_file()
    assert run("compare", *plans, "-o", tmp_path / "out").exit_code == 2
    alone = (plans[0], plans[0], "-o", tmp_path / "out", "--overwrite", "--quiet")
    quiet = run("compare", *alone)
    assert quiet.exit_code == 0
    assert quiet.output == f"Comparison: {tmp_path / 'out' / 'comparison.html'}\n"


def test_control_characters_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    plan = sample_plan()
    labels = {**plan.labels, "levers": {"V1": "\x1b[2Jgone\x07"}}
    for name, made in (("a", plan), ("b", replace(plan, labels=labels))):
        write_plan(made, tmp_path / name, report=False)
    result = run("compare", tmp_path / "a", tmp_path / "b")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "\x07" not in result.output
    assert "\\x1b[2Jgone" in result.output


def test_plans_that_cannot_be_compared(run: Run, plans: tuple[Path, Path], tmp_path: Path) -> None:
    sample = sample_plan()
    record = sample.record.model_copy(update={"place": "Elsewhere"})
    elsewhere = replace(sample, record=record, labels={"organisations": {"Z": "Z"}})
    write_plan(elsewhere, tmp_path / "far", report=False)
    result = run("compare", plans[0], tmp_path / "far", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "far: cannot be compared with now: it is of another place ('Elsewhere'" in result.output
    assert not (tmp_path / "out").exists()


def test_every_folder_that_is_no_plan_is_named(run: Run, tmp_path: Path) -> None:
    result = run("compare", tmp_path / "x", tmp_path / "y")
    assert result.exit_code == 2
    assert "/x: there is no such folder" in result.output
    assert "/y: there is no such folder" in result.output


def test_a_place_that_is_not_the_plans(run: Run, folder: Path, tmp_path: Path) -> None:
    sample = sample_plan()
    record = sample.record.model_copy(update={"scenarios": []})
    write_plan(replace(sample, record=record), tmp_path / "plain", report=False)
    result = run("compare", tmp_path / "plain", tmp_path / "plain", "--place", folder)
    assert result.exit_code == 2
    assert "was not made from" in result.output
    assert "as it stands now; different:" in result.output


def test_usage(run: Run, plans: tuple[Path, Path]) -> None:
    assert "Name two plans or more" in run("compare", plans[0]).output
    assert "goes with --place" in run("compare", *plans, "--scenario", "x.toml").output
