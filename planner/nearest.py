"""Nearest names, for messages that suggest what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80  # characters compared: a damaged cell may hold a whole file


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` of the known names that look most like ``word``, nearest first.

    Capitals, spaces and the difference between ``-``, ``_`` and space do not count.
    """
    plain: dict[str, str] = {}
    for name in known:
        plain.setdefault(_plain(name), name)
    found = get_close_matches(_plain(word), plain, n=count, cutoff=0.6)
    return [plain[name] for name in found]


def did_you_mean(word: str, known: Iterable[str], *, listed: int = 12) -> str:
    """``did you mean 'nurse'?``, or the known names where none is near and they are few."""
    names = [str(name) for name in known]
    near = nearest(word, names)
    if near:
        return f"did you mean {' or '.join(repr(name) for name in near)}?"
    if 0 < len(names) <= listed:
        return f"known here: {', '.join(names)}"
    return ""


def some_of(known: Iterable[str], shown: int = 8) -> str:
    """``there are a, b and 3 more``, in order; of nothing, nothing."""
    names = sorted({str(name) for name in known})
    more = f" and {len(names) - shown:,} more" if len(names) > shown else ""
    return f"there are {', '.join(names[:shown])}{more}" if names else ""


def _plain(word: str) -> str:
    return word[:_LONGEST].strip().casefold().replace("-", "_").replace(" ", "_")
