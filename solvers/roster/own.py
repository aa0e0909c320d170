"""The part of a roster's problem that one person's timetables depend on.

Shifts that the person cannot be given are left out, and those that no rule tells apart (the
same shift on another site) are one *sort*: a person at three sites needs no more symbols
than one at one of them. What such a problem leaves out, every timetable of the person is
free of.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from solvers.roster.problem import OFF, Bools, Cover, History, Ints, Range, RosterProblem, Terms

NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Own:
    """One person's problem.

    Attributes
    ----------
    problem : of that person alone, its shifts the sorts, without cover.
    sort : (S,) of each shift; OFF where it is none of the person's.
    given : (sorts,) whether the person may be given it; what was worked before may be another.
    """

    problem: RosterProblem
    sort: Ints
    given: Bools

    @property
    def key(self) -> Hashable:
        """The same for persons whose timetables keep the same rules."""
        p = self.problem
        arrays = (p.minutes, p.start, p.end, p.forbidden, self.given)
        return (p.terms, *(array.tobytes() for array in arrays))


def own_problem(problem: RosterProblem, person: int) -> Own:
    terms, own = problem.terms[person], problem.own_shifts(person)
    forbidden = problem.may_not_follow(person)
    history = terms.history or History()
    before = [shift for shift in (history.shift, history.latest) if shift is not None]
    kept = sorted({*own.tolist(), *before})
    sort, first = np.full(len(problem.shifts), OFF), list[int]()
    known: dict[Hashable, int] = {}
    for shift in kept:
        key = _told(problem, terms, forbidden, shift, kept), shift in own
        if key not in known:
            known[key] = len(first)
            first.append(shift)
        sort[shift] = known[key]
    given = np.isin(first, own)
    available = np.zeros((problem.days, len(first)), bool)
    for shift in own.tolist():
        available[:, sort[shift]] |= problem.available[person, :, shift]
    alone = RosterProblem(
        people=(problem.people[person],),
        shifts=tuple(problem.shifts[shift] for shift in first),
        duties=tuple(problem.shifts[shift] for shift in first),
        minutes=problem.minutes[first],
        start=problem.start[first],
        end=problem.end[first],
        day_class=problem.day_class,
        duty_shift=np.arange(len(first)),
        may=given[None],
        available=available[None],
        must=problem.must[person][None],
        preference=np.zeros((1, *available.shape)),
        forbidden=forbidden[np.ix_(first, first)],
        terms=(_terms(terms, first, sort),),
        cover=_no_cover(len(first)),
    )
    return Own(alone, sort, given)


def _told(
    problem: RosterProblem, terms: Terms, forbidden: Bools, shift: int, kept: list[int]
) -> Hashable:
    """What tells a shift apart from others."""
    by_itself = bool(terms.same_shift) and terms.same_shift[shift] != Range()
    return (
        int(problem.minutes[shift]),
        int(problem.start[shift]),
        int(problem.end[shift]),
        forbidden[shift, kept].tobytes(),
        forbidden[kept, shift].tobytes(),
        tuple(count.shifts[shift] for count in terms.counts),
        tuple(series.shifts[shift] for series in terms.series),
        shift if by_itself else None,
    )


def _terms(terms: Terms, first: Sequence[int], sort: Ints) -> Terms:
    """The same terms over the sorts."""

    def of_sorts(shifts: tuple[bool, ...]) -> tuple[bool, ...]:
        return tuple(bool(shifts[shift]) for shift in first)

    def sort_of(shift: int | None) -> int | None:
        return None if shift is None else int(sort[shift])

    history: History | None = terms.history
    if history is not None:
        history = replace(history, shift=sort_of(history.shift), last=sort_of(history.last))
    return replace(
        terms,
        least_rest=0,  # it is in what is forbidden
        counts=tuple(replace(each, shifts=of_sorts(each.shifts)) for each in terms.counts),
        series=tuple(replace(each, shifts=of_sorts(each.shifts)) for each in terms.series),
        same_shift=tuple(terms.same_shift[shift] for shift in first if terms.same_shift),
        history=history,
    )


def _no_cover(duties: int) -> Cover:
    nothing = np.zeros((0, duties), bool), np.zeros((0, 1), np.int64)
    return Cover(NONE, *nothing, NONE, NONE.astype(float), NONE.astype(float), NONE)
