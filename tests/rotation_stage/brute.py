"""Every rotation of a tiny scheme, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from planner.rotation.promises import broken
from planner.rotation.scheme import Scheme
from planner.rotation.tables import Where, balance


def rotations(scheme: Scheme) -> Iterator[Where]:
    """All, whatever they break, but that everybody is somewhere unless on leave."""
    cells = [
        (person.name, block)
        for person in scheme.people
        for block in range(scheme.blocks.count)
        if block not in person.away
    ]
    for posts in product(scheme.posts, repeat=len(cells)):
        where: dict[str, dict] = {person.name: {} for person in scheme.people}
        for (person, block), post in zip(cells, posts, strict=True):
            where[person][block] = post
        yield where


def judged(scheme: Scheme, where: Where) -> tuple[float, ...]:
    """What it comes to in each measure, in their order."""
    days = scheme.blocks.working_days
    blocks = range(scheme.blocks.count)
    unfilled, not_gained, moves = 0.0, 0, 0
    burdens = []
    for post in scheme.posts:
        for block in blocks:
            there = sum(p.wte for p in scheme.people if where[p.name].get(block) == post)
            unfilled += max(0.0, post.wanted - there * post.days_per_week / 5)
    lost = [sum(balance(scheme, where, block)) - scheme.backfill for block in blocks]
    for person in scheme.people:
        line = [where[person.name][b] for b in sorted(where[person.name])]
        for kind in scheme.kinds:
            had = person.had[kind.name] + sum(post.kind == kind.name for post in line)
            not_gained += bool(kind.gain_blocks) and had < kind.gain_blocks
        burdens.append(
            sum(
                scheme.minutes(person, post) + person.against(block, post.name, post.kind)
                for block, post in where[person.name].items()
            )
        )
        names = ([person.before] if person.before else []) + [post.name for post in line]
        moves += sum(a != b for a, b in pairwise(names))
    net_loss = sum(max(0.0, loss) for loss in lost) * days
    return (round(unfilled, 6), round(net_loss, 6), not_gained, max(burdens), sum(burdens), moves)


def best(scheme: Scheme) -> tuple[float, ...] | None:
    """The best that any rotation comes to; None where every one breaks something."""
    kept = (where for where in rotations(scheme) if not broken(scheme, where))
    return min((judged(scheme, where) for where in kept), default=None)
