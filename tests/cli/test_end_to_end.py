"""The commands one after the other, each as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def placeplan(*args: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command; it must end with the code and without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *map(str, args)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny place and its plan."""
    folder = tmp_path_factory.mktemp("tour")
    placeplan("init", folder / "tiny", "--example", "tiny")
    placeplan("check", folder / "tiny")
    placeplan("skillmix", folder / "tiny", "-o", folder / "plan")
    return folder


def test_the_tour_ends_with_a_checked_plan(tour: Path) -> None:
    record = json.loads((tour / "plan" / "plan.json").read_text(encoding="utf-8"))
    record = record.get("record", record)
    assert record["stage"] == "skillmix"
    assert record["check"] == {"passed": True, "violations": []}
    assert all(goal["proven"] for goal in record["priorities"])
    assert set(record["seconds"]) >= {"load", "validate", "build", "solve", "check", "write"}
    assert (tour / "plan" / "report.html").is_file()


def test_the_plan_is_verified(tour: Path) -> None:
    assert "keeps every rule" in placeplan("verify", tour / "tiny", tour / "plan").stdout


def test_a_plan_of_another_place_is_not(tour: Path, tmp_path: Path) -> None:
    placeplan("init", tmp_path / "tiny", "--example", "tiny")
    settings = tmp_path / "tiny" / "place.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('name = "', 'name = "Not '))
    said = placeplan("verify", tmp_path / "tiny", tour / "plan", code=1).stdout
    assert "Different since: settings." in said


def test_a_scenario_makes_another_plan(tour: Path) -> None:
    overlay = sorted((tour / "tiny" / "scenarios").glob("*.toml"))[0]
    plan = tour / "what-if"
    placeplan("skillmix", tour / "tiny", "-o", plan, "--scenario", overlay, "--quiet")
    placeplan("verify", tour / "tiny", plan, "--scenario", overlay)
    placeplan("verify", tour / "tiny", plan, code=1)


def test_summary_and_report(tour: Path) -> None:
    assert "Priorities" in placeplan("summary", tour / "plan").stdout
    placeplan("report", tour / "plan", "-o", tour / "board.html")
    assert (tour / "board.html").stat().st_size > 1000


def test_three_lines_of_python(tour: Path) -> None:
    code = (
        "from planner import plan_skillmix, read_place, write_plan\n"
        f"plan = plan_skillmix(read_place({str(tour / 'tiny')!r}))\n"
        f"write_plan(plan, {str(tour / 'by-hand')!r})\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
    placeplan("verify", tour / "tiny", tour / "by-hand")


def test_a_damaged_table_is_located(tour: Path, tmp_path: Path) -> None:
    placeplan("init", tmp_path / "bad", "--example", "tiny")
    (tmp_path / "bad" / "posts.csv").write_bytes(b'\xff\x00\x01,;\n\n"')
    said = placeplan("check", tmp_path / "bad", code=2).stdout
    assert "posts.csv" in said
    assert (
        "posts.csv"
        in placeplan("skillmix", tmp_path / "bad", "-o", tmp_path / "plan", code=2).stderr
    )


def test_a_closed_reader_is_no_error(tour: Path) -> None:
    command = f'"{sys.executable}" -m cli.main summary "{tour / "plan"}" | head -1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert done.stderr == ""
