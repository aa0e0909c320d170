"""Reads a place for a command, and says what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from cli.console import err
from cli.findings import counts, print_findings
from cli.guard import BAD_INPUT

if TYPE_CHECKING:
    from planner.errors import Finding
    from planner.place.place import Place
    from planner.scenario import Scenario


def load_place(
    path: Path, scenarios: Sequence[Path], seconds: dict[str, float], *, quiet: bool = False
) -> tuple[Place, tuple[str, ...]]:
    """The place at ``path`` as the scenarios change it, and the scenarios' names.

    Findings are printed on stderr; errors end the command. ``seconds`` gains
    ``load`` (reading and checking the files) and ``validate`` (the scenarios,
    and checking what they made).
    """
    from planner.errors import InputError
    from planner.place import check_place
    from planner.scenario import apply_scenarios, load_scenario

    began = time.perf_counter()
    place, findings = check_place(path)
    if place is None:
        refuse_findings(findings)
    if findings and not quiet:
        print_findings(err(), findings)
    seconds["load"] = round(time.perf_counter() - began, 3)

    began = time.perf_counter()
    overlays: list[Scenario] = []
    problems: list[Finding] = []
    for file in scenarios:
        try:
            overlays.append(load_scenario(file))
        except InputError as error:
            problems.extend(error.findings)
    try:
        place = apply_scenarios(place, overlays) if not problems else place
    except InputError as error:
        problems.extend(error.findings)
    if problems:
        refuse_findings(problems)
    seconds["validate"] = round(time.perf_counter() - began, 3)
    return place, tuple(overlay.name for overlay in overlays)


def refuse_findings(findings: Sequence[Finding]) -> NoReturn:
    """Print findings and end the command."""
    print_findings(err(), findings)
    click.echo(f"{counts(findings)}; put the errors right and try again.", err=True)
    click.get_current_context().exit(BAD_INPUT)
