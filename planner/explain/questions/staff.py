"""Who has all the competencies of something, where, and whether they have hours left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.explain.asked import Asked
from planner.explain.questions.base import SPECK, cell, table
from planner.report.figures import listed
from planner.report.shown import Section
from planner.skillmix.names import Names, make_names


@dataclass(frozen=True)
class Able:
    """Who can give some interventions in one visit in a period.

    Attributes
    ----------
    rows : a profile each: WTE in post, hours a week there are and in use.
    sentence : the reason, in words.
    """

    rows: tuple[dict[str, object], ...]
    sentence: str


def able(
    asked: Asked, sets: Sequence[Sequence[int]], localities: Sequence[int], t: int
) -> list[Able]:
    """Who can give each of several sets of interventions, a set in one visit, to people of the
    localities."""
    names = make_names(asked.place, asked.problem.today)
    hours: dict[int, dict[str, object]] = {}
    found = []
    for members in sets:
        needed = competencies(asked, members)
        what = " with ".join(asked.problem.care.interventions[i] for i in members)
        profiles = [p for p, skills in enumerate(names.skills) if needed <= skills]
        for p in profiles:
            hours[p] = hours.get(p) or _hours(asked, p, localities, t)
        rows = tuple(hours[p] for p in profiles)
        why = _reason(asked, rows, profiles, t) if rows else _nobody(asked, names, needed)
        found.append(Able(rows, f"{what}: {why}"))
    return found


def staff_section(asked: Asked, found: Sequence[Able], t: int) -> Section:
    """Those who can give any of several sets of interventions, each profile once."""
    rows = {str(row["profile"]): row for each in found for row in each.rows}
    return table(
        f"Who can, in {asked.labels[t]}",
        "Staff who serve those localities; hours a week for visits and travel.",
        list(rows.values()), "in post", "hours", "hours in use", "hours left",
    )  # fmt: skip


def _reason(
    asked: Asked, rows: Sequence[dict[str, object]], profiles: Sequence[int], t: int
) -> str:
    """Whether those of whom there is a row are there, and have hours left."""
    there = [row for row in rows if float(str(row["in post"])) > SPECK]
    spare = sum(float(str(row["hours left"])) for row in rows)
    who = listed([str(row["profile"]) for row in (there or rows)])
    if not there:
        return f"{who} could give it, but none is in post by then{_not_yet(asked, profiles, t)}."
    if spare <= SPECK:
        return f"{who} can give it, and all their hours are in use."
    return f"{who} can give it, and have {cell(spare)} hours a week left."


def competencies(asked: Asked, members: Sequence[int]) -> frozenset[str]:
    """What the interventions need together."""
    care, listed_ = asked.problem.care, asked.place["interventions"]
    keys = {(care.packages[care.intervention_package[i]], care.interventions[i]) for i in members}
    rows = zip(listed_["package"], listed_["intervention"], listed_["competencies"], strict=True)
    return frozenset(c for package, name, some in rows if (package, name) in keys for c in some)


def _hours(asked: Asked, p: int, localities: Sequence[int], t: int) -> dict[str, object]:
    outcome, w = asked.outcome, asked.problem.workforce
    index = outcome.index
    serves = np.asarray(w.area_serves[:, list(localities)].any(axis=1))
    pairs = np.flatnonzero((index.pair_profile == p) & serves[index.pair_area])
    cells = np.flatnonzero(np.isin(index.pair_of_cell, pairs))
    hours = float(outcome.capacity[cells, t].sum())
    got = np.isin(index.partner_pair, pairs)
    hours += float(outcome.partner_hours[got, t].sum())
    used = float(outcome["deployed"][np.isin(index.deploy_pair, pairs), t].sum())
    return {
        "profile": w.profiles[p],
        "in post": float(outcome["in_post"][cells, t].sum()),
        "hours": hours,
        "hours in use": used,
        "hours left": max(0.0, hours - used),
    }


def _nobody(asked: Asked, names: Names, needed: frozenset[str]) -> str:
    """Why no profile has all that is needed."""
    scope = asked.place["role_competencies"]
    could, barred = [], []
    for role in names.roles.names:
        rows = scope[scope["role"] == role]
        status = dict(zip(rows["competency"], rows["status"], strict=True))
        if all(status.get(c) in ("core", "learnable") for c in needed):
            could.append(role)
        elif any(status.get(c) == "barred" for c in needed):
            barred.append(role)
    wanted = listed(sorted(needed), most=6)
    if could:
        return (
            f"no profile has all of {wanted}; {listed(could)} could learn it, but the table "
            "profiles lists no such profile."
        )
    said = f"nobody may have all of {wanted}"
    return f"{said}; it is barred for {listed(barred)}." if barred else f"{said}."


def _not_yet(asked: Asked, profiles: Sequence[int], t: int) -> str:
    """When the first of them are in post, if ever."""
    outcome, w = asked.outcome, asked.problem.workforce
    staff = outcome["in_post"][np.isin(w.cell_profile, profiles)].sum(axis=0)
    later = np.flatnonzero(staff > SPECK)
    later = later[later > t]
    if len(later):
        return f" (the first are in {asked.labels[int(later[0])]})"
    adopted = outcome["adopted"][np.isin(asked.problem.adoption.profile, profiles)]
    return "" if adopted.size and adopted.any() else " (no employer adopts it in this plan)"
