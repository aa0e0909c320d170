"""``placeplan verify``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from cli.console import printable
from cli.finished import of_a_finished_plan, place_of
from cli.guard import FAILED, GOOD

#: Where the check of a plan is, by its stage; otherwise in the stage's own package.
CHECKS = {"rotation_test": "planner.rotation.verify_trial"}
#: The stage of the plan that a plan is made from; otherwise its own.
MADE_FROM = {"assignment": "skillmix", "stress": "skillmix"}


@click.command()
@of_a_finished_plan
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
    loaded = place_of(made, plan, place, scenarios, base)
    if loaded is None:
        return FAILED

    of = made.record.stage
    before = None if base is None else read_plan(base, MADE_FROM.get(of, of))
    stage = import_module(CHECKS.get(of, f"planner.{of}"))
    violations = stage.verify_plan(loaded, made, before)
    for violation in violations:
        click.echo(printable(violation))
    if violations:
        click.echo(f"{plan} breaks {len(violations):,} rules or figures of {place}.")
        return FAILED
    click.echo(f"{plan} keeps every rule of {place}, and its figures are right.")
    return GOOD
