"""``placeplan``: the commands, each named once."""

from __future__ import annotations

import io
import os
import sys

import click

from cli.guard import STOPPED
from cli.lazy import LazyGroup

COMMANDS = {
    "init": "cli.commands.init:init",
    "check": "cli.commands.check:check",
    "skillmix": "cli.commands.skillmix:skillmix",
    "assignment": "cli.commands.assignment:assignment",
    "roster": "cli.commands.roster:roster",
    "rotation": "cli.commands.rotation:rotation",
    "batch": "cli.commands.batch:batch",
    "bottlenecks": "cli.commands.bottlenecks:bottlenecks",
    "explain": "cli.commands.explain:explain",
    "stress": "cli.commands.stress:stress",
    "verify": "cli.commands.verify:verify",
    "summary": "cli.commands.summary:summary",
    "compare": "cli.commands.compare:compare",
    "report": "cli.commands.report:report",
    "workbook": "cli.commands.workbook:workbook",
    "pins": "cli.commands.pins:pins",
    "examples": "cli.commands.examples:examples",
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 good; 1 a plan is impossible or a check failed; 2 bad input or usage.",
)
@click.version_option(package_name="placeplan", message="placeplan %(version)s")
def placeplan() -> None:
    """Plan the health and care workforce of a place.

    \b
    Start with an example:
      placeplan init my-place --example tiny
      placeplan check my-place
      placeplan skillmix my-place -o my-plan
    """


def main() -> None:
    """The console command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without '£' is no reason to fail
    try:
        placeplan.main(prog_name="placeplan")
    except SystemExit as leaving:
        if leaving.code == STOPPED:  # a search may still be running in its thread: do not wait
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(STOPPED)
        raise


if __name__ == "__main__":
    main()
