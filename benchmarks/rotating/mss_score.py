"""What a schedule of medical students is worth by the set's own rules, from what is attended."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.rotating.mss import MssInstance
from solvers.rotation.problem import Ints


@dataclass(frozen=True)
class Score:
    """Points of all students and of the worst-off besides, and what is broken."""

    total: int
    broken: list[str]


def score(instance: MssInstance, attended: Ints) -> Score:
    """``attended``: (students, periods, hospitals, disciplines) of 0 and 1."""
    broken, points = list[str](), list[int]()
    for student, periods in enumerate(attended.tolist()):
        line: list[tuple[int, int] | None] = []
        for period, hospitals in enumerate(periods):
            there = [(h, d) for h, each in enumerate(hospitals) for d, x in enumerate(each) if x]
            if len(there) > 1:
                broken.append(f"student {student} is in two places in period {period}")
            line.append(there[0] if there else None)
        broken += [f"student {student} {wrong}" for wrong in _student(instance, student, line)]
        points.append(_points(instance, student, line))
    for period, hospitals in enumerate(attended.sum(axis=0).tolist()):
        for hospital, each in enumerate(hospitals):
            for discipline, count in enumerate(each):
                least = instance["MinPosHosp"][hospital, discipline, period]
                most = instance["MaxPosHosp"][hospital, discipline, period]
                if not least <= count <= most:
                    where = f"hospital {hospital}, discipline {discipline}, period {period}"
                    broken.append(f"{where}: {count} students, not {least} to {most}")
    return Score(sum(points) + min(points, default=0), broken)


def _attended(line: list[tuple[int, int] | None]) -> list[tuple[int, int, list[int]]]:
    """Hospital, discipline and periods of what is attended, in order of its beginning."""
    found: dict[tuple[int, int], list[int]] = {}
    for period, place in enumerate(line):
        if place is not None:
            found.setdefault(place, []).append(period)
    return [(*place, periods) for place, periods in sorted(found.items(), key=lambda x: x[1])]


def _student(instance: MssInstance, student: int, line: list[tuple[int, int] | None]) -> list[str]:
    broken, begun, groups = list[str](), dict[int, int](), [0] * instance.scalars["Groups"]
    hospitals = [0] * instance.scalars["Hospitals"]
    for hospital, discipline, periods in _attended(line):
        what = f"in discipline {discipline}"
        if discipline in begun:
            broken.append(f"{what}: twice")
        begun[discipline] = periods[0]
        groups[instance["DiscGroup"][discipline] - 1] += 1
        hospitals[hospital] += 1
        duration = instance.scalars["Duration"]
        if periods != list(range(periods[0], periods[0] + duration)):
            broken.append(f"{what}: periods {periods}, not {duration} in a row")
        if not instance["AllowedDisc"][student, discipline]:
            broken.append(f"{what}: not allowed")
        if not instance["Ability"][student, hospital, discipline]:
            broken.append(f"{what}: not able in hospital {hospital}")
        if not all(instance["Availability"][student, period] for period in periods):
            broken.append(f"{what}: not available in all of {periods}")
    for discipline, first in begun.items():
        for earlier, needed in enumerate(instance["Precededby"][discipline].tolist()):
            if needed and begun.get(earlier, first + 1) > first:
                broken.append(f"in discipline {discipline}: before {earlier}")
    if groups != instance["StudDiscGroup"][student].tolist():
        broken.append(f"attends {groups} of the groups")
    if max(hospitals) > instance.scalars["MaxDiscPerHosp"]:
        broken.append(f"attends {hospitals} disciplines in the hospitals")
    return broken


def _points(instance: MssInstance, student: int, line: list[tuple[int, int] | None]) -> int:
    for_discipline, for_hospital, for_change, for_wait = instance["WeightPref"][student].tolist()
    disciplines = instance["PrefStudDisc"][student].tolist()
    hospitals = instance["PrefStudHosp"][student].tolist()
    total, before = 0, None
    for hospital, discipline, _ in _attended(line):
        total += for_discipline * disciplines[discipline] + for_hospital * hospitals[hospital]
        total += int(instance["ManPref"][discipline])
        if before is not None and before != hospital:
            total += for_change
        before = hospital
    busy = [period for period, place in enumerate(line) if place is not None]
    waits = busy[-1] + 1 - len(busy) if busy else 0
    return total + for_wait * waits
