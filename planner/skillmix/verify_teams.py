"""The check of what teams do, from the plan's other tables and the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.verify_cohorts import Floats
from planner.skillmix.verify_contacts import people_and_contacts
from planner.skillmix.verify_hours import (
    Axes,
    hours_at_work,
    learned_of_teams,
    make_axes,
    positions,
    staff_of_teams,
)
from planner.skillmix.verify_work import Interventions, work_of_roles

_NEAR = 1e-5

Tables = Mapping[str, pd.DataFrame]


def wrong_teams(place: Place, tables: Tables) -> list[str]:
    """What is wrong with the tables of teams, in words; empty if nothing is.

    Over employers, what teams do must be what the visits of their roles are: visits, time with
    people, travel, time of each competency, people seen and visits of others that they meet.
    Time with people is counted from the minutes of the place's interventions. The staff of a team
    are those of ``employment``, with agency staff; who learned more and the hours it is at work
    are counted post by post. Nobody works hours they do not have, and none visits more people
    than it makes visits.
    """
    axes, shown = make_axes(place), Interventions(place)
    found = []
    try:
        for baseline in ("", "baseline_"):
            found += _teams(place, axes, tables, baseline)
            found += _work(shown, tables, baseline)
            found += _bounds(tables, baseline)
    except KeyError as stray:
        return [f"team_days, or what it is made of: the place has no {stray.args[0]}"]
    return found


def _teams(place: Place, axes: Axes, tables: Tables, b: str) -> list[str]:
    days = tables["team_days"]
    there = hours_at_work(place, axes, tables, b)
    facing = place["roles"]["patient_facing"].to_numpy(float)
    stated = {name: axes.add_up(days, days[f"{b}{name}"]) for name in (
        "staff", "learned", "other_hours", "rest_hours", "visit_hours", "travel_hours")}  # fmt: skip
    aside = there * (1 - facing)[:, None]
    worked = stated["visit_hours"] + stated["travel_hours"]
    wanted = {
        "staff": staff_of_teams(axes, tables, b),
        "learned": learned_of_teams(axes, tables, b),
        "other_hours": aside,
        "rest_hours": there - aside - worked,
    }
    names = (axes.organisations, axes.roles, axes.periods)
    found = []
    for name, values in wanted.items():
        # Hours that are left are as near as those that they are left of.
        size = there if name == "rest_hours" else values
        found += _against("team_days", f"{b}{name}", names, stated[name], values, size)
    return found


def _work(shown: Interventions, tables: Tables, b: str) -> list[str]:
    wanted = work_of_roles(shown, tables, b) | people_and_contacts(shown, tables, b)
    by_role = {"role": shown.roles, "period": shown.periods}
    found = []
    for table, columns, names in (
        ("team_days", ("visits", "visit_hours", "travel_hours", "people", "joint_visits"), by_role),
        (
            "team_competencies",
            ("hours",),
            {"role": shown.roles, "competency": shown.competencies, "period": shown.periods},
        ),
        (
            "team_contacts",
            ("apart", "joint"),
            {"role": shown.roles, "with_role": shown.roles, "period": shown.periods},
        ),
    ):
        frame = tables[table]
        at = tuple(positions(own, frame[column]) for column, own in names.items())
        for column in columns:
            stated = np.zeros(tuple(len(own) for own in names.values()))
            np.add.at(stated, at, frame[f"{b}{column}"].to_numpy(float))
            values, own = wanted[column], tuple(names.values())
            found += _against(table, f"{b}{column}", own, stated, values, values)
    return found


def _bounds(tables: Tables, b: str) -> list[str]:
    days = tables["team_days"]
    made = days[f"{b}visits"] + days[f"{b}joint_visits"]
    slack = _NEAR * made.clip(lower=1.0)
    people = days[f"{b}people"]
    many = (people < -slack) | (people > made + slack)
    over = days[f"{b}rest_hours"] < -_NEAR * days[f"{b}other_hours"].clip(lower=1.0)
    teams = "team_days: " + days["organisation"] + ", " + days["role"] + ", " + days["period"]
    return [
        *(f"{team}: {b}people is not between none and its visits" for team in teams[many]),
        *(
            f"{team}: it works {-rest:.6g} hours more than it has"
            for team, rest in zip(teams[over], days.loc[over, f"{b}rest_hours"], strict=True)
        ),
    ]


def _against(
    table: str,
    column: str,
    names: Sequence[Sequence[str]],
    stated: Floats,
    wanted: Floats,
    size: Floats,
) -> list[str]:
    """Figures that are further off than their size allows."""
    off = ~(np.abs(stated - wanted) <= _NEAR * np.maximum(1.0, np.abs(size)))  # nor not a number
    return [
        f"{table}: {', '.join(own[i] for own, i in zip(names, at, strict=True))}: {column} add up "
        f"to {stated[tuple(at)]:.6g}, the plan's other tables make it {wanted[tuple(at)]:.6g}"
        for at in np.argwhere(off)
    ]
