"""The public sets' rosters as problems, and the command that finds and scores them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.roster import main
from benchmarks.rostering import inrc2
from benchmarks.rostering.curtois_roster import read_roster
from benchmarks.rostering.curtois_score import score as score_curtois
from benchmarks.rostering.inrc2_score import score as score_inrc2
from benchmarks.rostering.inrc2_solution import read_solution
from benchmarks.rostering.problems import curtois_roster, inrc2_roster, of_curtois, of_inrc2
from solvers.roster.check import check
from solvers.roster.problem import OFF, Ints, RosterProblem
from tests.benchmarks import test_curtois, test_inrc2

#: A set's own cost of a roster, and what it breaks.
Score = Callable[[Ints], tuple[int, list[str]]]


def rosters(problem: RosterProblem, count: int) -> list[Ints]:
    """Rosters at random, good and bad."""
    rng = np.random.default_rng(7)
    shape = (len(problem.people), problem.days)
    found = []
    for share in rng.uniform(0.1, 0.9, count):
        duties = rng.integers(0, len(problem.duties), shape)
        found.append(np.where(rng.random(shape) < share, duties, OFF))
    return found


def curtois_made(folder: Path) -> tuple[RosterProblem, Score]:
    instance = test_curtois.made(folder)

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_curtois(instance, curtois_roster(instance, roster))
        return found.cost, found.broken

    return of_curtois(instance), score


def inrc2_made(folder: Path) -> tuple[RosterProblem, Score]:
    instance = test_inrc2.made(folder)

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_inrc2(instance, inrc2_roster(instance, roster))
        return found.cost, found.broken

    return of_inrc2(instance), score


@pytest.mark.parametrize(("made", "many"), [(curtois_made, 10), (inrc2_made, 100)])
def test_the_check_and_the_sets_own_rules_say_the_same(
    made: Callable[[Path], tuple[RosterProblem, Score]], many: int, tmp_path: Path
) -> None:
    problem, score = made(tmp_path)
    costs = set()
    for roster in rosters(problem, 300):
        measured, (cost, broken) = check(problem, roster), score(roster)
        assert measured.cost == cost
        assert bool(measured.violations) == bool(broken)
        costs.add(cost)
    assert len(costs) > many


def results(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_rosters_and_results_are_written(tmp_path: Path) -> None:
    free = test_curtois.TEXT.replace("4000,0,4,2,2,1", "4000,0,4,1,1,2")
    instance = test_curtois.read(test_curtois.write(tmp_path, free))
    out = tmp_path / "out"
    asked = ["--set", "curtois", "--data", str(tmp_path), "Made", "--time-limit", "3"]
    ended = CliRunner().invoke(main, [*asked, "--out", str(out)])
    assert ended.exit_code == 0, ended.output
    (row,) = results(out)
    roster = read_roster(out / "Made.csv")
    theirs = score_curtois(instance, roster)
    assert theirs.broken == []
    assert int(row["cost"]) == theirs.cost
    assert float(row["bound"]) <= theirs.cost
    assert (out / "trace.csv").read_text(encoding="utf-8").count("\n") >= 2


def test_a_solution_of_each_week_is_written(tmp_path: Path) -> None:
    test_inrc2.write(tmp_path)
    out = tmp_path / "out"
    asked = ["--set", "inrc2", "--data", str(tmp_path), "made_1_3-0", "--time-limit", "3"]
    ended = CliRunner().invoke(main, [*asked, "--out", str(out)])
    assert ended.exit_code == 0, ended.output
    instance = inrc2.read(tmp_path, "made_1_3-0")
    roster = read_solution(out / "made_1_3-0", instance)
    theirs = score_inrc2(instance, roster)
    assert theirs.broken == []
    assert int(results(out)[0]["cost"]) == theirs.cost


@pytest.mark.parametrize("name", ["Missing", "../Made"])
def test_an_instance_that_is_not_there_is_a_message(tmp_path: Path, name: str) -> None:
    asked = ["--set", "curtois", "--data", str(tmp_path), name]
    ended = CliRunner().invoke(main, asked)
    assert ended.exit_code == 2
    assert "cannot read" in ended.output
    assert f"{Path(name).name}.txt: No such file" in ended.output
