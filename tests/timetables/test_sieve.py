"""What the sieve leaves, against all choices there are; a proof beside a search, and SCIP stopped."""

from __future__ import annotations

import threading
import time
from itertools import product

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.engine.whole import solve_whole
from solvers.timetables import sieve as module
from solvers.timetables.people import Chosen, Column, Rows
from solvers.timetables.prove import prove
from solvers.timetables.sieve import sieve

PERSONS, DAYS, DUTIES = 4, 4, 3


def random_case(seed: int) -> tuple[Rows, list[Column]]:
    """Timetables of a few persons, (DAYS,) with a duty or nothing each day, and cover by duty and
    day."""
    random = np.random.default_rng(seed)
    size = DAYS * DUTIES
    wanted = random.integers(0, 3, size)
    least = np.minimum(random.integers(0, 2, size), wanted)
    under, over = random.integers(0, 9, (2, size)).astype(float)
    rows = Rows(wanted, under, over, least, under + random.integers(0, 5, size))
    columns = []
    for person in range(PERSONS):
        for timetable in {tuple(random.integers(-1, DUTIES, DAYS).tolist()) for _ in range(12)}:
            on = np.array([day * DUTIES + d for day, d in enumerate(timetable) if d >= 0], int)
            cost = float(random.integers(0, 12))
            counts = np.ones(len(on), np.int64)
            columns.append(Column(person, cost, on, counts, np.array(timetable)))
    return rows, columns


def choices(rows: Rows, columns: list[Column]) -> list[tuple[float, tuple[int, ...]]]:
    """The cost of every choice, and the places of its columns."""
    each = [[i for i, c in enumerate(columns) if c.person == p] for p in range(PERSONS)]
    return [(Chosen(rows, [columns[i] for i in some]).cost, some) for some in product(*each)]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_of_the_cost_is_ruled_out(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    rows, columns = random_case(seed)
    every = choices(rows, columns)
    best = min(cost for cost, _ in every)
    for cost in (best, best + 2.0):
        left = {c.key for c in sieve(rows, PERSONS, columns, cost, Limits(seconds=30.0))}
        needed = {columns[i].key for value, some in every if value <= cost for i in some}
        assert needed <= left
        assert len(left) < len(columns)
    short = sieve(rows, PERSONS, columns, best - 1.0, Limits(seconds=30.0))
    assert prove(rows, PERSONS, short, best - 1.0, 1.0, Limits(seconds=30.0)).chosen is None
    proof = prove(rows, PERSONS, columns, best + 2.0, 1.0, Limits(seconds=30.0))
    assert proof.settled
    assert proof.chosen is not None
    assert proof.chosen.cost == pytest.approx(best)


def test_where_somebody_has_nothing_left_there_is_nothing() -> None:
    rows, columns = random_case(0)
    proof = prove(rows, PERSONS + 1, columns, 1e6, 1.0, Limits(seconds=30.0))
    assert proof.settled
    assert proof.chosen is None


def test_scip_ends_soon_after_it_is_stopped() -> None:
    random = np.random.default_rng(0)
    model = LinearModel()
    share = model.add_columns("share", (3000,), 0.0, 1.0, integer=True)
    rows = model.add_rows("rows", (200,), 1.0, 1.0)
    on = np.array([random.choice(200, 7, replace=False) for _ in share])
    model.add_terms(rows[on.ravel()], np.repeat(share, 7))
    limits = Limits(seconds=60.0)
    threading.Timer(1.0, limits.stop.set).start()
    started, threads = time.monotonic(), threading.active_count()
    found = solve_whole(model.assemble(), random.random(3000), limits)
    assert found.status in (Status.UNKNOWN, Status.FEASIBLE)
    assert time.monotonic() - started < 20.0
    assert threading.active_count() <= threads
