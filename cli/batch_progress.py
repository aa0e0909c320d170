"""Shows a batch while it runs: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.console import err, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from planner.batch.progress import BatchProgress

_EVERY = 10.0  # seconds between plain lines where no run ends
_REFRESH = 4  # live pictures a second
_MOST_SHOWN = 20  # runs under way

Listener = Callable[["BatchProgress"], None]


@contextmanager
def watching_batch(quiet: bool) -> Iterator[Listener]:
    """A listener that shows what it hears on stderr until the block ends."""
    console = err()
    if quiet:
        yield lambda progress: None
    elif console.is_terminal:
        with _live(console) as listener:
            yield listener
    else:
        yield BatchLines(lambda line: console.print(printable(line), soft_wrap=True))


class BatchLines:
    """A listener that writes a line for each run that ends, and one every ten seconds otherwise.

    Parameters
    ----------
    write : takes one line.
    clock : seconds, rising.
    """

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic):
        self._write = write
        self._clock = clock
        self._written = -_EVERY

    def __call__(self, progress: BatchProgress) -> None:
        now = self._clock()
        if not progress.ended and now - self._written < _EVERY:
            return
        self._written = now
        self._write(line_of(progress))


def line_of(progress: BatchProgress) -> str:
    """``12 of 200 runs, 1 without a plan, about 14 min left; demand 1.1: planned``."""
    what = "scenarios checked" if progress.phase == "checking scenarios" else "runs"
    parts = [f"{progress.done:,} of {progress.total:,} {what}"]
    if progress.bad:
        parts.append(f"{progress.bad:,} without a plan")
    if progress.elsewhere:
        parts.append(f"{progress.elsewhere:,} being done by another batch")
    if progress.left is not None and progress.done < progress.total:
        parts.append(f"about {duration(progress.left)} left")
    line = ", ".join(parts)
    if not progress.ended:
        return line
    why = progress.reason.partition("\n")[0]
    return f"{line}; {progress.ended}{f' ({why})' if why else ''}"


def duration(seconds: float) -> str:
    """``40 s``, ``14 min``, ``3 h 20 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def _live(console: Console) -> Iterator[Listener]:
    from rich.live import Live

    latest: list[BatchProgress] = []
    since: dict[str, float] = {}

    def hear(progress: BatchProgress) -> None:
        if progress.ended and not progress.ended.endswith(": planned"):
            console.print(printable(line_of(progress)), soft_wrap=True)
        labels = [label for label, _ in progress.running]
        for label in labels:
            since.setdefault(label, time.monotonic())
        for label in [known for known in since if known not in labels]:
            del since[label]
        latest[:] = [progress]

    def picture() -> Table:
        return _table(latest[-1] if latest else None, dict(since), console.height)

    with Live(console=console, get_renderable=picture, refresh_per_second=_REFRESH):
        yield hear


def _table(progress: BatchProgress | None, since: dict[str, float], height: int) -> Table:
    """A line for each run under way; the whole batch in the caption."""
    from rich.table import Table

    caption = "starting" if progress is None else f"{line_of(progress)}; Ctrl-C ends"
    table = Table(
        box=None, padding=(0, 1, 0, 0), caption=printable(caption), caption_justify="left"
    )
    table.add_column("running", no_wrap=True, overflow="ellipsis")
    table.add_column("", no_wrap=True, overflow="ellipsis", max_width=30)
    table.add_column("seconds", justify="right", no_wrap=True)
    room = max(1, min(_MOST_SHOWN, height - 4))
    for label, far in (progress.running if progress else ())[:room]:
        seconds = time.monotonic() - since.get(label, time.monotonic())
        table.add_row(printable(label), printable(far.replace("_", " ")), f"{seconds:.0f}")
    return table
