"""The people of a scheme: what they may do, when they are away, what they ask for."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from planner.place.contracts import blank
from planner.place.place import Place
from planner.rotation.blocks import Blocks


@dataclass(frozen=True)
class Wish:
    """For or against a post or a kind of post, in some blocks; ``minutes`` is what each against it
    weighs."""

    blocks: frozenset[int]
    prefers: bool
    item: str
    minutes: int

    def against(self, block: int, post: str, kind: str) -> int:
        """What being at a post in a block weighs."""
        if block not in self.blocks:
            return 0
        return 0 if (self.item in (post, kind)) == self.prefers else self.minutes


@dataclass(frozen=True)
class Rotating:
    """A person who rotates.

    Attributes
    ----------
    annual_cost : k£ a year of one WTE, with on-costs.
    lives : locality; empty where unknown.
    group, pair, shared_post : empty where none.
    posts : where they may be; empty: everywhere.
    before, before_blocks : the post just before the first block, empty where unknown, and blocks in
        a row of its kind.
    had : kind of post → blocks of it before.
    away : blocks on leave.
    """

    name: str
    role: str
    wte: float
    annual_cost: float
    lives: str
    experienced: bool
    group: str
    pair: str
    shared_post: str
    posts: frozenset[str]
    before: str
    before_blocks: int
    had: Counter[str]
    away: frozenset[int] = frozenset()
    wishes: tuple[Wish, ...] = field(default=())

    def against(self, block: int, post: str, kind: str) -> int:
        """Minutes that all wishes against being at a post in a block weigh."""
        return sum(wish.against(block, post, kind) for wish in self.wishes)


def read_people(
    place: Place, scheme: str, blocks: Blocks, posts: Collection[str], enough: Mapping[str, int]
) -> list[Rotating]:
    """Everybody who rotates in a scheme, in the order of the table; ``enough`` are the blocks of each
    kind of post that who has had it counts as having had."""
    staff = {row.person: row for row in place["staff"].itertuples(index=False)}
    cost = dict(zip(place["roles"]["role"], place["roles"]["annual_cost"], strict=True))
    away, wishes = _asked(place, blocks, {*posts, *enough})
    people = []
    for row in place["rotation_people"].itertuples(index=False):
        if row.scheme != scheme:
            continue
        who = staff[row.person]
        people.append(
            Rotating(
                row.person,
                who.role,
                float(who.wte),
                float(cost[who.role]),
                _text(who.home_locality),
                bool(row.experienced),
                _text(row.group),
                _text(row.pair),
                _text(row.shared_post),
                frozenset(row.posts),
                _text(row.before),
                int(row.before_blocks),
                Counter({kind: enough[kind] for kind in row.had}),
                frozenset(away[row.person]),
                tuple(wishes[row.person]),
            )
        )
    return people


def _text(cell: object) -> str:
    return "" if blank(cell) else str(cell)


def _asked(
    place: Place, blocks: Blocks, items: Collection[str]
) -> tuple[dict[str, set[int]], dict[str, list[Wish]]]:
    """Per person, blocks away, and wishes for or against the ``items`` that the scheme has.

    A block is away where more than half its working days are leave; days that two rows name
    count once.
    """
    days: dict[tuple[str, int], set[dt.date]] = defaultdict(set)
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for row in place["rotation_wishes"].itertuples(index=False):
        if row.wish == "leave":
            for block in range(blocks.count):
                days[row.person, block] |= blocks.working_days_in(block, row.first, row.last)
        elif row.item in items:  # a wish may be about another scheme of the same person
            begin = frozenset(blocks.beginning(row.first, row.last))
            wish = Wish(begin, row.wish == "prefer", str(row.item), int(row.minutes))
            wishes[row.person].append(wish)
    away: dict[str, set[int]] = defaultdict(set)
    for (person, block), leave in days.items():
        if 2 * len(leave) > blocks.working_days:
            away[person].add(block)
    return away, wishes
