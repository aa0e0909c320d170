"""What the search decided, person by person."""

from __future__ import annotations

from planner.assignment.ledger import Decision, Step
from planner.assignment.problem import Asked
from solvers.assignment.outcome import Outcome


def decisions_of(asked: Asked, outcome: Outcome) -> dict[str, Decision]:
    """Person → what they do, with their mentors."""
    found = {}
    number = {(i.course.course, i.date): k for k, i in enumerate(asked.intakes)}
    for person in outcome.people():
        offer = asked.choices[person.offer].offer
        steps = tuple(
            Step(
                intake.course,
                intake.date,
                intake.starts,
                intake.ends,
                outcome.mentors.get((person.name, number[intake.course.course, intake.date]), ""),
            )
            for intake in offer.intakes
        )
        found[person.name] = Decision(
            person.name,
            offer.post,
            offer.role,
            offer.held,
            offer.begins,
            steps,
            offer.middle,
            offer.transfer,
        )
    return {name: found[name] for name in sorted(found)}
