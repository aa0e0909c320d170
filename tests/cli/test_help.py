"""Help answers at once and shows how each command is used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cli.main import COMMANDS
from tests.cli.conftest import Run

HEAVY = (
    "pandas",
    "numpy",
    "ortools",
    "pydantic",
    "pyarrow",
    "rich",
    "altair",
    "jinja2",
    "openpyxl",
)
SECONDS = 0.4


def modules_loaded(*args: str) -> set[str]:
    """The top-level modules that a command line has loaded when it ends."""
    code = (
        "import sys\n"
        "from cli.main import placeplan\n"
        "try:\n"
        f"    placeplan({list(args)!r}, prog_name='placeplan')\n"
        "except SystemExit as leaving:\n"
        "    assert not leaving.code, leaving.code\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["skillmix", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    assert not modules_loaded(*args) & set(HEAVY)


def test_importing_the_planner_loads_nothing_heavy() -> None:
    code = "import planner, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(HEAVY)


def test_help_answers_at_once() -> None:
    """In processor time, which a busy machine does not stretch; the best of three tells."""
    assert min(_seconds_of_help() for _ in range(3)) < SECONDS


def _seconds_of_help() -> float:
    before = _seconds_of_children()
    subprocess.run([sys.executable, "-m", "cli.main", "--help"], capture_output=True, check=True)
    return _seconds_of_children() - before


def _seconds_of_children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.output for name in COMMANDS)
    assert "Exit codes" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  placeplan {command}" in result.output.split("Example")[1]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chekc"], "did you mean 'check'?"),
        (["xyzzy"], "known here: init, check"),
        (["--nope"], "No such option"),
        (["check"], "Missing argument 'PLACE'"),
        (["skillmix", "place"], "Missing option"),
        (["skillmix", "place", "-o", "x", "--gap", "2"], "--gap"),
        (["skillmix", "place", "-o", "x", "--time-limit", "0"], "--time-limit"),
        (["init", "x", "--format", "doc"], "csv"),
    ],
)
def test_wrong_usage_is_said(run: Run, args: list[str], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.output
