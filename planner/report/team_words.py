"""A day in the life of one team, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.plan.plan import Plan
from planner.report.facts import teams
from planner.report.figures import count, fixed, listed, percent, wte
from planner.report.names import Names

_NAMED = 4
_WITH = 3
#: Fewer visits a day than this are not worth a word.
_SEEN = 0.05


@dataclass(frozen=True)
class Team:
    """``row`` is the team's of ``facts.teams.days``."""

    title: str
    organisation: str
    role: str
    row: Mapping[Any, Any]


def sentences(plan: Plan, team: Team) -> list[str]:
    """What it does on an average day, with what, with whom, and how much of it is new."""
    said = [
        _visits(plan, team),
        _time(team),
        _competencies(plan, team),
        _company(plan, team),
        _others(plan, team),
        _new(plan, team),
    ]
    return [sentence for sentence in said if sentence]


def _things(value: float, one: str, many: str) -> str:
    """``1 visit``, ``61 visits``, ``no visits``."""
    text = count(value)
    if value < _SEEN:
        return f"no {many}"
    return f"{text} {one if text == '1' else many}"


def _to(visits: float, people: float) -> str:
    """Visits, and to how many people where some get two."""
    made = _things(visits, "visit", "visits")
    if visits < _SEEN or count(visits) == count(people):
        return made
    return f"{made} to {_things(people, 'person', 'people')}"


def _visits(plan: Plan, team: Team) -> str:
    row, last = team.row, plan.record.periods[-1]
    after = row["visits_plan"] + row["joint_visits_plan"]
    today = row["visits_today"] + row["joint_visits_today"]
    carried = row["visits_carried"] + row["joint_visits_carried"]
    joint = row["joint_visits_plan"]
    jointly = f", {count(joint)} of them jointly from a hub" if joint >= _SEEN else ""
    if row["staff_plan"] < _SEEN:
        made = f"On an average day in {last} the team has no staff"
    else:
        each = ", one to each person" if count(after) == count(row["people_plan"]) else ""
        made = (
            f"On an average day in {last} the team of {wte(row['staff_plan'])} WTE makes "
            f"{_to(after, row['people_plan'])}{each if after >= _SEEN else ''}{jointly}"
        )
    before = (
        f"today {wte(row['staff_today'])} WTE make {_to(today, row['people_today'])}"
        if row["staff_today"] >= _SEEN
        else "today it has no staff"
    )
    then = _to(carried, row["people_carried"])
    return f"{made}; {before}, and carried forward {then}."


def _time(team: Team) -> str:
    row = team.row
    if row["staff_plan"] < _SEEN:
        return ""
    with_people, travel = row["visit_hours_plan"], row["travel_hours_plan"]
    said = (
        f"A week of one WTE: {fixed(with_people)} hours with people, {fixed(travel)} of travel, "
        f"{fixed(row['other_hours_plan'])} of records, meetings and other work"
    )
    rest = row["rest_hours_plan"]
    if rest >= _SEEN:
        said += f", {fixed(rest)} on courses, supervising, elsewhere or to spare"
    if row["staff_today"] < _SEEN:
        return f"{said}."
    before = row["visit_hours_today"], row["travel_hours_today"]
    return f"{said}; today {fixed(before[0])} with people and {fixed(before[1])} of travel."


def _competencies(plan: Plan, team: Team) -> str:
    used, names = teams.competencies(plan, team.organisation, team.role), Names(plan)
    there = used.loc[used["plan"] >= 1 / 60] if len(used) else used
    if not len(there):
        return ""
    known = [names.alone("competencies", c) for c in there.index[~there["new"].astype(bool)]]
    new = [names.alone("competencies", c) for c in there.index[there["new"].astype(bool)]]
    parts = [f"Uses {listed(known)}"] if known else []
    if new:
        parts.append(f"{'new' if known else 'Uses, all new'} to it: {listed(new)}")
    gone = used.loc[used["plan"] < 1 / 60]
    if len(gone):
        left = [names.alone("competencies", c) for c in gone.index]
        parts.append(f"no longer needed there: {listed(left)}")
    return f"{'; '.join(parts)}."


def _company(plan: Plan, team: Team) -> str:
    met, names = teams.company(plan, team.organisation, team.role), Names(plan)
    told = met.loc[(met[["today", "plan", "joint"]] >= _SEEN).any(axis=1)].head(_WITH)
    parts = []
    for row in told.to_dict("records"):
        who = names.alone("roles", row["with_role"])
        said = (
            f"{who}, {_things(row['plan'], 'visit', 'visits')} a day (today {count(row['today'])})"
        )
        if row["joint"] >= _SEEN:
            said += f" and {count(row['joint'])} together"
        parts.append(said)
    return (
        f"The same people are visited on the same occasion by {'; '.join(parts)}." if parts else ""
    )


def _others(plan: Plan, team: Team) -> str:
    """Who of the team is another employer's, or works for another."""
    lent, names = teams.shared_with(plan, team.organisation, team.role), Names(plan)
    parts = []
    for row in lent.to_dict("records"):
        how = names.alone("arrangements", row["arrangement"])
        if row["organisation"] == team.organisation:
            whose = names.alone("organisations", row["employer"])
            parts.append(f"{wte(row['wte'])} WTE are employed by {whose} ({how})")
        else:
            whose = names.alone("organisations", row["organisation"])
            parts.append(f"{wte(row['wte'])} WTE work for {whose} ({how})")
    if len(parts) > _NAMED:
        parts = [*parts[:_NAMED], f"{len(parts) - _NAMED} more arrangements"]
    return f"{'; '.join(parts)}." if parts else ""


def _new(plan: Plan, team: Team) -> str:
    row = team.row
    if row["staff_plan"] < _SEEN:
        return ""
    learned, share = row["learned_plan"], row["new"]
    lately = float(teams.qualified_lately(plan).get((team.organisation, team.role), 0.0))
    if learned < _SEEN and share < 0.005:
        return "Nothing that it does is new to it."
    who = "Nobody in it has learned more than the role"
    if learned >= _SEEN:
        who = f"{wte(learned)} of its {wte(row['staff_plan'])} WTE have learned more than the role"
    if lately >= _SEEN:
        who += (
            f", {wte(lately)} of them in the last year"
            if lately <= learned
            else (f"; {wte(lately)} WTE completed a course in the last year")
        )
    what = f"of what it does with people, {percent(share, 0)} is of kinds that are new to it"
    return f"{who}; {what}."
