"""Options that commands which make a plan have in common."""

from __future__ import annotations

from pathlib import Path

import click

scenarios = click.option(
    "--scenario", "scenarios", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Change the place by this scenario first; may be given several times, in order.",
)  # fmt: skip
seed = click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True,
    help="Where random numbers start.",
)  # fmt: skip
reproducible = click.option(
    "--reproducible", is_flag=True, help="Give the same plan every time; slower."
)
overwrite = click.option("--overwrite", is_flag=True, help="Replace a plan that is already there.")
quiet = click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
