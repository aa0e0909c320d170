"""Terms by the clock: what they accept, what they refuse and by how much, and the border."""

from __future__ import annotations

from typing import Any

import pytest

from planner.roster.clock import breaches
from planner.roster.shifts import Slot
from tests.roster_stage.small import Frames, date, rota, terms


def _slots(shifts: str) -> dict[int, Slot]:
    """Days from the first on: a letter a shift at the ward, small for the other site."""
    return {
        day: Slot(letter.upper(), "WARD" if letter.isupper() else "HOME")
        for day, letter in enumerate(shifts)
        if letter != "-"
    }


CASES: list[tuple[dict[str, Any], str, list[tuple[str, int, float]]]] = [
    # Rest from 15:00 to 07:00 is 16 hours, from 21:30 to 07:00 nine and a half.
    ({"rest_hours": 11}, "EE", []),
    ({"rest_hours": 11}, "LE", [("rest between shifts", 1, 1.5)]),
    ({"rest_hours": 9.5}, "LE", []),
    ({"rest_hours": 11}, "L-E", []),
    # Nobody is in two places at once, whatever the terms.
    ({}, "NE", [("rest between shifts", 1, 1.0)]),
    ({}, "NL", []),
    # An hour's travel comes on top.
    ({"rest_hours": 15}, "Ee", []),
    ({"rest_hours": 16}, "Ee", [("rest between shifts", 1, 1.0)]),
    ({"rest_hours": 11}, "DD", []),
    ({"rest_hours": 11}, "Dd", [("rest between shifts", 1, 0.5)]),
    # Nights until 08:00, then an early two days on: 47 hours; three days on: 71.
    ({"rest_after_nights": 46}, "N--E", []),
    ({"rest_after_nights": 48}, "N--E", [("rest after nights", 3, 1.0)]),
    ({"rest_after_nights": 48}, "N--L", []),
    ({"rest_after_nights": 48, "nights_before_rest": 2}, "N--E", []),
    ({"rest_after_nights": 48, "nights_before_rest": 2}, "NN--E", [("rest after nights", 4, 1.0)]),
    ({"nights_in_a_row": 2}, "NN-NN", []),
    ({"nights_in_a_row": 2}, "NNNN", [("nights in a row", 0, 2.0)]),
    ({"long_shift_hours": 10, "long_in_a_row": 1}, "DEDE", []),
    ({"long_shift_hours": 10, "long_in_a_row": 1}, "DDD", [("long shifts in a row", 0, 2.0)]),
    ({"long_shift_hours": 12.5, "long_in_a_row": 1}, "DDD", []),
    # From 20:00 to 07:30 two days on are 35.5 hours.
    ({"long_shift_hours": 10, "long_in_a_row": 2, "rest_after_long": 35.5}, "DD-D", []),
    ({"long_shift_hours": 10, "long_in_a_row": 2, "rest_after_long": 48}, "DD-D",
     [("rest after long shifts", 3, 12.5)]),
    ({"long_shift_hours": 10, "long_in_a_row": 2, "rest_after_long": 48}, "D-D", []),
    ({"days_in_a_row": 3}, "EEE-EEE", []),
    ({"days_in_a_row": 3}, "EEEE-E", [("days of work in a row", 0, 1.0)]),
    ({"days_in_a_row": 3, "rest_after_days": 48}, "EEE-E", [("rest after days of work", 4, 8.0)]),
    ({"days_in_a_row": 3, "rest_after_days": 48}, "EEE--E", []),
    ({"days_in_a_row": 3, "rest_after_days": 48}, "EE-E", []),
    # A week of earlies but Wednesday: from Tuesday 15:00 to Thursday 07:00 are 40 hours.
    ({"week_rest_hours": 40}, "EE-EEEE" + "-" * 7, []),
    ({"week_rest_hours": 41}, "EE-EEEE" + "-" * 7, [("weekly rest", 0, 1.0)]),
    # Rest counts only inside its week: Sunday from 15:00 is 9 hours of it.
    ({"week_rest_hours": 24}, "EEEEEEE" + "-" * 7, [("weekly rest", 0, 8.0)]),
    ({"week_rest_hours": 48, "week_rest_weeks": 2}, "EEEEEEE" + "-" * 7, []),
    ({"week_rest_hours": 48, "week_rest_weeks": 2}, "E-E-E-E-E-E-E-",
     [("weekly rest", 0, 8.0)]),
    # Seven and a half hours a shift, eleven and a half a night.
    ({"hours_in_7_days": 45}, "EEEEEE-EEEEEE-", []),
    ({"hours_in_7_days": 45}, "EEEEEEE" + "-" * 7, [("hours in seven days", 0, 7.5)]),
    ({"average_hours": 30, "reference_weeks": 2}, "EEEE---EEEE---", []),
    ({"average_hours": 30, "reference_weeks": 2}, "EEEE---EEEEE--", [("average hours", 0, 7.5)]),
    ({"average_hours": 30, "reference_weeks": 17}, "EEEE---EEEEE--", [("average hours", 0, 7.5)]),
    ({"average_hours": 30, "reference_weeks": 1}, "EEEE----EEEE--", []),
    ({"weekends_one_in": 2}, "-----EE-------", []),
    ({"weekends_one_in": 2}, "-----E-------E", [("weekends", 0, 1.0)]),
]  # fmt: skip


@pytest.mark.parametrize(("limits", "shifts", "broken"), CASES)
def test_limits(limits: dict[str, Any], shifts: str, broken: list[tuple[str, int, float]]) -> None:
    made = rota(terms(**limits))
    found = breaches(made, made.people[0], _slots(shifts))
    assert [(b.limit, b.day, b.amount) for b in found] == broken


def _worked(*days: tuple[int, str]) -> Frames:
    return {"worked": [{"person": "P0", "date": date(day), "shift": shift} for day, shift in days]}


@pytest.mark.parametrize(
    ("limits", "before", "shifts", "broken"),
    [
        ({"rest_hours": 11}, [(-1, "N")], "L", [("rest between shifts", 0, 5.5)]),
        ({"rest_hours": 11}, [(-1, "N")], "-L", []),
        ({"rest_after_nights": 48}, [(-2, "N")], "E", [("rest after nights", 0, 25.0)]),
        ({"nights_in_a_row": 3}, [(-2, "N"), (-1, "N")], "N", []),
        ({"nights_in_a_row": 3}, [(-2, "N"), (-1, "N")], "NN", [("nights in a row", -2, 1.0)]),
        # What was too much before the roster is not the roster's.
        ({"nights_in_a_row": 1}, [(-2, "N"), (-1, "N")], "", []),
        ({"nights_in_a_row": 1}, [(-2, "N"), (-1, "N")], "N", [("nights in a row", -2, 1.0)]),
        ({"hours_in_7_days": 15}, [(-2, "E"), (-1, "E")], "-----E", []),
        ({"hours_in_7_days": 15}, [(-2, "E"), (-1, "E")], "----E",
         [("hours in seven days", 0, 7.5)]),
    ],
)  # fmt: skip
def test_limits_go_on_from_what_was_worked(
    limits: dict[str, Any],
    before: list[tuple[int, str]],
    shifts: str,
    broken: list[tuple[str, int, float]],
) -> None:
    made = rota(terms(**limits) | _worked(*before))
    found = breaches(made, made.people[0], _slots(shifts))
    assert [(b.limit, b.day, b.amount) for b in found] == broken


def test_contract_hours() -> None:
    """37.5 hours a week over two weeks are ten earlies; with 3.75 extra hours a week, eleven."""
    contract = {"person": "P0", "terms": "ours", "sites": "WARD"}
    for extra, most in ((0, 10), (3.75, 11), (3.7, 10)):
        made = rota({"contracts": [{**contract, "shifts": "E", "extra_hours_per_week": extra}]})
        person = made.people[0]
        assert breaches(made, person, _slots("E" * most)) == []
        (breach,) = breaches(made, person, _slots("E" * (most + 1)))
        assert (breach.limit, breach.amount) == ("contract hours", 7.5)


def test_leave_takes_its_hours_off_the_contract_and_the_average() -> None:
    leave = {"requests": [
        {"person": "P0", "first": date(7), "last": date(13), "kind": "leave"},
    ]}  # fmt: skip
    contract = {"contracts": [{"person": "P0", "terms": "ours", "shifts": "E", "sites": "WARD"}]}
    made = rota(leave | contract)
    assert breaches(made, made.people[0], _slots("EEEEE")) == []
    (breach,) = breaches(made, made.people[0], _slots("EEEEEE"))
    assert (breach.limit, breach.amount) == ("contract hours", 7.5)
    made = rota(leave | terms(average_hours=37.5, reference_weeks=2))
    assert breaches(made, made.people[0], _slots("EEEEE")) == []
    (breach,) = breaches(made, made.people[0], _slots("EEEEEE"))
    assert (breach.limit, breach.amount) == ("average hours", 7.5)
