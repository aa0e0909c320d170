"""``placeplan examples``."""

from __future__ import annotations

import click

from cli.console import out, printable


@click.command()
def examples() -> None:
    """List the example places and the scenarios that come with each.

    \b
    Example:
      placeplan examples
    """
    from fixtures.examples import EXAMPLES, describe_scenarios

    console = out()
    for name, title in EXAMPLES.items():
        console.print(printable(f"{name}: {title}"), style="bold")
        for scenario, description in describe_scenarios(name).items():
            console.print(printable(f"  {scenario}.toml: {description}"), soft_wrap=True)
    click.echo("Make one with: placeplan init DIR --example NAME")
