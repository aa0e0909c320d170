"""A scheme too large to try everything: practices in turn, a control room and a car at home."""

from __future__ import annotations

import numpy as np

from solvers.schemes.problem import AWAY, SchemeProblem


def large(people: int, blocks: int, practices: int, seed: int = 0) -> SchemeProblem:
    """Practice for one or two blocks, the control room for one, the car for one or two; each person
    knows four practices; a twelfth of them go together each; backfill is 40 % of everybody's time."""
    rng = np.random.default_rng(seed)
    posts, kinds = practices + 2, 3
    may = np.ones((people, blocks, posts), bool)
    may[:, :, :practices] = rng.random((people, blocks, practices)) < 0.98
    for own in may:
        own[:, rng.permutation(practices)[4:]] = False
    home = np.arange(posts) >= practices
    wte = rng.choice([60, 80, 100], people, p=[0.2, 0.2, 0.6])
    most = np.where(home, people, 1)
    follow = np.zeros((kinds, kinds), bool)
    follow[0, 1] = follow[1, 2] = follow[2, 0] = True
    return SchemeProblem(
        people=tuple(f"person {p}" for p in range(people)),
        blocks=tuple(f"block {t}" for t in range(blocks)),
        posts=tuple(f"post {j}" for j in range(posts)),
        kinds=("practice", "control room", "car"),
        kind=np.array([0] * practices + [1, 2]),
        home=home,
        present=np.ones((people, blocks), bool),
        may=may,
        before=np.full(people, AWAY),
        before_run=np.zeros(people, np.int64),
        done=np.zeros((people, kinds), np.int64),
        away=np.where(home, 0, 50) * wte[:, None],
        handover=np.where(home, 0, 2) * wte[:, None],
        backfill=np.full(blocks, int(wte.sum()) * 20),
        no_net_loss=True,
        least=np.zeros((blocks, posts), np.int64),
        most=np.tile(most, (blocks, 1)),
        wanted=np.tile(np.where(home, 0, 100), (blocks, 1)),
        gives=np.tile(wte[:, None], (1, posts)),
        experienced=rng.random(people) < 0.4,
        supervised_by=np.array([0] * practices + [1, 0]),
        learners_most=np.full(posts, people),
        continuing=np.zeros(posts, np.int64),
        run_least=np.ones(kinds, np.int64),
        run_most=np.array([2, 1, 2]),
        follow=follow,
        after=np.zeros((kinds, kinds), bool),
        times_least=np.tile([1, 1, 0], (people, 1)),
        times_most=np.full((people, kinds), blocks),
        home_least=np.full(people, blocks // 4),
        pairs=(),
        group=np.arange(people) // max(1, people // 12),
        gain=np.array([2, 1, 0]),
        burden=rng.integers(0, 60, (people, 1, posts)) * ~home
        + rng.integers(0, 2, (people, blocks, posts)) * 15,
    )
