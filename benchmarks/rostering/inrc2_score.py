"""Score a roster of a nurse rostering instance by the competition's rules, all weeks at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from benchmarks.rostering.inrc2 import Inrc2Instance
from benchmarks.rostering.inrc2_types import Span, Work

T = TypeVar("T")

#: What one unit of each soft rule costs, in the order of the competition's rules.
WEIGHTS = {
    "optimal cover": 30,
    "consecutive same shift": 15,
    "consecutive working days": 30,
    "consecutive days off": 30,
    "preferences": 10,
    "complete weekends": 30,
    "total assignments": 20,
    "total working weekends": 30,
}

#: For each nurse what is worked each day.
Roster = Mapping[str, Sequence[Work]]


@dataclass(frozen=True)
class Score:
    """``cost`` is the sum of ``parts``, by soft rule; ``broken`` are hard rules, in words."""

    cost: int
    broken: list[str]
    parts: dict[str, int]


def score(instance: Inrc2Instance, roster: Roster) -> Score:
    """The cost of ``roster``, part by part, and the hard rules that it breaks.

    Raises ``ValueError`` if the roster is not one of this instance: a nurse, a day, a
    shift or a skill too many or missing.
    """
    _check_fits(instance, roster)
    present = Counter(
        (day, *work) for line in roster.values() for day, work in enumerate(line) if work
    )
    units: Counter[str] = Counter()
    for key, need in instance.needs.items():
        units["optimal cover"] += max(0, need.optimal - present[key])
    for asked in instance.requests:
        work = roster[asked.nurse][asked.day]
        if work is not None and asked.shift in (None, work[0]):
            units["preferences"] += 1
    for name in instance.scenario.nurses:
        units += _of_nurse(instance, name, roster[name])
    parts = {rule: weight * units[rule] for rule, weight in WEIGHTS.items()}
    return Score(sum(parts.values()), list(_broken(instance, roster, present)), parts)


def _check_fits(instance: Inrc2Instance, roster: Roster) -> None:
    scenario = instance.scenario
    problems = [f"nurse {name!r} is missing" for name in scenario.nurses if name not in roster]
    for name, line in roster.items():
        if name not in scenario.nurses:
            problems.append(f"nurse {name!r} is not in the scenario")
        if len(line) != instance.days:
            problems.append(f"{name} has {len(line)} days; the horizon has {instance.days}")
        for day, work in enumerate(line):
            if work and not (work[0] in scenario.shifts and work[1] in scenario.skills):
                problems.append(f"{name} works {' as '.join(work)} on day {day}, which is unknown")
    if problems:
        raise ValueError("\n".join(problems))


def _broken(
    instance: Inrc2Instance, roster: Roster, present: Mapping[tuple[int, str, str], int]
) -> Iterator[str]:
    for (day, shift, skill), need in instance.needs.items():
        got = present.get((day, shift, skill), 0)
        if got < need.minimum:
            yield f"day {day} has {got} on {shift} as {skill}, at least {need.minimum} required"
    for name, nurse in instance.scenario.nurses.items():
        for day, work in enumerate(roster[name]):
            if work and work[1] not in nurse.skills:
                yield f"{name} works {work[0]} as {work[1]} on day {day}, a skill {name} has not"
        shifts = [instance.history[name].last_shift, *_shifts(roster[name])]
        for day, (before, after) in enumerate(pairwise(shifts)):
            if before and after in instance.scenario.shifts[before].never_next:
                yield f"{name} works {after} on day {day} after {before}, which it may not follow"


def _of_nurse(instance: Inrc2Instance, name: str, line: Sequence[Work]) -> Counter[str]:
    """How many units of each soft rule one nurse's days break."""
    scenario, history = instance.scenario, instance.history[name]
    contract = scenario.contracts[scenario.nurses[name].contract]
    units: Counter[str] = Counter()
    shifts = _shifts(line)
    for run in _runs(shifts, history.last_shift, history.same_shift or history.days_off):
        if run.of is not None:
            units["consecutive same shift"] += run.off_by(scenario.shifts[run.of].in_a_row)
    works = [shift is not None for shift in shifts]
    before = history.days_worked or history.days_off
    for stretch in _runs(works, history.last_shift is not None, before):
        if stretch.of:
            units["consecutive working days"] += stretch.off_by(contract.days_worked)
        else:
            units["consecutive days off"] += stretch.off_by(contract.days_off)
    weekends = [sum(works[sat : sat + 2]) for sat in range(5, instance.days, 7)]
    if contract.complete_weekends:
        units["complete weekends"] += weekends.count(1)
    worked = history.assignments + sum(works)
    units["total assignments"] += max(
        0, contract.assignments.least - worked, worked - contract.assignments.most
    )
    weekends_worked = history.weekends + sum(days > 0 for days in weekends)
    units["total working weekends"] += max(0, weekends_worked - contract.most_weekends)
    return units


@dataclass(frozen=True)
class Run(Generic[T]):
    """Days in a row of the same thing, ``before`` of them before the horizon.

    ``ended`` is False for a run that may go on after the horizon.
    """

    of: T
    before: int
    within: int
    ended: bool

    def off_by(self, span: Span) -> int:
        """Days above the most, those before the horizon not again, or missing to the least."""
        days = self.before + self.within
        above = max(0, days - span.most) - max(0, self.before - span.most)
        return above + (max(0, span.least - days) if self.ended else 0)


def _runs(line: Sequence[T], last: T, before: int) -> Iterator[Run[T]]:
    """The runs of ``line``; the first continues, or has just ended, ``before`` days of ``last``."""
    if line[0] != last:
        yield Run(last, before, 0, ended=True)
        before = 0
    done = 0
    for of, days in groupby(line):
        within = len(list(days))
        done += within
        yield Run(of, before, within, ended=done < len(line))
        before = 0


def _shifts(line: Sequence[Work]) -> list[str | None]:
    return [work[0] if work else None for work in line]
