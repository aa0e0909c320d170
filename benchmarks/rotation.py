"""Find rotations of public instances, and set them beside what is published.

    python -m benchmarks.rotation --set mss --data DIR --time-limit 60 --out DIR
    python -m benchmarks.rotation --set mss --data DIR --instances I40_12_1 I80_24_2

DIR holds Medical Student Scheduling instances (``I*.dzn``) with a ``published.csv``. Every
rotation is scored by the set's own rules, without the model. Written to ``--out``:
``results.csv`` (instance, seed, score, bound, seconds, status), ``trace.csv`` (score over time)
and each schedule as ``NAME.txt``: a list of 0 and 1, by student, period, hospital and discipline.
"""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.public_sets import Answer, Case, PublicSet, options, run
from benchmarks.rotating import mss
from benchmarks.rotating.mss_score import score
from benchmarks.rotating.problems import of_mss
from solvers.engine.limits import Limits
from solvers.rotation.ready import make_ready
from solvers.rotation.search import RotationResult, solve_rotation


def read_mss(data: Path, name: str) -> Case:
    instance = mss.read(data / f"{name}.dzn")
    problem = of_mss(instance)

    def solve(seconds: float, seed: int) -> Answer:
        make_ready()
        found = solve_rotation(problem, Limits(seconds=seconds, seed=seed))
        value, broken = _scored(instance, found)

        def write(path: Path) -> None:
            assert found.rotation is not None
            mss.write_schedule(path.with_suffix(".txt"), instance, found.rotation)

        status = found.status.value
        return Answer(value, broken, found.bound, found.seconds, status, found.trace, write)

    return solve


SETS = {"mss": PublicSet(read_mss, "best_known_score")}


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
    """Find each instance's rotation within the time limit."""
    names = (*instances, *more)
    run(SETS[which], "score", "bound", data, names, time_limit, seeds, out)


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
