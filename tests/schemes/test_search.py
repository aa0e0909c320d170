"""How a search ends, and how it does with next to nothing to search in."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.rotating.made_up import large
from solvers.engine.limits import Limits
from solvers.engine.progress import Progress
from solvers.engine.status import Status
from solvers.schemes.check import check
from solvers.schemes.measures import burden, moves, net_loss, unfilled, worst_off
from solvers.schemes.problem import AWAY, Pair, SchemeProblem
from solvers.schemes.search import AIMS, Aim, Reached, SchemeResult, solve_scheme
from tests.schemes.small import CAR, CONTROL, NORTH, SOUTH, away_in, lines, small, with_one


def solved(problem: SchemeProblem, *aims: Aim) -> SchemeResult:
    found = solve_scheme(problem, Limits(20.0), aims or AIMS)
    assert found.measured is None or found.measured.violations == []
    return found


def test_the_same_twice_where_it_must_be() -> None:
    problem = large(8, 4, 4)
    seen = []
    for seed in (0, 0, 7):
        found = solve_scheme(problem, Limits(seed=seed), reproducible=True)
        assert found.status is Status.OPTIMAL
        assert found.rotation is not None
        assert found.measured is not None
        assert found.measured.violations == []
        seen.append((found.rotation.tobytes(), found.reached))
    assert seen[0] == seen[1]
    # What another seed finds may be another rotation; it is as good.
    assert seen[0][1] == seen[2][1]


@pytest.mark.parametrize("reproducible", [False, True])
@pytest.mark.parametrize("after", [0.0, 1.0])
def test_it_ends_when_it_is_stopped(after: float, reproducible: bool) -> None:
    problem, limits = large(40, 8, 16), Limits(None if reproducible else 120.0)
    timer = threading.Timer(after, limits.stop.set)
    timer.start()
    found = solve_scheme(problem, limits, reproducible=reproducible)
    timer.join()
    assert limits.elapsed() < after + 4.0
    assert found.status is Status.INTERRUPTED
    if found.rotation is None:
        assert found.reached == []
        return
    assert found.measured is not None
    assert found.measured.violations == []
    assert [each.aim for each in found.reached] == list(AIMS)
    for each in found.reached:
        assert 0 <= each.bound <= each.value == found.measured.values[each.aim.measure.NAME]


def test_time_is_kept_and_the_best_so_far_told() -> None:
    """The first measure has all the time there is for a first rotation, and then its share of it."""
    problem, moments = large(40, 8, 16), list[Progress]()
    limits = Limits(4.0)
    found = solve_scheme(problem, limits, listen=moments.append)
    assert limits.elapsed() < 6.0
    assert found.status is Status.FEASIBLE
    assert found.measured is not None
    assert found.measured.violations == []
    assert found.trace == moments
    assert moments[0].priority == unfilled.NAME
    assert {moment.priority for moment in moments} >= {unfilled.NAME, worst_off.NAME}
    assert max(m.seconds for m in moments if m.priority == unfilled.NAME) < 3.5
    assert found.size["columns"] > 0
    assert found.size["rows"] > 0
    # A bound from little time is no more than what other searches find.
    short = solve_scheme(problem, Limits(1.0), AIMS[:1])
    assert short.reached == [] or short.reached[0].bound <= found.reached[0].value
    assert short.reached == [] or found.reached[0].bound <= short.reached[0].value


def test_what_is_asked_for_comes_first() -> None:
    """Ann's and Bob's minutes against each other's: the worst off first, then all, and the reverse."""
    minutes = np.zeros((2, 1, 4), np.int64)
    minutes[:, 0] = [[10, 0, 0, 0], [9, 50, 50, 50]]
    most = np.array([[1, 1, 0, 0]])
    problem = small(2, 1, burden=minutes, most=most)
    assert solved(problem, Aim(burden)).rotation.tolist() == lines("s", "n").tolist()  # type: ignore[union-attr]
    level = small(2, 1, most=most, burden=np.array([[[30, 20, 0, 0]], [[20, 0, 0, 0]]]))
    assert solved(level, Aim(worst_off), Aim(burden)).reached[0].value == 20
    assert solved(level, Aim(burden), Aim(worst_off)).reached[0].value == 30


@pytest.mark.parametrize(
    ("tolerance", "slack", "best", "most"),
    [
        (0.0, 0, 100, 100),
        (0.29, 0, 100, 129),  # 0.29 * 100 is 28.999999999999996
        (0.15, 0, 1000, 1150),
        (0.1, 0, 9, 9),
        (0.1, 2, 9, 11),
        (0.1, 2, 10, 13),
        (1e-05, 0, 100_000, 100_001),
        (0.5, 3, 0, 3),
        (1, 0, 7, 14),
    ],
)
def test_what_may_be_let_go(tolerance: float, slack: int, best: int, most: int) -> None:
    aim = Aim(burden, tolerance, slack)
    assert aim.most(best) == most
    assert Reached(aim, most, best).proven
    assert not Reached(aim, most + 1, best).proven


def test_nobody_at_all() -> None:
    found = solved(small(0, 2))
    assert found.status is Status.OPTIMAL
    assert found.rotation is not None
    assert found.rotation.shape == (0, 2)
    assert [each.value for each in found.reached] == [0] * len(AIMS)
    wanted = small(0, 2, wanted=with_one((2, 4), (1, NORTH), 3))
    assert solved(wanted).reached[0] == Reached(AIMS[0], 3, 3)
    needed = small(0, 2, least=with_one((2, 4), (1, NORTH), 1), most=np.full((2, 4), 9))
    assert solved(needed).status is Status.INFEASIBLE


def test_one_person_one_block() -> None:
    found = solved(small(1, 1, wanted=with_one((1, 4), (0, CAR), 1)))
    assert found.status is Status.OPTIMAL
    assert found.rotation is not None
    assert found.rotation.tolist() == lines("r").tolist()


def test_everybody_away_all_the_time() -> None:
    """Nothing is asked of them but by posts that must have somebody."""
    gone: dict[str, np.ndarray] = {"present": np.zeros((2, 2), bool)}
    quiet = small(
        2,
        2,
        **gone,
        group=np.array([0, 0]),
        pairs=(Pair(0, 1, (CAR,)),),
        before=np.array([NORTH, SOUTH]),
        before_run=np.array([1, 1]),
        run_least=np.array([3, 1, 1]),
        continuing=np.ones(4, np.int64),
        supervised_by=np.ones(4, np.int64),
        wanted=np.ones((2, 4), np.int64),
    )
    found = solved(quiet)
    assert found.status is Status.OPTIMAL
    assert found.rotation is not None
    assert (found.rotation == AWAY).all()
    assert found.reached[0].value == 8
    for asked in (
        {"least": with_one((2, 4), (0, NORTH), 1)},
        {"home_least": np.array([1, 0])},
        {"times_least": with_one((2, 3), (1, 0), 1)},
    ):
        assert solved(small(2, 2, **gone, **asked)).status is Status.INFEASIBLE


def test_one_of_a_pair_away() -> None:
    """The other has the post for that block, and where they may not be there, nobody does."""
    away = away_in(2, (0, 1))
    pair = small(2, 2, pairs=(Pair(0, 1, (CAR,)),), present=away)
    found = solved(pair, Aim(unfilled))
    assert found.rotation is not None
    assert found.rotation[:, 1].tolist() == [AWAY, CAR]
    may = np.ones((2, 2, 4), bool)
    may[1, 1, CAR] = False
    assert solved(replace(pair, may=may)).status is Status.INFEASIBLE


def test_one_who_is_there_and_may_be_nowhere() -> None:
    may = np.ones((2, 2, 4), bool)
    may[1, 1] = False
    assert solved(small(2, 2, may=may)).status is Status.INFEASIBLE


def test_a_run_from_before_is_gone_on_with() -> None:
    problem = small(
        1,
        3,
        before=np.array([SOUTH]),
        before_run=np.array([2]),
        run_least=np.array([3, 1, 1]),
        run_most=np.array([3, 3, 3]),
        wanted=np.array([[0, 0, 1, 0]] * 3),
    )
    found = solved(problem, Aim(unfilled), Aim(moves))
    assert found.rotation is not None
    assert found.rotation.tolist() == lines("scc").tolist()


def test_a_first_measure_that_nothing_changes() -> None:
    """Nothing is wanted anywhere, so that nothing is missing; what comes next is met as well."""
    minutes = np.ones((1, 2, 4), np.int64)
    minutes[0, 1, CONTROL] = 0
    problem = small(1, 2, burden=minutes)
    found = solved(problem, Aim(unfilled), Aim(net_loss, 0.5), Aim(burden))
    assert found.status is Status.OPTIMAL
    assert [each.value for each in found.reached] == [0, 0, 1]
    impossible = replace(problem, least=with_one((2, 4), (0, NORTH), 2))
    assert solved(impossible, Aim(unfilled), Aim(burden)).status is Status.INFEASIBLE


def test_large_figures_are_counted_exactly() -> None:
    minutes = np.full((2, 2, 4), 10**12)
    minutes[0, 0, NORTH] -= 1
    found = solved(small(2, 2, burden=minutes), Aim(worst_off), Aim(burden))
    assert found.status is Status.OPTIMAL
    assert [each.value for each in found.reached] == [2 * 10**12, 4 * 10**12 - 1]


def test_figures_too_large_to_count_with_are_refused() -> None:
    with pytest.raises(ValueError, match="overflow"):
        solve_scheme(small(2, 2, burden=np.full((2, 2, 4), 2**61)), Limits(20.0), [Aim(burden)])


def test_no_net_loss_with_less_than_nothing_to_fill() -> None:
    """A home employer that is short to begin with: what it lacks counts, whoever goes."""
    problem = small(1, 1, away=np.array([[100, 100, 0, 0]]), backfill=np.array([-30]))
    assert [each.value for each in solved(problem, Aim(net_loss)).reached] == [30]
    assert check(problem, lines("n")).values[net_loss.NAME] == 130
    assert solved(replace(problem, no_net_loss=True)).status is Status.INFEASIBLE
