"""What an assignment comes to and which promises it breaks, measured without the model."""

from __future__ import annotations

from solvers.assignment.measures import MEASURES
from solvers.assignment.outcome import Outcome
from solvers.assignment.rules import RULES
from solvers.engine.violation import Violation


def violations(outcome: Outcome) -> list[Violation]:
    """Every broken promise."""
    numbers = RULES[0].check(outcome)
    if numbers:  # nobody can be named while the numbers are wrong
        return numbers
    return [found for rule in RULES[1:] for found in rule.check(outcome)]


def measures(outcome: Outcome) -> dict[str, float]:
    """Every measure by name."""
    return {measure.NAME: measure.measure(outcome) for measure in MEASURES}
