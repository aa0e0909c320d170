"""What roles do by the rows of visits and joint visits, and the place's minutes: for the check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.plan.parts import split
from planner.skillmix.verify_cohorts import Floats
from planner.skillmix.verify_hours import positions

Tables = Mapping[str, pd.DataFrame]
_FIGURES = ("visits", "visit_hours", "travel_hours")


class Interventions:
    """What the place says of interventions, travel, profiles and competencies."""

    def __init__(self, place: Place):
        self.given = {
            (row.package, row.intervention): (
                float(row.minutes) * int(row.carers),
                int(row.carers),
                frozenset(row.competencies),
            )
            for row in place["interventions"].itertuples(index=False)
        }
        self.competencies = sorted({c for *_, needs in self.given.values() for c in needs})
        packages, profiles = place["packages"], place["profiles"]
        self.at_home = dict(zip(packages["package"], packages["setting"] == "home", strict=True))
        self.roles = list(place["roles"]["role"])
        self.periods = [period.label for period in place.periods]
        self.role = {role: role for role in self.roles}
        self.role |= dict(zip(profiles["profile"], profiles["role"], strict=True))
        usual, road = float(place.settings.policy.travel_minutes), place["travel"]
        self.travel = dict.fromkeys(place["localities"]["locality"], usual)
        inside = road[road["from_locality"] == road["to_locality"]]
        self.travel |= dict(zip(inside["from_locality"], inside["minutes"], strict=True))

    def role_of(self, profiles: pd.Series) -> np.ndarray:
        roles = np.array([self.roles.index(role) for role in self.role.values()], dtype=np.int64)
        return roles[positions(list(self.role), profiles)]

    def road(self, localities: pd.Series) -> Floats:
        """Minutes of a journey in each of the localities."""
        minutes = np.array(list(self.travel.values()), dtype=float)
        return minutes[positions(list(self.travel), localities)]

    def visit(self, package: str, part: str) -> Visit:
        """A visit of a package; KeyError where no interventions make the part."""
        found = split(part, [name for own, name in self.given if own == package])
        if not found:
            raise KeyError(f"part '{part}' of package '{package}'")
        return self._visit(package, found)

    def alone(self, package: str, intervention: str) -> Visit:
        """A visit in which one thing is done; KeyError where the package has none such."""
        if (package, intervention) not in self.given:
            raise KeyError(f"intervention '{intervention}' of package '{package}'")
        return self._visit(package, [intervention])

    def _visit(self, package: str, names: Iterable[str]) -> Visit:
        given = [self.given[package, name] for name in names]
        uses = np.zeros(len(self.competencies))
        for minutes, _, needs in given:
            uses[[self.competencies.index(c) for c in needs]] += minutes
        trips = max(carers for _, carers, _ in given) if self.at_home[package] else 0
        return Visit(sum(minutes for minutes, *_ in given), trips, uses)


@dataclass(frozen=True)
class Visit:
    """Minutes with the person, journeys, and minutes in which each competency is needed (C,)."""

    direct: float
    trips: int
    uses: Floats

    @cached_property
    def shares(self) -> Floats:
        """Of the time with the person, how much needs each competency."""
        return self.uses / self.direct


def work_of_roles(shown: Interventions, tables: Tables, b: str) -> dict[str, Floats]:
    """``visits``, ``visit_hours`` and ``travel_hours`` by role and period, (R, T), and ``hours``
    by role, competency and period, (R, C, T), over all employers."""
    shape = (len(shown.roles), len(shown.periods))
    sums = {name: np.zeros(shape) for name in _FIGURES}
    sums["hours"] = np.zeros((shape[0], len(shown.competencies), shape[1]))
    _own(shown, tables["visits"], b, sums)
    _joint(shown, tables["hub_work"], b, sums)
    return sums


def _own(shown: Interventions, rows: pd.DataFrame, b: str, sums: dict[str, Floats]) -> None:
    which, kinds = _kinds(rows, "part", shown.visit)
    at = (shown.role_of(rows["profile"]), positions(shown.periods, rows["period"]))
    direct, trips = _each(kinds, "direct")[which], _each(kinds, "trips")[which]
    road = shown.road(rows["locality"])
    hours = rows[f"{b}minutes"].to_numpy(float) / 60
    with_people = hours * direct / (direct + trips * road)
    np.add.at(sums["visits"], at, rows[f"{b}visits"].to_numpy(float))
    _hours(sums, at, hours, with_people, kinds, which)


def _joint(shown: Interventions, rows: pd.DataFrame, b: str, sums: dict[str, Floats]) -> None:
    which, kinds = _kinds(rows, "intervention", shown.alone)
    at = (shown.role_of(rows["profile"]), positions(shown.periods, rows["period"]))
    with_people = rows[f"{b}times"].to_numpy(float) * _each(kinds, "direct")[which] / 60
    _hours(sums, at, rows[f"{b}minutes"].to_numpy(float) / 60, with_people, kinds, which)


def _hours(
    sums: dict[str, Floats],
    at: tuple[np.ndarray, np.ndarray],
    hours: Floats,
    with_people: Floats,
    kinds: Sequence[Visit],
    which: np.ndarray,
) -> None:
    np.add.at(sums["visit_hours"], at, with_people)
    np.add.at(sums["travel_hours"], at, hours - with_people)
    uses = np.array([kind.shares for kind in kinds]).reshape(len(kinds), sums["hours"].shape[1])
    for c in np.flatnonzero(uses.any(axis=0)):
        np.add.at(sums["hours"], (at[0], c, at[1]), with_people * uses[which, c])


def _kinds(
    rows: pd.DataFrame, column: str, make: Callable[[str, str], Visit]
) -> tuple[np.ndarray, list[Visit]]:
    """Which of the distinct kinds of visit each row is, and those."""
    keys = list(zip(rows["package"].to_numpy(object), rows[column].to_numpy(object), strict=True))
    at = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    return np.array([at[key] for key in keys], dtype=np.int64), [make(*key) for key in at]


def _each(kinds: Sequence[Visit], name: str) -> Floats:
    return np.array([getattr(kind, name) for kind in kinds], dtype=float)
