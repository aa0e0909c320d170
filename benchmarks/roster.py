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

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.files import published, write_rows
from benchmarks.rostering import curtois, inrc2, problems
from benchmarks.rostering.curtois_roster import write_roster
from benchmarks.rostering.curtois_score import score as score_curtois
from benchmarks.rostering.inrc2_score import score as score_inrc2
from benchmarks.rostering.inrc2_solution import write_solution
from solvers.engine.limits import Limits
from solvers.roster.problem import Ints, RosterProblem
from solvers.roster.ready import make_ready
from solvers.roster.search import RosterResult, solve_roster

#: Column of the best known cost in ``published.csv``.
BEST_KNOWN = {"curtois": "best_known", "inrc2": "static_best_known"}


@dataclass(frozen=True)
class Case:
    """One instance: its problem, its own score (cost and what is broken) and writer."""

    problem: RosterProblem
    score: Callable[[Ints], tuple[int, list[str]]]
    write: Callable[[Path, Ints], None]


@click.command()
@click.option("--set", "which", type=click.Choice(list(BEST_KNOWN)), required=True)
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True
)
@click.option("--instances", multiple=True, help="Names; all published by default.")
@click.argument("more", nargs=-1)
@click.option("--time-limit", type=float, default=60.0, show_default=True)
@click.option("--seed", "seeds", type=int, multiple=True, default=(0,), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for rosters and results.")
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
    best = published(data / "published.csv", BEST_KNOWN[which])
    wrong, results, trace = [], [], []
    click.echo("| instance | seed | cost | bound | best known | gap | seconds | status | broken |")
    click.echo("|---|--:|--:|--:|--:|--:|--:|---|--:|")
    for name in (*instances, *more) or tuple(best):
        try:
            case = READERS[which](data, name)
        except OSError as problem:
            raise click.UsageError(f"cannot read {problem.filename}: {problem.strerror}") from None
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None
        for seed in seeds:
            make_ready()
            found = solve_roster(case.problem, Limits(seconds=time_limit, seed=seed))
            cost, broken = _scored(case, found)
            bound = f"{found.bound:.2f}"
            known = best.get(name)
            gap = "" if known is None or cost is None else f"{cost / known - 1:.2%}"
            click.echo(
                f"| {name} | {seed} | {'' if cost is None else cost} | {bound} "
                f"| {'' if known is None else f'{known:.0f}'} | {gap} | {found.seconds:.1f} "
                f"| {found.status.value} | {len(broken)} |"
            )
            results.append([name, seed, cost, bound, f"{found.seconds:.2f}", found.status.value])
            trace += [[name, seed, f"{at:.2f}", f"{value:.0f}"] for at, value in found.trace]
            wrong += [f"{name}, seed {seed}: {text}" for text in broken]
            if out is not None and found.roster is not None:
                folder = out if len(seeds) == 1 else out / f"seed{seed}"
                folder.mkdir(parents=True, exist_ok=True)
                case.write(folder / name, found.roster)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        head = ["instance", "seed", "cost", "bound", "seconds", "status"]
        write_rows(out / "results.csv", head, results)
        write_rows(out / "trace.csv", ["instance", "seed", "seconds", "cost"], trace)
    for text in wrong:
        click.echo(text, err=True)
    sys.exit(1 if wrong else 0)


def _scored(case: Case, found: RosterResult) -> tuple[int | None, list[str]]:
    """The set's own score; what is broken, also where it differs from the check's."""
    if found.roster is None or found.measured is None:
        return None, []
    cost, broken = case.score(found.roster)
    if not broken and cost != found.measured.cost:
        broken = [f"the check finds {found.measured.cost}, the set's own rules {cost}"]
    if cost < found.bound - 1e-6:
        broken = [*broken, f"the bound {found.bound} is above the cost {cost}"]
    return cost, broken


def read_curtois(data: Path, name: str) -> Case:
    instance = curtois.read(data / f"{name}.txt")

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_curtois(instance, problems.curtois_roster(instance, roster))
        return found.cost, found.broken

    def write(path: Path, roster: Ints) -> None:
        write_roster(path.with_suffix(".csv"), problems.curtois_roster(instance, roster))

    return Case(problems.of_curtois(instance), score, write)


def read_inrc2(data: Path, name: str) -> Case:
    instance = inrc2.read(data, name)

    def score(roster: Ints) -> tuple[int, list[str]]:
        found = score_inrc2(instance, problems.inrc2_roster(instance, roster))
        return found.cost, found.broken

    def write(path: Path, roster: Ints) -> None:
        write_solution(path, instance, problems.inrc2_roster(instance, roster))

    return Case(problems.of_inrc2(instance), score, write)


READERS: dict[str, Callable[[Path, str], Case]] = {"curtois": read_curtois, "inrc2": read_inrc2}


if __name__ == "__main__":
    main()
