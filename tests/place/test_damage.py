"""A few hundred damaged places; ``python -m tests.place.fuzz`` runs as many as one likes."""

from __future__ import annotations

import pytest

from tests.place.fuzz import run_case


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_damage_is_found_and_located(start: int) -> None:
    outcomes = [run_case(7, number) for number in range(start, start + 50)]
    assert [o for o in outcomes if o[0] not in ("clean pass", "located findings")] == []
    assert {outcome for outcome, _ in outcomes} == {"clean pass", "located findings"}
