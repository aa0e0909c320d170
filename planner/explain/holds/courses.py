"""Courses and transfers: places, supervisors, and how many may move."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.explain.cells import Cell
from planner.explain.holds.base import WTE_PRICE, Ground, PlacedHold, moves, share_of, up
from planner.skillmix.moves import intakes_of
from solvers.skillmix.impossible.holds import Given, Hold
from solvers.skillmix.rules import supervision, training_places
from solvers.skillmix.rules import transfers as moving

#: Trainees per supervisor that a cell may hold at most.
MOST_TRAINEES = 1000.0


def places(ground: Ground) -> Iterator[PlacedHold]:
    """``places_per_intake`` of each course that has a limit."""
    rows = ground.rows(training_places.NAME, training_places.AXES)
    intakes = intakes_of(ground.place, ground.problem.horizon)
    for k, row in enumerate(ground.place["courses"].itertuples()):
        if np.isnan(row.places_per_intake):
            continue
        now = float(row.places_per_intake)
        cell = Cell("courses", {"course": row.course}, "places_per_intake", now, now, "WTE")
        way = moves([rows[k, t] for t in ground.periods], intakes[k], WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, training_places.NAME, (up(cell),))


def supervisors(ground: Ground) -> Iterator[PlacedHold]:
    """``trainees_per_supervisor`` of each course that somebody supervises."""
    training, supervised = ground.problem.training, ground.columns("supervised")
    rows = ground.rows(supervision.NAME, supervision.CELL_AXES)
    course = training.group_course[training.option_group]
    for k, row in enumerate(ground.place["courses"].itertuples()):
        options = np.flatnonzero(course == k)
        if not len(options):
            continue
        now = float(row.trainees_per_supervisor)
        cell = Cell("courses", {"course": row.course}, "trainees_per_supervisor", now, now)

        def to(given: Given, now=now) -> float:  # type: ignore[no-untyped-def]
            return float(1 / max(1 / now - given.amount, 1 / MOST_TRAINEES))

        cells = np.unique(training.option_cell[options])
        pairs = [(int(c), t) for c in cells for t in ground.periods]
        base = [supervised[options[training.option_cell[options] == c], t] for c, t in pairs]
        way = share_of(
            [rows[pair] for pair in pairs], base, 1.0, 1 / now - 1 / MOST_TRAINEES, WTE_PRICE
        )
        yield PlacedHold(Hold((way,)), cell, supervision.NAME, (to,))


def transfers(ground: Ground) -> Iterator[PlacedHold]:
    """``max_per_year`` of each move that has a limit."""
    if ground.problem.today:
        return
    rows, years = ground.rows(moving.NAME, moving.AXES), ground.problem.horizon.years
    for x, row in enumerate(ground.place["transfers"].itertuples()):
        if np.isnan(row.max_per_year):
            continue
        now = float(row.max_per_year)
        cell = Cell("transfers", {"transfer": row.transfer}, "max_per_year", now, now, "WTE a year")
        way = moves([rows[x, t] for t in ground.periods], years, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, moving.NAME, (up(cell),))
