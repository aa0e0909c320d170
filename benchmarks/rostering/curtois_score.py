"""Score a roster of a shift scheduling instance of Curtois and Qu, from the rules alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from benchmarks.rostering.curtois import CurtoisInstance, Employee

#: For each employee what is worked each day: a shift, or None for a day off.
Roster = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Score:
    """The published objective, and every hard rule that is broken, in words."""

    cost: int
    broken: list[str]


@dataclass(frozen=True)
class Run:
    """``length`` days from ``first`` that are all worked, or all off."""

    works: bool
    first: int
    length: int


def score(instance: CurtoisInstance, roster: Roster) -> Score:
    """The cost of ``roster`` and the hard rules that it breaks.

    Raises ``ValueError`` if the roster is not one of this instance: an employee, a day or
    a shift too many or missing.
    """
    _check_fits(instance, roster)
    broken = [
        f"{name} {wrong}"
        for name, employee in instance.staff.items()
        for wrong in _broken(instance, employee, roster[name])
    ]
    return Score(_cost(instance, roster), broken)


def _check_fits(instance: CurtoisInstance, roster: Roster) -> None:
    problems = [f"employee {name!r} is missing" for name in instance.staff if name not in roster]
    for name, line in roster.items():
        if name not in instance.staff:
            problems.append(f"employee {name!r} is not in the instance")
        if len(line) != instance.days:
            problems.append(f"{name} has {len(line)} days; the horizon has {instance.days}")
        problems += [
            f"{name} works {shift!r} on day {day}, which is not a shift of the instance"
            for day, shift in enumerate(line)
            if shift is not None and shift not in instance.shifts
        ]
    if problems:
        raise ValueError("\n".join(problems))


def _cost(instance: CurtoisInstance, roster: Roster) -> int:
    cost = sum(r.weight for r in instance.on if roster[r.employee][r.day] != r.shift)
    cost += sum(r.weight for r in instance.off if roster[r.employee][r.day] == r.shift)
    present = Counter((day, shift) for line in roster.values() for day, shift in enumerate(line))
    for cover in instance.cover:
        spare = present[cover.day, cover.shift] - cover.required
        cost += cover.over * spare if spare > 0 else cover.under * -spare
    return cost


def _broken(
    instance: CurtoisInstance, employee: Employee, line: Sequence[str | None]
) -> Iterator[str]:
    """What is wrong with the days of one employee, to be read after the employee's name."""
    for kind, times in sorted(Counter(shift for shift in line if shift is not None).items()):
        most = employee.most.get(kind, 0)
        if times > most:
            yield f"works shift {kind} {times} times, at most {most} allowed"
    for day, (shift, following) in enumerate(pairwise(line)):
        if shift and following in instance.shifts[shift].never_next:
            yield f"works {shift} on day {day} and {following} on day {day + 1}, which may not follow"
    minutes = sum(instance.shifts[shift].minutes for shift in line if shift is not None)
    if minutes > employee.most_minutes:
        yield f"works {minutes} minutes, at most {employee.most_minutes} allowed"
    if minutes < employee.least_minutes:
        yield f"works {minutes} minutes, at least {employee.least_minutes} required"
    for run in _runs(line):
        # Days before and after the horizon are not known: they may complete a run at its ends.
        whole = run.first > 0 and run.first + run.length < instance.days
        if run.works and run.length > employee.most_in_a_row:
            most = employee.most_in_a_row
            yield f"works {run.length} days in a row from day {run.first}, at most {most} allowed"
        if whole and run.works and run.length < employee.least_in_a_row:
            least = employee.least_in_a_row
            yield f"works {run.length} days in a row from day {run.first}, at least {least} required"
        if whole and not run.works and run.length < employee.least_days_off:
            least = employee.least_days_off
            yield f"is off {run.length} days in a row from day {run.first}, at least {least} required"
    weekends = len({day // 7 for day, shift in enumerate(line) if shift and day % 7 >= 5})
    if weekends > employee.most_weekends:
        yield f"works {weekends} weekends, at most {employee.most_weekends} allowed"
    for day in sorted(employee.days_off):
        if line[day] is not None:
            yield f"works {line[day]} on day {day}, which is a day off"


def _runs(line: Sequence[str | None]) -> Iterator[Run]:
    first = 0
    for works, days in groupby(shift is not None for shift in line):
        length = len(list(days))
        yield Run(works, first, length)
        first += length
