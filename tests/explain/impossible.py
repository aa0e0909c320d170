"""Explain generated impossible places, and check every explanation by solving again.

    python -m tests.explain.impossible 100
    python -m tests.explain.impossible 100 --random 40 --out benchmarks/results

Kinds in turn (``tests.explain.generate``), then places of ``tests.skillmix.random_place`` that
happen to be impossible. Ends with 1 where an explanation is wrong.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

import click

from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from solvers.engine.limits import Limits
from solvers.skillmix.build import build
from solvers.skillmix.impossible.possible import Answer, possible
from tests.explain.examine import Examined, examine
from tests.explain.generate import impossible_places
from tests.skillmix.random_place import random_place


@click.command()
@click.argument("places", type=int)
@click.option("--random", "others", type=int, default=0, help="So many random places besides.")
@click.option("--seed", type=int, default=0)
@click.option("--offered", type=int, default=3, help="Changes looked for in each place.")
@click.option("--free", type=int, default=1, help="Look at cells in one of so many places.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a dated result file.")
def main(places: int, others: int, seed: int, offered: int, free: int, out: Path | None) -> None:
    """Explain and check, and print what it came to, in Markdown."""
    began, busy = time.monotonic(), os.getloadavg()[0]
    rows: list[tuple[str, Examined, float]] = []
    generated = islice(impossible_places(seed), places)
    for kind, place, base in (*generated, *islice(_random(seed), others)):
        started = time.monotonic()
        result = examine(place, base, offered=offered, free_cells=len(rows) % free == 0)
        rows.append((kind, result, time.monotonic() - started))
        click.echo(f"{len(rows)} {kind}: {rows[-1][2]:.1f} s", err=True)
        for fault in result.wrong:
            click.echo(f"{len(rows)} {kind}: {fault}", err=True)
    text = report(rows, time.monotonic() - began, busy)
    click.echo(text)
    if out is not None:
        (out / f"explain-{dt.date.today().isoformat()}.md").write_text(text, encoding="utf-8")
    raise SystemExit(any(result.wrong for _, result, _ in rows))


def report(rows: list[tuple[str, Examined, float]], seconds: float, busy: float) -> str:
    """What was explained, kind by kind, and what was wrong."""
    kinds = Counter(kind for kind, _, _ in rows)
    lines = [
        "| kind | places | members of the first conflict | changes tried | planned | wrong "
        "| seconds each |",
        "|---|--:|---|--:|--:|--:|--:|",
    ]
    for kind in kinds:
        mine = [(result, taken) for name, result, taken in rows if name == kind]
        sizes = Counter(
            len(result.found.clashes[0].members)
            for result, _ in mine
            if result.found is not None and result.found.clashes
        )
        said = ", ".join(f"{n} × {size}" for size, n in sorted(sizes.items()))
        lines.append(
            f"| {kind.replace('_', ' ')} | {len(mine)} | {said} | "
            f"{sum(r.tried for r, _ in mine)} | {sum(r.planned for r, _ in mine)} | "
            f"{sum(bool(r.wrong) for r, _ in mine)} | "
            f"{sum(taken for _, taken in mine) / len(mine):.1f} |"
        )
    every = [result for _, result, _ in rows]
    clashes = [c for r in every if r.found is not None for c in r.found.clashes]
    smallest = sum(clash.conflict.smallest for clash in clashes)
    lines += [
        "",
        f"{len(rows)} impossible places, {len(clashes)} conflicts, {smallest} of them proven to be "
        f"the smallest. Members' cells set out of the way: {sum(r.freed for r in every)}. "
        f"Changes tried: {sum(r.tried for r in every)}, planned and checked: "
        f"{sum(r.planned for r in every)}. Explanations with a fault: "
        f"{sum(bool(r.wrong) for r in every)}. {seconds:.0f} s; load before: {busy:.1f}.",
        "",
    ]
    return "\n".join(lines)


def _random(seed: int) -> Iterator[tuple[str, Place, Plan | None]]:
    """Random places of every feature that are impossible."""
    for number in count(1_000 * seed):
        place = random_place(Random(number))
        model = build(make_problem(place)).assembled
        if possible(model, Limits(threads=1)) is Answer.NO:
            yield "random place", place, None


if __name__ == "__main__":
    main()
