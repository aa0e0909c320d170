"""``placeplan init`` and ``placeplan examples``."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.examples import EXAMPLES, make_example
from planner.place import read_place
from planner.scenario import apply_scenarios, load_scenario
from tests.cli.conftest import Run


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_an_example_in_each_format(run: Run, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "tiny"
    result = run("init", folder, "--example", "tiny", "--format", form)
    assert result.exit_code == 0, result.output
    assert run("check", folder).exit_code == 0
    place = read_place(folder)
    files = sorted((folder / "scenarios").glob("*.toml"))
    assert {file.stem for file in files} == set(make_example("tiny").scenarios)
    for file in files:
        apply_scenarios(place, [load_scenario(file)])


def test_every_format_gives_the_same_place(run: Run, tmp_path: Path) -> None:
    hashes = []
    for form in ("csv", "parquet", "xlsx"):
        run("init", tmp_path / form, "--example", "tiny", "--format", form)
        hashes.append(read_place(tmp_path / form).hashes)
    assert hashes[0] == hashes[1] == hashes[2]


def test_blank_tables(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path / "new")
    assert result.exit_code == 0
    assert (tmp_path / "new" / "place.toml").is_file()
    assert (tmp_path / "new" / "posts.csv").read_text(encoding="utf-8-sig").startswith("post,")
    checked = run("check", tmp_path / "new")
    assert checked.exit_code == 2


def test_a_folder_in_use_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    result = run("init", tmp_path, "--example", "tiny")
    assert result.exit_code == 2
    assert "not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_example_names_the_nearest(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path / "x", "--example", "northumberlnd")
    assert result.exit_code == 2
    assert "did you mean 'northumberland'?" in result.output
    assert not (tmp_path / "x").exists()


def test_examples_are_listed_with_their_scenarios(run: Run) -> None:
    result = run("examples")
    assert result.exit_code == 0
    assert all(name in result.output for name in EXAMPLES)
    for scenario in make_example("northumberland").scenarios:
        assert scenario in result.output
