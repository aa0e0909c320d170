"""What the page calls a plan, by the stage that makes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.report.facts import roster
from planner.report.facts.rota import said, span_of
from planner.report.figures import BASELINE, percent
from planner.report.horizon import span
from planner.report.names import Names

_FOOTER = (
    f"Every figure is of the plan unless it says otherwise. “{BASELINE.capitalize()}” is the same "
    "place with today’s establishment and ways of working, leavers replaced as far as the market "
    "allows."
)
_ROSTER_FOOTER = (
    "People are named by the identifiers they were given. The same roster stands in rota.xlsx, to "
    "print and pin up, in roster.csv, for other systems, and in calendars, a file for each person."
)

_PEOPLE_FOOTER = (
    "People are named by the identifiers they were given. The plan's tables hold everybody: "
    "assignments says where each is in the end, training who is on which intake with which mentor."
)
_ROTATION_FOOTER = (
    "People are named by the identifiers they were given. A burden is travel from where a person "
    "lives, and the weight of wishes that are not met, in minutes a day."
)
_STRESS_FOOTER = (
    "Every figure is of the draws unless it says that it is the plan's. The same place, plan, seed "
    "and number of draws give the same figures."
)
#: Stage → title of the page, and what it shows.
_ROTATION = {
    "rotation": ("Rotation", "rotation"),
    "rotation_test": ("Rotation schemes side by side", "comparison"),
}


# A bound further off, as a share of all points, says nothing to a reader.
_TELLING = 0.5


@dataclass(frozen=True)
class Wording:
    """``title`` of the page, ``thing`` it shows, ``span`` of time, ``proof`` in a badge, and
    what the ``footer`` explains."""

    title: str
    thing: str
    span: str
    proof: str
    footer: str


def wording(plan: Plan) -> Wording:
    if plan.record.stage == "roster":
        return Wording("Staff roster", "roster", span_of(plan), _bound(plan), _ROSTER_FOOTER)
    if plan.record.stage in _ROTATION:
        title, thing = _ROTATION[plan.record.stage]
        proof = "Proven best" if plan.record.status == "optimal" else "Not all proven"
        return Wording(title, thing, _from(plan), proof, _ROTATION_FOOTER)
    if plan.record.stage == "stress":
        proof = f"{plan.record.limits['draws']:,} draws"
        return Wording("Plan under uncertainty", "result", span(plan), proof, _STRESS_FOOTER)
    of_people = plan.record.stage == "assignment"
    priorities = plan.record.priorities
    proven = sum(p.proven for p in priorities)
    proof = f"{proven} of {len(priorities)} priorities proven"
    if of_people:
        return Wording("Assignment of staff", "assignment", span(plan), proof, _PEOPLE_FOOTER)
    return Wording("Workforce plan", "plan", span(plan), proof, _FOOTER)


def _from(plan: Plan) -> str:
    start = dt.date.fromisoformat(plan.record.start)
    blocks = len(plan.record.periods)
    counted = f", {blocks} blocks" if blocks else ""
    when = f"from {said(start, year=True)}{counted}"
    scheme = plan.record.limits.get("scheme")
    return f"{Names(plan).scheme(scheme)}, {when}" if scheme else when


def _bound(plan: Plan) -> str:
    total, bound = roster.points(plan)
    if bound is None or (total <= 0 and bound < total):
        return "No bound found"
    share = max(0.0, total - bound) / total if total > 0 else 0.0
    if share > _TELLING:
        return "Not proven"
    return "Proven best" if share <= 1e-6 else f"Within {percent(max(share, 0.001))} of the best"
