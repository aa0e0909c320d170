"""Working-time terms that come with placeplan; a place may copy a set and change it.

What is law or national terms has its source; the rest is common rostering policy in the
NHS and assumed. The night limit of the Working Time Regulations (eight hours a day on
average, weekly rest days left out; regulation 6) is the same figure as 48 hours a week
with one rest day in each, so ``average_hours`` keeps it too.
"""

from __future__ import annotations

SETS: dict[str, dict[str, object]] = {
    "wtr_afc": {
        "name": "Working Time Regulations 1998 with Agenda for Change",
        "rest_hours": 11.0,
        "week_rest_hours": 24.0,
        "week_rest_weeks": 1,
        "average_hours": 48.0,
        "reference_weeks": 17,
        "shift_hours": 13.0,
        "days_in_a_row": 6,
        "nights_in_a_row": 4,
        "nights_before_rest": 1,
        "rest_after_nights": 46.0,
        "long_shift_hours": 10.0,
        "long_in_a_row": 4,
        "weekends_one_in": 2.0,
        "wanted_days_on": 2,
        "wanted_days_off": 2,
        "hours_period_weeks": 4,
        "source": "Working Time Regulations 1998: regulations 4 (average), 10 and 11 (rest); the "
        "rest is assumed: common rostering policy",
    },
    "resident_2016": {
        "name": "Resident doctors in England, terms of 2016",
        "rest_hours": 11.0,
        "week_rest_hours": 48.0,
        "week_rest_weeks": 2,
        "average_hours": 48.0,
        "reference_weeks": 26,
        "hours_in_7_days": 72.0,
        "shift_hours": 13.0,
        "days_in_a_row": 8,
        "rest_after_days": 48.0,
        "nights_in_a_row": 4,
        "nights_before_rest": 3,
        "rest_after_nights": 46.0,
        "long_shift_hours": 10.0,
        "long_in_a_row": 5,
        "rest_after_long": 48.0,
        "weekends_one_in": 2.0,
        "source": "Terms and conditions of service for NHS doctors in training (England) 2016, "
        "schedule 3, as first published; weekly rest by the Working Time Regulations 1998",
    },
}
