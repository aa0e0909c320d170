"""Commands on a finished plan: what they are given, and the place it was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.loading import load_place
from planner.errors import PlaceplanError

if TYPE_CHECKING:
    from planner.place.place import Place
    from planner.plan.plan import Plan


def of_a_finished_plan(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments PLACE and PLAN, and the options that say what the plan was made from."""
    for add in (
        click.option(
            "--base", type=click.Path(path_type=Path), metavar="PLAN",
            help="The plan it started from, where it was made with --base.",
        ),
        click.option(
            "--scenario", "scenarios", multiple=True, metavar="FILE",
            type=click.Path(path_type=Path),
            help="The scenarios the plan was made with, in the same order.",
        ),
        click.argument("plan", type=click.Path(path_type=Path)),
        click.argument("place", type=click.Path(path_type=Path)),
    ):  # fmt: skip
        command = add(command)
    return command


def place_of(
    made: Plan, plan: Path, path: Path, scenarios: Sequence[Path], base: Path | None
) -> Place | None:
    """The place at ``path`` as the scenarios change it; None where the plan is not of it.

    What is different is said.

    Raises
    ------
    PlaceplanError : the plan was made from another one that is not named.
    """
    from planner.plan.made_from import changed_inputs

    loaded, names = load_place(path, scenarios, {}, quiet=True)
    changed = changed_inputs(made.record, loaded)
    if changed:
        click.echo(f"{plan} was not made from {path} as it stands now.")
        click.echo(f"Different since: {', '.join(changed)}.")
        if list(names) != made.record.scenarios:
            wanted = ", ".join(made.record.scenarios) or "none"
            click.echo(f"The plan was made with the scenarios: {wanted}. Give the same ones.")
        else:
            click.echo("Name the place as it was then, or plan it again.")
        return None
    if made.record.base and base is None:
        raise PlaceplanError(
            f"{plan} was made from the plan '{made.record.base}'; name it with --base, "
            "so that the change counted from it can be checked."
        )
    return loaded
