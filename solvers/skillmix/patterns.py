"""The sets of visits in which a package's interventions can be given.

A *part* is a set of interventions that some profile can give in one visit; a
*pattern* is a partition of all the package's interventions into parts. A single
intervention is always a part, so that it can be left out, even where nobody can
give it.

A pattern is dominated, and dropped, where two of its parts of several
interventions could be one part given by just the same profiles: the merged
visit needs no more hours, makes fewer trips, and leaves the same choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

Members = tuple[int, ...]


def feasible_parts(
    interventions: Sequence[int], able: Callable[[Members], frozenset[int]]
) -> dict[Members, frozenset[int]]:
    """Parts of a package with the profiles able to give them; singles always.

    ``able`` must shrink as members are added: whoever can give a set can give
    each of its subsets, so a set is only tried where a smaller one was feasible.
    """
    parts: dict[Members, frozenset[int]] = {(i,): able((i,)) for i in interventions}
    level = [part for part, who in parts.items() if who]
    order = {intervention: k for k, intervention in enumerate(interventions)}
    while level:
        larger: list[Members] = []
        for part in level:
            for other in interventions:
                if order[other] > order[part[-1]] and all(
                    (*rest, other) in parts and parts[(*rest, other)]
                    for rest in combinations(part, len(part) - 1)
                ):
                    members = (*part, other)
                    who = able(members)
                    if who:
                        parts[members] = who
                        larger.append(members)
        level = larger
    return parts


def partitions(
    interventions: Sequence[int], parts: dict[Members, frozenset[int]]
) -> list[tuple[Members, ...]]:
    """Every partition of the interventions into the parts that is not dominated."""
    found: list[tuple[Members, ...]] = []
    by_first: dict[int, list[Members]] = {}
    for part in parts:
        by_first.setdefault(part[0], []).append(part)

    def extend(left: tuple[int, ...], chosen: tuple[Members, ...]) -> None:
        if not left:
            found.append(chosen)
            return
        for part in by_first[left[0]]:
            if set(part) <= set(left) and not _could_merge(part, chosen, parts):
                extend(tuple(i for i in left if i not in part), (*chosen, part))

    extend(tuple(interventions), ())
    return found


def _could_merge(
    part: Members, chosen: tuple[Members, ...], parts: dict[Members, frozenset[int]]
) -> bool:
    """Whether the part and one already chosen are better given together."""
    if len(part) == 1:
        return False
    for other in chosen:
        if len(other) == 1:
            continue
        merged = tuple(sorted(part + other))
        if parts.get(merged) == parts[part] == parts[other]:
            return True
    return False
