"""Rules about each person: what they accept, what they refuse by how much, and the boundary."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.schemes.problem import AWAY, Pair
from solvers.schemes.rules import allowed, groups, home_time, order, pairs, runs, successions, times
from tests.schemes.small import (
    CAR,
    CONTROL,
    NORTH,
    PRACTICE,
    RESPONSE,
    ROOM,
    away_in,
    small,
    told,
)

Broken = list[tuple[str, float]]


def test_where_a_person_may_be() -> None:
    may = np.ones((2, 3, 4), bool)
    may[0, 1, NORTH] = False
    problem = small(may=may, present=away_in(3, (1, 2)))
    assert told(allowed, problem, "nsn", "nn-") == []
    assert told(allowed, problem, "nnn", "nn-") == [("Ann, block 2", 1.0)]
    assert told(allowed, problem, "n-n", "nn-") == [("Ann, block 2", 1.0)]  # not away, yet nowhere
    assert told(allowed, problem, "nsn", "nnn") == [("Bob, block 3", 1.0)]  # away, yet somewhere
    nowhere = small(may=np.zeros((1, 1, 4), bool), people=1, blocks=1)
    assert told(allowed, nowhere, "-") == [("Ann, block 1", 1.0)]
    assert told(allowed, nowhere, "n") == [("Ann, block 1", 1.0)]


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("nsccnn", []),  # two of a kind, at any posts; the last may be cut off
        ("nncccc", [("Ann, room", 1.0)]),
        ("cccccc", [("Ann, room", 1.0)] * 3),
        ("nncccn", []),  # the most
        ("nncnnn", [("Ann, room", 1.0)]),
        ("rrrrnn", [("Ann, response", 1.0)] * 3),
        ("nncc--", []),
        ("n-nccn", [("Ann, practice", 1.0)]),  # time away ends a run: the second has one block
        ("n-cccn", []),  # and may cut it off
        ("cc-ccc", []),
        ("cncrnn", [("Ann, room", 1.0), ("Ann, practice", 1.0), ("Ann, room", 1.0)]),
    ],
)
def test_blocks_in_a_row(line: str, broken: Broken) -> None:
    """Practice 2 to 6, room 2 to 3, response one."""
    problem = small(1, 6, run_least=np.array([2, 2, 1]), run_most=np.array([6, 3, 1]))
    assert told(runs, problem, line) == broken


@pytest.mark.parametrize(
    ("before", "run", "line", "broken"),
    [
        (NORTH, 1, "snc", []),  # 3 of practice
        (NORTH, 1, "scc", [("Ann, practice", 1.0)]),
        (NORTH, 1, "ccc", [("Ann, practice", 2.0)]),
        (NORTH, 3, "ccc", []),
        (NORTH, 3, "scc", []),  # the most
        (NORTH, 3, "ssc", [("Ann, practice", 1.0)]),
        (NORTH, 9, "ccc", []),
        (NORTH, 9, "scc", [("Ann, practice", 1.0)]),
        (NORTH, 1, "s-s", []),
        (NORTH, 1, "---", []),  # goes on after the last block
        (CONTROL, 1, "nns", []),
        (CONTROL, 1, "nnc", [("Ann, practice", 1.0)]),
        (AWAY, 0, "nnc", [("Ann, practice", 1.0)]),
    ],
)
def test_a_run_that_began_before(before: int, run: int, line: str, broken: Broken) -> None:
    problem = small(
        1,
        run_least=np.array([3, 1, 1]),
        run_most=np.array([4, 3, 3]),
        before=np.array([before]),
        before_run=np.array([run]),
    )
    assert told(runs, problem, line) == broken


@pytest.mark.parametrize(
    ("before", "line", "broken"),
    [
        (AWAY, "nsc", []),
        (AWAY, "crn", []),
        (AWAY, "ncc", []),
        (AWAY, "rcn", [("Ann, block 2", 1.0), ("Ann, block 3", 1.0)]),
        (AWAY, "n-r", []),  # anything after time away
        (AWAY, "nr-", [("Ann, block 2", 1.0)]),
        (AWAY, "-r-", []),
        (CONTROL, "crn", []),
        (CONTROL, "rnc", []),
        (CONTROL, "nnc", [("Ann, block 1", 1.0)]),
        (CONTROL, "-nc", []),
    ],
)
def test_what_comes_next(before: int, line: str, broken: Broken) -> None:
    """Practice, room, response, practice."""
    follow = np.zeros((3, 3), bool)
    follow[PRACTICE, ROOM] = follow[ROOM, RESPONSE] = follow[RESPONSE, PRACTICE] = True
    problem = small(1, follow=follow, before=np.array([before]))
    assert told(successions, problem, line) == broken


@pytest.mark.parametrize(
    ("done", "line", "broken"),
    [
        ((0, 0, 0), "ncr", []),
        ((0, 0, 0), "nrc", [("Ann, response", 1.0)]),
        ((0, 0, 0), "rnc", [("Ann, response", 1.0)] * 2),
        ((0, 0, 0), "rrr", [("Ann, response", 1.0)] * 6),
        ((0, 1, 0), "nrr", []),
        ((2, 1, 0), "rrr", []),
        ((2, 0, 5), "r-r", [("Ann, response", 1.0)] * 2),  # of the kind itself: no matter
        ((0, 0, 0), "sc-", []),
    ],
)
def test_what_comes_first(done: tuple[int, ...], line: str, broken: Broken) -> None:
    """Response asks for a practice and the room."""
    after = np.zeros((3, 3), bool)
    after[RESPONSE, [PRACTICE, ROOM]] = True
    assert told(order, small(1, after=after, done=np.array([done])), line) == broken


def test_what_comes_first_of_itself_can_only_have_been_done() -> None:
    after = np.eye(3, dtype=bool)
    assert told(order, small(1, after=after), "ncc") == [("Ann, practice", 1.0), ("Ann, room", 1.0)]


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("nscc", []),
        ("nncc", []),
        ("nrcc", [("Ann, practice", 1.0)]),
        ("ccrc", [("Ann, practice", 2.0)]),
        ("nsnc", []),
        ("nsns", [("Ann, practice", 1.0)]),
        ("nnrr", [("Ann, response", 1.0)]),
        ("n--r", [("Ann, practice", 1.0)]),
    ],
)
def test_blocks_of_each_kind(line: str, broken: Broken) -> None:
    """Practice 2 to 3, response 1 at most."""
    problem = small(1, 4, times_least=np.array([[2, 0, 0]]), times_most=np.array([[3, 4, 1]]))
    assert told(times, problem, line) == broken


def test_time_at_home() -> None:
    problem = small(home_least=np.array([2, 0]))
    assert told(home_time, problem, "cnr", "nnn") == []
    assert told(home_time, problem, "ccr", "nnn") == []
    assert told(home_time, problem, "cns", "nnn") == [("Ann", 1.0)]
    assert told(home_time, problem, "n--", "nnn") == [("Ann", 2.0)]


def test_people_who_share_a_post() -> None:
    problem = small(3, 2, pairs=(Pair(0, 2, (CAR,)),))
    assert told(pairs, problem, "rc", "nn", "cr") == []
    assert told(pairs, problem, "rr", "nr", "cn") == []
    assert told(pairs, problem, "rc", "nn", "rr") == [("Ann and Cat, block 1", 1.0)]
    assert told(pairs, problem, "nc", "rr", "nr") == [("Ann and Cat, block 1", 1.0)]
    gone = small(
        3, 2, pairs=(Pair(0, 2, (CAR,)),), present=away_in(2, (0, 0), (0, 1), (2, 1), people=3)
    )
    assert told(pairs, gone, "--", "nn", "r-") == []  # who is there alone has it; then nobody
    assert told(pairs, gone, "--", "rn", "c-") == [("Ann and Cat, block 1", 1.0)]


def test_groups_that_go_together() -> None:
    problem = small(4, 2, group=np.array([-1, 5, 5, 5]))
    assert told(groups, problem, "cn", "nc", "sc", "nc") == []
    assert told(groups, problem, "cn", "nc", "sr", "cc") == [
        ("Bob and Dan, block 1", 1.0),
        ("Bob and Cat, block 2", 1.0),
    ]
    gone = small(4, 2, group=problem.group, present=away_in(2, (1, 0), (2, 1), (1, 1), people=4))
    assert told(groups, gone, "cn", "--", "n-", "sr") == []  # the first who is there leads
    assert told(groups, gone, "cn", "--", "n-", "rr") == [("Cat and Dan, block 1", 1.0)]
    alone = small(2, 2, group=np.array([0, 1]))
    assert told(groups, alone, "nc", "rr") == []


def test_nothing_is_asked_for_where_nothing_is_said() -> None:
    problem = small()
    for rule in (allowed, runs, successions, order, times, home_time, pairs, groups):
        assert told(rule, problem, "nrc", "csn") == []
