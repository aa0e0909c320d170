"""The tutorial is done as it is written: its tables pasted, its commands run, its output found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import placeplan
from planner.place import read_place
from tests.docs.markdown import ROOT, Block, blocks

TUTORIAL = ROOT / "docs" / "tutorial.md"
GAP = "…"
PASTED = ("csv", "toml", "diff")


def test_the_tutorial_can_be_done_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(TUTORIAL.read_text(encoding="utf-8")):
        kind, _, rest = block.kind.partition(" ")
        if kind in PASTED:
            paste(kind, Path(rest), block.text)
        elif kind == "console":
            follow(block, options(rest))
        else:
            raise AssertionError(f"line {block.line}: nobody knows what to do with {kind!r}")
    place = read_place(tmp_path / "harbour")
    assert place["localities"]["population"].sum() == 50_000
    assert (tmp_path / "plan" / "report.html").is_file()


def options(text: str) -> dict[str, str]:
    """``exit=2 numbers=loose`` after a block's kind: the exit code expected, 0 if not said, and
    whether figures may differ."""
    found = dict(part.split("=") for part in text.split())
    assert set(found) <= {"exit", "numbers"}
    return found


def paste(kind: str, path: Path, text: str) -> None:
    """A whole file, or in a ``diff`` lines taken out (``-``) and put in their place (``+``)."""
    if kind != "diff":
        assert path.parent.is_dir(), f"{path} has nowhere to stand"
        path.write_text(text + "\n", encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in text.splitlines():
        if line.startswith("-"):
            at = lines.index(line[1:])
            lines.pop(at)
        else:
            assert line.startswith("+"), line
            lines.insert(at, line[1:])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def follow(block: Block, wanted: dict[str, str]) -> None:
    """Run each command of a block; what is shown below it stands in its output, in order."""
    for command, shown in calls(block.text):
        result = CliRunner().invoke(placeplan, command.split()[1:], prog_name="placeplan")
        assert result.exit_code == int(wanted.get("exit", "0")), result.output
        missing = first_missing(shown, result.output, loose="numbers" in wanted)
        assert missing is None, f"{command} does not say: {missing}\nbut:\n{result.output}"


def calls(text: str) -> list[tuple[str, list[str]]]:
    """Each command with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ placeplan "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def first_missing(shown: list[str], output: str, loose: bool) -> str | None:
    """The first line shown that does not come in the output after those before it.

    Lines that follow each other without a gap (``…``) follow each other in the output. Spaces
    count as one; figures may be others where ``loose``.
    """
    said = [" ".join(line.split()) for line in output.splitlines()]
    at, gap = 0, not (shown and shown[0] != GAP)
    for line in shown:
        if line == GAP:
            gap = True
            continue
        like = pattern(line, loose)
        there = [k for k, each in enumerate(said) if k >= at and like.fullmatch(each)]
        if not there or (not gap and there[0] != at):
            return line
        at, gap = there[0] + 1, False
    return None


def pattern(line: str, loose: bool) -> re.Pattern[str]:
    text = re.escape(" ".join(line.split()))
    return re.compile(re.sub(r"\d+", r"\\d+", text) if loose else text)


OUTPUT = "a 1\n\nb  2\nc 3\n"


@pytest.mark.parametrize(
    ("shown", "loose", "missing"),
    [
        (["a 1", "", "b 2", "c 3"], False, None),
        (["…", "c 3"], False, None),
        (["a 1", "…", "c 3"], False, None),
        (["a 1", "b 2"], False, "b 2"),
        (["a 2"], False, "a 2"),
        (["a 2"], True, None),
        (["…", "c 3", "…", "a 1"], False, "a 1"),
        (["…", "d"], True, "d"),
    ],
)
def test_what_is_shown_is_looked_for_in_its_order(
    shown: list[str], loose: bool, missing: str | None
) -> None:
    assert first_missing(shown, OUTPUT, loose) == missing


def test_lines_are_taken_out_and_put_in(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x\ny\nz\n", encoding="utf-8")
    paste("diff", path, "-y\n+yes\n-z")
    assert path.read_text(encoding="utf-8") == "x\nyes\n"
    with pytest.raises(ValueError, match="list"):
        paste("diff", path, "-y")
