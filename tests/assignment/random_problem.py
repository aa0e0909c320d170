"""Small random assignments: two employers, trainees and mentors, two courses in turn."""

from __future__ import annotations

import random

import numpy as np

from solvers.assignment.problem import (
    Agreed,
    AssignmentProblem,
    Groups,
    Intakes,
    Offers,
    Posts,
    Teams,
    Wants,
)

T = 3
#: (role, competencies): a helper, with a, with a and b, with b, and a mentor.
STATES = ((0, frozenset()), (0, frozenset("a")), (0, frozenset("ab")), (0, frozenset("b")),
          (1, frozenset()))  # fmt: skip
GIVES = {0: "a", 1: "b"}


def state_of(role: int, held: frozenset[str]) -> int:
    return STATES.index((role, held))


def random_problem(seed: int) -> AssignmentProblem:
    """A problem of up to seven people, small enough to try everything."""
    rng = random.Random(seed)
    intakes = _intakes(rng)
    sizes, wte, post, state = [], [], [], []
    left = rng.randint(3, 7)
    while left > 0:
        size = min(left, rng.choice((1, 1, 2)))
        left -= size
        mentor = rng.random() < 0.3
        sizes.append(size)
        wte.append(rng.choice((1.0, 0.8, 0.6, 0.4)))
        post.append(rng.randint(0, 1) + (2 if mentor else 0))
        state.append(4 if mentor else rng.choice((0, 0, 0, 1, 3)))
    offers = []
    for g in range(len(sizes)):
        offers += _offers(rng, g, post[g], state[g], intakes)
    columns = [np.array(column) for column in zip(*offers, strict=True)]
    whole = [column.astype(np.int64) for column in columns[:8]]
    names = iter(f"p{i}" for i in range(100))
    there = [
        sum(s * w for s, w, p in zip(sizes, wte, post, strict=True) if p == n) for n in range(4)
    ]
    return AssignmentProblem(
        years=np.array([0.25, 0.25, 0.5]),
        labels=("t0", "t1", "t2"),
        employers=("A", "B"),
        roles=("helper", "mentor"),
        groups=Groups(
            tuple(tuple(next(names) for _ in range(size)) for size in sizes),
            np.array(wte),
            np.array(post),
            np.array(state),
        ),
        posts=Posts(
            ("A/helper", "B/helper", "A/mentor", "B/mentor"),
            np.array([0, 0, 1, 1]),
            np.array([0, 1, 0, 1]),
            np.array([0, 1, 2, 3]),
            np.array([[max(there[n], rng.choice((1.0, 2.0, 9.0)))] * T for n in range(4)]),
        ),
        teams=Teams(
            ("A help", "B help", "A mentors", "B mentors"),
            np.array([0, 0, 1, 1]),
            np.array([rng.choice((0.05, 0.2, 0.5, 2.0)) for _ in range(4)]),
        ),
        intakes=intakes,
        offers=Offers(*whole, columns[8].astype(float), columns[9].astype(float)),
        targets=_targets(rng),
        minimums=_minimums(rng),
        agreed=Agreed(
            ("move",), np.array([[rng.choice((0.5, 1.0, np.inf))] * 2]), np.array([0, 0, 1])
        ),
    )


def _intakes(rng: random.Random) -> Intakes:
    """Course 0 gives a, course 1 gives b; each begins in some periods."""
    names, starts, ends, rows = [], [], [], []
    for course in (0, 1):
        terms = (
            rng.choice((0.9, 0.75, 1.0)),  # rate
            rng.choice((0.1, 0.2)),  # away
            rng.choice((1, 1, 1, -1)),  # mentors' role
            rng.choice((1.0, 2.0, 3.0)),  # trainees for one WTE
            rng.random() < 0.6,  # pooled
            rng.choice((0.8, 1.0, 2.0, np.inf)),  # places
        )
        for start in range(T - 1):
            if rng.random() < 0.8:
                names.append(f"{course}, {start}")
                starts.append(start)
                ends.append(min(T - 1, start + rng.choice((0, 1, 1, 2))))
                rows.append(terms)
    if not rows:
        return _intakes(rng)
    rate, away, role, ratio, pooled, places = zip(*rows, strict=True)
    return Intakes(
        tuple(names), np.array(starts), np.array(ends), np.array(places), np.array(rate),
        np.array(away), np.array(role), np.array(ratio), np.array(pooled),
    )  # fmt: skip


def _offers(
    rng: random.Random, group: int, post: int, state: int, intakes: Intakes
) -> list[tuple[float, ...]]:
    """To stay, unless they must not; to move; one course or two."""
    role, held = STATES[state]

    def row(
        to: int, final: int, middle: int, begins: int, first: int, second: int, agreed: int
    ) -> tuple[float, ...]:
        minutes = 0.0 if to == post else float(rng.randint(1, 40))
        points = float(rng.choice((0, 0, 0, 1, 3)))
        return (group, to, final, middle, begins, first, second, agreed, minutes, points)

    found = [row(post, state, state, T, -1, -1, -1)] if rng.random() < 0.93 else []
    other = post ^ 1
    for t in range(T):
        if rng.random() < 0.5:
            found.append(row(other, state, state, t, -1, -1, rng.choice((-1, 0))))
    if role == 0:
        for k, name in enumerate(intakes.names):
            after = held | {GIVES[int(name[0])]}
            if after == held or rng.random() < 0.2:
                continue
            middle = state_of(0, frozenset(after))
            found.append(row(post, middle, middle, int(intakes.starts[k]), k, -1, -1))
            for k2, name2 in enumerate(intakes.names):
                final = after | {GIVES[int(name2[0])]}
                if final != after and intakes.starts[k2] >= intakes.ends[k] and rng.random() < 0.6:
                    both = state_of(0, frozenset(final))
                    found.append(row(post, both, middle, int(intakes.starts[k]), k, k2, -1))
    return found or [row(post, state, state, T, -1, -1, -1)]


def _wanting(needs: frozenset[str], role: int) -> list[bool]:
    return [r == role and needs <= held for r, held in STATES]


def _targets(rng: random.Random) -> Wants:
    posts, states, wanted = [], [], []
    for n in range(4):
        for needs in (frozenset[str](), frozenset("a"), frozenset("ab")):
            role = 0 if n < 2 else 1
            if rng.random() < 0.5 or (role == 1 and needs):
                continue
            posts.append([m == n for m in range(4)])
            states.append(_wanting(needs, role))
            size = rng.choice((0.5, 1.0, 1.7, 2.5))
            wanted.append([size if t >= rng.randint(0, 2) else 0.0 for t in range(T)])
    return Wants(
        tuple(f"target {i}" for i in range(len(posts))),
        np.array(posts, bool).reshape(-1, 4),
        np.array(states, bool).reshape(-1, len(STATES)),
        np.array(wanted, float).reshape(-1, T),
    )


def _minimums(rng: random.Random) -> Wants:
    if rng.random() < 0.5:
        return Wants((), np.zeros((0, 4), bool), np.zeros((0, len(STATES)), bool), np.zeros((0, T)))
    n = rng.randint(0, 1)
    needs = frozenset(rng.choice(("", "a")))
    return Wants(
        ("minimum",),
        np.array([[m == n for m in range(4)]]),
        np.array([_wanting(needs, 0)]),
        np.array([[float(rng.randint(1, 2))] * T]),
    )
