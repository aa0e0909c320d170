"""What the files of a nurse rostering instance hold, each part on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WEEK_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: A shift and the skill it is worked with, or None for a day off.
Work = tuple[str, str] | None


@dataclass(frozen=True)
class Span:
    """From ``least`` to ``most``, both allowed."""

    least: int
    most: int


@dataclass(frozen=True)
class ShiftType:
    """How many days in a row it should be worked, and what may not be worked the day after."""

    in_a_row: Span
    never_next: frozenset[str]


@dataclass(frozen=True)
class Contract:
    """What is agreed with a nurse, over the whole horizon where it is a total."""

    assignments: Span
    days_worked: Span
    days_off: Span
    most_weekends: int
    complete_weekends: bool


@dataclass(frozen=True)
class Nurse:
    """``contract`` is a key of the scenario's contracts."""

    contract: str
    skills: frozenset[str]


@dataclass(frozen=True)
class Scenario:
    """What stays the same from week to week."""

    name: str
    weeks: int
    skills: tuple[str, ...]
    shifts: Mapping[str, ShiftType]
    contracts: Mapping[str, Contract]
    nurses: Mapping[str, Nurse]


@dataclass(frozen=True)
class History:
    """What a nurse did before the horizon.

    ``last_shift`` is that of the day before it, None after a day off. The run that ended
    there is of ``same_shift`` and ``days_worked`` days, or of ``days_off``.
    """

    assignments: int
    weekends: int
    last_shift: str | None
    same_shift: int
    days_worked: int
    days_off: int


@dataclass(frozen=True)
class Need:
    """How many must, and how many should, work a shift with a skill on a day."""

    minimum: int
    optimal: int


@dataclass(frozen=True)
class Request:
    """``nurse`` asks not to work ``shift`` on global day ``day``; None is any shift."""

    nurse: str
    day: int
    shift: str | None
