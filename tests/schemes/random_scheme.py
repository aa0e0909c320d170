"""Schemes at random, small enough to try everything."""

from __future__ import annotations

import numpy as np

from solvers.schemes.problem import AWAY, Pair, SchemeProblem

#: People, blocks and posts at most, so that there are no more than some hundred rotations.
SIZES = ((1, 3, 3), (2, 2, 3), (2, 3, 2), (3, 2, 2), (2, 3, 3), (1, 4, 3), (3, 3, 2))


def random_scheme(seed: int, size: tuple[int, int, int] | None = None) -> SchemeProblem:
    """Any of the rules may bind: leave, history, pairs, groups, supervision, handover and all."""
    rng = np.random.default_rng(seed)
    people, blocks, posts = size or SIZES[seed % len(SIZES)]
    kinds = int(rng.integers(2, posts + 1))

    def some(chance: float, *shape: int) -> np.ndarray:
        return rng.random(shape) < chance

    def numbers(low: int, high: int, *shape: int) -> np.ndarray:
        return rng.integers(low, high + 1, shape)

    before = np.where(some(0.5, people), numbers(0, posts - 1, people), AWAY)
    wte = rng.choice([50, 80, 100], people)
    home = some(0.3, posts)
    home[0] = True
    least = some(0.04, blocks, posts).astype(np.int64)
    most = np.maximum(numbers(max(1, people - 1), people, blocks, posts), least)
    run_least = np.where(some(0.25, kinds), 2, 1)
    pairs = (Pair(0, 1, (posts - 1,)),) if people > 1 and rng.random() < 0.25 else ()
    return SchemeProblem(
        people=tuple(f"person {p}" for p in range(people)),
        blocks=tuple(f"block {t}" for t in range(blocks)),
        posts=tuple(f"post {j}" for j in range(posts)),
        kinds=tuple(f"kind {k}" for k in range(kinds)),
        kind=np.concatenate([np.arange(kinds), numbers(0, kinds - 1, posts - kinds)]),
        home=home,
        present=some(0.9, people, blocks),
        may=some(0.95, people, blocks, posts),
        before=before,
        before_run=np.where(before == AWAY, 0, numbers(1, 2, people)),
        done=numbers(0, 1, people, kinds) * some(0.5, people, kinds),
        away=np.where(home, 0, 1) * wte[:, None] + numbers(0, 1, people, posts),
        handover=some(0.4, posts) * wte[:, None] // 5,
        backfill=numbers(20, 220, blocks),
        no_net_loss=bool(rng.random() < 0.5),
        least=least,
        most=most,
        wanted=np.maximum(numbers(0, 1, blocks, posts), least) * numbers(40, 160, posts),
        gives=wte[:, None] // numbers(1, 2, posts),
        experienced=some(0.6, people),
        supervised_by=some(0.12, posts).astype(np.int64),
        learners_most=numbers(1, 3, posts) - some(0.1, posts),
        continuing=some(0.25, posts).astype(np.int64),
        run_least=run_least,
        run_most=run_least + numbers(0, 2, kinds),
        follow=some(0.93, kinds, kinds),
        after=some(0.12, kinds, kinds) & ~np.eye(kinds, dtype=bool),
        times_least=some(0.05, people, kinds).astype(np.int64),
        times_most=np.full((people, kinds), blocks) - some(0.2, people, kinds),
        home_least=some(0.15, people).astype(np.int64),
        pairs=pairs,
        group=np.where(some(0.4, people), 0, -1),
        gain=numbers(0, 2, kinds) * some(0.5, kinds),
        burden=numbers(0, 39, people, blocks, posts),
    )
