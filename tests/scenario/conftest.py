from __future__ import annotations

import pytest

from planner.place.place import Place
from tests.small_place import small_place


@pytest.fixture(scope="session")
def place() -> Place:
    return small_place()
