"""``placeplan batch``: a cycle from its file to its table and page."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cli.batch_progress import BatchLines, duration, line_of
from fixtures.examples import make_example
from planner.batch.progress import BatchProgress, Pace
from planner.place import place_from_frames, write_place
from tests.cli.conftest import Run
from tests.report.scripts import without_script

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="batches need fork")

HOSTILE = '=HYPERLINK("http://example.org")<script>alert(1)</script>'


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    """Two scenarios of the example ``tiny``, one with a hostile name, and one that is impossible."""
    example = make_example("tiny")
    place = place_from_frames(example.settings.model_copy(update={"name": HOSTILE}), example.frames)
    write_place(place, tmp_path / "tiny", "csv")
    (tmp_path / "hostile.toml").write_text(
        f"name = '{HOSTILE}'\n"
        '[[change]]\naction = "set"\ntable = "policy"\nvalues = {new_profiles = false}\n'
    )
    (tmp_path / "poor.toml").write_text(
        'name = "../../poor"\n[[change]]\naction = "scale"\ntable = "budgets"\n'
        "factors = {amount = 0.0}\n"
    )
    path = tmp_path / "cycle.toml"
    path.write_text(
        'name = "Round 1"\nstage = "skillmix"\nplaces = ["tiny"]\n'
        'scenarios = [[], "hostile.toml", "poor.toml"]\n[options]\nreproducible = true\n'
    )
    return path


def test_a_cycle_from_its_file_to_its_page(run: Run, cycle: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "this is not a batch" in run("batch", "status", tmp_path).output
    first = run("batch", "run", cycle, "-o", out)
    assert first.exit_code == 1, first.output
    assert "3 runs: 2 planned, 1 impossible. Done now: 3." in first.output
    assert "3 of 3 runs, 1 without a plan" in first.output
    again = run("batch", "run", cycle, "-o", out, "--quiet")
    assert again.exit_code == 1
    assert "Done now: 0." in again.output

    status = run("batch", "status", out)
    assert status.exit_code == 0
    assert "2 planned" in status.output
    assert "impossible" in status.output

    assert run("batch", "table", out).exit_code == 0
    frame = pd.read_parquet(out / "table.parquet")
    assert list(frame["scenarios"]) == ["as it is", HOSTILE, "../../poor"]
    assert list(frame["came_out"]) == ["planned", "planned", "impossible"]
    assert frame["visits"].iloc[0] == pytest.approx(4500.4, abs=0.1)
    assert frame["visits"].iloc[0] < frame["visits_baseline"].iloc[0]
    assert frame["visits"].isna().tolist() == [False, False, True]
    assert list(frame.columns[-2:]) == ["seconds", "memory_mb"]
    assert frame[["seconds", "memory_mb"]].isna().all(axis=None)
    with (out / "table.csv").open(newline="", encoding="utf-8-sig") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{HOSTILE}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert {path.name for path in tmp_path.iterdir()} == {
        "tiny", "hostile.toml", "poor.toml", "cycle.toml", "out",
    }  # fmt: skip

    shown = run("batch", "show", out, "1")
    assert shown.exit_code == 0
    assert "Unmet need" in shown.output
    name = frame["run"].iloc[2]
    missing = run("batch", "show", out, name[:9])
    assert missing.exit_code == 1
    assert "has no plan: impossible" in missing.output
    assert run("batch", "show", out, "nothing").exit_code == 2

    assert run("batch", "report", out).exit_code == 0
    page = without_script((out / "report.html").read_text(encoding="utf-8"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "No plan keeps every hard rule" in page
    assert "Runs that nothing dominates" in page
    assert "http" not in page.replace("http://example.org", "").replace("http-equiv", "")


def test_a_bad_cycle_is_told_whole_before_anything_runs(
    run: Run, cycle: Path, tmp_path: Path
) -> None:
    cycle.write_text(cycle.read_text() + "[limits]\nsecond = 3\n[[axis]]\nnam = 'x'\n")
    result = run("batch", "run", cycle, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "limits, second: there is no such key — did you mean 'seconds'?" in result.output
    assert "axis 1, nam: there is no such key — did you mean 'name'?" in result.output
    assert not (tmp_path / "out").exists()


def test_dask_is_not_loaded_unless_it_is_asked_for(cycle: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom cli.main import placeplan\ntry:\n"
        f"    placeplan(['batch', 'run', {str(cycle)!r}, '-o', {str(tmp_path / 'out')!r}])\n"
        "except SystemExit:\n    pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "planner" in loaded
    assert not loaded & {"dask", "distributed", "tornado"}


def test_plain_lines_tell_each_end_and_otherwise_every_ten_seconds() -> None:
    lines: list[str] = []
    now = [0.0]
    hear = BatchLines(lines.append, lambda: now[0])
    for second in range(25):
        now[0] = float(second)
        hear(BatchProgress("running", 4, 1, left=100.0))
    assert len(lines) == 3
    hear(BatchProgress("running", 4, 2, 1, ended="seed 1: impossible", reason="No plan.\nmore"))
    assert lines[-1] == "2 of 4 runs, 1 without a plan; seed 1: impossible (No plan.)"
    assert line_of(BatchProgress("running", 4, 1, left=100.0)) == "1 of 4 runs, about 2 min left"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (89, "89 s"), (91, "2 min"), (12_000, "3 h 20 min")]
)
def test_time_left_in_words(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_time_left_is_the_mean_over_the_slots() -> None:
    pace = Pace()
    assert pace.left(10, 2) is None
    pace.add(4.0)
    pace.add(8.0)
    assert pace.left(10, 2) == pytest.approx(30.0)
    assert pace.left(1, 2) == pytest.approx(6.0)
    assert pace.left(0, 2) == 0.0
