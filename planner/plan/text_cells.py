"""Cells of text in files that spreadsheets open."""

from __future__ import annotations

# What a spreadsheet takes for the beginning of a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would work out."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
