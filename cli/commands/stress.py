"""``placeplan stress``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli import options
from cli.console import out
from cli.finished import of_a_finished_plan, place_of
from cli.guard import FAILED, GOOD
from cli.output import refuse_taken
from cli.searching import searched


@click.command(epilog="Ctrl-C once keeps the draws so far; twice leaves.")
@of_a_finished_plan
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the result to.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True,
    help="How often the plan is played.",
)  # fmt: skip
@click.option(
    "--need-limit", "need_share", type=click.FloatRange(0, 1), default=0.05, show_default=True,
    metavar="SHARE", help="Hours asked of an employer of which no more may be not given.",
)  # fmt: skip
@options.seed
@options.overwrite
@options.quiet
def stress(
    place: Path,
    plan: Path,
    folder: Path,
    draws: int,
    need_share: float,
    scenarios: tuple[Path, ...],
    base: Path | None,
    seed: int,
    overwrite: bool,
    quiet: bool,
) -> int:
    """Play PLAN against random demand, turnover, course completion and recruitment.

    How far each may turn out otherwise stands in the table uncertainty of
    PLACE. The result says how likely each employer is beyond its vacancy
    ceilings, budget or need limit, in each period and with what it goes
    together: as the plan has it, and if whoever is missing is hired again as
    far as the markets have people. The same seed gives the same result.

    \b
    Examples:
      placeplan stress demo/northumberland demo/plan -o demo/stress
      placeplan stress demo/leeds demo/leeds-plan --draws 2000 --seed 7 -o demo/stress
      placeplan verify demo/northumberland demo/stress --base demo/plan
    """
    # Draws are played in threads already: threads within a product of matrices only wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from planner.plan.store import read_plan, write_plan

    refuse_taken(folder, overwrite)
    made = read_plan(plan, "skillmix")
    loaded = place_of(made, plan, place, scenarios, base)
    if loaded is None:
        return FAILED

    from planner.stress import stress_plan

    result = searched(
        lambda listen, stop: stress_plan(
            loaded,
            made,
            draws=draws,
            seed=seed,
            need_share=need_share,
            scenarios=made.record.scenarios,
            listen=listen,
            stop=stop,
        ),
        quiet,
        "Stopping with the draws so far; press Ctrl-C again to leave.",
    )
    result = write_plan(result, folder, overwrite=overwrite)
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), result)
    click.echo(f"Report: {folder / 'report.html'}")
    return GOOD
