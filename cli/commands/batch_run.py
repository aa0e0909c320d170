"""``placeplan batch run``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.batch_progress import watching_batch
from cli.guard import FAILED, GOOD
from cli.interrupt import interruptible
from cli.loading import refuse_findings

if TYPE_CHECKING:
    from planner.batch.cycle import Cycle
    from planner.batch.local import Executor
    from planner.batch.loop import Outcome

_EPILOG = (
    "Exit codes: 0 every run has a plan; 1 some run has none; 2 bad input. "
    "Ctrl-C ends what is running and keeps what is finished; the same command goes on."
)
_STOPPING = "Ending what is running; finished runs are kept. Press Ctrl-C again to leave at once."


@click.command(epilog=_EPILOG)
@click.argument("cycle", metavar="CYCLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to keep the runs in.",
)  # fmt: skip
@click.option(
    "--processes", type=click.IntRange(1, 4096), metavar="N",
    help="Runs at a time at most; without it as many as there are cores for.",
)  # fmt: skip
@click.option(
    "--dask", "address", metavar="ADDRESS", help="Run on the Dask cluster at this address."
)
@options.quiet
def run(cycle: Path, folder: Path, processes: int | None, address: str | None, quiet: bool) -> int:
    """Do every run of CYCLE that DIR does not hold yet.

    CYCLE is a TOML file: places, scenarios, policies and seeds, as lists and
    grids; the stage to run and its options; limits. Each run is a process of
    its own. One that is impossible, fails, takes too long or too much memory
    is a row with its reason, and the others go on.

    A finished run is never done again: run the same command to go on after an
    interruption, or after adding scenarios.

    \b
    Examples:
      placeplan batch run demo/tiny/cycle.toml -o demo/tiny-cycle
      placeplan batch run cycle.toml -o runs --processes 4
      placeplan batch run cycle.toml -o runs --dask tcp://scheduler:8786
    """
    from planner.batch.cycle import read_cycle
    from planner.errors import InputError

    try:
        read = read_cycle(cycle)
        outcome = _run(read, folder, processes, address, quiet)
    except InputError as error:
        refuse_findings(error.findings)
    _tell(outcome, folder)
    return GOOD if outcome.good else FAILED


def _run(
    cycle: Cycle, folder: Path, processes: int | None, address: str | None, quiet: bool
) -> Outcome:
    import threading

    from planner.batch.folder import BatchFolder
    from planner.batch.loop import run_batch

    stop = threading.Event()
    executor = _executor(cycle, processes, address)
    try:
        with watching_batch(quiet) as listener:
            return interruptible(
                lambda: run_batch(
                    cycle,
                    BatchFolder(folder),
                    executor,
                    local=address is None,
                    listen=listener,
                    stop=stop,
                ),
                stop,
                lambda line: click.echo(line, err=True),
                _STOPPING,
            )
    finally:
        executor.close()


def _executor(cycle: Cycle, processes: int | None, address: str | None) -> Executor:
    from planner.batch.loop import modules_of

    limits = cycle.limits
    if address is not None:
        from planner.batch.cluster import Cluster

        return Cluster(address, modules_of(cycle), limits.threads)
    from planner.batch.local import Local

    return Local(modules_of(cycle), limits.threads, processes or limits.processes)


def _tell(outcome: Outcome, folder: Path) -> None:
    total = sum(outcome.counts.values())
    parts = ", ".join(f"{count:,} {came_out}" for came_out, count in outcome.counts.items())
    click.echo(f"{total:,} runs: {parts}. Done now: {outcome.done:,}.")
    if outcome.stopped:
        click.echo("Stopped before the end; the same command goes on.")
    if not outcome.good:
        click.echo(f"Reasons: placeplan batch status {folder}")
    click.echo(f"Next: placeplan batch report {folder}")
