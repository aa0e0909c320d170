"""``placeplan check``."""

from __future__ import annotations

import io
import json
from pathlib import Path

from rich.console import Console

from cli.findings import print_findings
from planner.errors import Finding, Severity
from tests.cli.conftest import Run


def damage(folder: Path) -> None:
    posts = folder / "posts.csv"
    posts.write_text(posts.read_text(encoding="utf-8").replace("Trust,nurse", "Trust,nusre"))


def test_a_sound_place(run: Run, folder: Path) -> None:
    result = run("check", folder)
    assert result.exit_code == 0
    assert "is sound: 0 errors" in result.output


def test_an_unsound_place(run: Run, folder: Path) -> None:
    damage(folder)
    result = run("check", folder)
    assert result.exit_code == 2
    assert "error: posts.csv row 2, column role" in result.output
    assert "did you mean 'nurse'?" in result.output
    assert "cannot be planned yet: 1 error" in result.output


def test_json(run: Run, folder: Path) -> None:
    damage(folder)
    result = run("check", folder, "--json")
    assert result.exit_code == 2
    document = json.loads(result.output)
    assert document["errors"] == 1
    (finding,) = (f for f in document["findings"] if f["severity"] == "error")
    assert (finding["file"], finding["row"], finding["column"]) == ("posts.csv", 2, "role")


def test_no_such_place(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_a_terminal_gets_a_table_per_file_errors_first() -> None:
    screen = io.StringIO()
    print_findings(
        Console(file=screen, force_terminal=True, width=140, color_system=None),
        [
            Finding("looks odd", file="a.csv", row=2, severity=Severity.WARNING),
            Finding("is broken", "mend it", file="b.csv", row=7, column="x", value="\x1b[2J"),
            Finding("is wrong", file="a.csv", row=9, sheet="posts"),
        ],
    )
    shown = screen.getvalue()
    order = [shown.index(text) for text in ("a.csv", "is wrong", "looks odd", "b.csv", "mend it")]
    assert order == sorted(order)
    assert "sheet posts, row 9" in shown
    assert "\x1b[2J" not in shown
