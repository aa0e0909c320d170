"""Tables of an assignment, made from its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.assignment.ledger import NOTHING, Decision, Ledger
from planner.assignment.measures import UNITS, minutes, values, values_today
from planner.assignment.targets import Target
from planner.assignment.wishes import follows, preferences_by_person
from planner.plan.frames import as_frame
from planner.plan.tables.assignment import ASSIGNMENT_TABLES


def make_tables(ledger: Ledger, unmet: Sequence[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """Every table of the stage; ``unmet`` are the rows of ``unmet_targets``."""
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "assignments": _assignments(ledger),
        "training": _training(ledger),
        "mentors": _mentors(ledger),
        "targets_met": _targets(ledger),
        "unmet_targets": unmet,
        "minimums_met": _minimums(ledger),
        "team_changes": _teams(ledger),
        "backfill": _backfill(ledger),
        "intakes": _intakes(ledger),
        "preferences_met": _preferences(ledger),
        "assignment_measures": _measures(ledger),
    }
    return {table.name: as_frame(table, list(rows[table.name])) for table in ASSIGNMENT_TABLES}


def joined(held: Iterable[str]) -> str:
    """Competencies in one cell."""
    return "; ".join(sorted(held))


def _assignments(ledger: Ledger) -> Iterable[dict[str, Any]]:
    facts = ledger.facts
    for person, row in facts.staff.items():
        decision = ledger.decisions[person]
        yield {
            "person": person,
            "kind": kind_of(ledger, decision),
            "organisation": row.organisation,
            "role": row.role,
            "post": facts.home_post[person],
            "holds": joined(facts.held(person)),
            "to_organisation": facts.posts[decision.post].organisation,
            "to_role": decision.role,
            "to_post": decision.post,
            "to_hold": joined(decision.held),
            "wte": float(row.wte),
            "starts": starts(ledger, decision),
            "minutes": minutes(ledger, person),
            "transfer": decision.transfer,
            "why": why(ledger, decision),
        }


def kind_of(ledger: Ledger, decision: Decision) -> str:
    if decision.begins == ledger.size:
        return "stay"
    return ("move", "course", "two_courses")[len(decision.steps)]


def starts(ledger: Ledger, decision: Decision) -> str:
    """First day of the move or the first course; blank for who stays."""
    if decision.begins == ledger.size:
        return ""
    if decision.steps:
        return decision.steps[0].date.isoformat()
    return ledger.world.horizon.periods[decision.begins].start.isoformat()


def why(ledger: Ledger, decision: Decision) -> str:
    """What somebody's move or course is for: the targets and minimums towards which they come
    to count and that are short without it, or what is fixed by hand."""
    if decision.begins == ledger.size:
        return ""
    facts, person = ledger.facts, decision.person
    home = facts.home_post[person], facts.staff[person].role, facts.held(person)
    served = [
        want.name
        for want in ledger.short_today
        if want.counts(facts, decision.post, decision.role, decision.held)
        and not want.counts(facts, *home)
    ]
    if served:
        return f"for {served[0]}" + (f" and {len(served) - 1} more" if len(served) > 1 else "")
    return "fixed by hand"


def _training(ledger: Ledger) -> Iterable[dict[str, Any]]:
    labels = ledger.world.horizon.labels
    for decision, step in sorted(ledger.trainees(), key=lambda x: (x[0].person, x[1].date)):
        yield {
            "person": decision.person,
            "course": step.course.course,
            "intake": step.date.isoformat(),
            "period": labels[step.starts],
            "complete_in": labels[step.ends],
            "wte": ledger.wte(decision.person),
            "completion_rate": float(step.course.completion_rate),
            "mentor": step.mentor,
        }


def _mentors(ledger: Ledger) -> Iterable[dict[str, Any]]:
    labels = ledger.world.horizon.labels
    for mentor, (trainees, load) in sorted(ledger.mentoring().items()):
        for t in np.flatnonzero(trainees):
            yield {
                "mentor": mentor,
                "period": labels[t],
                "trainees": trainees[t],
                "load": load[t],
                "wte": ledger.wte(mentor),
            }


def target_key(target: Target) -> dict[str, str]:
    return {
        "organisation": target.organisation,
        "role": target.role,
        "post": target.post,
        "locality": target.locality,
        "profile": target.profile,
    }


def _targets(ledger: Ledger) -> Iterable[dict[str, Any]]:
    for target in ledger.world.targets:
        there = ledger.of(target, ledger.counts)
        today = ledger.of(target, ledger.today)
        for t, label in enumerate(ledger.world.horizon.labels):
            yield {
                **target_key(target),
                "period": label,
                "target": target.wanted[t],
                "today": today[t],
                "assigned": there[t],
                "shortfall": missing(target.wanted[t], there[t]),
            }


def missing(wanted: float, there: float) -> float:
    """What is missing; nothing where it is what adding up leaves behind."""
    short = float(wanted - there)
    return short if short > NOTHING else 0.0


def _minimums(ledger: Ledger) -> Iterable[dict[str, Any]]:
    for minimum in ledger.world.minimums:
        there = ledger.of(minimum, ledger.counts)
        today = ledger.of(minimum, ledger.today)
        for t, label in enumerate(ledger.world.horizon.labels):
            yield {
                "organisation": minimum.organisation,
                "staff_group": minimum.staff_group,
                "site": minimum.site,
                "competency": minimum.competency,
                "period": label,
                "minimum": minimum.wanted[t],
                "today": today[t],
                "people": there[t],
                "below": missing(minimum.wanted[t], there[t]),
            }


def _teams(ledger: Ledger) -> Iterable[dict[str, Any]]:
    even = ledger.even_shares()
    for team, (people, moved, learning) in ledger.teams().items():
        if people:
            yield {
                "organisation": team[0],
                "staff_group": team[1],
                "people": people,
                "move": moved,
                "learn": learning,
                "even_share": even[team],
                "uneven": max(0.0, moved + learning - even[team] - 1.0),
            }


def _backfill(ledger: Ledger) -> Iterable[dict[str, Any]]:
    labels = ledger.world.horizon.labels
    for team, (away, trainees) in sorted(ledger.away().items()):
        for t in np.flatnonzero(trainees):
            yield {
                "organisation": team[0],
                "staff_group": team[1],
                "period": labels[t],
                "trainees": trainees[t],
                "away": away[t],
                "spare": ledger.facts.spare[team],
            }


def _intakes(ledger: Ledger) -> Iterable[dict[str, Any]]:
    begun: dict[tuple[str, str], list[Any]] = {}
    for decision, step in ledger.trainees():
        key = (step.course.course, step.date.isoformat())
        at = begun.setdefault(key, [step.course, 0, 0.0])
        at[1] += 1
        at[2] += ledger.wte(decision.person)
    for (course, intake), (row, people, wte) in sorted(begun.items()):
        limited = not pd.isna(row.places_per_intake)
        yield {
            "course": course,
            "intake": intake,
            "people": people,
            "taken": wte,
            "limited": "yes" if limited else "no",
            "places": float(row.places_per_intake) if limited else 0.0,
        }


def _preferences(ledger: Ledger) -> Iterable[dict[str, Any]]:
    for person, rows in sorted(preferences_by_person(ledger.facts).items()):
        decision = ledger.decisions[person]
        courses = frozenset(step.course.course for step in decision.steps)
        for about, item, points in rows:
            has = follows(ledger.facts, about, item, decision.post, courses)
            yield {
                "person": person,
                "about": about,
                "item": item,
                "points": float(points),
                "followed": "yes" if has == (points > 0) or points == 0 else "no",
            }


def _measures(ledger: Ledger) -> Iterable[dict[str, Any]]:
    value, today = values(ledger), values_today(ledger)
    for name, unit in UNITS.items():
        yield {"measure": name, "unit": unit, "today": today[name], "value": value[name]}
