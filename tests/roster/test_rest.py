"""Series of shifts and the rest after them, and rest every week, in exact minutes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.roster.check import check
from solvers.roster.own import own_problem
from solvers.roster.person import automaton_of
from solvers.roster.problem import OFF, SUNDAY, History, Series, Terms, WeeklyRest
from tests.roster.one_person import NIGHT, NIGHTS, found, roster

#: At most three nights in a row, 46 hours off after two or three.
FEW = Series("nights", NIGHTS, 3, 2760, 2)
LATES_AND_NIGHTS = Series("lates and nights", (False, True, True), 2, 0, 1)


def nights(lasted: int, off: int = 0, **known: int) -> History:
    """The last shift before the first day is a night, the last of so many, so many days ago."""
    shift = NIGHT if not off else None
    return History(shift=shift, rest=off, last=NIGHT, series=(lasted,), **known)


@pytest.mark.parametrize(
    ("series", "before", "text", "broken"),
    [
        # how long it may last
        (FEW, None, "nnn", []),
        (FEW, None, "nnnn", [1.0]),
        (FEW, None, "nnnnn", [2.0]),
        (FEW, None, "nnn---nnn", []),
        (replace(FEW, most=None), None, "nnnnnnn", []),
        (replace(FEW, most=0), None, "e-n", [1.0]),
        (FEW, nights(2), "n", []),
        (FEW, nights(2), "nn", [1.0]),
        (FEW, nights(3), "n", [1.0]),
        (FEW, nights(5), "nn", [2.0]),  # what was too much before is not charged again
        (FEW, nights(5), "---n", []),
        (FEW, History(shift=NIGHT), "nnn", []),  # nothing is known of the run before
        (LATES_AND_NIGHTS, None, "ln-", []),
        (LATES_AND_NIGHTS, None, "lnn", [1.0]),
        # rest from 07:00 on the third day
        (FEW, None, "nn--e", []),
        (FEW, None, "nn-l", [960.0]),
        (FEW, None, "nn-n", [480.0]),
        (FEW, None, "nn-n-n", [480.0]),  # one night asks for no rest
        (FEW, None, "n-l", []),
        (FEW, None, "nnl", [2400.0, 1.0]),  # and nothing may follow a night
        (replace(FEW, rest=1800), None, "nn-l", []),
        (replace(FEW, rest=1801), None, "nn-l", [1.0]),
        (replace(FEW, at_least=1), None, "n-l", [960.0]),
        (replace(FEW, at_least=3), None, "nn-l", []),
        (FEW, None, "nnnn-l", [1.0, 960.0]),
        (replace(FEW, rest=5000), None, "nn---e", [680.0]),
        (FEW, None, "nn", []),  # what comes after the last day is not asked for
        # rest that is owed from before
        (FEW, nights(2), "-l", [960.0]),
        (FEW, nights(2), "--e", []),
        (FEW, nights(2, off=1), "l", [960.0]),
        (FEW, nights(2, off=1), "-e", []),
        (FEW, nights(2, off=2), "e", []),
        (FEW, nights(1), "-l", []),
        (FEW, nights(1), "n-l", [960.0]),
        (FEW, replace(nights(2, off=1), series=()), "l", []),  # nothing is known of them
    ],
)
def test_series_and_the_rest_after_them(
    series: Series, before: History | None, text: str, broken: list[float]
) -> None:
    cost, amounts = found(Terms(series=(series,), history=before), text)
    assert (cost, sorted(amounts)) == (0.0, sorted(broken))


@pytest.mark.parametrize(
    ("minutes", "weeks", "before", "text", "broken"),
    [
        (2880, 1, None, "eeeee--", []),
        (2880, 1, None, "eeeeee-", [900.0]),  # 33 hours from Saturday 15:00
        (2460, 1, None, "nnnnn--", []),  # 41 hours from Saturday 07:00
        (2461, 1, None, "nnnnn--", [1.0]),
        (2880, 1, None, "eee--ee", []),
        (3840, 1, None, "eee--ee", []),
        (3841, 1, None, "eee--ee", [1.0]),
        # what reaches over the border counts with its part inside
        (2880, 1, None, "eeeeee--eeeeee", [900.0, 1020.0]),
        (2880, 1, None, "--eeee--eeeeee", [1020.0]),  # 31 hours of Monday and the night
        (2880, 2, None, "eeeeee--eeeeee", []),
        (2880, 2, None, "eeeeee-eeeeee-", [480.0]),  # 40 hours around the first Sunday
        (2880, 2, None, "eeeeeeeeeeee--", []),
        (2880, 2, None, "-------eeeeeeeeeeeeeeeeeeeee", [1920.0]),  # two and two weeks
        # weeks that are not over ask for nothing
        (2880, 1, None, "eeeeee", []),
        (2880, 2, None, "eeeeeeeeeeeee", []),
        (2880, 1, None, "eeeeeeeeeeeee", [1920.0]),  # 16 hours from each day to the next
        # a night goes on into the week
        (2880, 1, History(shift=NIGHT, work=1, same_shift=1), "--eeeee", []),
        (2881, 1, History(shift=NIGHT, work=1, same_shift=1), "--eeeee", [1.0]),
        (3300, 1, None, "--eeeee", []),
        (3301, 1, None, "--eeeee", [1.0]),
        (2881, 1, History(rest=1, last=NIGHT), "--eeeee", []),
        (2880, 1, None, "eee---n--eeeee", []),
        (2881, 1, None, "eee---n--eeeee", [1.0]),
    ],
)
def test_rest_every_week(
    minutes: int, weeks: int, before: History | None, text: str, broken: list[float]
) -> None:
    terms = Terms(weekly_rest=WeeklyRest(minutes, weeks), history=before)
    assert found(terms, text) == (0.0, broken)


def test_rest_every_week_is_of_weeks_from_monday() -> None:
    problem = roster(Terms(weekly_rest=WeeklyRest(2880)), 7)
    sunday = replace(problem, day_class=np.roll(problem.day_class, 1))
    assert sunday.day_class[0] == SUNDAY
    with pytest.raises(ValueError, match="Monday"):
        check(sunday, np.full((1, 7), OFF))
    with pytest.raises(ValueError, match="Monday"):
        automaton_of(own_problem(sunday, 0))
