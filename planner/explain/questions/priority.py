"""What limits a priority?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planner.explain.asked import Asked
from planner.explain.questions.base import Answered, Line, cell, table
from planner.report.figures import amount
from planner.skillmix.bottlenecks import with_bottlenecks

NAME = "priority"
TITLE = "What limits each priority"
TAKES = ("name",)
#: So many limits are told.
TOLD = 15


def answer(asked: Asked) -> Answered:
    """Limits of which one more unit saves something, measured by raising each and planning
    again; those in the plan's table, or measured now where it holds none."""
    priorities = asked.plan.record.priorities
    at = asked.one("name", [p.name for p in priorities])
    goal = priorities[at]
    words = goal.name.replace("_", " ")
    beside = f"{words.capitalize()}: {amount(goal.value, goal.unit)}, against "
    sentences = [f"{beside}{amount(goal.baseline, goal.unit)} today carried forward."]
    if goal.value <= 0:
        return Answered((*sentences, "There is nothing to save."))
    found = _measured(asked)
    mine = found[found["priority"] == goal.name].sort_values("saves", ascending=False)
    if not len(mine):
        sentences.append(
            "No limit was found of which one more unit alone saves any of it, with the same "
            "yes/no decisions, that does not already help a priority before it."
        )
        return Answered(tuple(sentences))
    first = mine.iloc[0]
    sentences.append(
        f"One more {first['what']} in {first['period'] or 'the plan'} saves "
        f"{cell(float(first['saves']))} {first['saves_unit']}."
    )
    rows: list[dict[str, object]] = [
        {
            "limit": row.limit,
            "one more": row.what,
            "in": row.period,
            "saves": float(row.saves),
            "unit": row.saves_unit,
        }
        for row in mine.head(TOLD).itertuples()
    ]
    note = "Each measured by raising the limit and planning again, yes/no decisions kept."
    return Answered(tuple(sentences), (table("What would help most", note, rows, "saves"),))


def worst(asked: Asked, count: int) -> list[Line]:
    """Every priority of which there is anything left to save."""
    return [
        Line(p.name.replace("_", " "), amount(p.value, p.unit), (), p.name)
        for p in asked.plan.record.priorities
        if p.value > 0
    ]


def _measured(asked: Asked) -> pd.DataFrame:
    table_ = asked.plan.tables["bottlenecks"]
    if len(table_):
        return table_
    asked.say("measuring what would help most")
    plan = with_bottlenecks(
        replace(asked.plan),
        asked.outcome,
        reproducible=False,
        listen=asked.listen,
        stop=asked.limits.stop,
    )
    return plan.tables["bottlenecks"]
