"""``placeplan explain``."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.console import out
from cli.finished import place_of
from cli.guard import FAILED, GOOD
from cli.loading import load_place
from cli.searching import searched
from planner.errors import PlaceplanError

if TYPE_CHECKING:
    from planner.explain.impossible import Impossible
    from planner.plan.plan import Plan
    from planner.report.shown import Summary

_STOPPING = "Stopping with what is known so far; press Ctrl-C again to leave."
_EPILOG = "Of a skill-mix plan the questions are those below; of other plans the page is given."


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.argument("question", required=False)
@click.argument("name", required=False)
@click.option("--organisation", metavar="NAME", help="The employer.")
@click.option("--role", metavar="NAME", help="The role.")
@click.option("--locality", metavar="NAME", help="Where people live.")
@click.option("--period", metavar="LABEL", help="The period; by default where it matters most.")
@click.option("--intervention", metavar="NAME", help="The intervention of a package.")
@click.option(
    "--amount", type=click.FloatRange(min=0), metavar="AMOUNT",
    help="What is wanted: WTE, occasions a week, or k£ in the period.",
)  # fmt: skip
@click.option(
    "--facts", is_flag=True,
    help="Only what the plan and the tables say; do not plan again to see what it would take.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--base", type=click.Path(path_type=Path), metavar="PLAN",
    help="The plan before, where there is one.",
)  # fmt: skip
@click.option(
    "-o", "--output", "file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the changes that would do as a scenario.",
)  # fmt: skip
@click.option(
    "--choose", type=click.IntRange(min=1), default=1, show_default=True, metavar="NO",
    help="Which of the changes to write.",
)  # fmt: skip
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
    help="Search no longer than this.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a file that is already there.")
@options.quiet
def explain(
    place: Path,
    plan: Path | None,
    question: str | None,
    name: str | None,
    organisation: str | None,
    role: str | None,
    locality: str | None,
    period: str | None,
    intervention: str | None,
    amount: float | None,
    facts: bool,
    scenarios: tuple[Path, ...],
    base: Path | None,
    file: Path | None,
    choose: int,
    time_limit: float | None,
    overwrite: bool,
    quiet: bool,
) -> int:
    """Answer why, of a PLACE that is impossible or of a finished PLAN.

    Without a PLAN: which figures of the tables cannot stand together, and the
    cheapest changes of cells that make a plan possible, each of them tried.

    With a PLAN and no QUESTION: the answers that matter most, each with the line
    to type for more. The questions:

    \b
      vacant    why are posts vacant: --organisation, --role [--period]
      separate  why is a package still given in separate visits: NAME
                [--locality] [--period] [--amount]
      course    why was a course not filled: NAME [--period] [--amount]
      need      what would it take to meet a need: NAME of the package
                [--intervention] [--locality] [--period]
      loss      what would it take to avoid a loss to partners:
                --organisation, --role [--period] [--amount]
      budget    what would it take to meet a budget: --organisation [--period]
                [--amount]
      priority  what limits a priority: NAME

    \b
    Examples:
      placeplan explain demo/northumberland --scenario tight.toml -o fix.toml
      placeplan explain demo/northumberland demo/plan
      placeplan explain demo/northumberland demo/plan vacant \\
          --organisation northumbria --role community_nurse
    """
    wanted = {
        "name": name, "organisation": organisation, "role": role, "locality": locality,
        "period": period, "intervention": intervention, "amount": amount,
    }  # fmt: skip
    asked = {key: value for key, value in wanted.items() if value is not None}
    _refuse_useless(plan, question, facts, file, choose)
    _refuse_file(file, overwrite)
    before = _read(base)
    if plan is None:
        if asked:
            raise PlaceplanError("A question is asked of a plan: name it behind the place.")
        return _impossible(place, scenarios, before, time_limit, file, choose, quiet)
    made = _read(plan, None)
    assert made is not None
    loaded = place_of(made, plan, place, scenarios, base)
    if loaded is None:
        return FAILED

    from planner.explain.answer import answer

    found = searched(
        lambda listen, stop: answer(
            loaded, made, question, asked, base=before, seconds=time_limit,
            listen=listen, stop=stop, command=f"placeplan explain {place} {plan}",
            facts=facts,
        ),
        quiet,
        _STOPPING,
    )  # fmt: skip
    _print(found.summary)
    if file is not None:
        _write(found.scenarios, file, choose)
    return GOOD


def _impossible(
    place: Path,
    scenarios: tuple[Path, ...],
    base: Plan | None,
    time_limit: float | None,
    file: Path | None,
    choose: int,
    quiet: bool,
) -> int:
    loaded, _ = load_place(place, scenarios, {}, quiet=quiet)

    from planner.explain.impossible import explain_impossible
    from planner.place.stages import require
    from solvers.engine.limits import Limits

    require(loaded, "skillmix")
    found: Impossible | None = searched(
        lambda listen, stop: explain_impossible(
            loaded, base=base, limits=Limits(time_limit, stop=stop), listen=listen
        ),
        quiet,
        _STOPPING,
    )
    if found is None:
        click.echo(f"{place} is possible: there are plans that keep every rule.")
        click.echo(f"Ask of a plan: placeplan explain {place} PLAN")
        return GOOD

    from planner.explain.changes import scenario_toml
    from planner.explain.words import described, told_impossible

    _print(told_impossible(found, loaded.settings.name))
    if file is not None:
        name = loaded.settings.name
        texts = [
            scenario_toml(
                "fix",
                described(each, f"To make {name} possible."),
                each.changes,
            )
            for each in found.suggestions
        ]
        _write(texts, file, choose)
    elif found.suggestions:
        click.echo("Give -o FILE.toml to have the first written as a scenario.")
    return FAILED


def _read(folder: Path | None, stage: str | None = "skillmix") -> Plan | None:
    if folder is None:
        return None
    from planner.plan.store import read_plan

    return read_plan(folder) if stage is None else read_plan(folder, stage)


def _print(summary: Summary) -> None:
    from cli.summary import print_shown

    print_shown(out(), summary)


def _refuse_useless(
    plan: Path | None, question: str | None, facts: bool, file: Path | None, choose: int
) -> None:
    """Options that would do nothing."""
    if file is not None and plan is not None and (question is None or facts):
        raise PlaceplanError("-o writes what the answer to a QUESTION takes: ask one, not --facts.")
    if facts and plan is None:
        raise PlaceplanError("--facts is of a plan: name it behind the place.")
    if choose > 1 and file is None:
        raise PlaceplanError("--choose says which change is written: name the file with -o.")


def _refuse_file(file: Path | None, overwrite: bool) -> None:
    """Say so before the search, not after it."""
    if file is None:
        return

    from planner.plan.store import why_not_written

    folder = file.absolute().parent
    try:
        if file.exists() and not overwrite:
            raise PlaceplanError(
                f"{file} is there already; name another file, or give --overwrite."
            )
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not there.is_dir():
            raise OSError(errno.ENOTDIR, "")
        if not os.access(there, os.W_OK | os.X_OK):
            raise OSError(errno.EACCES, "")
    except OSError as error:  # also of a path that is too long to look up
        raise PlaceplanError(why_not_written(file, error, "scenario")) from error


def _write(texts: list[str], file: Path, choose: int) -> None:
    """One of the scenarios, whole or not at all."""
    if len(texts) < choose:
        there = f"there are {len(texts)}" if texts else "there are none"
        raise PlaceplanError(f"No change number {choose} can be written: {there}.")

    from planner.place.write import write_file
    from planner.plan.store import why_not_written

    try:
        write_file(file, texts[choose - 1].encode("utf-8"))
    except OSError as error:
        raise PlaceplanError(why_not_written(file, error, "scenario")) from error
    click.echo(f"Scenario: {file}")
