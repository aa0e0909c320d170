"""Plans of several stages as chapters of one page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import InputError, PlaceplanError
from planner.plan.plan import CheckResult, Plan
from planner.plan.store import write_plan
from planner.report.drawing import undrawn
from planner.report.page import render_report
from planner.report.several import render_plans
from tests.cli.conftest import Run, run
from tests.plan.sample import sample_plan
from tests.report.scripts import without_script
from tests.roster_out.sample import sample_roster
from tests.roster_out.test_page import _read

__all__ = ["run"]  # a fixture


def _of(plan: Plan, place: str = "Sample", **record: object) -> Plan:
    return replace(plan, record=plan.record.model_copy(update={"place": place, **record}))


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return [_of(sample_plan()), _of(sample_roster())]


def test_every_section_of_every_plan_is_in_its_chapter(plans: list[Plan]) -> None:
    with undrawn():
        page = _read(without_script(render_plans(plans)))
        alone = [_read(render_report(plan)).sections for plan in plans]
    expected = [f"skillmix-{a}" for a in alone[0]] + [f"roster-{a}" for a in alone[1]]
    assert page.sections == expected
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert links[1:] == [
        "#skillmix", *(f"#skillmix-{a}" for a in alone[0]),
        "#roster", *(f"#roster-{a}" for a in alone[1]),
    ]  # fmt: skip
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert "Workforce plan and staff roster" in page.words


def test_one_plan_is_its_own_page(plans: list[Plan]) -> None:
    with undrawn():
        assert render_plans(plans[:1]) == render_report(plans[0])


def test_a_failed_check_of_any_is_told_at_the_head(plans: list[Plan]) -> None:
    failed = _of(plans[1], check=CheckResult(passed=False, violations=["nobody is there"]))
    with undrawn():
        assert "Check failed: do not use" in render_plans([plans[0], failed])
        assert "Check failed: do not use" not in render_plans(plans)


def test_plans_that_do_not_belong_together_are_all_told(plans: list[Plan]) -> None:
    with pytest.raises(InputError) as caught:
        render_plans([*plans, _of(plans[0], "Elsewhere")])
    told = str(caught.value)
    assert "this is a plan of Elsewhere, and the first is of Sample" in told
    assert "a second plan of the stage skillmix" in told
    assert "placeplan compare" in told
    with pytest.raises(PlaceplanError, match="single people"):
        render_plans(plans, 5)


def test_the_command_writes_several_into_a_file_or_a_folder(
    plans: list[Plan], run: Run, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("plan", "rota")]
    for plan, folder in zip(plans, folders, strict=True):
        write_plan(plan, folder, report=False)
    (tmp_path / "out").mkdir()
    result = run("report", *folders, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.output == f"Report: {tmp_path / 'out' / 'report.html'}\n"
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert 'id="skillmix-money"' in page
    assert 'id="roster-rota"' in page
    without = run("report", *folders)
    assert without.exit_code == 2
    assert "-o FILE" in without.output
    assert not (folders[0] / "report.html").exists()
    twice = run("report", folders[0], folders[0], "-o", tmp_path / "no.html")
    assert twice.exit_code == 2
    assert "second plan of the stage skillmix" in twice.output
    assert not (tmp_path / "no.html").exists()
