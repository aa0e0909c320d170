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
    from fixtures.examples import EXAMPLES, make_example
    from planner.scenario import scenario_from_toml

    console = out()
    for name in EXAMPLES:
        example = make_example(name)
        console.print(printable(f"{name}: {example.settings.name}"), style="bold")
        for file, text in example.scenarios.items():
            scenario = scenario_from_toml(text, f"{file}.toml")
            line = f"  {file}.toml: {scenario.description or scenario.name}"
            console.print(printable(line), soft_wrap=True)
    click.echo("Make one with: placeplan init DIR --example NAME")
