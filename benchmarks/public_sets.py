"""Solve instances of public sets, and set what is found beside what is published."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True)
class Answer:
    """What was found of an instance.

    Attributes
    ----------
    value : by the set's own rules; None where nothing was found.
    broken : what those rules find broken, and where they differ from the project's own check.
    bound, seconds, status : as the search has them.
    trace : (seconds, value) whenever something better was found.
    write : writes it in the set's form, given a path without an ending.
    """

    value: int | None
    broken: list[str]
    bound: float
    seconds: float
    status: str
    trace: list[tuple[float, float]]
    write: Callable[[Path], None]


#: Solves an instance within so many seconds, by a seed.
Case = Callable[[float, int], Answer]


@dataclass(frozen=True)
class PublicSet:
    """A set of instances.

    Attributes
    ----------
    read : an instance by its folder and name; raises ``OSError`` and ``ValueError``.
    best : column of the best known value in ``published.csv``.
    """

    read: Callable[[Path, str], Case]
    best: str


def options(sets: Collection[str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of a command for such sets."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    every: list[Callable[[Any], Any]] = [
        click.option("--set", "which", type=click.Choice(list(sets)), required=True),
        click.option("--data", type=folder, required=True),
        click.option("--instances", multiple=True, help="Names; all published by default."),
        click.argument("more", nargs=-1),
        click.option("--time-limit", type=float, default=60.0, show_default=True),
        click.option("--seed", "seeds", type=int, multiple=True, default=(0,), show_default=True),
        click.option("--out", type=click.Path(path_type=Path), help="Folder for what is found."),
    ]

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(every):
            command = option(command)
        return command

    return add


def run(
    chosen: PublicSet,
    value: str,
    gap: str,
    data: Path,
    names: Sequence[str],
    time_limit: float,
    seeds: Sequence[int],
    out: Path | None,
) -> None:
    """Solve each instance within the time limit, and end the process: 1 where anything is broken.

    ``value``: what the set calls it; ``gap``: ``best known`` or ``bound``, from which it is told.
    """
    best = published(data / "published.csv", chosen.best)
    wrong, results, trace = list[str](), list[list[object]](), list[list[object]]()
    head = ("instance", "seed", value, "bound", "best known", f"to {gap}", "seconds", "status")
    click.echo(f"| {' | '.join(head)} | broken |")
    click.echo("|---|--:|--:|--:|--:|--:|--:|---|--:|")
    for name in names or tuple(best):
        try:
            case = chosen.read(data, name)
        except OSError as problem:
            raise click.UsageError(f"cannot read {problem.filename}: {problem.strerror}") from None
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None
        for seed in seeds:
            found = case(time_limit, seed)
            known, bound = best.get(name), f"{found.bound:.2f}"
            from_known = found.value and known and f"{found.value / known - 1:.2%}"
            from_bound = found.value and f"{found.bound / found.value - 1:.2%}"
            told = (
                name,
                seed,
                found.value,
                bound,
                known and f"{known:.0f}",
                from_bound if gap == "bound" else from_known,
                f"{found.seconds:.1f}",
                found.status,
                len(found.broken),
            )
            click.echo(f"| {' | '.join('' if each is None else str(each) for each in told)} |")
            seconds = f"{found.seconds:.2f}"
            results.append([name, seed, found.value, bound, seconds, found.status])
            trace += [[name, seed, f"{at:.2f}", f"{each:.0f}"] for at, each in found.trace]
            wrong += [f"{name}, seed {seed}: {text}" for text in found.broken]
            if out is not None and found.value is not None:
                folder = out if len(seeds) == 1 else out / f"seed{seed}"
                folder.mkdir(parents=True, exist_ok=True)
                found.write(folder / name)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        columns = ["instance", "seed", value, "bound", "seconds", "status"]
        _write(out / "results.csv", columns, results)
        _write(out / "trace.csv", ["instance", "seed", "seconds", value], trace)
    for text in wrong:
        click.echo(text, err=True)
    sys.exit(1 if wrong else 0)


def published(path: Path, column: str) -> dict[str, float]:
    """Best known value by instance; nothing where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["instance"]: float(row[column]) for row in csv.DictReader(file)}


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A CSV file with a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
