"""From a scheme to the solver's problem."""

from __future__ import annotations

import math

import numpy as np

from planner.rotation.people import Rotating
from planner.rotation.scheme import Post, Scheme
from solvers.schemes.problem import AWAY, PARTS, Bools, Ints, Pair, SchemeProblem


def make_problem(scheme: Scheme) -> SchemeProblem:
    """The solver's problem; its people, blocks and posts are the scheme's, in their order."""
    blocks, people, posts, kinds = scheme.blocks, scheme.people, scheme.posts, scheme.kinds
    number = {post.name: j for j, post in enumerate(posts)}
    kind_number = {kind.name: k for k, kind in enumerate(kinds)}
    person_number = {person.name: p for p, person in enumerate(people)}
    every, many = blocks.count, len(people)
    group_number = {name: g for g, name in enumerate(dict.fromkeys(p.group for p in people))}
    return SchemeProblem(
        people=tuple(person.name for person in people),
        blocks=tuple(blocks.name(block) for block in range(every)),
        posts=tuple(post.name for post in posts),
        kinds=tuple(kind.name for kind in kinds),
        kind=np.array([kind_number[post.kind] for post in posts], np.int64),
        home=np.array([post.home for post in posts], bool),
        present=np.array(
            [[block not in person.away for block in range(every)] for person in people], bool
        ).reshape(many, every),
        may=_may(scheme),
        before=np.array([number.get(person.before, AWAY) for person in people], np.int64),
        before_run=np.array([p.before_blocks if p.before else 0 for p in people], np.int64),
        done=np.array(
            [[person.had[kind.name] for kind in kinds] for person in people], np.int64
        ).reshape(many, len(kinds)),
        away=_parts(scheme, [blocks.working_days * post.away_share for post in posts]),
        handover=_parts(scheme, [post.handover_days for post in posts]),
        backfill=np.full(every, backfill_parts(scheme), np.int64),
        no_net_loss=scheme.no_net_loss,
        least=_each(scheme, [post.least for post in posts]),
        most=_each(scheme, [_most(post, many) for post in posts]),
        wanted=_each(scheme, [math.ceil(PARTS * post.wanted - 1e-6) for post in posts]),
        gives=_given(scheme),
        experienced=np.array([person.experienced for person in people], bool),
        supervised_by=np.array([post.supervised_by for post in posts], np.int64),
        learners_most=np.array(
            [many if p.learners_most is None else p.learners_most for p in posts], np.int64
        ),
        continuing=np.array([post.stay_on for post in posts], np.int64),
        run_least=np.array([kind.in_row_least for kind in kinds], np.int64),
        run_most=np.array([_or(kind.in_row_most, 1000) for kind in kinds], np.int64),
        follow=np.array([[k.next is None or n.name in k.next for n in kinds] for k in kinds], bool),
        after=np.array([[n.name in k.only_after for n in kinds] for k in kinds], bool),
        times_least=np.tile(np.array([kind.least for kind in kinds], np.int64), (many, 1)),
        times_most=np.tile(np.array([_or(k.most, every) for k in kinds], np.int64), (many, 1)),
        home_least=np.array([scheme.home_least(person) for person in people], np.int64),
        pairs=tuple(
            Pair(
                person_number[a.name],
                person_number[b.name],
                tuple(number[post] for post in scheme.shared(a)),
            )
            for a, b in scheme.pairs()
        ),
        group=np.array([group_number[p.group] if p.group else -1 for p in people], np.int64),
        gain=np.array([kind.gain_blocks for kind in kinds], np.int64),
        burden=_burden(scheme),
    )


def backfill_parts(scheme: Scheme) -> int:
    """Parts of a block that the home employer can be without."""
    return math.floor(PARTS * scheme.backfill * scheme.blocks.working_days + 1e-6)


def _or(figure: int | None, otherwise: int) -> int:
    return otherwise if figure is None else figure


def _most(post: Post, people: int) -> int:
    return max(people, post.least) if post.most is None else post.most


def _may(scheme: Scheme) -> Bools:
    shape = len(scheme.people), scheme.blocks.count, len(scheme.posts)
    may = np.zeros(shape, bool)
    for p, person in enumerate(scheme.people):
        for block in range(scheme.blocks.count):
            may[p, block] = [not scheme.why_not(person, block, post) for post in scheme.posts]
    return may


def _parts(scheme: Scheme, days: list[float]) -> Ints:
    """(P, J) parts of a WTE day that so many days of each post come to, rounded up."""
    wte = np.array([person.wte for person in scheme.people])
    return np.ceil(PARTS * np.outer(wte, days) - 1e-6).astype(np.int64)


def _given(scheme: Scheme) -> Ints:
    """(P, J) parts of a WTE that each gives to each post while there."""
    wte = np.array([person.wte for person in scheme.people])
    share = [post.has_share for post in scheme.posts]
    return np.round(PARTS * np.outer(wte, share)).astype(np.int64)


def _each(scheme: Scheme, figures: list[int]) -> Ints:
    """(T, J) the same in every block."""
    return np.tile(np.array(figures, np.int64), (scheme.blocks.count, 1))


def _burden(scheme: Scheme) -> Ints:
    """(P, T, J) minutes a day: travel, and wishes that are not met, to the whole minute."""
    return np.array(
        [
            [
                [burden(scheme, person, block, post) for post in scheme.posts]
                for block in range(scheme.blocks.count)
            ]
            for person in scheme.people
        ],
        np.int64,
    ).reshape(len(scheme.people), scheme.blocks.count, len(scheme.posts))


def burden(scheme: Scheme, person: Rotating, block: int, post: Post) -> int:
    """What being at a post in a block is to a person, in whole minutes a day."""
    return round(scheme.minutes(person, post)) + person.against(block, post.name, post.kind)
