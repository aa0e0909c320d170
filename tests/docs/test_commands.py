"""Command lines in the pages are such as the program takes; nothing is run."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.reference import commands as every_command
from tests.docs.markdown import ROOT, commands, pages

NAMED = dict(every_command())


def named(words: list[str]) -> tuple[str, list[str]]:
    """The command that a line calls, and what follows its words."""
    for count in range(len(words), 1, -1):
        name = " ".join(words[:count])
        if name in NAMED:
            return name, words[count:]
    raise click.UsageError(f"there is no such command: {' '.join(words)}")


def parse(words: list[str]) -> None:
    """Raise where the program would refuse the words before it opens any file."""
    if words[1:] in (["--help"], ["--version"]) or words == ["placeplan", "COMMAND", "--help"]:
        return
    name, rest = named(words)
    if "--help" in rest:
        return
    NAMED[name].make_context(name, list(rest))


def lines() -> list[tuple[Path, list[str]]]:
    return [(page, words) for page in pages() for words in commands(page.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param(page, words, id=f"{page.relative_to(ROOT)}: {' '.join(words)}"[:150])
        for page, words in lines()
        if page.parent.name != "decisions"
    ],
)
def test_a_command_line_is_one_the_program_takes(page: Path, words: list[str]) -> None:
    parse(words)


def test_the_readme_shows_the_commands_of_a_planning_cycle() -> None:
    shown = {
        named(words)[0]
        for page, words in lines()
        if page == ROOT / "README.md" and words[1:] and words[1] != "COMMAND"
    }
    cycle = ("init", "check", "skillmix", "assignment", "roster", "compare", "stress", "batch run")
    assert {f"placeplan {name}" for name in cycle} <= shown


@pytest.mark.parametrize(
    "line",
    [
        "placeplan chekc place",
        "placeplan check",
        "placeplan check place --jsn",
        "placeplan skillmix place",
        "placeplan skillmix place -o plan --gap 2",
        "placeplan batch place",
        "placeplan roster place -o plan --start Monday",
    ],
)
def test_a_line_the_program_refuses_is_found(line: str) -> None:
    with pytest.raises(click.UsageError):
        parse(line.split())


def test_lines_are_found_as_they_are_written() -> None:
    text = (
        "```\n$ placeplan check a  # a comment\nplaceplan compare a \\\n    b\nplan it\n```\n"
        "placeplan is a planner\n"
    )
    assert commands(text) == [["placeplan", "check", "a"], ["placeplan", "compare", "a", "b"]]
