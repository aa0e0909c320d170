"""What the priorities come to, from a ledger alone."""

from __future__ import annotations

import numpy as np

from planner.assignment.ledger import Ledger
from planner.assignment.wishes import points_lost, preferences_by_person

#: Measure → unit, in the order in which they are met.
UNITS = {
    "team_minimums": "people-years",
    "shortfall": "WTE-years",
    "change": "people",
    "travel": "minutes",
    "preferences": "points",
    "courses": "courses",
    "fairness": "people",
}


def values(ledger: Ledger) -> dict[str, float]:
    """Every measure as assigned."""
    teams, even = ledger.teams(), ledger.even_shares()
    return {
        "team_minimums": _minimums(ledger, ledger.counts),
        "shortfall": _shortfall(ledger, ledger.counts),
        "change": float(sum(d.begins < ledger.size for d in ledger.decisions.values())),
        "courses": float(len(ledger.trainees())),
        "travel": sum(minutes(ledger, person) for person in ledger.decisions),
        "preferences": _points(ledger),
        "fairness": sum(
            max(0.0, moved + learning - even[team] - 1.0)
            for team, (_, moved, learning) in teams.items()
        ),
    }


def values_today(ledger: Ledger) -> dict[str, float]:
    """Every measure if nobody does anything."""
    facts, wishes = ledger.facts, preferences_by_person(ledger.facts)
    points = sum(
        points_lost(facts, rows, facts.home_post[person], frozenset())
        for person, rows in wishes.items()
        if person in facts.home_post
    )
    return {
        **dict.fromkeys(UNITS, 0.0),
        "team_minimums": _minimums(ledger, ledger.today),
        "shortfall": _shortfall(ledger, ledger.today),
        "preferences": float(points),
    }


def minutes(ledger: Ledger, person: str) -> float:
    """One way from home to new posts; 0 where somebody keeps theirs."""
    facts, decision = ledger.facts, ledger.decisions[person]
    if decision.post == facts.home_post[person]:
        return 0.0
    return facts.minutes(facts.staff[person].home_locality, decision.post)


def _shortfall(ledger: Ledger, counts: dict[tuple[str, str, frozenset[str]], np.ndarray]) -> float:
    years = ledger.world.horizon.years
    return float(
        sum(
            np.maximum(target.wanted - ledger.of(target, counts), 0.0) @ years
            for target in ledger.world.targets
        )
    )


def _minimums(ledger: Ledger, counts: dict[tuple[str, str, frozenset[str]], np.ndarray]) -> float:
    years = ledger.world.horizon.years
    return float(
        sum(
            np.maximum(minimum.wanted - ledger.of(minimum, counts), 0.0) @ years
            for minimum in ledger.world.minimums
        )
    )


def _points(ledger: Ledger) -> float:
    total = 0.0
    for person, rows in preferences_by_person(ledger.facts).items():
        decision = ledger.decisions[person]
        courses = frozenset(step.course.course for step in decision.steps)
        total += points_lost(ledger.facts, rows, decision.post, courses)
    return total
