"""Find rosters of public instances, and set them beside what is published.

    python -m benchmarks.roster --set curtois --data DIR --time-limit 60 --out DIR
    python -m benchmarks.roster --set inrc2 --data DIR --instances n030w4_1_6-2-9-1

DIR holds shift scheduling instances of Curtois and Qu (``Instance*.txt``) or the datasets of
the Second International Nurse Rostering Competition (a folder each), with a
``published.csv``. Every roster is scored by the set's own rules, without the model. Written to
``--out``: ``results.csv`` (instance, seed, cost, bound, seconds, status), ``trace.csv`` (cost
over time) and each roster in the set's form.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from benchmarks.public_sets import Answer, Case, PublicSet, options, run
from benchmarks.rostering import curtois, inrc2, problems
from benchmarks.rostering.curtois_roster import write_roster
from benchmarks.rostering.curtois_score import score as score_curtois
from benchmarks.rostering.inrc2_score import score as score_inrc2
from benchmarks.rostering.inrc2_solution import write_solution
from solvers.engine.limits import Limits
from solvers.roster.problem import Ints, RosterProblem
from solvers.roster.ready import make_ready
from solvers.roster.search import RosterResult, solve_roster

#: A set's own cost of a roster and what it breaks, and the roster written in its form.
Score = Callable[[Ints], tuple[int, list[str]]]
Write = Callable[[Path, Ints], None]


def read_curtois(data: Path, name: str) -> Case:
    instance = curtois.read(data / f"{name}.txt")

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_curtois(instance, problems.curtois_roster(instance, roster))
        return found.cost, found.broken

    def write(path: Path, roster: Ints) -> None:
        write_roster(path.with_suffix(".csv"), problems.curtois_roster(instance, roster))

    return _case(problems.of_curtois(instance), score, write)


def read_inrc2(data: Path, name: str) -> Case:
    instance = inrc2.read(data, name)

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_inrc2(instance, problems.inrc2_roster(instance, roster))
        return found.cost, found.broken

    def write(path: Path, roster: Ints) -> None:
        write_solution(path, instance, problems.inrc2_roster(instance, roster))

    return _case(problems.of_inrc2(instance), score, write)


SETS = {
    "curtois": PublicSet(read_curtois, "best_known"),
    "inrc2": PublicSet(read_inrc2, "static_best_known"),
}


@click.command()
@options(SETS)
def main(
    which: str,
    data: Path,
    instances: tuple[str, ...],
    more: tuple[str, ...],
    time_limit: float,
    seeds: tuple[int, ...],
    out: Path | None,
) -> None:
    """Find each instance's roster within the time limit."""
    names = (*instances, *more)
    run(SETS[which], "cost", "best known", data, names, time_limit, seeds, out)


def _case(problem: RosterProblem, score: Score, write: Write) -> Case:
    def solve(seconds: float, seed: int) -> Answer:
        make_ready()
        found = solve_roster(problem, Limits(seconds=seconds, seed=seed))
        value, broken = _scored(score, found)

        def written(path: Path) -> None:
            assert found.roster is not None
            write(path, found.roster)

        status = found.status.value
        return Answer(value, broken, found.bound, found.seconds, status, found.trace, written)

    return solve


def _scored(score: Score, found: RosterResult) -> tuple[int | None, list[str]]:
    """The set's own score; what is broken, also where it differs from the check's."""
    if found.roster is None or found.measured is None:
        return None, []
    cost, broken = score(found.roster)
    if not broken and cost != found.measured.cost:
        broken = [f"the check finds {found.measured.cost}, the set's own rules {cost}"]
    if cost < found.bound - 1e-6:
        broken = [*broken, f"the bound {found.bound} is above the cost {cost}"]
    return cost, broken


if __name__ == "__main__":
    main()
