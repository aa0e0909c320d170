"""A roster's problem: people, shifts, duties, what each person may work, and cover.

Sizes: people ``E``, days ``D``, shifts ``S``, duties ``U``, cover rows ``R``. A duty is a
shift with what is done on it (a skill, a site); where a shift is one thing, duties are
the shifts. Minutes are whole; costs are in the roster's own weights. Days count from 0; a
shift belongs to the day on which it starts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from math import gcd

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
#: Minutes of a day.
DAY = 24 * 60


@dataclass(frozen=True)
class Range:
    """How many there may be, and what each one missing or too many costs; infinite: not allowed."""

    least: int = 0
    most: int | None = None
    below: float = np.inf
    above: float = np.inf


@dataclass(frozen=True)
class Count:
    """A number of shifts of one sort over all days, and what it may be.

    Attributes
    ----------
    name : as told to users, such as "nights".
    shifts : (S,) which shifts are of the sort.
    before : counted before the first day; what was too much then is not charged again.
    """

    name: str
    shifts: tuple[bool, ...]
    allowed: Range
    before: int = 0


@dataclass(frozen=True)
class Series:
    """A run of days on shifts of one sort, and the rest after it. Both hard.

    Attributes
    ----------
    name : as told to users.
    shifts : (S,) which shifts are of the sort.
    most : days in a row; None: no limit.
    rest : minutes owed from the end of the last shift of the run to the start of the next shift
        of any kind, after a run of at least ``at_least`` days.
    """

    name: str
    shifts: tuple[bool, ...]
    most: int | None = None
    rest: int = 0
    at_least: int = 1


@dataclass(frozen=True)
class Window:
    """Most minutes over the days ``first`` to ``last``, both included. Hard."""

    first: int
    last: int
    most: int


@dataclass(frozen=True)
class WeeklyRest:
    """An unbroken rest of so many minutes inside every stretch of so many weeks. Hard.

    A stretch goes from Monday 00:00 to Sunday 24:00 and is counted from the roster's first day,
    which must be a Monday. Rest that reaches over its border counts only with its part inside.
    A stretch that the roster does not end asks for nothing.
    """

    minutes: int
    weeks: int = 1


@dataclass(frozen=True)
class History:
    """What went before the first day. Runs are in days.

    Attributes
    ----------
    shift : of the day before the first; None after a day off.
    same_shift, work, rest : for how many days that shift, or work, or rest has lasted.
    shifts, weekends : counted already.
    last : the shift most recently worked, ``rest`` days off ago; None: ``shift``.
    series : (Series,) for each of the terms' series, days in a row that it had lasted on the day
        of ``last``; 0 where that shift is not of its sort. Empty: nothing is known of them.
    """

    shift: int | None = None
    same_shift: int = 0
    work: int = 0
    rest: int = 0
    shifts: int = 0
    weekends: int = 0
    last: int | None = None
    series: tuple[int, ...] = ()

    @property
    def latest(self) -> int | None:
        """The shift most recently worked, where it is known."""
        return self.shift if self.last is None else self.last


@dataclass(frozen=True)
class Terms:
    """What one person's roster must be like.

    Attributes
    ----------
    minutes : (P,) in each period; empty: no limit. A price is of each minute, and a bound that
        has one is a multiple of the person's ``minute_unit``.
    periods : (P,) first day of each period of the minutes, from 0 on.
    shifts, weekends : over all days. A weekend counts if any of it is worked.
    weekend_share : as ``weekends``, and kept beside it.
    counts : numbers of shifts of some sorts.
    series : runs of shifts of some sorts, and the rest after them.
    windows : most minutes over stretches of days.
    weekly_rest : rest inside every week or so.
    work, rest : length of runs of days worked, and of days off.
    same_shift : length of runs of the same shift, by shift.
    half_weekend : cost of working one day of a weekend alone.
    least_rest : minutes from the end of a shift to the start of the next day's, beside travel.
    history : what went before; None: unknown, and a run that touches the first day may be
        as short as it likes.
    """

    minutes: tuple[Range, ...] = ()
    periods: tuple[int, ...] = (0,)
    shifts: Range = Range()
    weekends: Range = Range()
    weekend_share: Range = Range()
    counts: tuple[Count, ...] = ()
    series: tuple[Series, ...] = ()
    windows: tuple[Window, ...] = ()
    weekly_rest: WeeklyRest | None = None
    work: Range = Range()
    rest: Range = Range()
    same_shift: tuple[Range, ...] = ()
    half_weekend: float = 0.0
    least_rest: int = 0
    history: History | None = None

    def __post_init__(self) -> None:
        if self.periods[:1] != (0,) or any(a >= b for a, b in pairwise(self.periods)):
            raise ValueError(f"periods begin on day 0 and follow each other, not {self.periods}")
        if self.minutes and len(self.minutes) != len(self.periods):
            many = len(self.periods)
            raise ValueError(f"{len(self.minutes)} ranges of minutes for {many} periods")


@dataclass(frozen=True)
class Cover:
    """How many people are wanted, by row: the duties of a day that count towards it.

    Attributes
    ----------
    day : (R,).
    counts : (R, U) duties that count.
    weight : (R, E) what each person on such a duty counts as; 0: not at all. It may be less than
        nothing, as for support staff where two support workers need a registrant.
    wanted : (R,) people.
    under, over : (R,) cost of each one missing, or too many.
    least : (R,) people who must be there; less than nothing where so much may be missing.
    """

    day: Ints
    counts: Bools
    weight: Ints
    wanted: Ints
    under: Floats
    over: Floats
    least: Ints


@dataclass(frozen=True)
class RosterProblem:
    """All of it.

    Attributes
    ----------
    minutes : (S,) of each shift that count as work.
    start, end : (S,) minutes after midnight; the end beyond 1440 where it is on the next day.
    day_class : (D,) what each day is to a weekend.
    duty_shift : (U,) the shift of each duty.
    may : (E, U) duties that each person may be given.
    available : (E, D, S) shifts that each person may work on each day.
    must : (E, D) days on which each person must work.
    preference : (E, D, S) cost of working the shift; less than nothing where it is asked for.
    constant : cost that no roster changes.
    forbidden : (S, S) whether the second may not follow the first on the next day.
    travel : (S, S) minutes from where the first is worked to the second; None: none.
    group : (E,) people of one number share most of their cover, and little with others, as
        those of one site; None: all are of one.
    """

    people: Names
    shifts: Names
    duties: Names
    minutes: Ints
    start: Ints
    end: Ints
    day_class: Ints
    duty_shift: Ints
    may: Bools
    available: Bools
    must: Bools
    preference: Floats
    forbidden: Bools
    terms: tuple[Terms, ...]
    cover: Cover
    constant: float = 0.0
    travel: Ints | None = None
    group: Ints | None = None
    pairs: tuple[Ints, Ints] = field(init=False)

    def __post_init__(self) -> None:
        if (self.cover.least > self.cover.wanted).any():
            raise ValueError("least cover is more than what is wanted")
        row, duty = np.nonzero(self.cover.counts)
        at = self.cover.day[row] * len(self.duties) + duty
        object.__setattr__(self, "pairs", (at, row))

    @property
    def days(self) -> int:
        return len(self.day_class)

    def own_shifts(self, person: int) -> Ints:
        """Shifts that the person may be given on any day."""
        can = np.zeros(len(self.shifts), bool)
        can[self.duty_shift[self.may[person]]] = True
        return np.flatnonzero(can & self.available[person].any(axis=0))

    def minute_unit(self, person: int) -> int:
        """Every shift that the person may be given is a whole number of so many minutes."""
        return reduce(gcd, self.minutes[self.own_shifts(person)].tolist(), 0) or 1

    def span(self, person: int, period: int) -> tuple[int, int]:
        """First and last day of a period of a person's minutes."""
        first = self.terms[person].periods
        return first[period], (first[period + 1] if period + 1 < len(first) else self.days) - 1

    def rests(self, person: int) -> Ints:
        """Minutes missing of the rest, (S, S), where a person works the first shift and the second
        on the next day, with the travel between them; less than nothing where there is more."""
        gap = self.start[None, :] + DAY - self.end[:, None]
        wanted = self.terms[person].least_rest + (0 if self.travel is None else self.travel)
        return np.asarray(wanted - gap)

    def may_not_follow(self, person: int) -> Bools:
        """Whether the person may not work the second shift on the day after the first, (S, S)."""
        asked = self.terms[person].least_rest > 0 or self.travel is not None
        return self.forbidden | (self.rests(person) > 0) if asked else self.forbidden

    def covered(self, roster: Ints) -> Ints:
        """What is on each cover row, (R,); ``roster`` is the duty of each person and day."""
        at, row = self.pairs
        covered = np.zeros(len(self.cover.day), np.int64)
        for person, duties in enumerate(roster):
            (day,) = np.nonzero(duties != OFF)
            there = np.zeros(self.days * len(self.duties), bool)
            there[day * len(self.duties) + duties[day]] = True
            on = row[there[at]]  # once each: a row is of one day
            covered[on] += self.cover.weight[on, person]
        return covered
