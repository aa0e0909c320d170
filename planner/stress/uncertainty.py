"""What is uncertain in a place: its table ``uncertainty``, and what holds where it is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.place.place import Place
from planner.schema.tables.uncertainty import DISTRIBUTIONS, NARROWED_BY, QUANTITIES
from planner.skillmix.lookup import Lookup
from solvers.skillmix.problem import Ints, Problem
from solvers.stress.shocks import Spread


@dataclass(frozen=True)
class Terms:
    """How something is spread; the columns of the table."""

    distribution: str
    spread: float = 0.0
    low: float = 1.0
    likely: float = 1.0
    high: float = 1.0
    shared_by_all: float = 0.4
    shared_by_group: float = 0.2
    persistence: float = 0.6
    chance: bool = True


#: What holds of a quantity where the place says nothing. All assumed: need of a group is known
#: to within a twentieth and keeps its error; turnover moves by about a sixth of itself from
#: year to year, much of it everywhere at once; a tenth more or fewer complete a course; markets
#: give a fifth more or less than what was reckoned with.
DEFAULTS: dict[str, Terms] = {
    "demand": Terms("lognormal", 0.05, persistence=0.8, chance=False),
    "turnover": Terms("lognormal", 0.15, shared_by_group=0.3),
    "completion": Terms("beta", 0.10, shared_by_all=0.2, persistence=0.3),
    "recruitment": Terms("lognormal", 0.20),
}

#: A unit: the columns that narrow its quantity, and what they hold of it.
Unit = Mapping[str, str]


def make_spreads(place: Place, problem: Problem) -> dict[str, Spread]:
    """How each quantity is spread, by unit: demand by need group and locality, turnover by group
    of posts, completion by course, recruitment by market."""
    made = {
        "demand": _demand(place, problem),
        "turnover": _turnover(place, problem),
        "completion": _completion(place),
        "recruitment": _recruitment(place, problem),
    }
    return {name: made[name] for name in QUANTITIES}


def terms_of(place: Place, quantity: str, unit: Unit) -> Terms:
    """The terms that hold of a unit: of the rows that fit, the one narrowed by the first column
    of ``NARROWED_BY``, then by the second, and so on; without one the default."""
    table = place["uncertainty"]
    best, found = (-1, DEFAULTS[quantity])
    for row in table[table["quantity"] == quantity].to_dict("records"):
        weight = 0
        for column in NARROWED_BY[quantity]:
            weight *= 2
            if row[column]:
                weight = weight + 1 if row[column] == unit[column] else -1000
        if weight > best:
            best, found = weight, terms_from(row)
    return found


def terms_from(row: Mapping[str, Any]) -> Terms:
    figures = {
        name: float(row[name]) if row[name] == row[name] else getattr(Terms("none"), name)
        for name in ("spread", "low", "likely", "high")
    }
    return Terms(
        str(row["distribution"]),
        shared_by_all=float(row["shared_by_all"]),
        shared_by_group=float(row["shared_by_group"]),
        persistence=float(row["persistence"]),
        chance=bool(row["chance"]) and row["quantity"] != "demand",
        **figures,
    )


def _spread(
    place: Place,
    quantity: str,
    units: Sequence[Unit],
    group: Ints,
    groups: int,
    share: np.ndarray | None = None,
) -> Spread:
    """Terms of every unit as arrays; units alike are looked up once."""
    known: dict[tuple[str, ...], Terms] = {}
    terms = []
    for unit in units:
        key = tuple(unit[column] for column in NARROWED_BY[quantity])
        if key not in known:
            known[key] = terms_of(place, quantity, unit)
        terms.append(known[key])

    def figures(name: str) -> np.ndarray:
        return np.array([getattr(t, name) for t in terms], dtype=float)

    return Spread(
        kind=np.array([DISTRIBUTIONS.index(t.distribution) for t in terms], dtype=np.int64),
        spread=figures("spread"),
        low=figures("low"),
        likely=figures("likely"),
        high=figures("high"),
        share=np.ones(len(units)) if share is None else share,
        by_all=figures("shared_by_all"),
        by_group=figures("shared_by_group"),
        persistence=figures("persistence"),
        group=group,
        groups=groups,
        chance=np.array([t.chance for t in terms], dtype=bool),
    )


def _demand(place: Place, problem: Problem) -> Spread:
    groups, near = place["need_groups"], len(problem.workforce.localities)
    units = [
        {"need_group": group, "theme": theme}
        for group, theme in zip(groups["need_group"], groups["theme"], strict=True)
        for _ in range(near)
    ]
    return _spread(place, "demand", units, np.tile(np.arange(near), len(groups)), near)


def _turnover(place: Place, problem: Problem) -> Spread:
    w, roles = problem.workforce, place["roles"]
    staff_group = dict(zip(roles["role"], roles["staff_group"], strict=True))
    units = [
        {
            "organisation": w.organisations[o],
            "role": w.roles[r],
            "staff_group": staff_group[w.roles[r]],
        }
        for o, r in zip(w.post_organisation, w.post_role, strict=True)
    ]
    return _spread(place, "turnover", units, w.post_organisation, len(w.organisations))


def _completion(place: Place) -> Spread:
    courses, roles = place["courses"], Lookup(place["roles"]["role"])
    return _spread(
        place,
        "completion",
        [{"course": course} for course in courses["course"]],
        roles.all(courses["from_role"]),
        len(roles),
        courses["completion_rate"].to_numpy(float),
    )


def _recruitment(place: Place, problem: Problem) -> Spread:
    markets, roles = place["recruitment"], Lookup(place["roles"]["role"])
    units = [
        {"recruitment": market, "role": role}
        for market, role in zip(problem.recruitment.markets, markets["role"], strict=True)
    ]
    return _spread(place, "recruitment", units, roles.all(markets["role"]), len(roles))
