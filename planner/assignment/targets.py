"""Whom a place wants, of a skill-mix plan or of the table ``targets``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.assignment.horizon import Horizon
from planner.assignment.place_facts import Facts, Held, skills
from planner.plan.plan import Plan
from planner.skillmix.horizon import from_period_on

#: Targets of a plan are kept to so many decimals: the search leaves no more behind.
DECIMALS = 4


@dataclass(frozen=True)
class Target:
    """WTE wanted by period of those in some posts who hold at least some competencies."""

    organisation: str
    role: str
    post: str  # "": all of the employer's posts of the role, in the locality if one is named
    locality: str
    profile: str
    posts: tuple[str, ...]
    extras: Held
    wanted: np.ndarray  # (T,) WTE of named people

    @property
    def name(self) -> str:
        where = self.post or "/".join(x for x in (self.organisation, self.role, self.locality) if x)
        return f"{where}, {self.profile}" if self.profile != self.role else where

    def counts(self, facts: Facts, post: str, role: str, held: Held) -> bool:
        """Whether somebody there counts towards it."""
        return post in self.posts and role == self.role and self.extras <= held


@dataclass(frozen=True)
class Minimum:
    """People wanted by period of those in some posts who hold a competency."""

    organisation: str
    staff_group: str
    site: str
    competency: str
    posts: tuple[str, ...]
    wanted: np.ndarray  # (T,) people

    @property
    def name(self) -> str:
        where = " ".join(x for x in (self.organisation, self.staff_group, self.site) if x)
        return f"{where}, {self.competency}"

    def counts(self, facts: Facts, post: str, role: str, held: Held) -> bool:
        """Whether somebody there counts towards it."""
        return post in self.posts and self.competency in skills(facts, role, held)


def targets_of_table(facts: Facts, horizon: Horizon) -> list[Target]:
    """The table ``targets``; those not named are taken off where everybody counts."""
    found = []
    keys = ["organisation", "role", "locality", "profile"]
    for (owner, role, locality, profile), rows in facts.place["targets"].groupby(keys, sort=False):
        posts = tuple(
            name
            for name in facts.posts_at[owner, role]
            if locality in ("", facts.posts[name].locality)
        )
        wte = _over_time(facts, horizon, rows, "wte")
        extras = facts.extras[profile] if profile else frozenset()
        if not extras:
            wte = wte - sum(facts.unnamed_wte[name] for name in posts)
        found.append(
            Target(owner, role, "", locality, profile or role, posts, extras, np.maximum(wte, 0.0))
        )
    return found


def _over_time(facts: Facts, horizon: Horizon, rows: pd.DataFrame, column: str) -> np.ndarray:
    """A figure that holds from a period on, over all periods of the place, cut to the horizon."""
    labels = [period.label for period in facts.place.periods]
    pairs = list(zip(rows["period"], rows[column].astype(float), strict=True))
    return from_period_on(pairs, labels, 0.0)[: horizon.size]


def targets_of_plan(facts: Facts, horizon: Horizon, plan: Plan) -> list[Target]:
    """What the plan makes of those who are there today, by its transfers and courses.

    Its hires, leavers and releases have no names, so they are left out: a target is the
    staff at the start, with those who come by transfer and by completing a course, and
    without those who go so. Whoever holds more than a profile counts towards it.
    """
    moved = moves_within(facts, plan, horizon)
    start = start_by_profile(facts, plan)
    found = []
    for post, row in facts.posts.items():
        profiles = [p for p in _profiles_of(facts, row.role) if (post, p) in start or p == row.role]
        for profile in profiles:
            extras = facts.extras.get(profile, frozenset())

            def inside(at: str, other: str, post: str = post, extras: Held = extras) -> bool:
                return at == post and extras <= facts.extras.get(other, frozenset())

            wte: np.ndarray = np.zeros(horizon.size)
            wte += sum(amount for (at, other), amount in start.items() if inside(at, other))
            wte += flow(moved, inside)
            if profile == row.role:
                wte -= facts.unnamed_wte[post]
            wte = np.round(np.maximum(wte, 0.0), DECIMALS)
            if wte.any():
                found.append(
                    Target(
                        row.organisation,
                        row.role,
                        post,
                        row.locality,
                        profile,
                        (post,),
                        extras,
                        wte,
                    )
                )
    return found


def _profiles_of(facts: Facts, role: str) -> list[str]:
    rows = facts.place["profiles"]
    return [role, *(p for p in rows["profile"][rows["role"] == role] if p != role)]


@dataclass(frozen=True)
class Moved:
    """People of a plan who go from a post and profile to others, (T,) WTE: who goes, and who
    comes (of a transfer some leave instead)."""

    post: str
    profile: str
    to_post: str
    to_profile: str
    goes: np.ndarray
    comes: np.ndarray


def moves_within(facts: Facts, plan: Plan, horizon: Horizon) -> list[Moved]:
    """The plan's transfers and completions in the horizon, in order."""
    transfers = facts.place["transfers"]
    leave = dict(zip(transfers["transfer"], transfers["leave_share"], strict=True))
    rows = plan["moves"]
    rows = rows[rows["kind"].isin(["transfer", "training_completion"])]
    rows = rows[(rows["wte"] > 0) & rows["period"].isin(horizon.labels)]
    at = {label: t for t, label in enumerate(horizon.labels)}
    found: dict[tuple[str, str, str, str], np.ndarray] = {}
    for row in rows.itertuples(index=False):
        key = (row.post, row.profile, row.to_post, row.to_profile)
        both = found.setdefault(key, np.zeros((2, horizon.size)))
        kept = 1 - leave.get(row.via, 0.0) if row.kind == "transfer" else 1.0
        both[:, at[row.period]] += (row.wte, row.wte * kept)
    return [Moved(*key, *both) for key, both in sorted(found.items())]


def flow(moved: list[Moved], inside: Callable[[str, str], bool]) -> np.ndarray:
    """(T,) those who have come in, less those who have gone, since the start."""
    total: np.ndarray | None = None
    for move in moved:
        comes = inside(move.to_post, move.to_profile)
        goes = inside(move.post, move.profile)
        if comes != goes:
            change = move.comes if comes else -move.goes
            total = change if total is None else total + change
    return np.zeros(1) if total is None else np.cumsum(total)


def start_by_profile(facts: Facts, plan: Plan) -> dict[tuple[str, str], float]:
    """WTE at the start by post and profile, of the posts and profiles that the plan has.

    Of people who are named each is of the profile, among those, that has most of their
    competencies; those who are not named are of the role's own.
    """
    rows = plan["workforce"]
    there = set(zip(rows["post"], rows["profile"], strict=True))
    start = dict.fromkeys(sorted(there), 0.0)
    for post, unnamed in facts.unnamed_wte.items():
        start[post, facts.posts[post].role] = unnamed
    options: dict[str, list[str]] = {}
    for post, profile in sorted(there):
        options.setdefault(post, []).append(profile)
    for person, row in facts.staff.items():
        post, held = facts.home_post[person], facts.held(person)
        fits = [p for p in options.get(post, []) if facts.extras.get(p, frozenset()) <= held]
        best = max(fits, key=lambda p: (len(facts.extras.get(p, ())), p), default=row.role)
        start[post, best] = start.get((post, best), 0.0) + float(row.wte)
    return start


def minimums_of_table(facts: Facts, horizon: Horizon) -> list[Minimum]:
    """The table ``team_minimums``."""
    sites = facts.place["sites"]
    at = dict(zip(sites["site"], sites["locality"], strict=True))
    found = []
    keys = ["organisation", "staff_group", "site", "competency"]
    for key, rows in facts.place["team_minimums"].groupby(keys, sort=False):
        owner, staff_group, site, competency = key
        posts = tuple(
            name
            for name, row in facts.posts.items()
            if row.organisation == owner
            and staff_group in ("", facts.staff_group[row.role])
            and (not site or row.locality == at[site])
        )
        people = _over_time(facts, horizon, rows, "people")
        found.append(Minimum(owner, staff_group, site, competency, posts, people))
    return found


def room(facts: Facts, horizon: Horizon, plan: Plan | None) -> dict[str, np.ndarray]:
    """Post → (T,) most named people, WTE: funded posts and what may be above them, without
    those who are not named and, of a plan, those hired since; no fewer than are there today."""
    labels = [period.label for period in facts.place.periods]
    decided = facts.place["establishments"]
    found = {}
    unnamed = _of_plan(facts, horizon, plan) if plan is not None else {}
    for post, row in facts.posts.items():
        if plan is None:
            rows = decided[decided["post"] == post]
            pairs = list(zip(rows["period"], rows["establishment_wte"], strict=True))
            funded = from_period_on(pairs, labels, float(row.establishment_wte))[: horizon.size]
            free = funded - facts.unnamed_wte[post]
        else:
            free = unnamed.get(post, np.zeros(horizon.size)) - facts.unnamed_wte[post]
        free = free + float(row.over_establishment_max)
        found[post] = np.maximum(np.round(free, DECIMALS), round(facts.named_wte[post], 6))
    return found


def _of_plan(facts: Facts, horizon: Horizon, plan: Plan) -> dict[str, np.ndarray]:
    """Post → (T,) the plan's funded posts, without those whom it hires, and with the places
    of those who leave it otherwise than by a named move."""
    at = {label: t for t, label in enumerate(horizon.labels)}
    found = {post: np.zeros(horizon.size) for post in facts.posts}
    rows = plan["workforce"]
    for row in rows[rows["period"].isin(horizon.labels)].itertuples(index=False):
        found[row.post][at[row.period]] += row.establishment
    signs = {"hire": -1.0, "leaver": 1.0, "drawn_away": 1.0, "release": 1.0}
    moves = plan["moves"]
    moves = moves[moves["kind"].isin(signs) & moves["period"].isin(horizon.labels)]
    for row in moves.itertuples(index=False):
        found[row.post][at[row.period] :] += signs[row.kind] * row.wte
    return found
