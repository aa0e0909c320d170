"""Working-time terms: the limits on one person's shifts."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.working_time_sets import SETS


def _hours(name: str, meaning: str, most: float) -> Column:
    return Column(name, Kind.NUMBER, meaning, unit="hours", minimum=0, maximum=most)


def _days(name: str, meaning: str) -> Column:
    return Column(name, Kind.WHOLE, meaning, unit="days", minimum=1, maximum=60)


TABLE = Table(
    name="working_time",
    row="a set of working-time terms; a blank cell is as in the set it is based on, or no limit",
    key=("terms",),
    columns=(
        Column("terms", Kind.IDENTIFIER, "Identifier; contracts name it.", required=True),
        Column("name", Kind.TEXT, "Name as people know it."),
        Column(
            "based_on",
            Kind.CHOICE,
            "A set that comes with placeplan, whose limits stand where a cell is blank.",
            choices=tuple(SETS),
        ),
        _hours("rest_hours", "Least rest from one shift to the next, travel not counted.", 48),
        _hours(
            "week_rest_hours",
            "Least unbroken rest within each stretch of week_rest_weeks.",
            96,
        ),
        Column(
            "week_rest_weeks",
            Kind.WHOLE,
            "Weeks, Monday to Sunday, in each of which that rest must lie.",
            unit="weeks",
            minimum=1,
            maximum=2,
        ),
        _hours(
            "average_hours",
            "Most hours a week, leave left out, on average over the reference period.",
            60,
        ),
        Column(
            "reference_weeks",
            Kind.WHOLE,
            "Length of the reference period, which may begin on any day.",
            unit="weeks",
            minimum=1,
            maximum=52,
        ),
        _hours("hours_in_7_days", "Most hours in any seven days in a row.", 168),
        _hours("shift_hours", "Longest shift, breaks included.", 24),
        _days("days_in_a_row", "Most days of work in a row."),
        _hours("rest_after_days", "Least rest after so many days of work in a row.", 168),
        _days("nights_in_a_row", "Most nights in a row."),
        _days("nights_before_rest", "Nights in a row after which rest_after_nights is due."),
        _hours("rest_after_nights", "Least rest after them.", 168),
        _hours("long_shift_hours", "A shift longer than this is long.", 24),
        _days("long_in_a_row", "Most long shifts in a row."),
        _hours("rest_after_long", "Least rest after so many long shifts in a row.", 168),
        Column(
            "weekends_one_in",
            Kind.NUMBER,
            "At most one weekend in so many is worked, over the roster.",
            unit="weekends",
            minimum=1,
            maximum=52,
        ),
        _days("wanted_days_on", "Days of work in a row that are wanted at least."),
        _days("wanted_days_off", "Days off in a row that are wanted at least."),
        Column(
            "hours_period_weeks",
            Kind.WHOLE,
            "Contract hours are made up within periods of so many weeks from the roster's start.",
            unit="weeks",
            minimum=1,
            maximum=52,
        ),
        source(),
    ),
)
