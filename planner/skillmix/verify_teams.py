"""The check of what teams do, row by row from the plan's other tables and the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from planner.place.place import Place
from planner.skillmix.verify_contacts import people_and_contacts

_NEAR = 1e-5

Tables = Mapping[str, pd.DataFrame]
Sums = dict[tuple[str, ...], float]


def wrong_teams(place: Place, tables: Tables) -> list[str]:
    """What is wrong with the tables of teams, in words; empty if nothing is.

    Over employers, what teams do must be what the visits of their roles are: visits, time with
    people, travel, time of each competency, people seen and visits of others that they meet. Nobody works hours they do not have, none visits
    more people than it makes visits, and the staff of a team are those of ``employment``, with
    agency staff. Time with people is counted from the minutes of the place's interventions.
    """
    found = []
    for baseline in ("", "baseline_"):
        found += _staff(tables, baseline)
        found += _work(place, tables, baseline)
        found += _bounds(tables, baseline)
    return found


def _staff(tables: Tables, b: str) -> list[str]:
    wanted: Sums = defaultdict(float)
    for frame, figure in ((tables["employment"], "wte"), (tables["workforce"], "agency")):
        rows = frame[["organisation", "role", "period", f"{b}{figure}"]].itertuples(index=False)
        for organisation, role, period, wte in rows:
            wanted[organisation, role, period] += wte
    keys = ["organisation", "role", "period"]
    return _against("team_days", f"{b}staff", _sums(tables["team_days"], keys, f"{b}staff"), wanted)


def _work(place: Place, tables: Tables, b: str) -> list[str]:
    shown = _Interventions(place)
    wanted = _wanted(shown, tables, b) | people_and_contacts(tables, shown.role, b)
    found = []
    for table, column, keys in (
        ("team_days", "visits", ["role", "period"]),
        ("team_days", "visit_hours", ["role", "period"]),
        ("team_days", "travel_hours", ["role", "period"]),
        ("team_days", "people", ["role", "period"]),
        ("team_days", "joint_visits", ["role", "period"]),
        ("team_competencies", "hours", ["role", "competency", "period"]),
        ("team_contacts", "apart", ["role", "with_role", "period"]),
        ("team_contacts", "joint", ["role", "with_role", "period"]),
    ):
        stated = _sums(tables[table], keys, f"{b}{column}")
        found += _against(table, f"{b}{column}", stated, wanted[column])
    return found


def _wanted(shown: _Interventions, tables: Tables, b: str) -> dict[str, Sums]:
    """Figures by role (and competency) and period from the rows of visits and joint visits."""
    sums: dict[str, Sums] = {
        name: defaultdict(float) for name in ("visits", "visit_hours", "travel_hours", "hours")
    }
    columns = ["locality", "package", "part", "profile", "period", f"{b}visits", f"{b}minutes"]
    for near, package, part, profile, period, visits, minutes in tables["visits"][
        columns
    ].itertuples(index=False):
        role = shown.role[profile]
        sums["visits"][role, period] += visits
        given = shown.of(package, part)
        direct = sum(minutes_ for minutes_, _, _ in given)
        trips = max(carers for _, carers, _ in given) if shown.at_home[package] else 0
        whole = direct + trips * shown.travel(near)
        with_people = minutes * direct / whole
        sums["visit_hours"][role, period] += with_people / 60
        sums["travel_hours"][role, period] += (minutes - with_people) / 60
        for minutes_, _, competencies in given:
            for competency in competencies:
                used = with_people * minutes_ / direct / 60
                sums["hours"][role, competency, period] += used
    columns = ["package", "intervention", "profile", "period", f"{b}times", f"{b}minutes"]
    for package, name, profile, period, times, minutes in tables["hub_work"][columns].itertuples(
        index=False
    ):
        role = shown.role[profile]
        each, _, competencies = shown.given[package, name]
        sums["visit_hours"][role, period] += times * each / 60
        sums["travel_hours"][role, period] += (minutes - times * each) / 60
        for competency in competencies:
            sums["hours"][role, competency, period] += times * each / 60
    return sums


class _Interventions:
    """What the place says of interventions, travel and profiles."""

    def __init__(self, place: Place):
        self.given: dict[tuple[str, str], tuple[float, int, frozenset[str]]] = {
            (row.package, row.intervention): (
                float(row.minutes) * int(row.carers),
                int(row.carers),
                frozenset(row.competencies),
            )
            for row in place["interventions"].itertuples(index=False)
        }
        packages = place["packages"]
        self.at_home = dict(zip(packages["package"], packages["setting"] == "home", strict=True))
        profiles = place["profiles"]
        self.role = {role: role for role in place["roles"]["role"]}
        self.role |= dict(zip(profiles["profile"], profiles["role"], strict=True))
        self._usual = float(place.settings.policy.travel_minutes)
        self._road = {
            row.from_locality: float(row.minutes)
            for row in place["travel"].itertuples(index=False)
            if row.from_locality == row.to_locality
        }
        self._parts: dict[tuple[str, str], list[tuple[float, int, frozenset[str]]]] = {}

    def travel(self, locality: str) -> float:
        return self._road.get(locality, self._usual)

    def of(self, package: str, part: str) -> list[tuple[float, int, frozenset[str]]]:
        """Minutes, carers and competencies of each intervention of a part."""
        key = (package, part)
        if key not in self._parts:
            names = [name for own, name in self.given if own == package]
            self._parts[key] = [self.given[package, name] for name in _split(part, names)]
        return self._parts[key]


def _split(part: str, names: list[str]) -> list[str]:
    """The names that joined by ' + ' make the part; names may hold ' + ' themselves."""
    if part in names:
        return [part]
    for name in names:
        if part.startswith(f"{name} + "):
            rest = _split(part[len(name) + 3 :], names)
            if rest:
                return [name, *rest]
    return []


def _bounds(tables: Tables, b: str) -> list[str]:
    found = []
    for row in tables["team_days"].to_dict("records"):
        team = f"team_days: {row['organisation']}, {row['role']}, {row['period']}"
        made = row[f"{b}visits"] + row[f"{b}joint_visits"]
        slack = _NEAR * max(1.0, made)
        if not -slack <= row[f"{b}people"] <= made + slack:
            found.append(f"{team}: {b}people is not between none and its visits")
        if row[f"{b}rest_hours"] < -_NEAR * max(1.0, row[f"{b}other_hours"]):
            found.append(f"{team}: it works {-row[f'{b}rest_hours']:.6g} hours more than it has")
    return found


def _sums(frame: pd.DataFrame, keys: list[str], figure: str) -> Sums:
    sums: Sums = defaultdict(float)
    for *key, value in frame[[*keys, figure]].itertuples(index=False):
        sums[tuple(key)] += value
    return sums


def _against(table: str, column: str, stated: Sums, wanted: Sums) -> list[str]:
    keys: Iterable[tuple[str, ...]] = sorted(set(stated) | set(wanted))
    return [
        f"{table}: {', '.join(key)}: {column} add up to {stated.get(key, 0.0):.6g}, the plan's "
        f"other tables make it {wanted.get(key, 0.0):.6g}"
        for key in keys
        if abs(stated.get(key, 0.0) - wanted.get(key, 0.0))
        > _NEAR * max(1.0, abs(wanted.get(key, 0.0)))
    ]
