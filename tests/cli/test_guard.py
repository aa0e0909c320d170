"""Whatever happens ends in a message and an exit code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from cli.guard import exit_code_of
from planner.errors import CheckFailed, Finding, ImpossibleError, InputError, PlaceplanError


def raising(error: BaseException) -> Callable[[], Any]:
    def run() -> None:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (
            InputError([Finding("is wrong", file="posts.csv", row=3)]),
            2,
            "posts.csv row 3: is wrong",
        ),
        (PlaceplanError("cannot"), 2, "cannot"),
        (ImpossibleError("No plan.", ["budget of the PCN"]), 1, "No plan.\nbudget of the PCN"),
        (CheckFailed("plan", ["need: 3, not 4"]), 1, "need: 3, not 4"),
        (KeyboardInterrupt(), 130, "Stopped"),
        (click.Abort(), 130, "Stopped"),
        (click.ClickException("odd"), 2, "odd"),
        (click.UsageError("odd"), 2, "odd"),
        (MemoryError(), 2, "not enough memory"),
        (PermissionError(13, "Permission denied", "plan"), 2, "plan: Permission denied"),
        (OSError(28, "No space left on device", "plan"), 2, "plan: No space left on device"),
        (BrokenPipeError(), 0, ""),
        (click.exceptions.Exit(1), 1, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_is_said(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    assert exit_code_of(raising(error)) == code
    said = capsys.readouterr().err
    assert says in said
    assert bool(said) == bool(says)


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("x"), KeyError("x"), OSError("no name"), RecursionError()]
)
def test_a_fault_is_one_calm_sentence_and_a_file(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert exit_code_of(raising(error)) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("\n") == 1
    (log,) = tmp_path.iterdir()
    assert str(log) in said
    assert f"raise error\n{type(error).__name__}" in log.read_text(encoding="utf-8")


def test_a_fault_is_said_even_where_no_file_can_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert exit_code_of(raising(ZeroDivisionError())) == 2
    said = capsys.readouterr().err
    assert re.fullmatch(r"Something went wrong inside placeplan; .*\n", said)


def test_a_message_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(raising(PlaceplanError("a\x1b[2Jb\nc£"))) == 2
    assert capsys.readouterr().err == "a\\x1b[2Jb\nc£\n"


def test_what_a_command_returns_is_its_exit_code() -> None:
    assert exit_code_of(lambda: 1) == 1
    assert exit_code_of(lambda: None) == 0
