"""The random tiny places: all sound, and every table of a roster is there at times."""

from __future__ import annotations

from planner.schema import TABLES
from tests.roster_stage.random_rota_place import random_rota_place

EVERY = {
    *("travel", "sites", "staff", "shifts", "cover", "ratios", "working_time", "contracts"),
    *("requests", "roster_pins", "worked", "roster_points"),
}


def test_every_table_is_there_at_times_and_not_always() -> None:
    seen: dict[str, int] = {}
    for seed in range(60):
        place, start, weeks = random_rota_place(seed)
        assert start.weekday() == 0
        assert weeks in (1, 2)
        assert 2 <= len(place["contracts"]) <= 4
        for table in TABLES:
            seen[table.name] = seen.get(table.name, 0) + bool(len(place[table.name]))
    assert {name for name in EVERY if seen[name]} == EVERY
    assert {name for name in EVERY if seen[name] < 60} >= {"ratios", "roster_pins", "worked"}


def test_the_seed_decides_everything() -> None:
    assert random_rota_place(3)[0].hashes == random_rota_place(3)[0].hashes
    assert random_rota_place(3)[0].hashes != random_rota_place(4)[0].hashes
