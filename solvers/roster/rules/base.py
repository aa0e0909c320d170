"""A rule on one person's timetable, stated twice: to the search and to the check."""

from __future__ import annotations

from typing import Protocol

from solvers.engine.violation import Violation
from solvers.roster.problem import Ints, RosterProblem
from solvers.timetables.automaton import Automaton


class PersonRule(Protocol):
    """What a rule's module has.

    ``NAME`` as told to users; ``states`` gives the rule as an automaton over rest and shifts,
    None where it asks nothing of the person; ``check`` measures the shifts of one person,
    (D,) of shift or ``OFF``, without the automaton: what they cost and what is broken.
    """

    NAME: str

    def states(self, problem: RosterProblem, person: int) -> Automaton | None: ...

    def check(
        self, problem: RosterProblem, person: int, shifts: Ints
    ) -> tuple[float, list[Violation]]: ...
