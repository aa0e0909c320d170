"""With every row in force the model with room allows just what the model does."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from planner.explain.holds import every_hold, posts
from planner.explain.holds.base import Ground
from planner.skillmix.problem import make_problem
from solvers.engine.limits import Limits
from solvers.skillmix.build import build
from solvers.skillmix.impossible.possible import Answer, cheapest, possible
from solvers.skillmix.impossible.roomy import bound_of, with_room
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import objective
from solvers.skillmix.rules.establishment import AXES
from tests.explain import generate
from tests.skillmix.random_place import random_place

LIMITS = Limits(threads=1)


@pytest.mark.parametrize("seed", range(100, 104))
def test_the_model_with_room_is_the_model(seed: int) -> None:
    """As possible, and with the same least unmet need."""
    problem = make_problem(random_place(Random(seed)))
    model, roomy = build(problem), with_room(problem)
    answer = possible(model.assembled, LIMITS)
    assert answer is not Answer.UNKNOWN
    assert possible(roomy.assembled, LIMITS) is answer
    if answer is Answer.YES:
        need = MEASURES["unmet_need"]
        least = [
            cheapest(
                assembled,
                objective(need, m.decisions, problem, m.index, assembled.n_columns),
                LIMITS,
            ).value
            for m, assembled in ((model, model.assembled), (roomy.model, roomy.assembled))
        ]
        assert least[0] == pytest.approx(least[1], abs=1e-4, rel=1e-5)


def test_every_hold_names_rows_and_a_cell_of_the_place() -> None:
    place = random_place(Random(7))
    problem = make_problem(place)
    ground = Ground(place, problem, with_room(problem))
    placed = every_hold(ground)
    keys = [each.cell.key for each in placed]
    assert len(set(keys)) == len(keys)
    for each in placed:
        rows = np.concatenate([way.rows for way in each.hold.ways])
        assert len(rows)
        assert rows.max() < ground.roomy.assembled.n_rows
        assert len(each.to) == len(each.hold.ways)
        if each.cell.where:
            frame = place[each.cell.table]
            mine = np.ones(len(frame), bool)
            for column, value in each.cell.where.items():
                mine &= (frame[column] == value).to_numpy()
            assert mine.sum() == 1


def test_a_row_that_holds_from_a_period_on_makes_the_rows_of_its_periods() -> None:
    """Of the posts of nurses four are funded in the third quarter, three from the fourth on."""
    decided = [
        {"post": "trust-nurse", "period": "2027Q4", "establishment_wte": 3},
        {"post": "trust-nurse", "period": "2027Q3", "establishment_wte": 4},
    ]
    made = generate.begun(Random(0))
    made.settings["quarters"], made.frames["establishments"] = 4, decided
    place = made.place()
    problem = make_problem(place)
    ground = Ground(place, problem, with_room(problem))
    own = {row: t for (n, t), row in ground.rows(bound_of("establishment"), AXES).items() if n == 0}
    held = {
        (hold.cell.table, hold.cell.column, hold.cell.where.get("period")): [
            own[row] for row in hold.hold.ways[0].rows if row in own
        ]
        for hold in [*posts.funded(ground), *posts.decided(ground)]
        if hold.cell.where["post"] == "trust-nurse"
    }
    assert held == {
        ("posts", "establishment_max", None): [0],
        ("posts", "establishment_min", None): [0],
        ("establishments", "establishment_wte", "2027Q3"): [1],
        ("establishments", "establishment_wte", "2027Q4"): [2, 3],
    }
