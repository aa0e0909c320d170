"""``placeplan init``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from planner.errors import PlaceplanError
from planner.nearest import did_you_mean

Format = Literal["csv", "parquet", "xlsx"]  # as in planner.place.write, which is slow to load
CYCLE = "cycle.toml"
FORMATS: tuple[Format, ...] = ("csv", "parquet", "xlsx")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--example", metavar="NAME", help="Start from an example place.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True,
    help="How to write the tables; xlsx: one workbook.",
)  # fmt: skip
def init(folder: Path, example: str | None, form: Format) -> None:
    """Make a new place in DIR: an example, or blank tables to fill in.

    DIR must be new or empty. The scenarios of an example come with it, and
    a planning cycle for placeplan batch run.

    \b
    Examples:
      placeplan init demo/northumberland --example northumberland
      placeplan init demo/leeds --example leeds --format xlsx
      placeplan init my-ward --example ward
      placeplan init my-place
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise PlaceplanError(f"{folder} is not empty; name a new folder.")
    if example is None:
        from planner.place import write_templates

        write_templates(_target(folder, form), form)
        click.echo(f"Blank tables are in {folder}. Fill them in, then: placeplan check {folder}")
        return
    scenarios = _write_example(folder, example, form)
    click.echo(f"The place '{example}' is in {folder}.")
    if scenarios:
        click.echo(f"Its scenarios are in {folder / 'scenarios'}: {', '.join(scenarios)}.")
    if (folder / CYCLE).is_file():
        click.echo(f"A planning cycle of them is in {folder / CYCLE}.")
    click.echo(f"Next: placeplan check {folder}")


def _write_example(folder: Path, name: str, form: Format) -> list[str]:
    from fixtures.examples import EXAMPLES, make_example
    from planner.place import place_from_frames, write_place

    if name not in EXAMPLES:
        raise PlaceplanError(f"There is no example {name!r}: {did_you_mean(name, EXAMPLES)}")
    example = make_example(name)
    place = place_from_frames(example.settings, example.frames)
    write_place(place, _target(folder, form), form)
    overlays = folder / "scenarios"
    overlays.mkdir(exist_ok=True)
    for scenario, text in example.scenarios.items():
        (overlays / f"{scenario}.toml").write_text(text, encoding="utf-8", newline="\n")
    _write_cycle(folder, name, form)
    return list(example.scenarios)


def _write_cycle(folder: Path, name: str, form: Format) -> None:
    """The cycle that comes with an example, on the place as it is written here."""
    from fixtures.cycles import cycle_text

    text = cycle_text(name)
    if text:
        if form == "xlsx":
            text = text.replace('places = ["."]', 'places = ["place.xlsx"]')
        (folder / CYCLE).write_text(text, encoding="utf-8", newline="\n")


def _target(folder: Path, form: Format) -> Path:
    """Where the tables go: the folder, or one workbook in it."""
    return folder / "place.xlsx" if form == "xlsx" else folder
