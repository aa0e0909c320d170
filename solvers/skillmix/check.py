"""The check of a finished outcome: every rule, and every measure, without the model."""

from __future__ import annotations

from solvers.engine.violation import Violation
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.rules import RULES


def check(outcome: Outcome) -> list[Violation]:
    """Every broken promise of every rule; empty if the outcome is sound."""
    return [violation for rule in RULES for violation in rule.check(outcome)]


def measure_all(outcome: Outcome) -> dict[str, float]:
    """Every measure of the outcome, in its own unit."""
    return {name: value(measure, outcome) for name, measure in MEASURES.items()}
