"""How long rounds of columns go on, how thorough a dive is, and rows of no day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.rotation.people import RotationPeople
from solvers.rotation.ready import make_ready
from solvers.timetables.generation import generate
from solvers.timetables.master import Master
from solvers.timetables.neighbourhoods import Neighbourhoods, Part, Sizes
from solvers.timetables.people import EVERY_DAY
from solvers.timetables.search import DIVES, Search
from tests.rotation.random_rotation import random_rotation


@pytest.fixture
def people() -> RotationPeople:
    make_ready()
    return RotationPeople(random_rotation(Random(6)))


def test_rounds_end_where_they_bring_little(people: RotationPeople) -> None:
    """The bound stays far off: without a limit on such rounds there is no end, with one there is,
    after a round that is exact."""
    exact, real = list[bool](), people.cheapest

    def far(person: int, worth: np.ndarray, every: bool = True, several: bool = True):  # type: ignore[no-untyped-def]
        exact.append(every)
        value, found = real(person, worth, every, several)
        return value - 1e6, found

    people.cheapest = far  # type: ignore[method-assign]
    with ThreadPoolExecutor(1) as executor:
        master = Master(people.rows, range(people.count))
        found = generate(people, master, executor, lambda: False, rounds=60, stall=3)
        assert found is not None
        assert found.rounds < 60
        assert exact[-1]
        assert not exact[0]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.0, DIVES[0]), (0.4, DIVES[1]), (1.5, DIVES[2]), (3.0, DIVES[3]), (99.0, DIVES[-1])],
)
def test_a_dive_is_as_thorough_as_there_is_time_for(
    people: RotationPeople, seconds: float, expected: tuple[float, int]
) -> None:
    """A hundred seconds are left, of which it may have half."""
    search = Search(people, Limits(seconds=100.0), diving=0.5)
    assert search._dive_effort(seconds) == expected
    assert Search(people, Limits())._dive_effort(seconds) == DIVES[0]


def test_rows_of_every_day_stay_with_some_days(people: RotationPeople) -> None:
    drawn = Neighbourhoods(people, Random(0), Sizes(1.0, 1, 2, 2, 4))
    free = np.arange(people.days) == 0
    rows = drawn.rows(Part([1], free))
    always = people.row_day == EVERY_DAY
    assert rows[always].tolist() == [person == 1 for person in range(people.count)]
    assert (people.row_day[rows & ~always] == 0).all()
