"""What a batch costs beside its solves.

    python -m benchmarks.batch --example tiny --runs 200
    python -m benchmarks.batch --example northumberland --runs 20 --threads 2
    python -m benchmarks.batch --runs 60 --dask-workers 2

Plans an example at so many levels of need, and prints seconds a run apart from what the stage
itself takes (building, solving and checking), and how busy the processes were kept.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import click
import pandas as pd

from benchmarks.dask_cluster import dask_cluster
from fixtures.examples import make_example
from planner.batch.cluster import Cluster
from planner.batch.cycle import read_cycle
from planner.batch.folder import BatchFolder
from planner.batch.local import Local
from planner.batch.loop import modules_of, run_batch
from planner.batch.table import write_tables
from planner.place import place_from_frames, write_place

OWN = ("build", "solve", "check")
"""Phases of a run that are the stage's own."""


@click.command()
@click.option("--example", default="tiny", show_default=True)
@click.option("--runs", type=click.IntRange(1), default=200, show_default=True)
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
@click.option("--quarters", type=int, help="Quarters of the horizon, if other than the example's.")
@click.option("--years", type=int, help="Years of the horizon, if other than the example's.")
@click.option(
    "--dask-workers", type=click.IntRange(1), help="Run on a Dask cluster of so many workers."
)
def main(
    example: str,
    runs: int,
    threads: int,
    quarters: int | None,
    years: int | None,
    dask_workers: int | None,
) -> None:
    """Run the cycle in a temporary folder and print the figures."""
    made = make_example(example)
    horizon = {"quarters": quarters, "years": years}
    settings = made.settings.model_copy(
        update={key: value for key, value in horizon.items() if value is not None}
    )
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write_place(place_from_frames(settings, made.frames), root / "place", "csv")
        levels = [round(0.9 + 0.2 * n / runs, 6) for n in range(runs)]
        (root / "cycle.toml").write_text(
            f'name = "Benchmark"\nstage = "skillmix"\nplaces = ["place"]\n'
            f"[limits]\nthreads = {threads}\n"
            f'[[axis]]\nname = "need"\nscale = {{table = "needs", column = "people"}}\n'
            f"values = {levels}\n",
            encoding="utf-8",
        )
        if dask_workers is None:
            _run(root, example)
            return
        with dask_cluster(root / "dask", dask_workers, threads) as cluster:
            _run(root, example, cluster.address)


def _run(root: Path, example: str, dask: str = "") -> None:
    began = time.monotonic()
    cycle = read_cycle(root / "cycle.toml")
    read = time.monotonic() - began
    modules, threads = modules_of(cycle), cycle.limits.threads
    executor = Cluster(dask, modules, threads) if dask else Local(modules, threads)
    slots = executor.slots()
    first: list[float] = []
    try:
        folder = BatchFolder(root / "out")
        outcome = run_batch(
            cycle,
            folder,
            executor,
            local=not dask,
            listen=lambda p: first.append(time.monotonic()) if p.phase == "running" else None,
        )
    finally:
        executor.close()
    wall = time.monotonic() - began
    records = [folder.record(run.name) for run in cycle.runs]
    rows = pd.DataFrame([record.seconds for record in records if record])
    own = rows[list(OWN)].sum(axis=1)
    beside = rows["run"] - own
    prepared = first[0] - began - read
    count = len(cycle.runs)
    moment = time.monotonic()
    again = run_batch(cycle, folder, executor, local=not dask)
    resumed = time.monotonic() - moment
    executor.close()
    moment = time.monotonic()
    write_tables(folder)
    table = time.monotonic() - moment
    memory = max(record.memory_mb or 0.0 for record in records if record)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    overhead = (wall * slots - own.sum()) / count
    click.echo(
        f"{example}, {count} runs, {slots} at a time: {outcome.counts}\n"
        f"wall {wall:.1f} s; reading the cycle {read:.1f} s; starting, and scenarios checked, "
        f"{prepared:.1f} s\n"
        f"the stage's own seconds a run: mean {own.mean():.2f}, most {own.max():.2f}\n"
        f"beside them in the run's process: mean {beside.mean():.2f}, most {beside.max():.2f}\n"
        f"all beside them, start included, a run and process: {overhead:.2f} s\n"
        f"run again, all {again.found} found done: {resumed:.2f} s; table {table:.2f} s; "
        f"memory of a run at most {memory:.0f} MB; load {load}"
    )


if __name__ == "__main__":
    main()
