"""Most minutes over stretches of days, such as any seventeen weeks (Working Time Regulations
1998, regulation 4)."""

from __future__ import annotations

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, counted, in_units, measure, place, together
from solvers.timetables.automaton import Automaton, counting, product

NAME = "hours over some days"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    parts, (unit, adds) = [], in_units(problem, person)
    for window in problem.terms[person].windows:
        first, last = max(window.first, 0), min(window.last, problem.days - 1)
        top = max(adds) * (last - first + 1)
        name = f"minutes of days {first + 1} to {last + 1}"
        counter = counted(name, Range(0, window.most // unit), 0, top, first, last)
        if counter is not None:
            parts.append(counting(counter, CLASSES, adds))
    return product(parts) if parts else None


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    found = []
    for window in problem.terms[person].windows:
        inside = shifts[max(window.first, 0) : max(window.last + 1, 0)]
        minutes = int(problem.minutes[inside[inside != OFF]].sum())
        where = f"{place(problem, person, window.first)} to {window.last + 1}"
        found.append(measure(NAME, where, minutes, Range(0, window.most), "minutes"))
    return together(found)
