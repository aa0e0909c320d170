"""``placeplan rotation test``."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from cli.console import out
from cli.interrupt import interruptible
from cli.loading import load_place
from cli.output import refuse_taken
from cli.progress import watching

_EPILOG = "Ctrl-C once ends with the schemes so far; twice leaves."


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "--scheme", "schemes", required=True, multiple=True, metavar="NAME",
    help="A scheme, of the table rotation_schemes; give it once for each.",
)  # fmt: skip
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the comparison to.",
)  # fmt: skip
@click.option(
    "--scenario", "scenarios", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Change the place by this scenario first; may be given several times, in order.",
)  # fmt: skip
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0,
    show_default=True, metavar="SECONDS", help="Search no longer than this for each scheme.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option(
    "--reproducible", is_flag=True, help="The same place gives the same result; takes longer."
)
@click.option("--overwrite", is_flag=True, help="Replace a plan that is already there.")
@click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
def test(
    place: Path,
    schemes: tuple[str, ...],
    folder: Path,
    scenarios: tuple[Path, ...],
    time_limit: float,
    seed: int,
    reproducible: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Plan several rotation schemes of PLACE and set them side by side.

    Net loss at home, what hosts have, vacancies avoided against direct
    recruitment by the hosts, competence gained, changes of post, travel, the
    worst-off person, cost by payer; with a verdict on each. A scheme that
    cannot be kept is a row with its reason; the others go on.

    \b
    Example:
      placeplan rotation test demo/northumberland -o demo/paramedics \\
          --scheme three-groups --scheme pairs --scheme three-parts
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.plan.store import write_plan
    from planner.rotation import try_schemes

    stop = threading.Event()
    with watching(quiet) as listener:
        made = interruptible(
            lambda: try_schemes(
                loaded,
                schemes,
                scenarios=names,
                time_limit=time_limit,
                seed=seed,
                reproducible=reproducible,
                listen=listener,
                stop=stop,
                seconds=seconds,
            ),
            stop,
            lambda line: click.echo(line, err=True),
        )
    made = write_plan(made, folder, overwrite=overwrite)
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), made)
    click.echo(f"Report: {folder / 'report.html'}")
