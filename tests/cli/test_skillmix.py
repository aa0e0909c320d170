"""``placeplan skillmix``, with a planner that answers at once.

What the real one makes of a place is tested in ``test_end_to_end``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.errors import CheckFailed, ImpossibleError
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from solvers.engine.progress import Progress
from tests.cli.conftest import Run
from tests.plan.sample import sample_plan


class Planner:
    """Stands in for ``plan_skillmix``; keeps what it was asked."""

    def __init__(self) -> None:
        self.place: Place | None = None
        self.asked: dict[str, Any] = {}
        self.error: Exception | None = None

    def __call__(self, place: Place, **asked: Any) -> Plan:
        self.place, self.asked = place, asked
        asked["listen"](Progress("plan", "visits", 5.0, 4.0, "visits", 1.0))
        if self.error:
            raise self.error
        plan = sample_plan()
        return replace(plan, record=plan.record.model_copy(update={"seconds": asked["seconds"]}))


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    stand_in = Planner()
    monkeypatch.setattr("planner.skillmix.plan_skillmix", stand_in)
    return stand_in


def test_a_plan_is_written_and_summed_up(
    run: Run, folder: Path, tmp_path: Path, planner: Planner
) -> None:
    result = run("skillmix", folder, "-o", tmp_path / "plan")
    assert result.exit_code == 0, result.output
    plan = read_plan(tmp_path / "plan")
    assert (tmp_path / "plan" / "report.html").is_file()
    assert {"load", "validate", "write"} <= set(plan.record.seconds)
    assert "plan: visits, best 5 visits, bound 4" in result.stderr
    assert "Priorities, in their order" in result.stdout
    assert f"Report: {tmp_path / 'plan' / 'report.html'}" in result.stdout
    assert planner.asked["gap"] == 0.01
    assert planner.asked["time_limit"] is None
    assert planner.asked["base"] is None
    assert planner.asked["scenarios"] == ()
    assert not planner.asked["stop"].is_set()


def test_what_is_not_proven_is_said(
    run: Run, folder: Path, tmp_path: Path, planner: Planner
) -> None:
    open_goals = [goal for goal in sample_plan().record.priorities if not goal.proven]
    assert open_goals
    result = run("skillmix", folder, "-o", tmp_path / "plan")
    for goal in open_goals:
        assert f"Not proven: {goal.name.replace('_', ' ')} is " in result.stdout


def test_options_reach_the_planner(
    run: Run, folder: Path, tmp_path: Path, planner: Planner, scenario: Path
) -> None:
    write_plan(sample_plan(), tmp_path / "base")
    result = run(
        "skillmix", folder, "-o", tmp_path / "plan", "--scenario", scenario, "--scenario", scenario,
        "--time-limit", "90", "--gap", "0.02", "--base", tmp_path / "base", "--reproducible",
        "--seed", "7", "--quiet",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert planner.asked["scenarios"] == ("More", "More")
    assert planner.place is not None
    assert planner.place["needs"]["people"].tolist() == pytest.approx([121.0, 181.5])
    asked = {key: planner.asked[key] for key in ("time_limit", "gap", "reproducible", "seed")}
    assert asked == {"time_limit": 90.0, "gap": 0.02, "reproducible": True, "seed": 7}
    assert planner.asked["base"].record.place == sample_plan().record.place
    assert result.stderr == ""
    assert "Priorities" not in result.stdout


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ImpossibleError("No plan keeps every rule.", ["budget of the PCN"]), "budget of the PCN"),
        (CheckFailed("plan", ["need: 3, not 4"]), "need: 3, not 4"),
    ],
)
def test_no_plan_is_written_where_there_is_none(
    run: Run, folder: Path, tmp_path: Path, planner: Planner, error: Exception, says: str
) -> None:
    planner.error = error
    result = run("skillmix", folder, "-o", tmp_path / "plan")
    assert result.exit_code == 1
    assert says in result.stderr
    assert not (tmp_path / "plan").exists()


def test_a_fault_of_the_planner_is_no_traceback(
    run: Run,
    folder: Path,
    tmp_path: Path,
    planner: Planner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    planner.error = ZeroDivisionError("deep inside")
    result = run("skillmix", folder, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "Something went wrong" in result.stderr
    assert "deep inside" not in result.output


def test_a_plan_in_the_way_is_found_before_the_search(
    run: Run, folder: Path, tmp_path: Path, planner: Planner
) -> None:
    write_plan(sample_plan(), tmp_path / "plan")
    refused = run("skillmix", folder, "-o", tmp_path / "plan")
    assert refused.exit_code == 2
    assert "--overwrite" in refused.output
    assert planner.place is None
    assert run("skillmix", folder, "-o", tmp_path / "plan", "--overwrite").exit_code == 0


def test_a_folder_that_is_no_plan_is_never_replaced(
    run: Run, folder: Path, planner: Planner
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    result = run("skillmix", folder, "-o", folder, "--overwrite")
    assert result.exit_code == 2
    assert "holds no plan" in result.output
    assert sorted(path.name for path in folder.iterdir()) == before


def test_bad_input_stops_before_the_search(
    run: Run, folder: Path, tmp_path: Path, planner: Planner, scenario: Path
) -> None:
    scenario.write_text(scenario.read_text().replace("people", "poeple"))
    (tmp_path / "other.toml").write_text("name = 3")
    result = run(
        "skillmix", folder, "-o", tmp_path / "plan", "--scenario", scenario,
        "--scenario", tmp_path / "other.toml",
    )  # fmt: skip
    assert result.exit_code == 2
    assert "more.toml change 1: needs has no column 'poeple'" in result.stderr
    assert "other.toml: name must be text" in result.stderr
    assert planner.place is None
    (folder / "posts.csv").write_text("post,post\n")
    result = run("skillmix", folder, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "posts.csv" in result.stderr


def test_a_base_that_is_no_plan(run: Run, folder: Path, tmp_path: Path, planner: Planner) -> None:
    result = run("skillmix", folder, "-o", tmp_path / "plan", "--base", folder)
    assert result.exit_code == 2
    assert planner.place is None
