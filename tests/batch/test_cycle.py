"""Reading and expanding a cycle: every row in order, and every mistake at once."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.batch.cycle import read_cycle
from planner.errors import InputError
from planner.place import write_place
from tests.batch.conftest import Write
from tests.small_place import small_place

GRID = """
scenarios = [[], "more.toml"]
policies = [{}, {new_profiles = false, travel_minutes = 5}]
seeds = [3, 4]
[[axis]]
name = "need"
scale = {table = "needs", column = "people"}
values = [0.9, 1.2]
[[axis]]
name = "gap asked"
option = "gap"
values = [0.01, 0.05]
[[axis]]
name = "room for change"
priority = "change"
values = [0, 5]
"""


def problems(path: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        read_cycle(path)
    return [str(finding) for finding in error.value.findings]


def test_the_grid_is_every_combination_in_order(cycle: Write) -> None:
    read = read_cycle(cycle(GRID))
    levels = [tuple(run.levels.values()) for run in read.runs]
    place = small_place().settings.name
    assert levels == list(
        itertools.product(
            [place], ["as it is", "More"], ["as it is", "new_profiles=no, travel_minutes=5"],
            [0.9, 1.2], [0.01, 0.05], [0, 5], [3, 4],
        )
    )  # fmt: skip
    assert [run.row for run in read.runs] == list(range(1, 65))
    assert len({run.name for run in read.runs}) == 64
    last = read.runs[-1]
    assert [overlay.name for overlay in last.overlays] == [
        "More", "new_profiles=no, travel_minutes=5", "need × 1.2",
    ]  # fmt: skip
    assert last.priorities == (("change", "slack", 5.0),)
    assert last.options.model_dump()["gap"] == 0.05


def test_scenarios_combine_in_their_order(cycle: Write, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(
        'name = "Other"\n[[change]]\naction="set"\ntable="policy"\nvalues={travel_minutes=3}\n'
    )
    read = read_cycle(cycle('scenarios = [["more.toml", "other.toml"], "other.toml"]'))
    assert [run.levels["scenarios"] for run in read.runs] == ["More + Other", "Other"]
    assert [[o.name for o in run.overlays] for run in read.runs] == [["More", "Other"], ["Other"]]


@pytest.fixture(scope="module")
def with_a_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cycle")
    write_place(small_place(), folder / "place", "csv")
    return folder


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(1, 3))
def test_as_many_rows_as_the_product(with_a_place: Path, sizes: list[int], seeds: int) -> None:
    lines = [
        'name = "x"',
        'stage = "skillmix"',
        'places = ["place"]',
        f"seeds = {list(range(seeds))}",
    ]
    for number, size in enumerate(sizes):
        lines += ["[[axis]]", f'name = "a{number}"', 'policy = "travel_minutes"']
        lines += [f"values = {[1 + n for n in range(size)]}"]
    path = with_a_place / "cycle.toml"
    path.write_text("\n".join(lines))
    count = seeds
    for size in sizes:
        count *= size
    runs = read_cycle(path).runs
    assert len(runs) == count == len({tuple(run.levels.items()) for run in runs})


def test_two_places_of_one_name_are_told_by_their_paths(cycle: Write, tmp_path: Path) -> None:
    write_place(small_place(), tmp_path / "again", "csv")
    path = cycle()
    path.write_text(path.read_text().replace('["place"]', '["place", "again"]'))
    assert list(read_cycle(path).places) == ["place", "again"]


def test_every_mistake_is_told_at_once(cycle: Write) -> None:
    told = problems(
        cycle(
            """
scenarios = [[], "moer.toml"]
policies = [{new_profile = true}, {travel_minutes = "x"}]
[options]
gap = 3
reproducibl = true
[[axis]]
name = "need"
scale = {table = "needs", column = "peeple"}
values = [1.1]
[[axis]]
name = "seed"
policy = "travl_minutes"
values = [1]
[[axis]]
name = "d"
priority = "destabilization"
values = [1]
[[axis]]
name = "d"
option = "gapp"
values = [1]
[[axis]]
name = "both"
option = "gap"
policy = "travel_minutes"
"""
        )
    )
    wanted = (
        ("cycle.toml, scenarios 2: moer.toml", "did you mean 'more.toml'"),
        ("policies 1, new_profile", "did you mean 'new_profiles'?"),
        ("policies 2, travel_minutes", "a valid number"),
        ("axis 1", "did you mean 'people'?"),
        ("axis 2, name", "choose another"),
        ("axis 2, policy", "did you mean 'travel_minutes'?"),
        ("axis 3, priority", "did you mean 'destabilisation'?"),
        ("axis 4, name", "choose another"),
        ("axis 4, option", "did you mean 'gap'"),
        ("axis 5", "give it one of"),
        ("options, gap", "less than or equal to 1"),
        ("options, reproducibl", "did you mean 'reproducible'?"),
    )
    assert len(told) == len(wanted), told
    for where, what in wanted:
        assert any(where in line and what in line for line in told), (where, what, told)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("nam = 1", "nam", "did you mean 'name'?"),
        ("seeds = [-1]", "seeds 1", "greater than or equal to 0"),
        ("seeds = [1, 1]", "seeds", "twice"),
        ("seeds = [true]", "seeds 1", "valid integer"),
        ("[limits]\nsecond = 3", "limits, second", "did you mean 'seconds'?"),
        ("[limits]\nseconds = 0", "limits, seconds", "greater than 0"),
        ("[limits]\nseconds = inf", "limits, seconds", "finite"),
        ("scenarios = [3]", "scenarios 1", "valid string"),
        ("scenarios = [[], []]", "scenarios", "twice"),
        ("scenarios = []", "scenarios", "at least 1"),
        ('[[axis]]\nname="a"\npolicy="travel_minutes"', "axis 1, values", "no levels"),
        ('[[axis]]\nname="a"\npolicy="travel_minutes"\nvalues=[1, 1.0]', "axis 1", "twice"),
        ('[[axis]]\nname=" a"\npolicy="travel_minutes"\nvalues=[1]', "axis 1, name", "spaces"),
        ('[[axis]]\nname="a"\nscenarios=[[]]\nvalues=[1]', "axis 1, values", "leave out"),
        ("[options]\nreproducible=true\ntime_limit=3", "options, time_limit", "time limit"),
        ("seeds = [", "cycle.toml", "not valid TOML"),
        ("seeds = [" + ", ".join(map(str, range(20_001))) + "]", "cycle.toml", "20,001 runs"),
    ],
)  # fmt: skip
def test_a_mistake_is_located(cycle: Write, text: str, where: str, what: str) -> None:
    told = problems(cycle(text))
    assert len(told) == 1, told
    assert where in told[0]
    assert what in told[0]


def test_the_stage_is_one_there_is(cycle: Write) -> None:
    path = cycle()
    path.write_text(path.read_text().replace('"skillmix"', '"skilmix"'))
    assert "did you mean 'skillmix'?" in problems(path)[0]


def test_a_place_that_is_unsound_is_told_with_its_file(cycle: Write, tmp_path: Path) -> None:
    posts = tmp_path / "place" / "posts.csv"
    posts.write_text(posts.read_text().replace("nurse", "nruse"))
    told = problems(cycle())
    assert any("place 'place': posts.csv row" in line and "nurse" in line for line in told), told


@pytest.mark.parametrize("name", ["missing.toml", ".", "\0"])
def test_a_file_that_cannot_be_read_is_told(cycle: Write, tmp_path: Path, name: str) -> None:
    cycle()
    assert len(problems(tmp_path / name)) == 1


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cycle.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in problems(path)[0]
    path.write_text("a = " + "[" * 5000)
    assert "nested" in problems(path)[0] or "TOML" in problems(path)[0]
