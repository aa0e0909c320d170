"""Play a finished skill-mix plan against chance, and say how fast.

    python -m benchmarks.stress PLACE PLAN --draws 10000

Seconds of reading and of each part of a run, draws a second, and peak memory. Without
uncertainty the replay is held against the plan first; a run that is not the plan fails. With
``OPENBLAS_NUM_THREADS=1``, as the command has it, it takes a third less of the processor.
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

import click

from planner.place import read_place
from planner.plan.store import read_plan
from planner.stress.game import make_game, not_as_planned
from planner.stress.stage import NEED_SHARE
from planner.stress.tables import make_tables

#: ``ru_maxrss`` is in kilobytes on Linux and in bytes on macOS.
_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--draws", type=int, default=10_000, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--threads", type=int, default=2, show_default=True)
def main(place: Path, plan: Path, draws: int, seed: int, threads: int) -> None:
    """Play PLAN of PLACE."""
    moments = [time.perf_counter()]
    loaded, made = read_place(place), read_plan(plan, "skillmix")
    moments.append(time.perf_counter())
    replayed = make_game(loaded, made, draws, seed, NEED_SHARE)
    sure = replayed.sure.play(threads=1)
    wrong = not_as_planned(replayed.outcome, sure)
    moments.append(time.perf_counter())
    used = time.process_time()
    played = replayed.game.play(threads=threads)
    used = time.process_time() - used
    moments.append(time.perf_counter())
    make_tables(replayed, played, sure)
    moments.append(time.perf_counter())
    read, ready, play, tables = (b - a for a, b in pairwise(moments))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB
    click.echo(
        f"{loaded.settings.name}: {draws:,} draws in {play:.1f} s ({draws / play:,.0f} a second, "
        f"{used:.1f} s of processor time); "
        f"read {read:.1f} s, made ready and checked {ready:.1f} s, tables {tables:.1f} s; "
        f"in all {moments[-1] - moments[0]:.1f} s, {peak:,.0f} MB"
    )
    for line in wrong:
        click.echo(line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
