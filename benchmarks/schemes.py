"""Plan rotation schemes: those of the example places, and made-up ones too large to prove.

    python -m benchmarks.schemes --time-limit 60 --out DIR
    python -m benchmarks.schemes --examples northumberland
    python -m benchmarks.schemes --sizes 60x8x30 --time-limit 120

A size is people x blocks x practices. Of each scheme: columns and rows of the model, seconds, and
the value and bound of each measure in their order. With ``--out`` it is written to a dated file.
Every example's plan is checked by dates before it is told, every other by the solver's check.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.rotating.made_up import large
from fixtures.examples import make_example
from planner.place.read import place_from_frames
from planner.rotation import plan_rotation
from solvers.engine.limits import Limits
from solvers.schemes.search import solve_scheme

EXAMPLES = ("northumberland", "leeds")
SIZES = ("15x6x15", "60x8x30", "200x8x80")


@dataclass(frozen=True)
class Line:
    """What is told of a scheme; ``reached`` are values and bounds, by measure."""

    name: str
    people: int
    size: dict[str, int]
    seconds: float
    status: str
    reached: dict[str, tuple[float, float]]


@click.command()
@click.option("--examples", multiple=True, type=click.Choice(EXAMPLES), default=EXAMPLES)
@click.option("--sizes", multiple=True, default=SIZES, help="people x blocks x practices")
@click.option("--time-limit", type=float, default=60.0, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a dated result file.")
def main(
    examples: tuple[str, ...],
    sizes: tuple[str, ...],
    time_limit: float,
    seed: int,
    out: Path | None,
) -> None:
    """Plan each scheme within the time limit."""
    told, failed = list[str](), False
    for line in (*_examples(examples, time_limit, seed), *_made_up(sizes, time_limit, seed)):
        if not told:
            told += _head(list(line.reached))
        told.append(_row(line))
        failed |= line.status not in ("optimal", "feasible")
        click.echo(told[-1])
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        (out / f"schemes-{day}.md").write_text("\n".join(told) + "\n", encoding="utf-8")
    sys.exit(1 if failed else 0)


def _examples(names: tuple[str, ...], seconds: float, seed: int) -> Iterator[Line]:
    for name in names:
        example = make_example(name)
        place = place_from_frames(example.settings, example.frames)
        for scheme in place["rotation_schemes"]["scheme"]:
            record = plan_rotation(place, scheme, time_limit=seconds, seed=seed).record
            reached = {p.name: (p.value, p.bound or 0.0) for p in record.priorities}
            people, spent = record.model["people"], record.seconds["solve"]
            yield Line(f"{name}, {scheme}", people, record.model, spent, record.status, reached)


def _made_up(sizes: tuple[str, ...], seconds: float, seed: int) -> Iterator[Line]:
    for size in sizes:
        if not re.fullmatch(r"\d+x\d+x\d+", size):
            raise click.UsageError(f"'{size}' is no size such as 60x8x30")
        people, blocks, practices = map(int, size.split("x"))
        found = solve_scheme(large(people, blocks, practices), Limits(seconds, seed=seed))
        reached = {
            each.aim.measure.NAME: (
                each.value / each.aim.measure.SCALE,
                each.bound / each.aim.measure.SCALE,
            )
            for each in found.reached
        }
        yield Line(size, people, found.size, found.seconds, found.status.value, reached)


def _head(measures: list[str]) -> list[str]:
    names = ["scheme", "people", "columns", "rows", "seconds", "status", *measures]
    return ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]


def _row(line: Line) -> str:
    cells = [line.name, str(line.people), f"{line.size['columns']:,}", f"{line.size['rows']:,}"]
    cells += [f"{line.seconds:.1f}", line.status]
    for value, bound in line.reached.values():
        cells.append(f"{value:,.6g}" if value <= bound else f"{value:,.6g} (≥ {bound:,.6g})")
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
