"""Read the scenario, history and week files of nurse rostering instances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rostering.inrc2_types import (
    WEEK_DAYS,
    Contract,
    History,
    Need,
    Nurse,
    Request,
    Scenario,
    ShiftType,
    Span,
)
from benchmarks.rostering.text import Line, Problems, known, new, read_lines, whole

PAIR = re.compile(r"\(\s*(\d+)\s*,\s*(\d+)\s*\)")
#: A heading, with what follows its ``=``.
HEADING = re.compile(r"([A-Z_]+)\s*(?:=\s*(.*))?")
COUNTED = ("SKILLS", "SHIFT_TYPES", "CONTRACTS", "NURSES", "SHIFT_OFF_REQUESTS", "ASSIGNMENTS")


@dataclass
class Section:
    """A heading's line, what it is set to, and the rows below."""

    line: Line
    value: str
    rows: list[Line] = field(default_factory=list)


def read_sections(
    path: Path, headings: Sequence[str], problems: Problems, remarks: tuple[str, ...] = ()
) -> dict[str, Section]:
    """The sections of a file that must hold each of ``headings`` once.

    Lines that begin with one of ``remarks`` are passed over.

    Raises ``ValueError`` with every heading that is missing, doubled, or says another
    number of rows than there are.
    """
    found: dict[str, Section] = {}
    section: Section | None = None
    for line in read_lines(path):
        if line.text.startswith(remarks):
            continue
        with problems.at(line):
            heading = HEADING.fullmatch(line.text)
            if heading is not None and heading[1] in headings:
                section = Section(line, heading[2] or "")
                found.setdefault(new(heading[1], "section", found), section)
            elif section is None:
                raise ValueError(f"{line.text!r} stands before {headings[0]}")
            else:
                section.rows.append(line)
    for heading_name in headings:
        if heading_name not in found:
            problems.whole_file(f"{heading_name} is missing")
    for name, part in found.items():
        if name in COUNTED:
            with problems.at(part.line):
                if whole(part.value, name) != len(part.rows):
                    raise ValueError(f"{name} is {part.value}, but {len(part.rows)} rows follow")
    problems.raise_if_any()
    return found


def read_scenario(path: Path) -> Scenario:
    """The ``Sc-`` file. Raises ``ValueError`` with every problem, each with its line."""
    problems = Problems(path.name)
    parts = read_sections(
        path,
        (
            "SCENARIO",
            "WEEKS",
            "SKILLS",
            "SHIFT_TYPES",
            "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS",
            "CONTRACTS",
            "NURSES",
        ),
        problems,
    )
    weeks = 0
    with problems.at(parts["WEEKS"].line):
        weeks = whole(parts["WEEKS"].value, "WEEKS", least=1)
    skills: list[str] = []
    for line in parts["SKILLS"].rows:
        with problems.at(line):
            skills.append(new(line.text, "skill", skills))
    spans: dict[str, Span] = {}
    for line in parts["SHIFT_TYPES"].rows:
        with problems.at(line):
            name, (span,), _ = _named_spans(line, 1, 0)
            spans[new(name, "shift", spans)] = span
    never = _successions(parts["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"].rows, spans, problems)
    contracts: dict[str, Contract] = {}
    for line in parts["CONTRACTS"].rows:
        with problems.at(line):
            name, (assignments, worked, off), (weekends, complete) = _named_spans(line, 3, 2)
            contracts[new(name, "contract", contracts)] = Contract(
                assignments,
                worked,
                off,
                whole(weekends, "the most weekends"),
                known(complete, "complete weekend", ("0", "1")) == "1",
            )
    nurses: dict[str, Nurse] = {}
    for line in parts["NURSES"].rows:
        with problems.at(line):
            name, contract, *own = _words(line, 3, None)
            has = _counted(own, "skill", skills)
            nurses[new(name, "nurse", nurses)] = Nurse(known(contract, "contract", contracts), has)
    problems.raise_if_any()
    shifts = {name: ShiftType(span, never.get(name, frozenset())) for name, span in spans.items()}
    return Scenario(parts["SCENARIO"].value, weeks, tuple(skills), shifts, contracts, nurses)


def read_history(path: Path, scenario: Scenario) -> dict[str, History]:
    """The ``H0-`` file: every nurse's. Raises ``ValueError`` with every problem."""
    problems = Problems(path.name)
    parts = read_sections(path, ("HISTORY", "NURSE_HISTORY"), problems)
    check_header(parts["HISTORY"], scenario.name, problems)
    histories: dict[str, History] = {}
    for line in parts["NURSE_HISTORY"].rows:
        with problems.at(line):
            name, assignments, weekends, last, same, worked, off = _words(line, 7, 7)
            history = History(
                whole(assignments, "assignments"),
                whole(weekends, "weekends"),
                None if last == "None" else known(last, "shift", scenario.shifts),
                whole(same, "consecutive days of the same shift"),
                whole(worked, "consecutive days worked"),
                whole(off, "consecutive days off"),
            )
            if not _runs_fit(history):
                raise ValueError(f"the consecutive days do not fit the last shift {last}")
            name = known(name, "nurse", scenario.nurses)
            histories[new(name, "history of nurse", histories)] = history
    for name in scenario.nurses:
        if name not in histories and not problems.found:
            problems.whole_file(f"nurse {name!r} is missing")
    problems.raise_if_any()
    return histories


def read_week(
    path: Path, scenario: Scenario, first_day: int
) -> tuple[dict[tuple[int, str, str], Need], list[Request]]:
    """The ``WD-`` file of the week from global day ``first_day``.

    Needs by global day, shift and skill, and requests. Raises ``ValueError`` with every
    problem, each with its line.
    """
    problems = Problems(path.name)
    parts = read_sections(path, ("WEEK_DATA", "REQUIREMENTS", "SHIFT_OFF_REQUESTS"), problems)
    check_header(parts["WEEK_DATA"], scenario.name, problems)
    needs: dict[tuple[int, str, str], Need] = {}
    for line in parts["REQUIREMENTS"].rows:
        with problems.at(line):
            names, spans, _ = _named_spans(line, len(WEEK_DAYS), 0)
            shift, skill = names.split() if len(names.split()) == 2 else ("", "")
            known(shift, "shift", scenario.shifts)
            known(skill, "skill", scenario.skills)
            if (first_day, shift, skill) in needs:
                raise ValueError(f"the needs of {shift} {skill} are there twice")
            for day, span in enumerate(spans, start=first_day):
                needs[day, shift, skill] = Need(span.least, span.most)
    requests: list[Request] = []
    for line in parts["SHIFT_OFF_REQUESTS"].rows:
        with problems.at(line):
            nurse, shift, week_day = _words(line, 3, 3)
            known(nurse, "nurse", scenario.nurses)
            day = first_day + WEEK_DAYS.index(known(week_day, "day", WEEK_DAYS))
            asked = None if shift == "Any" else known(shift, "shift", scenario.shifts)
            requests.append(Request(nurse, day, asked))
    problems.raise_if_any()
    return needs, requests


def check_header(section: Section, name: str, problems: Problems) -> None:
    """Refuse a file whose only row of the first section does not end with the scenario's name."""
    with problems.at(section.line):
        if len(section.rows) != 1 or section.rows[0].text.split()[-1] != name:
            raise ValueError(f"this is not a file of {name}")


def _runs_fit(history: History) -> bool:
    if history.last_shift is None:
        return history.days_off > 0 and history.same_shift == history.days_worked == 0
    return history.days_off == 0 and 0 < history.same_shift <= history.days_worked


def _successions(
    rows: list[Line], shifts: Iterable[str], problems: Problems
) -> dict[str, frozenset[str]]:
    never: dict[str, frozenset[str]] = {}
    names = tuple(shifts)
    for line in rows:
        with problems.at(line):
            shift, *after = _words(line, 2, None)
            new(known(shift, "shift", names), "succession of shift", never)
            never[shift] = _counted(after, "shift", names)
    return never


def _words(line: Line, least: int, most: int | None) -> list[str]:
    words = line.text.split()
    if len(words) < least or (most is not None and len(words) > most):
        raise ValueError(
            f"{len(words)} values where {least}{'' if most else ' or more'} are expected"
        )
    return words


def _counted(words: Sequence[str], what: str, among: Sequence[str]) -> frozenset[str]:
    """The names after their number, such as ``2 HeadNurse Nurse``."""
    number, *names = words
    if whole(number, f"the number of {what}s") != len(names):
        raise ValueError(f"{number} {what}s are said, but {len(names)} follow")
    return frozenset(known(name, what, among) for name in names)


def _named_spans(line: Line, spans: int, more: int) -> tuple[str, list[Span], list[str]]:
    """What stands before, in, and after the pairs such as ``(2,5)`` of a row."""
    pairs = [Span(int(least), int(most)) for least, most in PAIR.findall(line.text)]
    before, *between = PAIR.split(line.text)
    after = between[-1].split() if between else []
    if len(pairs) != spans or len(after) != more or any(w.strip() for w in between[2:-1:3]):
        raise ValueError(f"{line.text!r} must have a name, {spans} pairs and {more} more values")
    for span in pairs:
        if span.least > span.most:
            raise ValueError(f"({span.least},{span.most}) begins above its end")
    return before.strip(), pairs, after
