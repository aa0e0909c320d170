"""What limits a priority?"""

from __future__ import annotations

from planner.explain.asked import Asked
from planner.explain.questions.base import Answered, Line, cell, table
from planner.plan.plan import Plan
from planner.report.figures import amount
from planner.skillmix.bottlenecks import WARNING, with_bottlenecks

NAME = "priority"
TITLE = "What limits each priority"
TAKES = ("name",)
#: So many limits are told.
TOLD = 15
NOT_MEASURED = (
    "What would help most was not measured when the plan was made: leave out --facts to have it "
    "measured now, or run placeplan bottlenecks."
)


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
    plan = asked.plan
    if not len(plan.tables["bottlenecks"]):
        if asked.facts:
            return Answered((*sentences, NOT_MEASURED))
        plan = _measured(asked)
    found = plan.tables["bottlenecks"]
    mine = found[found["priority"] == goal.name].sort_values("saves", ascending=False)
    missing = [w for w in plan.record.warnings if w.startswith(f"{WARNING}: {goal.name}:")]
    if not len(mine):
        none = (
            "No limit was found of which one more unit alone saves any of it, with the same "
            "yes/no decisions, that does not already help a priority before it."
        )
        return Answered((*sentences, *(missing or [none])))
    first = mine.iloc[0]
    sentences.append(
        f"One more {first['what']} in {first['period'] or 'the plan'} saves "
        f"{cell(float(first['saves']))} {first['saves_unit']}."
    )
    sentences += missing
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


def _measured(asked: Asked) -> Plan:
    """The plan with what would help most, as far as there is time to measure it."""
    asked.say("measuring what would help most")
    limits, record = asked.limits, asked.plan.record
    return with_bottlenecks(
        asked.plan,
        asked.outcome,
        reproducible=bool(record.limits.get("reproducible")),
        listen=asked.listen,
        stop=limits.stop,
        seconds=None if limits.seconds is None else limits.left(),
    )
