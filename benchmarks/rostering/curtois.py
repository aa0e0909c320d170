"""Read shift scheduling instances of Curtois and Qu (2014).

A file has sections, each of comma-separated rows: ``SECTION_HORIZON`` (days, the first a
Monday), ``SECTION_SHIFTS``, ``SECTION_STAFF``, ``SECTION_DAYS_OFF``,
``SECTION_SHIFT_ON_REQUESTS``, ``SECTION_SHIFT_OFF_REQUESTS`` and ``SECTION_COVER``. Source:
T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rostering.text import Line, Problems, known, new, read_lines, whole

NEEDED = ("SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_COVER")
OPTIONAL = ("SECTION_DAYS_OFF", "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS")


@dataclass(frozen=True)
class Shift:
    """``minutes`` of work; ``never_next`` are the shifts that may not be worked the day after."""

    minutes: int
    never_next: frozenset[str]


@dataclass(frozen=True)
class Employee:
    """What one employee may work. A shift that ``most`` does not hold may not be worked."""

    most: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_days_off: int
    most_weekends: int
    days_off: frozenset[int]


@dataclass(frozen=True)
class Request:
    """``employee`` asks to work, or not to work, ``shift`` on ``day``."""

    employee: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True)
class Cover:
    """How many should work ``shift`` on ``day``, and what each below or above costs."""

    day: int
    shift: str
    required: int
    under: int
    over: int


@dataclass(frozen=True)
class CurtoisInstance:
    """Days are numbered from 0, a Monday; ``days`` is the length of the horizon."""

    days: int
    shifts: Mapping[str, Shift]
    staff: Mapping[str, Employee]
    on: tuple[Request, ...]
    off: tuple[Request, ...]
    cover: tuple[Cover, ...]


@dataclass(frozen=True)
class Row:
    """A line of a section and its comma-separated words."""

    line: Line
    words: tuple[str, ...]

    def expect(self, least: int, most: int | None = None) -> None:
        """Refuse a row of another number of words than ``least`` (to ``most``)."""
        if not least <= len(self.words) <= (most or least):
            wanted = f"{least}" if most is None else f"{least} to {most}"
            raise ValueError(f"{len(self.words)} values where {wanted} are expected")


def read(path: Path) -> CurtoisInstance:
    """The instance in ``path``.

    Raises ``ValueError`` with every problem of the file, each with its line.
    """
    problems = Problems(path.name)
    sections = _sections(path, problems)
    problems.raise_if_any()
    days = _horizon(sections["SECTION_HORIZON"], problems)
    shifts = _shifts(sections["SECTION_SHIFTS"], problems)
    # What refers to days and shifts can only be judged once these are right.
    problems.raise_if_any()
    names = {row.words[0] for row in sections["SECTION_STAFF"]}
    days_off = _days_off(sections["SECTION_DAYS_OFF"], names, days, problems)
    staff = _staff(sections["SECTION_STAFF"], shifts, days_off, problems)
    on, off = (
        _requests(sections[name], names, days, shifts, problems)
        for name in ("SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS")
    )
    cover = _cover(sections["SECTION_COVER"], days, shifts, problems)
    problems.raise_if_any()
    return CurtoisInstance(days, shifts, staff, on, off, cover)


def _sections(path: Path, problems: Problems) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    rows: list[Row] | None = None
    for line in read_lines(path):
        with problems.at(line):
            if line.text.startswith("SECTION_"):
                rows = []
                if line.text not in NEEDED + OPTIONAL:
                    raise ValueError(f"there is no section {line.text!r} in this format")
                rows = found.setdefault(new(line.text, "section", found), rows)
            elif rows is None:
                raise ValueError(f"{line.text!r} stands before the first section")
            else:
                rows.append(Row(line, tuple(word.strip() for word in line.text.split(","))))
    for name in NEEDED:
        if not found.get(name):
            problems.whole_file(f"{name} is missing or empty")
    return {name: found.get(name, []) for name in NEEDED + OPTIONAL}


def _horizon(rows: list[Row], problems: Problems) -> int:
    days = 0
    for row in rows:
        with problems.at(row.line):
            row.expect(1)
            if days:
                raise ValueError("the horizon is there twice")
            days = whole(row.words[0], "the horizon", least=1)
    return days


def _shifts(rows: list[Row], problems: Problems) -> dict[str, Shift]:
    names = {row.words[0] for row in rows}
    shifts: dict[str, Shift] = {}
    for row in rows:
        with problems.at(row.line):
            row.expect(2, 3)
            name = new(row.words[0], "shift", shifts)
            after = row.words[2].split("|") if len(row.words) == 3 else []
            never = frozenset(known(s.strip(), "shift", names) for s in after if s.strip())
            shifts[name] = Shift(whole(row.words[1], "minutes", least=1), never)
    return shifts


def _days_off(
    rows: list[Row], names: Set[str], days: int, problems: Problems
) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {name: set() for name in names}
    for row in rows:
        with problems.at(row.line):
            name = known(row.words[0], "employee", names)
            found[name].update(_day(word, days) for word in row.words[1:] if word)
    return found


def _staff(
    rows: list[Row],
    shifts: Mapping[str, Shift],
    days_off: Mapping[str, set[int]],
    problems: Problems,
) -> dict[str, Employee]:
    staff: dict[str, Employee] = {}
    for row in rows:
        with problems.at(row.line):
            row.expect(8)
            name = new(row.words[0], "employee", staff)
            staff[name] = Employee(
                most=_most(row.words[1], shifts),
                most_minutes=whole(row.words[2], "the most minutes"),
                least_minutes=whole(row.words[3], "the least minutes"),
                most_in_a_row=whole(row.words[4], "the most consecutive shifts"),
                least_in_a_row=whole(row.words[5], "the least consecutive shifts"),
                least_days_off=whole(row.words[6], "the least consecutive days off"),
                most_weekends=whole(row.words[7], "the most weekends"),
                days_off=frozenset(days_off[name]),
            )
    return staff


def _most(word: str, shifts: Mapping[str, Shift]) -> dict[str, int]:
    """The most shifts of each type, written ``E=14|L=0``."""
    most: dict[str, int] = {}
    for limit in filter(None, (part.strip() for part in word.split("|"))):
        shift, is_given, number = (part.strip() for part in limit.partition("="))
        if not is_given:
            raise ValueError(f"{limit!r} is not a limit such as E=14")
        shift = new(known(shift, "shift", shifts), "limit of shift", most)
        most[shift] = whole(number, f"the most shifts {shift}")
    return most


def _requests(
    rows: list[Row], names: Set[str], days: int, shifts: Mapping[str, Shift], problems: Problems
) -> tuple[Request, ...]:
    requests = []
    for row in rows:
        with problems.at(row.line):
            row.expect(4)
            name, day, shift, weight = row.words
            requests.append(
                Request(
                    known(name, "employee", names),
                    _day(day, days),
                    known(shift, "shift", shifts),
                    whole(weight, "the weight"),
                )
            )
    return tuple(requests)


def _cover(
    rows: list[Row], days: int, shifts: Mapping[str, Shift], problems: Problems
) -> tuple[Cover, ...]:
    found: dict[tuple[int, str], Cover] = {}
    for row in rows:
        with problems.at(row.line):
            row.expect(5)
            day, shift = _day(row.words[0], days), known(row.words[1], "shift", shifts)
            if (day, shift) in found:
                raise ValueError(f"the cover of shift {shift!r} on day {day} is there twice")
            whats = ("the requirement", "the weight of under", "the weight of over")
            pairs = zip(row.words[2:], whats, strict=True)
            found[day, shift] = Cover(day, shift, *(whole(word, what) for word, what in pairs))
    return tuple(found.values())


def _day(word: str, days: int) -> int:
    day = whole(word, "the day")
    if day >= days:
        raise ValueError(f"the day is {day}; the last one is {days - 1}")
    return day
