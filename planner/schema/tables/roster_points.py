"""What a roster may give up, and how much that weighs."""

from planner.schema.column import Column, Kind, Table

#: measure → (points for one, unit, meaning); what the table says nothing of weighs this.
POINTS: dict[str, tuple[float, str, str]] = {
    "below_preferred": (100.0, "people on a shift", "People missing below preferred cover."),
    "above_preferred": (4.0, "people on a shift", "People above preferred cover."),
    "hours_owed": (2.0, "hours", "Contract hours that the roster does not give."),
    "extra_hours": (4.0, "hours", "Hours above the contract."),
    "day_off_refused": (20.0, "days", "Days off asked for and not given."),
    "shift_refused": (10.0, "days", "Shifts asked for and not given, or given against a request."),
    "split_weekend": (15.0, "weekends", "Weekends of which one day alone is worked."),
    "single_day_off": (8.0, "days", "Days short of the terms' wanted days off in a row."),
    "single_day_on": (5.0, "days", "Days short of the terms' wanted days of work in a row."),
    "night_share": (10.0, "nights", "Nights away from a fair share."),
    "weekend_share": (20.0, "weekends", "Weekends away from a fair share."),
    "other_site": (3.0, "shifts", "Shifts away from a person's own site."),
    "changed_in_notice": (400.0, "days", "Published days changed inside the notice period."),
    "changed_later": (30.0, "days", "Published days changed after it."),
}

TABLE = Table(
    name="roster_points",
    row="a measure that a roster weighs",
    key=("measure",),
    columns=(
        Column(
            "measure",
            Kind.CHOICE,
            "What is counted: " + " ".join(f"{k}: {m}" for k, (_, _, m) in POINTS.items()),
            choices=tuple(POINTS),
            required=True,
        ),
        Column(
            "points",
            Kind.NUMBER,
            "Points for each one. People missing below minimum cover weigh more than all else.",
            unit="points",
            required=True,
            minimum=0,
            maximum=10_000,
        ),
    ),
)
