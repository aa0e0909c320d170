"""The check of places on courses, from the plan's moves and the place's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planner.place.periods import add_months
from planner.place.place import Place
from planner.skillmix.verify_cohorts import Floats, Starters, follow_starters

_NEAR = 1e-5

Tables = Mapping[str, pd.DataFrame]


def wrong_course_places(place: Place, tables: Tables) -> list[str]:
    """What is wrong with ``course_places``, in words; empty if nothing is.

    Intakes and places are counted month by month from the courses of the place; who starts,
    is in training, completes, returns and is lost is followed from the starts of ``moves``;
    over all courses those in training must be those of ``workforce``, and those who complete
    and return must be those of ``moves``.
    """
    table = tables["course_places"]
    twice = table[table.duplicated(["course", "period"])]
    if len(twice):
        row = twice.iloc[0]
        return [f"course_places: {row['course']}, {row['period']} is listed twice"]
    courses, periods = list(place["courses"]["course"]), [p.label for p in place.periods]
    course, period = (
        pd.Index(names).get_indexer(table[column])
        for names, column in ((courses, "course"), (periods, "period"))
    )
    stray = np.flatnonzero((course < 0) | (period < 0))
    if len(stray):
        row = table.iloc[int(stray[0])]
        return [f"course_places: the place has no {row['course']}, {row['period']}"]
    wanted, limited = _wanted(place, tables, courses)
    listed = np.zeros((len(courses), len(periods)), bool)
    listed[course, period] = True
    some = np.any([np.abs(values) > _NEAR for values in wanted.values()], axis=0)
    found = [
        f"course_places: {courses[k]}, {periods[t]} has no row"
        for k, t in np.argwhere(some & ~listed)
    ]
    wrong = (table["limited"] == "yes").to_numpy(bool) != limited[course]
    found += [
        f"course_places: {courses[course[i]]}, {periods[period[i]]}: limited is wrong"
        for i in np.flatnonzero(wrong)
    ]
    for name, values in wanted.items():
        stated, made = table[name].to_numpy(float), values[course, period]
        off = ~(np.abs(stated - made) <= _NEAR * np.maximum(1.0, np.abs(made)))
        found += [
            f"course_places: {courses[course[i]]}, {periods[period[i]]}: {name} is stated as "
            f"{stated[i]:.6g}, the moves and the place make it {made[i]:.6g}"
            for i in np.flatnonzero(off)
        ]
    return found + _whole(tables) + _moved(tables, wanted, courses, periods)


def _wanted(
    place: Place, tables: Tables, courses: Sequence[str]
) -> tuple[dict[str, Floats], np.ndarray]:
    """Figures by course and period (K, T), and the courses whose places are limited (K,)."""
    starters = follow_starters(place, tables)
    at = pd.Index(courses).get_indexer(starters.rows["via"])
    sums = {name: _by_course(starters, name, at, len(courses)) for name in (
        "used", "in_training", "completing", "returning", "lost")}  # fmt: skip
    table = place["courses"]
    each = table["places_per_intake"].to_numpy(float)
    intakes = np.array(
        [
            [_intakes(months, period.start, period.months) for period in place.periods]
            for months in table["intake_months"]
        ],
        dtype=float,
    ).reshape(len(table), len(place.periods))
    places = np.where(np.isnan(each)[:, None], 0.0, intakes * np.nan_to_num(each)[:, None])
    return {"intakes": intakes, "places": places, **sums}, ~np.isnan(each)


def _by_course(starters: Starters, name: str, course: np.ndarray, courses: int) -> Floats:
    values: Floats = getattr(starters, name)
    total = np.zeros((courses, values.shape[1]))
    np.add.at(total, course, values)
    return total


def _intakes(own: Sequence[int], start: dt.date, months: int) -> int:
    """Intakes in some months from the start on."""
    return sum(add_months(start, n).month in set(own) for n in range(months))


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


def _moved(
    tables: Tables, wanted: Mapping[str, Floats], courses: Sequence[str], periods: Sequence[str]
) -> list[str]:
    """Completions and returns of ``moves`` against those that starts make."""
    found = []
    for kind, name in (("training_completion", "completing"), ("training_return", "returning")):
        moves = tables["moves"]
        rows = moves[moves["kind"] == kind]
        stated = np.zeros_like(wanted[name])
        at = tuple(
            pd.Index(names).get_indexer(rows[column])
            for names, column in ((courses, "via"), (periods, "period"))
        )
        np.add.at(stated, at, rows["wte"].to_numpy(float))
        off = np.abs(stated - wanted[name]) > _NEAR * np.maximum(1.0, wanted[name])
        found += [
            f"moves: {courses[k]}, {periods[t]}: {name} are {stated[k, t]:.6g} WTE, those who "
            f"started make them {wanted[name][k, t]:.6g}"
            for k, t in np.argwhere(off)
        ]
    return found
