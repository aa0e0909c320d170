"""Tables and text in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what stands in a cell is one line, and its bars are no borders."""
    lines = [_row(headings), "|" + "---|" * len(headings)]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in cells) + " |"


def one_line(text: str) -> str:
    return " ".join(text.split())


def code(text: str) -> str:
    """A word as it is typed or named."""
    return f"`{text}`"


def listed(words: Sequence[str]) -> str:
    """Words as they are named, with commas."""
    return ", ".join(code(word) for word in words)


def fenced(text: str, kind: str = "text") -> str:
    """Lines that stay as they are."""
    return f"```{kind}\n{text.strip()}\n```"


def page(title: str, introduction: str, parts: Iterable[str]) -> str:
    """A whole page, which says that it is not to be edited by hand."""
    note = "<!-- Made by `python -m cli.reference`; change what it is made from instead. -->"
    return "\n\n".join([f"# {title}", note, introduction.strip(), *parts]) + "\n"
