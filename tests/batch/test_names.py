"""A run's name: the same for the same thing wherever it lies, another for anything else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.batch import cycle as cycles
from planner.batch.cycle import read_cycle
from planner.place import read_place, write_place
from tests.batch.conftest import MORE, Write

BASE = """
scenarios = ["more.toml"]
policies = [{travel_minutes = 5}]
[options]
gap = 0.02
"""


def name(path: Path) -> str:
    (run,) = read_cycle(path).runs
    return run.name


def test_where_files_lie_and_what_they_are_called_does_not_count(
    cycle: Write, tmp_path: Path
) -> None:
    first = name(cycle(BASE))
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(tmp_path / "place", moved / "place")
    (moved / "renamed.toml").write_text("# a remark\n" + MORE)
    text = (tmp_path / "cycle.toml").read_text().replace("more.toml", "renamed.toml")
    path = moved / "other.toml"
    path.write_text(text.replace('"A cycle"', '"Another"'))
    assert name(path) == first


def test_the_format_of_a_place_does_not_count(cycle: Write, tmp_path: Path) -> None:
    first = name(cycle(BASE))
    place = read_place(tmp_path / "place")
    write_place(place, tmp_path / "place", "parquet", overwrite=True)
    assert name(cycle(BASE)) == first


def test_limits_of_the_computer_do_not_count(cycle: Write) -> None:
    assert name(cycle(BASE)) == name(cycle(BASE + "[limits]\nseconds = 9\nthreads = 1\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gap = 0.02", "gap = 0.03"),
        ("gap = 0.02", "bottlenecks = true"),
        ("travel_minutes = 5", "travel_minutes = 6"),
        ("travel_minutes = 5", "new_profiles = false"),
        ('scenarios = ["more.toml"]', 'scenarios = [["more.toml", "more.toml"]]'),
        ('scenarios = ["more.toml"]', "scenarios = [[]]"),
        ('scenarios = ["more.toml"]', 'scenarios = ["more.toml"]\nseeds = [1]'),
        ('scenarios = ["more.toml"]', 'scenarios = ["more.toml"]\nreports = true'),
        (
            "[options]",
            '[[axis]]\nname = "a"\npriority = "change"\nvalues = [2]\n[options]',
        ),
        (
            "[options]",
            '[[axis]]\nname = "a"\nscale = {table = "needs", column = "people"}\nvalues = [2]\n[options]',
        ),
    ],
)
def test_whatever_bears_on_the_result_counts(cycle: Write, old: str, new: str) -> None:
    first = name(cycle(BASE))
    assert old in BASE
    assert name(cycle(BASE.replace(old, new))) != first


def test_the_contents_of_scenarios_and_tables_count(cycle: Write, tmp_path: Path) -> None:
    first = name(cycle(BASE))
    (tmp_path / "more.toml").write_text(MORE.replace("1.1", "1.2"))
    second = name(cycle(BASE))
    posts = tmp_path / "place" / "posts.csv"
    posts.write_text(posts.read_text().replace("0.5", "0.4"))
    assert len({first, second, name(cycle(BASE))}) == 3


def test_the_versions_count(cycle: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    first = name(cycle(BASE))
    monkeypatch.setattr(cycles, "versions", lambda: {"placeplan": "99"})
    assert name(cycle(BASE)) != first
