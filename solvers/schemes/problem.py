"""What a rotation scheme must satisfy, and what it is judged by, in numbers alone.

A scheme's time is cut into *blocks*. In each block a person is at one *post*, of their home
employer or of a host, or away (on leave). Posts of one sort are of one *kind* (practice,
control room, response car).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: At no post.
AWAY = -1
#: Parts of a WTE that figures of presence are counted in.
PARTS = 100


@dataclass(frozen=True)
class Pair:
    """Two people who share a post: in every block that either can work, one of them is there.

    ``posts`` are that one, and others with the same host that stand for it, such as an induction.
    """

    first: int
    second: int
    posts: tuple[int, ...]


@dataclass(frozen=True)
class SchemeProblem:
    """People ``P``, blocks ``T``, posts ``J``, kinds of post ``K``.

    Presence is in whole hundredths of a WTE, or of a WTE's working day ("parts").

    Attributes
    ----------
    people, blocks, posts, kinds : names.
    kind : (J,) of each post.
    home : (J,) whether it is the home employer's own.
    present : (P, T) whether each person is anywhere in each block; if not, away.
    may : (P, T, J) where each person may be in each block.
    before : (P,) the post that each was at just before the first block; ``AWAY`` where unknown.
    before_run : (P,) blocks in a row of that post's kind until then; 1 at least where it is known.
    done : (P, K) blocks of each kind that each has had before.
    away : (P, J) parts that the home employer is without in a block that a person is at a post.
    handover : (P, J) parts that a person's last place is without, at the end of a block, where the
        next is at this post and they come early to take over.
    backfill : (T,) parts that the home employer can be without.
    no_net_loss : whether it may be without no more.
    least, most : (T, J) people.
    wanted : (T, J) parts of a WTE; what is missing of it weighs.
    gives : (P, J) parts of a WTE that each gives to each post while there.
    experienced : (P,) who needs no supervision.
    supervised_by : (J,) experienced people who must be there where anybody else is.
    learners_most : (J,) most others at a time.
    continuing : (J,) of those at a post, as many were there in the block before.
    run_least, run_most : (K,) blocks in a row. Time away ends a run; one that it or the last block
        cuts off may be short.
    follow : (K, K) whether the second may come next after the first; anything may after time away.
    after : (K, K) whether the first asks for a block of the second before it.
    times_least, times_most : (P, K) blocks of each kind in all.
    home_least : (P,) blocks at posts of home in all.
    pairs : people who share a post.
    group : (P,) people of one group are at posts of one kind in each block; less than nothing: none.
    gain : (K,) blocks of a kind that make a person competent in it; 0: nothing is gained.
    burden : (P, T, J) minutes that being at a post means to a person: travel, and wishes not met.
    """

    people: tuple[str, ...]
    blocks: tuple[str, ...]
    posts: tuple[str, ...]
    kinds: tuple[str, ...]
    kind: Ints
    home: Bools
    present: Bools
    may: Bools
    before: Ints
    before_run: Ints
    done: Ints
    away: Ints
    handover: Ints
    backfill: Ints
    no_net_loss: bool
    least: Ints
    most: Ints
    wanted: Ints
    gives: Ints
    experienced: Bools
    supervised_by: Ints
    learners_most: Ints
    continuing: Ints
    run_least: Ints
    run_most: Ints
    follow: Bools
    after: Bools
    times_least: Ints
    times_most: Ints
    home_least: Ints
    pairs: tuple[Pair, ...]
    group: Ints
    gain: Ints
    burden: Ints

    @cached_property
    def timelines(self) -> tuple[list[int], ...]:
        """Blocks of each person that are not away, in order."""
        return tuple(np.flatnonzero(there).tolist() for there in self.present)

    @cached_property
    def stretches(self) -> tuple[list[list[int]], ...]:
        """Blocks of each person in a row that are not away, in order."""
        found = []
        for line in self.timelines:
            cuts = [i for i in range(1, len(line)) if line[i] != line[i - 1] + 1]
            edges = [0, *cuts, len(line)]
            found.append([line[a:b] for a, b in pairwise(edges) if a < b])
        return tuple(found)

    @cached_property
    def teams(self) -> tuple[list[int], ...]:
        """People of each group of more than one."""
        numbers = np.unique(self.group[self.group >= 0])
        teams = (np.flatnonzero(self.group == g).tolist() for g in numbers)
        return tuple(team for team in teams if len(team) > 1)

    def kinds_of(self, rotation: Ints) -> Ints:
        """(P, T) the kind of the post that each is at; ``AWAY`` for none."""
        return np.where(rotation == AWAY, AWAY, self.kind[rotation])

    def there(self, rotation: Ints, some: Bools | None = None) -> Ints:
        """(T, J) people at each post in each block, all or some of them, (P,)."""
        count = np.zeros((len(self.blocks), len(self.posts)), np.int64)
        counted = rotation != AWAY if some is None else (rotation != AWAY) & some[:, None]
        person, block = np.nonzero(counted)
        np.add.at(count, (block, rotation[person, block]), 1)
        return count

    def given(self, rotation: Ints) -> Ints:
        """(T, J) parts of a WTE that each post has in each block."""
        given = np.zeros((len(self.blocks), len(self.posts)), np.int64)
        person, block = np.nonzero(rotation != AWAY)
        post = rotation[person, block]
        np.add.at(given, (block, post), self.gives[person, post])
        return given

    def continued(self, rotation: Ints) -> Bools:
        """(P, T) whether each is where they were in the block before."""
        earlier = np.column_stack([self.before, rotation[:, :-1]])
        return np.asarray((rotation != AWAY) & (rotation == earlier))

    def lost(self, rotation: Ints) -> Ints:
        """(T,) parts that the home employer is without in each block, handover and all."""
        lost = np.zeros(len(self.blocks), np.int64)
        for person, posts in enumerate(rotation):
            for block, post in enumerate(posts.tolist()):
                if post == AWAY:
                    continue
                lost[block] += self.away[person, post]
                later = int(posts[block + 1]) if block + 1 < len(posts) else AWAY
                if self.home[post] and later not in (AWAY, post):
                    lost[block] += self.handover[person, later]
        return lost
