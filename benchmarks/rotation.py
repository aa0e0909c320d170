"""Find rotations of public instances, and set them beside what is published.

    python -m benchmarks.rotation --set mss --data DIR --time-limit 60 --out DIR
    python -m benchmarks.rotation --set mss --data DIR --instances I40_12_1 I80_24_2

DIR holds Medical Student Scheduling instances (``I*.dzn``) with a ``published.csv``. Every
rotation is scored by the set's own rules, without the model. Written to ``--out``:
``results.csv`` (instance, seed, score, bound, seconds, status), ``trace.csv`` (score over time)
and each schedule as ``NAME.txt``: a list of 0 and 1, by student, period, hospital and discipline.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from benchmarks.files import published, write_rows
from benchmarks.rotating import mss
from benchmarks.rotating.mss_score import score
from benchmarks.rotating.problems import of_mss
from solvers.engine.limits import Limits
from solvers.rotation.ready import make_ready
from solvers.rotation.search import RotationResult, solve_rotation


@click.command()
@click.option("--set", "which", type=click.Choice(["mss"]), required=True)
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True
)
@click.option("--instances", multiple=True, help="Names; all published by default.")
@click.argument("more", nargs=-1)
@click.option("--time-limit", type=float, default=60.0, show_default=True)
@click.option("--seed", "seeds", type=int, multiple=True, default=(0,), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for schedules and results.")
def main(
    which: str,
    data: Path,
    instances: tuple[str, ...],
    more: tuple[str, ...],
    time_limit: float,
    seeds: tuple[int, ...],
    out: Path | None,
) -> None:
    """Find each instance's rotation within the time limit."""
    best = published(data / "published.csv", "best_known_score")
    wrong, results, trace = list[str](), list[list[object]](), list[list[object]]()
    click.echo(
        "| instance | seed | score | bound | best known | to bound | seconds | status | broken |"
    )
    click.echo("|---|--:|--:|--:|--:|--:|--:|---|--:|")
    for name in (*instances, *more) or tuple(best):
        try:
            instance = mss.read(data / f"{name}.dzn")
        except OSError as problem:
            raise click.UsageError(f"cannot read {problem.filename}: {problem.strerror}") from None
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None
        for seed in seeds:
            make_ready()
            found = solve_rotation(of_mss(instance), Limits(seconds=time_limit, seed=seed))
            total, broken = _scored(instance, found)
            known = best.get(name)
            gap = f"{found.bound / total - 1:.2%}" if total else ""
            click.echo(
                f"| {name} | {seed} | {'' if total is None else total} | {found.bound:.2f} "
                f"| {'' if known is None else f'{known:.0f}'} | {gap} | {found.seconds:.1f} "
                f"| {found.status.value} | {len(broken)} |"
            )
            bound = f"{found.bound:.2f}"
            results.append([name, seed, total, bound, f"{found.seconds:.2f}", found.status.value])
            trace += [[name, seed, f"{at:.2f}", f"{value:.0f}"] for at, value in found.trace]
            wrong += [f"{name}, seed {seed}: {text}" for text in broken]
            if out is not None and found.rotation is not None:
                folder = out if len(seeds) == 1 else out / f"seed{seed}"
                folder.mkdir(parents=True, exist_ok=True)
                mss.write_schedule(folder / f"{name}.txt", instance, found.rotation)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        head = ["instance", "seed", "score", "bound", "seconds", "status"]
        write_rows(out / "results.csv", head, results)
        write_rows(out / "trace.csv", ["instance", "seed", "seconds", "score"], trace)
    for text in wrong:
        click.echo(text, err=True)
    sys.exit(1 if wrong else 0)


def _scored(instance: mss.MssInstance, found: RotationResult) -> tuple[int | None, list[str]]:
    """The set's own score; what is broken, also where it differs from the check's."""
    if found.rotation is None or found.measured is None:
        return None, []
    own = score(instance, mss.attended(instance, found.rotation))
    broken = list(own.broken)
    if bool(broken) != bool(found.measured.violations) or own.total != found.measured.score:
        broken.append(f"the check finds {found.measured.score}, the set's own rules {own.total}")
    if not broken and own.total > found.bound + 1e-6:
        broken.append(f"the bound {found.bound} is below the score {own.total}")
    return own.total, broken


if __name__ == "__main__":
    main()
