"""``placeplan batch``: many runs of one planning cycle."""

from __future__ import annotations

import click

from cli.lazy import LazyGroup

COMMANDS = {
    "run": "cli.commands.batch_run:run",
    "status": "cli.commands.batch_status:status",
    "table": "cli.commands.batch_table:table",
    "report": "cli.commands.batch_report:report",
    "show": "cli.commands.batch_show:show",
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def batch() -> None:
    """Run a planning cycle: places, scenarios, policies and seeds, and set the runs side by side.

    \b
    Examples:
      placeplan batch run demo/northumberland/cycle.toml -o demo/cycle
      placeplan batch status demo/cycle
      placeplan batch table demo/cycle
      placeplan batch report demo/cycle
      placeplan batch show demo/cycle 3
    """
