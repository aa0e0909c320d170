"""``placeplan summary``, ``report`` and ``verify`` on a plan on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.place import read_place
from planner.plan.store import write_plan
from planner.report.summary import summarise
from tests.cli.conftest import Run
from tests.plan.sample import sample_plan


@pytest.fixture
def plan(tmp_path: Path, folder: Path) -> Path:
    """The sample plan, with the hashes of the place in ``folder``."""
    made = sample_plan()
    inputs = dict(read_place(folder).hashes)
    record = made.record.model_copy(update={"inputs": inputs, "scenarios": []})
    write_plan(replace(made, record=record), tmp_path / "plan")
    return tmp_path / "plan"


def test_the_summary_prints_every_section(run: Run, plan: Path) -> None:
    result = run("summary", plan)
    assert result.exit_code == 0
    summary = summarise(sample_plan())
    shown = " ".join(result.output.split())
    for sentence in summary.headline:
        assert " ".join(sentence.split()) in shown
    for section in summary.sections:
        assert section.title in result.output
        for heading in section.frame.columns:
            assert heading.split()[0] in result.output


def test_the_report_is_written_again(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan / "report.html").unlink()
    result = run("report", plan)
    assert result.exit_code == 0
    assert result.output == f"Report: {plan / 'report.html'}\n"
    page = (plan / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert run("report", plan, "-o", tmp_path / "board.html").exit_code == 0
    assert (tmp_path / "board.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize("command", ["summary", "report"])
def test_what_is_no_plan_is_said(run: Run, folder: Path, command: str) -> None:
    result = run(command, folder)
    assert result.exit_code == 2
    assert "plan" in result.output
    result = run(command, folder / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_a_plan_that_keeps_the_rules(
    run: Run, folder: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.skillmix.verify_plan", lambda place, made, base: [])
    result = run("verify", folder, plan)
    assert result.exit_code == 0
    assert "keeps every rule" in result.output


def test_a_plan_that_breaks_a_rule(
    run: Run, folder: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "planner.skillmix.verify_plan", lambda place, made, base: ["budget: 3 k£ over"]
    )
    result = run("verify", folder, plan)
    assert result.exit_code == 1
    assert "budget: 3 k£ over" in result.output


def test_a_place_that_has_changed_since(run: Run, folder: Path, plan: Path, scenario: Path) -> None:
    result = run("verify", folder, plan, "--scenario", scenario)
    assert result.exit_code == 1
    assert "Different since: needs." in result.output
    assert "made with the scenarios: none" in result.output
    needs = folder / "needs.csv"
    needs.write_text(needs.read_text(encoding="utf-8-sig").replace("100", "101"))
    result = run("verify", folder, plan)
    assert result.exit_code == 1
    assert "Different since: needs." in result.output
    assert "Name the place as it was then, or plan it again." in result.output
