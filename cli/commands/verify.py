"""``placeplan verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import printable
from cli.guard import FAILED, GOOD
from cli.loading import load_place
from planner.errors import PlaceplanError

if TYPE_CHECKING:
    from planner.place.place import Place
    from planner.plan.plan import PlanRecord


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--scenario", "scenarios", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="The scenarios the plan was made with, in the same order.",
)  # fmt: skip
@click.option(
    "--base", type=click.Path(path_type=Path), metavar="PLAN",
    help="The plan it started from, where it was made with --base.",
)  # fmt: skip
def verify(place: Path, plan: Path, scenarios: tuple[Path, ...], base: Path | None) -> int:
    """Check PLAN against PLACE again, from the tables alone.

    Recomputes every rule and every priority without the solver. Fails if the
    place has changed since the plan was made.

    \b
    Examples:
      placeplan verify demo/northumberland demo/plan
      placeplan verify demo/northumberland demo/surge \\
          --scenario demo/northumberland/scenarios/pcn_recruitment_surge.toml
    """
    from planner.plan.store import read_plan

    made = read_plan(plan)
    loaded, names = load_place(place, scenarios, {}, quiet=True)
    changed = changed_inputs(made.record, loaded)
    if changed:
        click.echo(f"{plan} was not made from {place} as it stands now.")
        click.echo(f"Different since: {', '.join(changed)}.")
        if list(names) != made.record.scenarios:
            wanted = ", ".join(made.record.scenarios) or "none"
            click.echo(f"The plan was made with the scenarios: {wanted}. Give the same ones.")
        return FAILED

    if made.record.base and base is None:
        raise PlaceplanError(
            f"{plan} was made from the plan '{made.record.base}'; name it with --base, "
            "so that the change counted from it can be checked."
        )

    from planner.skillmix import verify_plan

    violations = verify_plan(loaded, made, None if base is None else read_plan(base))
    for violation in violations:
        click.echo(printable(violation))
    if violations:
        click.echo(f"{plan} breaks {len(violations):,} rules or figures of {place}.")
        return FAILED
    click.echo(f"{plan} keeps every rule of {place}, and its figures are right.")
    return GOOD


def changed_inputs(record: PlanRecord, place: Place) -> list[str]:
    """The tables (and ``settings``) whose content is not what the plan was made from."""
    names = sorted({*record.inputs, *place.hashes})
    return [name for name in names if record.inputs.get(name) != place.hashes.get(name)]
