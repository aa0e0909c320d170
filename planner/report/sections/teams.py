"""A day in the life of teams, before and after."""

from __future__ import annotations

from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts_teams
from planner.report.blocks import (
    Block,
    DataTable,
    Figure,
    PageSection,
    Prose,
    Timeline,
    bounded,
    keyed,
)
from planner.report.facts import teams
from planner.report.figures import NOT_TOLD, Words, count, fixed, people, percent, wte
from planner.report.names import Names
from planner.report.suppression import hidden, suppress_below
from planner.report.team_words import Team, sentences

_BARS = 12
_TOLD = 6
_ROWS = 150
_LEAD = (
    "A team is an organisation’s staff of one role. Today is the baseline in {first}; after is the "
    "plan in {last}. An average day is one of all seven of a week."
)
_HOW = (
    "A plan decides who visits by role and locality. Here visits are shared out among the "
    "employers that serve a locality in proportion to the hours they have for it. Records, "
    "meetings and other work are the share of working time that the place states for each role "
    "(patient_facing in roles); a plan does not tell meetings from records. Courses, supervising, "
    "people elsewhere and time to spare are what is left."
)


def section(plan: Plan) -> PageSection | None:
    """None where the plan has no teams."""
    table = teams.days(plan)
    if not len(table):
        return None
    first, last = plan.record.periods[0], plan.record.periods[-1]
    told = [_team(plan, row) for row in table.head(_TOLD).to_dict("records")]
    blocks: list[Block] = [
        _visits(plan, table),
        *_week(plan, table),
        *_words(plan, told, len(table)),
        bounded(_all(plan, table), _ROWS, "teams"),
        Prose(_HOW),
    ]
    lead = _LEAD.format(first=first, last=last)
    return PageSection("teams", "A day in the life", lead, blocks)


def _words(plan: Plan, told: list[Team], every: int) -> list[Block]:
    """Nothing on a published page: a team in words is told in too many small numbers."""
    if suppress_below():
        return []
    days = Timeline([(team.title, sentences(plan, team)) for team in told])
    return [Prose(_intro(every, len(told))), days]


def _intro(every: int, told: int) -> str:
    if told == every:
        return "Each team, in words:"
    return f"The {told} of {every} teams whose time with people changes most, in words:"


def _title(names: Names, row: dict[Any, Any]) -> str:
    return (
        f"{names.alone('roles', row['role'])}, {names.alone('organisations', row['organisation'])}"
    )


def _team(plan: Plan, row: dict[Any, Any]) -> Team:
    return Team(_title(Names(plan), row), row["organisation"], row["role"], row)


def _note(table: pd.DataFrame) -> str:
    left = len(table) - _BARS
    return f"The {_BARS} of {len(table)} teams whose time changes most." if left > 0 else ""


def _named(plan: Plan, table: pd.DataFrame) -> pd.DataFrame:
    names = Names(plan)
    return table.assign(team=[_title(names, row) for row in table.to_dict("records")])


def _made(table: pd.DataFrame, when: str) -> pd.Series:
    """Visits a day, joint ones among them."""
    return table[f"visits_{when}"] + table[f"joint_visits_{when}"]


def _told(table: pd.DataFrame, figures: pd.Series, when: str, words: Words) -> list[str]:
    """Visits or people of each team at a moment. On a published page they are rounded as people
    are, and left out where the team's staff are hidden: what one WTE does a day is much the same
    in every team of a role."""
    if not suppress_below():
        return [words(figure) for figure in figures]
    staff = zip(table[f"staff_{when}"], figures, strict=True)
    return [NOT_TOLD if hidden(wte_) else people(figure) for wte_, figure in staff]


def _visits(plan: Plan, table: pd.DataFrame) -> Figure:
    named = _named(plan, table)
    shown = pd.DataFrame({"Team": named["team"]})
    for when, said in (("today", "today"), ("carried", "carried forward"), ("plan", "plan")):
        shown[f"Visits, {said}"] = _told(table, _made(named, when), when, count)
    for when, said in (("today", "today"), ("carried", "carried forward"), ("plan", "plan")):
        shown[f"People, {said}"] = _told(table, named[f"people_{when}"], when, people)
    joint = table[["joint_visits_today", "joint_visits_plan"]].to_numpy().sum() > 0
    note = f"{'Visits include joint ones from hubs. ' if joint else ''}{_note(table)}".strip()
    return Figure(
        "Visits on an average day, today and after",
        charts_teams.before_and_after(named.head(_BARS)),
        "Visits a day of each team today and in the plan, as two points joined by a line.",
        _keyed("Visits and people a day", shown, table),
        note,
        fits=True,
    )


def _week(plan: Plan, table: pd.DataFrame) -> list[Figure]:
    """Nothing on a published page: hours of one WTE and visits give the staff of a team."""
    if suppress_below():
        return []
    named = _named(plan, table)
    shown = pd.DataFrame({"Team": named["team"]})
    for column, title in charts_teams.HOURS.items():
        for when, said in (("today", "today"), ("plan", "plan")):
            shown[f"{title}, {said}"] = named[f"{column}_{when}"].map(fixed)
    title = "What a week of one WTE goes into, hours"
    made = Figure(
        title,
        charts_teams.weeks(named.head(_BARS)),
        "Bars of the hours a week of one WTE, by what they go into, today and in the plan.",
        _keyed(title, shown, table),
        f"At work, so without leave and sickness. {_note(table)}".strip(),
        fits=True,
    )
    return [made]


def _keyed(title: str, shown: pd.DataFrame, table: pd.DataFrame) -> DataTable:
    """The rows of teams, each known by its organisation and role."""
    right = tuple(shown.columns[1:])
    return bounded(DataTable(title, shown, right, keys=keyed(table)), _ROWS, "teams")


def _all(plan: Plan, table: pd.DataFrame) -> DataTable:
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i in table["organisation"]],
            "Role": [names.role(i) for i in table["role"]],
            "Staff today, WTE": table["staff_today"].map(wte),
            "Staff after": table["staff_plan"].map(wte),
            "Have learned more": table["learned_plan"].map(wte),
            "Visits a day today": _told(table, _made(table, "today"), "today", count),
            "Visits after": _told(table, _made(table, "plan"), "plan", count),
            "People a day today": _told(table, table["people_today"], "today", people),
            "People after": _told(table, table["people_plan"], "plan", people),
            "Of it new": [
                NOT_TOLD if hidden(staff) else percent(share, 0)
                for share, staff in zip(table["new"], table["staff_plan"], strict=True)
            ],
        }
    )
    note = (
        "Of it new: of the competencies it uses in the plan, each counted for the time it is used, "
        "those it does not use today."
    )
    right = tuple(shown.columns[2:])
    return DataTable("Every team", shown, right, note, folded=True, keys=keyed(table))
