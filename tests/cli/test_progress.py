"""Progress as plain lines and as a live table."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cli import progress
from cli.progress import Lines, figure, gap_of, line_of, watching
from solvers.engine.progress import Progress


def test_a_line_says_what_is_known() -> None:
    full = Progress("plan", "visits", 1204.4, 1190.0, "visits", 12.34, "")
    assert line_of(full) == "   12.3 s  plan: visits, best 1,204 visits, bound 1,190, gap 1.20 %"
    assert line_of(Progress("check", seconds=3)) == "    3.0 s  check"
    assert line_of(Progress("build", note="12 rules")) == "    0.0 s  build, 12 rules"


@pytest.mark.parametrize(
    ("best", "bound", "gap"),
    [
        (None, 1.0, ""),
        (1.0, None, ""),
        (0.0, 0.0, "0 %"),
        (0.0, -1.0, ""),
        (200.0, 199.0, "0.50 %"),
        (-200.0, -201.0, "0.50 %"),
    ],
)
def test_gap(best: float | None, bound: float | None, gap: str) -> None:
    assert gap_of(Progress("plan", "cost", best, bound)) == gap


def test_figures_have_the_digits_that_tell() -> None:
    assert [figure(v) for v in (None, 0.0, 0.04211, 12.345, 1234.5)] == [
        "", "0", "0.0421", "12.3", "1,234",
    ]  # fmt: skip


def test_lines_come_at_most_every_two_seconds_on_one_goal() -> None:
    now = [0.0]
    written: list[str] = []
    hear = Lines(written.append, clock=lambda: now[0])
    for second, goal in (
        (0.0, "visits"),
        (0.5, "visits"),
        (1.9, "visits"),
        (2.1, "visits"),
        (2.2, "cost"),
        (2.3, "cost"),
    ):
        now[0] = second
        hear(Progress("plan", goal, seconds=second))
    assert [line.split()[0] for line in written] == ["0.0", "2.1", "2.2"]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(quiet=True) as hear:
        hear(Progress("plan", "visits", 1.0, 1.0))
    assert capsys.readouterr() == ("", "")


def test_plain_lines_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(quiet=False) as hear:
        hear(Progress("plan", "visits", 1.0, 1.0, "visits", 2.0))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "    2.0 s  plan: visits, best 1 visits, bound 1, gap 0 %\n"


def test_a_terminal_gets_a_live_table(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(progress, "err", lambda: console)
    with watching(quiet=False) as hear:
        hear(Progress("plan", "visits", 2000.0, 1000.0, "visits", 2.0))
        hear(Progress("plan", "visits", 1204.0, 1190.0, "visits", 3.0))
        hear(Progress("plan", "cost", None, None, "k£", 4.0))
    shown = screen.getvalue()
    assert "1,204" in shown
    assert "Ctrl-C" in shown
    assert "1.16 %" in shown
    assert "cost" in shown
