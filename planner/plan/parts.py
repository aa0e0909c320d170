"""What a visit is called: its interventions joined by ' + '."""

from __future__ import annotations

from collections.abc import Sequence

_AND = " + "


def split(part: str, names: Sequence[str]) -> list[str]:
    """The interventions that make a part, of the names there are; empty if none do. Names may
    hold ' + ' themselves, so whatever does not come out is tried again otherwise."""
    if part in names:
        return [part]
    for name in names:
        rest = part.removeprefix(name + _AND)
        if rest != part and (others := split(rest, names)):
            return [name, *others]
    return []
