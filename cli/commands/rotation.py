"""``placeplan rotation``: plan a scheme, or set schemes side by side."""

from __future__ import annotations

import click

from cli.lazy import LazyGroup

COMMANDS = {
    "plan": "cli.commands.rotation_plan:plan",
    "test": "cli.commands.rotation_test:test",
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def rotation() -> None:
    """Plan rotation schemes of named staff, or set schemes side by side.

    \b
    Examples:
      placeplan rotation plan demo/northumberland --scheme pharmacists -o demo/pharmacists
      placeplan rotation test demo/northumberland --scheme pairs --scheme three-parts -o demo/test
    """
