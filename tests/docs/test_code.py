"""Code in the pages is the program's own, or runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import placeplan
from tests.docs.markdown import ROOT, Block, blocks, pages, prose

AUTHORS = ROOT / "docs" / "guides" / "rule-author.md"
ANALYSTS = ROOT / "docs" / "guides" / "analyst.md"
_PATH = re.compile(r"(planner|solvers|cli|tests|benchmarks|fixtures|docs)/[\w./-]+")


def quoted() -> list[tuple[Path, str, Block]]:
    """Blocks that name the file they are taken from."""
    found = []
    for page in pages():
        for block in blocks(page.read_text(encoding="utf-8")):
            kind, _, path = block.kind.partition(" ")
            if kind in ("python", "text") and path:  # text: lines that are no statement
                found.append((page, path, block))
    return found


@pytest.mark.parametrize(
    ("page", "path", "block"),
    [pytest.param(*each, id=f"{each[0].name}:{each[2].line} {each[1]}") for each in quoted()],
)
def test_code_that_names_its_file_stands_there(page: Path, path: str, block: Block) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert block.text in text, f"{page.name} line {block.line} shows what {path} no longer says"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_block_of_a_file_says_above_it_which(page: Path) -> None:
    """What stands behind the fence is not shown to readers."""
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    for block in blocks(text):
        kind, _, path = block.kind.partition(" ")
        if kind != "console" and path:
            assert lines[block.line - 4] == f"`{path}`:", (page.name, block.line)


def test_the_guide_for_rule_authors_shows_code_of_each_kind() -> None:
    shown = {Path(path).parent.as_posix() for page, path, _ in quoted() if page == AUTHORS}
    kinds = ("solvers/skillmix/rules", "solvers/skillmix/measures", "planner/place/rules",
             "planner/schema/tables", "tests/solvers")  # fmt: skip
    assert shown >= set(kinds)


def test_files_that_pages_name_exist() -> None:
    """Wherever a page of the present gives a whole path; decisions tell of their time."""
    named = {
        (page.name, span)
        for page in pages()
        if page.parent.name not in ("decisions", "results")
        for span in re.findall(r"`([^`\n]+)`", prose(page.read_text(encoding="utf-8")))
        if _PATH.fullmatch(span)
    }
    assert len({page for page, _ in named}) > 2
    assert [(page, span) for page, span in sorted(named) if not (ROOT / span).exists()] == []


def test_python_of_the_guide_for_analysts_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the guide's batch the runs without more or less need, and without room, are made."""
    monkeypatch.chdir(tmp_path)
    call("init my-place --example tiny")
    cycle = Path("my-place/cycle.toml")
    text = cycle.read_text(encoding="utf-8")
    assert "values = [0.9, 1.0, 1.1]" in text
    assert "values = [0, 60]" in text
    text = text.replace("values = [0.9, 1.0, 1.1]", "values = [1.0]")
    cycle.write_text(text.replace("values = [0, 60]", "values = [0]"), encoding="utf-8")
    call("batch run my-place/cycle.toml -o my-cycle")
    call("batch table my-cycle")

    guide = blocks(ANALYSTS.read_text(encoding="utf-8"))
    first, second = (block for block in guide if block.kind == "python")
    exec(compile(first.text, str(ANALYSTS), "exec"), {})
    assert column(capsys.readouterr().out, "1.0") == {"as it is": 195.7, "no_new_roles": 391.3}
    shown = next(block for block in guide if block.kind == "text")
    assert column(shown.text, "1.0") == {"as it is": 195.7, "no_new_roles": 391.3}
    exec(compile(second.text, str(ANALYSTS), "exec"), {})
    assert "unmet_need 391.3 391.3 True 391.3" in capsys.readouterr().out


def call(words: str) -> None:
    result = CliRunner().invoke(placeplan, words.split(), prog_name="placeplan")
    assert result.exit_code == 0, result.output


def column(printed: str, heading: str) -> dict[str, float]:
    """A column of a printed frame: the rows' labels and its figures."""
    headings, _, *rows = (line.split() for line in printed.strip().splitlines())
    at = len(headings) - headings.index(heading)
    across = len(headings) - 1
    return {" ".join(cells[:-across]): float(cells[-at]) for cells in rows}
