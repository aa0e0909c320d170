"""A roster's problem: people, shifts, duties, what each person may work, and cover.

Sizes: people ``E``, days ``D``, shifts ``S``, duties ``U``, cover rows ``R``. A duty is a
shift with what is done on it (a skill, a site); where a shift is one thing, duties are
the shifts. Minutes are whole; costs are in the roster's own weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Names = tuple[str, ...]

#: Classes of days: what a day is to a weekend.
WEEKDAY, SATURDAY, SUNDAY = 0, 1, 2
CLASSES = 3
#: No duty.
OFF = -1


@dataclass(frozen=True)
class Range:
    """How many there may be, and what each one missing or too many costs; infinite: not allowed."""

    least: int = 0
    most: int | None = None
    below: float = np.inf
    above: float = np.inf


@dataclass(frozen=True)
class History:
    """What went before the first day. Runs are in days; ``shift`` is None after a day off."""

    shift: int | None = None
    same_shift: int = 0
    work: int = 0
    rest: int = 0
    shifts: int = 0
    weekends: int = 0


@dataclass(frozen=True)
class Terms:
    """What one person's roster must be like.

    Attributes
    ----------
    minutes, shifts, weekends : over all days. A weekend counts if any of it is worked.
    shift_most : (S,) most shifts of each kind.
    work, rest : length of runs of days worked, and of days off.
    same_shift : length of runs of the same shift, by shift.
    half_weekend : cost of working one day of a weekend alone.
    history : what went before; None: unknown, and a run that touches the first day may be
        as short as it likes.
    """

    minutes: Range = Range()
    shifts: Range = Range()
    weekends: Range = Range()
    shift_most: tuple[int | None, ...] = ()
    work: Range = Range()
    rest: Range = Range()
    same_shift: tuple[Range, ...] = ()
    half_weekend: float = 0.0
    history: History | None = None


@dataclass(frozen=True)
class Cover:
    """How many people are wanted, by row: the duties of a day that count towards it.

    Attributes
    ----------
    day : (R,).
    counts : (R, U) duties that count.
    wanted : (R,) people.
    under, over : (R,) cost of each one missing, or too many.
    least : (R,) people who must be there.
    """

    day: Ints
    counts: Bools
    wanted: Ints
    under: Floats
    over: Floats
    least: Ints


@dataclass(frozen=True)
class RosterProblem:
    """All of it.

    Attributes
    ----------
    minutes : (S,) length of each shift.
    day_class : (D,) what each day is to a weekend.
    duty_shift : (U,) the shift of each duty.
    may : (E, U) duties that each person may be given.
    available : (E, D, S) shifts that each person may work on each day.
    preference : (E, D, S) cost of working the shift; less than nothing where it is asked for.
    constant : cost that no roster changes.
    forbidden : (S, S) whether the second may not follow the first on the next day.
    """

    people: Names
    shifts: Names
    duties: Names
    minutes: Ints
    day_class: Ints
    duty_shift: Ints
    may: Bools
    available: Bools
    preference: Floats
    forbidden: Bools
    terms: tuple[Terms, ...]
    cover: Cover
    constant: float = 0.0
    pairs: tuple[Ints, Ints] = field(init=False)

    def __post_init__(self) -> None:
        row, duty = np.nonzero(self.cover.counts)
        at = self.cover.day[row] * len(self.duties) + duty
        object.__setattr__(self, "pairs", (at, row))

    @property
    def days(self) -> int:
        return len(self.day_class)

    def cover_value(self, by_row: Floats) -> Floats:
        """What a duty on a day is worth, (D, U), where each row is worth so much."""
        at, row = self.pairs
        size = self.days * len(self.duties)
        value: Floats = np.bincount(at, weights=by_row[row], minlength=size).astype(float)
        return value.reshape(self.days, -1)

    def covered(self, roster: Ints) -> Ints:
        """People on each cover row, (R,); ``roster`` is the duty of each person and day."""
        at, row = self.pairs
        there = np.zeros((self.days, len(self.duties)), np.int64)
        for duties in roster:
            (day,) = np.nonzero(duties != OFF)
            there[day, duties[day]] += 1
        return np.bincount(
            row, weights=there.reshape(-1)[at], minlength=len(self.cover.day)
        ).astype(np.int64)
