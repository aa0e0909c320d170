"""``placeplan examples``."""

from __future__ import annotations

import click


@click.command()
def examples() -> None:
    """List the example places and the scenarios that come with each.

    \b
    Example:
      placeplan examples
    """
