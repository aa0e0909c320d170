"""What a visit is called: its interventions joined by ' + '."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_AND = " + "


def split(part: str, names: Sequence[str]) -> list[str]:
    """The interventions that make a part, of the names there are; empty if none do. Names may
    hold ' + ' themselves, so where one ends another way of going on may be found; each place in
    the part is looked at once."""
    if part in names:
        return [part]
    before: dict[int, tuple[int, str]] = {}  # where a name may begin → where the last began, and it
    waiting = [0]
    while waiting:
        at = waiting.pop()
        for name in reversed(names):
            end = at + len(name)
            if not part.startswith(name, at):
                continue
            if end == len(part):
                return _up_to(before, at, name)
            after = end + len(_AND)
            if part.startswith(_AND, end) and after not in before:
                before[after] = at, name
                waiting.append(after)
    return []


def _up_to(before: Mapping[int, tuple[int, str]], at: int, last: str) -> list[str]:
    """The names before a place, and the last."""
    found = [last]
    while at:
        at, name = before[at]
        found.append(name)
    return found[::-1]
