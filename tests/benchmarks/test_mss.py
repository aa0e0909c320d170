"""Medical Student Scheduling: reading, scoring by the set's own rules, and the command."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.rotating import mss
from benchmarks.rotating.mss_score import score
from benchmarks.rotating.problems import of_mss
from benchmarks.rotation import main
from solvers.rotation.check import check
from solvers.rotation.problem import HOME
from tests.rotation.brute import best, lines, timetable

#: Of our own making: three students, two hospitals, three disciplines of two periods in two groups.
TEXT = """%Scalars
Students=3;
Disciplines=3;
Hospitals=2;
Duration=2;
Horizon=6;
Groups=2;
MaxDiscPerHosp=2;
%Data structures
DiscGroup = [1,1,2];
StudDiscGroup =[|
1, 1 |
2, 0 |
1, 0 |];
AllowedDisc =[|
1, 1, 1 |
1, 1, 1 |
1, 1, 0 |];
Precededby =[|
0, 0, 0 |
1, 0, 0 |
0, 0, 0 |];
Availability =[|
1, 1, 1, 1, 1, 1 |
1, 1, 1, 1, 0, 1 |
0, 1, 1, 1, 1, 1 |];
Ability =
 array3d(1..Students,1..Hospitals,1..Disciplines,[
1, 1, 1, 1, 1, 1,
1, 1, 1, 0, 1, 1,
1, 1, 1, 1, 1, 1]);
MaxPosHosp =
 array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
MinPosHosp =
 array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
%W_disc W_hosp W_change W_wait
WeightPref=[|
1,2,-3,-1 |
1,1,-1,-2 |
2,1,-2,-1 |];
PrefStudDisc =[|
5, 1, 3 |
2, 4, 1 |
3, 3, 5 |];
PrefStudHosp =[|
1, 4 |
5, 2 |
3, 3 |];
ManPref=[2,0,1];
"""


def made(folder: Path, text: str = TEXT) -> mss.MssInstance:
    (folder / "small.dzn").write_text(text, encoding="utf-8")
    return mss.read(folder / "small.dzn")


def test_an_instance_is_read(tmp_path: Path) -> None:
    instance = made(tmp_path)
    assert instance.scalars["Duration"] == 2
    assert instance["WeightPref"][2].tolist() == [2, 1, -2, -1]
    assert instance["MaxPosHosp"][0, 1].tolist() == [1] * 6
    problem = of_mss(instance)
    assert problem.least[1, 0, 0] == 1
    assert problem.before[1, 0]
    assert problem.value[0, 1, 0] == 5 + 2 * 4 + 2
    assert not problem.able[2, :, 2].any()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Horizon=6;", "", ["Horizon is missing"]),
        ("Horizon=6;", "Horizon=six;", ["Horizon must be a whole number from 1 on, not 'six'"]),
        ("Horizon=6;", "Horizon=0;", ["Horizon must be a whole number from 1 on, not '0'"]),
        ("Horizon=6;", "Horizon=7;", ["Availability has 18", "MaxPosHosp has 36"]),
        ("[1,1,2]", "[1,1,3]", ["DiscGroup must be from 1 to 2"]),
        ("[1,1,2]", "[1,1]", ["DiscGroup has 2 numbers, not 3"]),
        ("[1,1,2]", "[1,0,2]", ["DiscGroup must not be below 1"]),
        ("2, 0 |\n1, 0 |];\nAllowed", "2, 0 |\n-1, 0 |];\nAllowed", ["StudDiscGroup must not be"]),
        ("[2,0,1]", f"[2,{'9' * 30},1]", ["ManPref holds numbers of more than 6 figures"]),
        ("[2,0,1]", "[2,x,1]", ["ManPref holds something other than whole numbers"]),
        ("ManPref=[2,0,1];", "", ["ManPref is missing"]),
        ("Students=3;", "Students=999999;", ["Ability has 18 numbers, not 999999 x 2 x 3"]),
    ],
)
def test_all_that_is_wrong_is_told(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=r"small\.dzn: ") as wrong:
        made(tmp_path, TEXT.replace(old, new))
    assert all(text in str(wrong.value) for text in told)


def test_damage_is_found_or_does_no_harm(tmp_path: Path) -> None:
    random, told = Random(3), list[str]()
    for _ in range(300):
        text = list(TEXT)
        for _ in range(random.randint(1, 5)):
            at = random.randrange(len(text))
            text[at] = random.choice(["", "9", "-", ";", "|", "]", "\0", "é", "=", text[at] * 2])
        try:
            made(tmp_path, "".join(text))
        except ValueError as wrong:
            told.append(str(wrong))
    assert len(told) > 50
    assert all(text.startswith("small.dzn: ") for text in told)


def test_the_sets_own_rules_and_the_check_agree(tmp_path: Path) -> None:
    instance = made(tmp_path)
    problem, random = of_mss(instance), Random(5)
    ways = [[timetable(problem, x) for x in lines(problem, p)] for p in range(3)]
    good = 0
    for _ in range(400):
        rotation = np.array([random.choice(each) for each in ways])
        for _ in range(random.choice([0, 0, 1, 2])):
            student, period = random.randrange(3), random.randrange(6)
            rotation[student, period] = random.randint(HOME, 5)
        own = score(instance, mss.attended(instance, rotation))
        measured = check(problem, rotation)
        assert bool(own.broken) == bool(measured.violations), rotation
        if not own.broken:
            good += 1
            assert own.total == measured.score
    assert 20 < good < 380


def test_the_command_finds_what_trying_everything_does(tmp_path: Path) -> None:
    instance = made(tmp_path)
    (tmp_path / "published.csv").write_text("instance,best_known_score\nsmall,20\n")
    call = ["--set", "mss", "--data", tmp_path, "--time-limit", 3, "--out", tmp_path / "out"]
    told = CliRunner().invoke(main, [str(each) for each in call])
    assert told.exit_code == 0, told.output
    with (tmp_path / "out" / "results.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    most = best(of_mss(instance))
    assert int(row["score"]) == most
    assert float(row["bound"]) >= int(row["score"])
    schedule = mss.read_schedule(tmp_path / "out" / "small.txt", instance)
    assert score(instance, schedule).total == most
    assert score(instance, schedule).broken == []
    with (tmp_path / "out" / "trace.csv").open(newline="") as file:
        assert list(csv.DictReader(file))[-1]["score"] == row["score"]
    assert re.search(rf"\| small \| 0 \| {most} \|", told.output)


@pytest.mark.parametrize("text", ["[1, 0]", "7", json.dumps([2] * 108)])
def test_a_schedule_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    instance = made(tmp_path)
    (tmp_path / "small.txt").write_text(text)
    with pytest.raises(ValueError, match="not a list of 108 times 0 or 1"):
        mss.read_schedule(tmp_path / "small.txt", instance)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    call = ["--set", "mss", "--data", str(tmp_path), "--instances", "nothing"]
    told = CliRunner().invoke(main, call)
    assert told.exit_code == 2
    assert "cannot read" in told.output
