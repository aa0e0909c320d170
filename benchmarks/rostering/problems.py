"""Instances of the public sets as rosters to be found, and what was found in their own terms."""

from __future__ import annotations

import numpy as np

from benchmarks.rostering.curtois import CurtoisInstance, Employee
from benchmarks.rostering.inrc2 import Inrc2Instance
from benchmarks.rostering.inrc2_score import WEIGHTS
from benchmarks.rostering.inrc2_types import Nurse, Span
from solvers.roster.problem import (
    OFF,
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Count,
    Cover,
    History,
    Ints,
    Range,
    RosterProblem,
    Terms,
)

WEEK = [WEEKDAY] * 5 + [SATURDAY, SUNDAY]


def of_curtois(instance: CurtoisInstance) -> RosterProblem:
    """A duty is a shift."""
    shifts, staff = tuple(instance.shifts), tuple(instance.staff)
    s, e = {x: i for i, x in enumerate(shifts)}, {x: i for i, x in enumerate(staff)}
    available = np.ones((len(staff), instance.days, len(shifts)), bool)
    for name, employee in instance.staff.items():
        available[e[name], :, [s[x] for x in shifts if not employee.most.get(x)]] = False
        available[e[name], sorted(employee.days_off), :] = False
    preference = np.zeros(available.shape)
    for asked in instance.on:
        preference[e[asked.employee], asked.day, s[asked.shift]] -= asked.weight
    for asked in instance.off:
        preference[e[asked.employee], asked.day, s[asked.shift]] += asked.weight
    rows = instance.cover
    counts = np.zeros((len(rows), len(shifts)), bool)
    counts[np.arange(len(rows)), [s[row.shift] for row in rows]] = True
    return RosterProblem(
        people=staff,
        shifts=shifts,
        duties=shifts,
        minutes=np.array([shift.minutes for shift in instance.shifts.values()]),
        start=np.zeros(len(shifts), np.int64),
        end=np.array([shift.minutes for shift in instance.shifts.values()]),
        day_class=np.array([WEEK[d % 7] for d in range(instance.days)]),
        duty_shift=np.arange(len(shifts)),
        may=np.ones((len(staff), len(shifts)), bool),
        available=available,
        must=np.zeros((len(staff), instance.days), bool),
        preference=preference,
        forbidden=np.array([[t in instance.shifts[x].never_next for t in shifts] for x in shifts]),
        terms=tuple(_employee(employee, shifts) for employee in instance.staff.values()),
        cover=Cover(
            day=np.array([row.day for row in rows]),
            counts=counts,
            weight=np.ones((len(rows), len(staff)), np.int64),
            wanted=np.array([row.required for row in rows]),
            under=np.array([row.under for row in rows], float),
            over=np.array([row.over for row in rows], float),
            least=np.zeros(len(rows), np.int64),
        ),
        constant=float(sum(asked.weight for asked in instance.on)),
    )


def _employee(employee: Employee, shifts: tuple[str, ...]) -> Terms:
    return Terms(
        minutes=(Range(employee.least_minutes, employee.most_minutes),),
        weekends=Range(0, employee.most_weekends),
        counts=tuple(
            Count(shift, tuple(s == shift for s in shifts), Range(0, employee.most.get(shift, 0)))
            for shift in shifts
        ),
        work=Range(employee.least_in_a_row, employee.most_in_a_row),
        rest=Range(employee.least_days_off),
    )


def curtois_roster(instance: CurtoisInstance, roster: Ints) -> dict[str, list[str | None]]:
    """The shift of each employee and day."""
    shifts = tuple(instance.shifts)
    return {
        name: [None if duty == OFF else shifts[duty] for duty in duties]
        for name, duties in zip(instance.staff, roster.tolist(), strict=True)
    }


def of_inrc2(instance: Inrc2Instance) -> RosterProblem:
    """A duty is a shift worked with a skill."""
    scenario = instance.scenario
    shifts, nurses = tuple(scenario.shifts), tuple(scenario.nurses)
    s, e = {x: i for i, x in enumerate(shifts)}, {x: i for i, x in enumerate(nurses)}
    duties = _duties(instance)
    preference = np.zeros((len(nurses), instance.days, len(shifts)))
    for asked in instance.requests:
        which = slice(None) if asked.shift is None else s[asked.shift]
        preference[e[asked.nurse], asked.day, which] += WEIGHTS["preferences"]
    number = {duty: u for u, duty in enumerate(duties)}
    rows = [(key, need) for key, need in instance.needs.items() if need.optimal or need.minimum]
    counts = np.zeros((len(rows), len(duties)), bool)
    counts[np.arange(len(rows)), [number[shift, skill] for (_, shift, skill), _ in rows]] = True
    return RosterProblem(
        people=nurses,
        shifts=shifts,
        duties=tuple(f"{shift} {skill}" for shift, skill in duties),
        minutes=np.full(len(shifts), 480),
        start=np.zeros(len(shifts), np.int64),
        end=np.full(len(shifts), 480),
        day_class=np.array([WEEK[d % 7] for d in range(instance.days)]),
        duty_shift=np.array([s[shift] for shift, _ in duties]),
        may=np.array(
            [[skill in nurse.skills for _, skill in duties] for nurse in scenario.nurses.values()]
        ),
        available=np.ones((len(nurses), instance.days, len(shifts)), bool),
        must=np.zeros((len(nurses), instance.days), bool),
        preference=preference,
        forbidden=np.array([[t in scenario.shifts[x].never_next for t in shifts] for x in shifts]),
        terms=tuple(_nurse(instance, name, nurse) for name, nurse in scenario.nurses.items()),
        cover=Cover(
            day=np.array([day for (day, _, _), _ in rows]),
            counts=counts,
            weight=np.ones((len(rows), len(nurses)), np.int64),
            wanted=np.array([max(need.minimum, need.optimal) for _, need in rows]),
            under=np.full(len(rows), float(WEIGHTS["optimal cover"])),
            over=np.zeros(len(rows)),
            least=np.array([need.minimum for _, need in rows]),
        ),
    )


def _nurse(instance: Inrc2Instance, name: str, nurse: Nurse) -> Terms:
    contract, before = instance.scenario.contracts[nurse.contract], instance.history[name]
    shifts = tuple(instance.scenario.shifts)
    return Terms(
        shifts=_priced(contract.assignments, "total assignments"),
        weekends=Range(0, contract.most_weekends, np.inf, float(WEIGHTS["total working weekends"])),
        work=_priced(contract.days_worked, "consecutive working days"),
        rest=_priced(contract.days_off, "consecutive days off"),
        same_shift=tuple(
            _priced(shift.in_a_row, "consecutive same shift")
            for shift in instance.scenario.shifts.values()
        ),
        half_weekend=float(WEIGHTS["complete weekends"]) if contract.complete_weekends else 0.0,
        history=History(
            shift=None if before.last_shift is None else shifts.index(before.last_shift),
            same_shift=before.same_shift,
            work=before.days_worked,
            rest=before.days_off,
            shifts=before.assignments,
            weekends=before.weekends,
        ),
    )


def _priced(span: Span, rule: str) -> Range:
    return Range(span.least, span.most, float(WEIGHTS[rule]), float(WEIGHTS[rule]))


def _duties(instance: Inrc2Instance) -> list[tuple[str, str]]:
    return [(s, k) for s in instance.scenario.shifts for k in instance.scenario.skills]


def inrc2_roster(instance: Inrc2Instance, roster: Ints) -> dict[str, list[tuple[str, str] | None]]:
    """The shift and skill of each nurse and day."""
    duties = _duties(instance)
    return {
        name: [None if duty == OFF else duties[duty] for duty in line]
        for name, line in zip(instance.scenario.nurses, roster.tolist(), strict=True)
    }
