"""Hours that teams are at work, post by post from the plan's other tables and the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.verify_cohorts import Floats, follow_starters

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Axes:
    """What figures of a plan stand by: employers, roles and periods, in the place's order."""

    organisations: Sequence[str]
    roles: Sequence[str]
    periods: Sequence[str]

    def add_up(self, rows: pd.DataFrame, values: object) -> Floats:
        """Values of rows of a table by team and period, (O, R, T); KeyError for what the place
        does not have."""
        columns = ("organisation", "role", "period")
        names = (self.organisations, self.roles, self.periods)
        at = tuple(positions(own, rows[c]) for own, c in zip(names, columns, strict=True))
        total = np.zeros(tuple(len(own) for own in names))
        np.add.at(total, at, np.asarray(values, dtype=float))
        return total


def make_axes(place: Place) -> Axes:
    return Axes(
        list(place["organisations"]["organisation"]),
        list(place["roles"]["role"]),
        [period.label for period in place.periods],
    )


def positions(names: Sequence[str], column: pd.Series) -> np.ndarray:
    """Where each value of a column is among the names; KeyError for one that is not."""
    found = np.asarray(pd.Index(names, dtype=object).get_indexer(column.to_numpy(object)))
    if (found < 0).any():
        raise KeyError(f"{column.name} '{column.iloc[int(np.argmin(found))]}'")
    return found


def staff_of_teams(axes: Axes, tables: Tables, b: str) -> Floats:
    """Those of ``employment`` with agency staff, WTE (O, R, T)."""
    employed, posts = tables["employment"], tables["workforce"]
    return axes.add_up(employed, employed[f"{b}wte"]) + axes.add_up(posts, posts[f"{b}agency"])


def learned_of_teams(axes: Axes, tables: Tables, b: str) -> Floats:
    """In post with a profile that is not the role's own, WTE (O, R, T)."""
    posts = tables["workforce"]
    more = posts[posts["profile"] != posts["role"]]
    return axes.add_up(more, more[f"{b}in_post"])


def hours_at_work(place: Place, axes: Axes, tables: Tables, b: str) -> Floats:
    """Hours in the period that teams are at work, less leave and sickness, (O, R, T).

    Whoever is on short time works half of it. Whose time is shared is with each for the
    share it has. Who completes a course in a period is in their old post until it ends.
    """
    weekly, weeks = _hours_a_week(place), {p.label: p.weeks for p in place.periods}
    posts = tables["workforce"]
    there = posts[f"{b}in_post"] + posts[f"{b}in_training"] + posts[f"{b}agency"]
    there = there - 0.5 * posts[f"{b}short_time"]
    total = axes.add_up(posts, there * posts["post"].map(weekly) * posts["period"].map(weeks))
    total += _shared(place, axes, tables, b, weekly, weeks)
    return total if b else total + _learning(place, axes, tables, weekly)


def _hours_a_week(place: Place) -> dict[str, float]:
    """Hours a week that one WTE of each group of posts is at work."""
    roles = place["roles"].set_index("role")
    return {
        row.post: float(
            roles.loc[row.role, "hours_per_week"]
            * (1 - roles.loc[row.role, "headroom"])
            * (1 - row.sickness)
        )
        for row in place["posts"].itertuples(index=False)
    }


def _shared(
    place: Place,
    axes: Axes,
    tables: Tables,
    b: str,
    weekly: Mapping[str, float],
    weeks: Mapping[str, float],
) -> Floats:
    """Hours of joint posts and of those who rotate: with whom they are, and not at home."""
    home = {
        **place["joint_posts"].set_index("joint_post")["post"],
        **place["rotations"].set_index("rotation")["post"],
    }
    rows = tables["employment"]
    rows = rows[rows["arrangement"].isin(list(home))]
    each = rows["arrangement"].map(home).map(weekly).astype(float)
    hours = rows[f"{b}wte"] * each * rows["period"].map(weeks).astype(float)
    return axes.add_up(rows, hours) - axes.add_up(rows.assign(organisation=rows["employer"]), hours)


def _learning(place: Place, axes: Axes, tables: Tables, weekly: Mapping[str, float]) -> Floats:
    """Hours that go from the posts which those who complete join, who count there already, to
    those which they come from."""
    starters = follow_starters(place, tables)
    weeks = np.array([period.weeks for period in place.periods])
    hours = starters.completing * starters.before_end * weeks
    posts = place["posts"].set_index("post")
    total = np.zeros((len(axes.organisations), len(axes.roles), len(axes.periods)))
    for column, sign in (("post", 1.0), ("to_post", -1.0)):
        own = posts.loc[starters.rows[column]]
        at = (
            positions(axes.organisations, own["organisation"]),
            positions(axes.roles, own["role"]),
        )
        each = starters.rows[column].map(weekly).to_numpy(float)
        np.add.at(total, at, sign * hours * each[:, None])
    return total
