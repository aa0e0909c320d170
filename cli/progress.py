"""Shows a search while it runs: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.console import err
from solvers.engine.progress import Listener, Progress, silent

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_EVERY = 2.0  # seconds between plain lines on the same goal
_REFRESH = 4  # live pictures a second
_NAME, _NUMBER, _SHORT = 38, 10, 7  # widths of a name, a figure, and a gap or seconds


@contextmanager
def watching(quiet: bool) -> Iterator[Listener]:
    """A listener that shows what it hears on stderr until the block ends."""
    console = err()
    if quiet:
        yield silent
    elif console.is_terminal:
        with _live(console) as listener:
            yield listener
    else:
        yield Lines(lambda line: console.print(line, soft_wrap=True))


class Lines:
    """A listener that writes a line for each event, at most one every two seconds on one goal.

    Parameters
    ----------
    write : takes one line.
    clock : seconds, rising.
    """

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic):
        self._write = write
        self._clock = clock
        self._goal: tuple[str, str, str] | None = None
        self._written = 0.0

    def __call__(self, progress: Progress) -> None:
        goal = (progress.phase, progress.priority, progress.note)
        now = self._clock()
        if goal == self._goal and now - self._written < _EVERY:
            return
        self._goal, self._written = goal, now
        self._write(line_of(progress))


def line_of(progress: Progress) -> str:
    """``12.3 s  plan: visits, best 1,204 visits, bound 1,190, gap 1.16 %``."""
    goal = f"{progress.phase}: {words(progress.priority)}" if progress.priority else progress.phase
    parts = [goal]
    if progress.incumbent is not None:
        parts.append(f"best {figure(progress.incumbent)} {progress.unit}".rstrip())
    if progress.bound is not None:
        parts.append(f"bound {figure(progress.bound)}")
    if gap_of(progress):
        parts.append(f"gap {gap_of(progress)}")
    if progress.note:
        parts.append(progress.note)
    return f"{progress.seconds:7.1f} s  {', '.join(parts)}"


def figure(value: float | None) -> str:
    """A number with as many digits as tell: ``1,204``, ``12.3``, ``0.042``; blank for None."""
    if value is None:
        return ""
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.3g}"


def gap_of(progress: Progress) -> str:
    """The gap between best and bound, as a share of the best; blank where it is not known."""
    best, bound = progress.incumbent, progress.bound
    if best is None or bound is None:
        return ""
    if abs(best - bound) <= 1e-9:
        return "0 %"
    if best == 0:
        return ""
    return f"{abs(best - bound) / abs(best):.2%}".replace("%", " %")


@contextmanager
def _live(console: Console) -> Iterator[Listener]:
    from rich.live import Live

    latest: dict[tuple[str, str], Progress] = {}
    began = time.monotonic()

    def hear(progress: Progress) -> None:
        latest[progress.phase, progress.priority] = progress

    def picture() -> Table:
        rows = list(latest.values())  # a copy: the search adds from its own thread
        room = max(console.height - 4, 1)  # for heading and caption; what is newest must show
        return _table(rows[-room:], time.monotonic() - began)

    with Live(console=console, get_renderable=picture, refresh_per_second=_REFRESH):
        yield hear


def _table(rows: list[Progress], elapsed: float) -> Table:
    """A line for each phase and for each goal under it."""
    from rich.table import Table

    table = Table(
        box=None,
        padding=(0, 1, 0, 0),
        caption=f"{elapsed:.0f} s; Ctrl-C keeps the best plan so far",
        caption_justify="left",
    )
    table.add_column("", no_wrap=True, overflow="ellipsis", max_width=_NAME)
    for heading in ("best", "bound"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=_NUMBER)
    for heading in ("gap", "seconds"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=_SHORT)
    phase = None
    for row in rows:
        if row.phase != phase and row.priority:
            table.add_row(row.phase)
        phase = row.phase
        seconds = f"{row.seconds:.1f}"
        table.add_row(_name(row), figure(row.incumbent), figure(row.bound), gap_of(row), seconds)
    return table


def _name(row: Progress) -> str:
    """The goal with its unit, or the phase; and the note."""
    goal = f"  {words(row.priority)}" if row.priority else row.phase
    unit = row.unit if row.incumbent is not None else ""
    return ", ".join(part for part in (goal, unit, row.note) if part)


def words(name: str) -> str:
    """``unmet_need`` → ``unmet need``."""
    return name.replace("_", " ")
