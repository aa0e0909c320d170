"""Where the commands print: results on stdout, messages and progress on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH_OF_A_FILE = 120  # columns, where the output is no terminal


def out() -> Console:
    """The console for results."""
    return _console(sys.stdout)


def err() -> Console:
    """The console for messages and progress."""
    return _console(sys.stderr)


def printable(text: str) -> str:
    """The text with control characters made visible, so that no cell can drive the terminal."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in text
    )


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to ``cli.guard``; rich would end the program as failed."""
            raise BrokenPipeError

    terminal = stream.isatty()
    return Piped(
        file=stream,
        width=None if terminal else _WIDTH_OF_A_FILE,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
