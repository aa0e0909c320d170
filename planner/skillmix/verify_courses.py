"""The check of places on courses, from the plan's moves and the place's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from planner.place.periods import add_months
from planner.place.place import Place

_NEAR = 1e-5

Tables = Mapping[str, pd.DataFrame]


def wrong_course_places(place: Place, tables: Tables) -> list[str]:
    """What is wrong with ``course_places``, in words; empty if nothing is.

    Intakes and places are counted month by month from the courses of the place; who starts,
    completes and returns is added up from ``moves``; who is in training must be who was there
    before and started, less who completed, returned and was lost, and over all courses those
    in training of ``workforce``.
    """
    table = tables["course_places"]
    twice = table[table.duplicated(["course", "period"])]
    if len(twice):
        row = twice.iloc[0]
        return [f"course_places: {row['course']}, {row['period']} is listed twice"]
    stated = table.set_index(["course", "period"])
    moved = _moved(tables["moves"])
    courses = place["courses"].set_index("course")
    found = []
    for course in courses.index:
        before = 0.0
        for period in place.periods:
            key = (course, period.label)
            intakes, places = _offered(courses.loc[course], period.start, period.months)
            wanted = {
                "intakes": intakes,
                "places": places or 0.0,
                "used": moved.get(("training_start", *key), 0.0),
                "completing": moved.get(("training_completion", *key), 0.0),
                "returning": moved.get(("training_return", *key), 0.0),
            }
            if key not in stated.index:
                missing = [name for name, value in wanted.items() if value > _NEAR]
                found += [f"course_places: {course}, {period.label} has no row"] * bool(missing)
                continue
            row = stated.loc[key]
            if row["limited"] != ("no" if places is None else "yes"):
                found.append(f"course_places: {course}, {period.label}: limited is wrong")
            there = before + row["used"] - row["completing"] - row["returning"] - row["lost"]
            wanted["in_training"] = there
            found += [
                f"course_places: {course}, {period.label}: {name} is stated as "
                f"{row[name]:.6g}, the moves and the place make it {value:.6g}"
                for name, value in wanted.items()
                if abs(row[name] - value) > _NEAR * max(1.0, abs(value))
            ]
            before = row["in_training"]
    return found + _whole(tables)


def _moved(moves: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    """(kind, course, period) → WTE."""
    sums: dict[tuple[str, str, str], float] = {}
    for kind, via, period, wte in moves[["kind", "via", "period", "wte"]].itertuples(index=False):
        key = (kind, via, period)
        sums[key] = sums.get(key, 0.0) + wte
    return sums


def _offered(course: pd.Series, start: dt.date, months: int) -> tuple[int, float | None]:
    """Intakes in some months, and the places at them; None where there is no limit."""
    there = [add_months(start, n).month for n in range(months)]
    intakes = sum(month in set(course["intake_months"]) for month in there)
    each = course["places_per_intake"]
    return intakes, None if pd.isna(each) else intakes * float(each)


def _whole(tables: Tables) -> list[str]:
    on_courses = tables["course_places"].groupby("period")["in_training"].sum()
    staff = tables["workforce"].groupby("period")["in_training"].sum()
    both = pd.concat([on_courses, staff], axis=1, keys=["courses", "staff"]).fillna(0.0)
    off = (both["courses"] - both["staff"]).abs() > _NEAR * both["staff"].clip(lower=1.0)
    return [
        f"course_places: {period}: {row['courses']:.6g} WTE are on courses, of staff "
        f"{row['staff']:.6g} WTE are in training"
        for period, row in both[off].iterrows()
    ]
