"""A search whose progress is shown, and which Ctrl-C ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from cli.interrupt import STOPPING, interruptible
from cli.progress import watching

if TYPE_CHECKING:
    from solvers.engine.progress import Listener

Found = TypeVar("Found")


def searched(
    search: Callable[[Listener, threading.Event], Found], quiet: bool, stopping: str = STOPPING
) -> Found:
    """What a search finds that tells a listener how it goes, and ends when an event is set;
    ``stopping`` is what the user is told of the first Ctrl-C."""
    stop = threading.Event()
    with watching(quiet) as listener:
        return interruptible(
            lambda: search(listener, stop), stop, lambda line: click.echo(line, err=True), stopping
        )
