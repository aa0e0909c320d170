"""Rules about each post and block: what they accept, what they refuse by how much, and the boundary."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.schemes.problem import AWAY
from solvers.schemes.rules import continuity, experience, net_loss, places
from tests.schemes.small import NORTH, away_in, small, told, with_one


def test_people_at_each_post() -> None:
    """Two at least at North in the first block; one at most at the car."""
    problem = small(
        3,
        2,
        least=with_one((2, 4), (0, NORTH), 2),
        most=np.array([[3, 3, 3, 1]] * 2),
    )
    assert told(places, problem, "nr", "nc", "cc") == []
    assert told(places, problem, "nr", "nr", "nc") == [("car, block 2", 1.0)]
    assert told(places, problem, "rr", "rr", "sr") == [
        ("North, block 1", 2.0),
        ("car, block 1", 1.0),
        ("car, block 2", 2.0),
    ]


def test_more_at_a_post_than_there_are_people() -> None:
    problem = small(2, 1, least=with_one((1, 4), (0, NORTH), 5), most=np.full((1, 4), 5))
    assert told(places, problem, "n", "n") == [("North, block 1", 3.0)]


@pytest.mark.parametrize(
    ("people", "broken"),
    [
        (("n", "n", "n", "n"), []),  # two of each
        (("n", "n", "n", "s"), []),
        (("n", "s", "n", "s"), [("North, block 1", 1.0)]),
        (("s", "s", "n", "s"), [("North, block 1", 2.0)]),
        (("n", "s", "s", "s"), []),  # nobody to supervise
        (("c", "s", "c", "c"), [("control, block 1", 1.0)]),  # too many who learn
        (("r", "r", "r", "r"), [("car, block 1", 2.0)]),  # nobody without experience
    ],
)
def test_supervision(people: tuple[str, ...], broken: list[tuple[str, float]]) -> None:
    """Ann and Bob are experienced; two of those at North, one learner at most in the control room,
    none in the car."""
    problem = small(
        4,
        1,
        experienced=np.array([True, True, False, False]),
        supervised_by=np.array([2, 0, 0, 0]),
        learners_most=np.array([4, 4, 1, 0]),
    )
    assert told(experience, problem, *people) == broken


def test_too_few_who_supervise_and_too_many_who_learn_add_up() -> None:
    problem = small(2, 1, supervised_by=np.full(4, 1), learners_most=np.full(4, 1))
    assert told(experience, problem, "n", "n") == [("North, block 1", 2.0)]
    assert told(experience, problem, "n", "s") == [("North, block 1", 1.0), ("South, block 1", 1.0)]


def test_people_who_stay_on() -> None:
    """One at North of those who were there, two at South."""
    problem = small(3, 3, continuing=np.array([1, 2, 0, 0]))
    assert told(continuity, problem, "nnn", "cnn", "crc") == []
    assert told(continuity, problem, "nnc", "cnn", "ncr") == []
    assert told(continuity, problem, "ncr", "cnr", "rrr") == [("North, block 2", 1.0)]
    assert told(continuity, problem, "ssc", "scc", "rrr") == [("South, block 2", 1.0)]
    assert told(continuity, problem, "css", "rss", "rcs") == []  # one that was empty may be filled
    assert told(continuity, problem, "css", "rsc", "rcs") == [("South, block 3", 1.0)]
    assert told(continuity, problem, "ccs", "crs", "crs") == []  # nobody was there, then three are
    assert told(continuity, problem, "scr", "rsr", "csr") == [("South, block 2", 2.0)]
    assert told(continuity, problem, "ncc", "ccc", "rrr") == []  # an empty post asks for nobody


def test_who_was_there_before_the_first_block_counts() -> None:
    problem = small(
        2,
        2,
        continuing=np.array([1, 1, 0, 0]),
        before=np.array([NORTH, AWAY]),
        before_run=np.array([1, 0]),
    )
    assert told(continuity, problem, "nn", "nc") == []
    assert told(continuity, problem, "cc", "nc") == [("North, block 1", 1.0)]
    assert told(continuity, problem, "cc", "sc") == []  # nobody is known to have been there
    gone = small(
        2,
        2,
        continuing=problem.continuing,
        before=problem.before,
        before_run=problem.before_run,
        present=away_in(2, (0, 0)),
    )
    assert told(continuity, gone, "-n", "nn") == [("North, block 1", 1.0)]
    assert told(continuity, gone, "-n", "cn") == []


@pytest.mark.parametrize(
    ("people", "backfill", "broken"),
    [
        (("nn", "nn"), 160, []),
        (("nn", "nn"), 159, [("block 1", 0.01), ("block 2", 0.01)]),
        (("nc", "nn"), 100, [("block 1", 0.6)]),
        (("cc", "rr"), 0, []),
        (("cn", "rr"), 100, []),  # the handover is less than the backfill
        (("cr", "rr"), 0, [("block 1", 0.05)]),
        (("c-", "rr"), 0, []),
        (("ns", "cc"), 100, []),
    ],
)
def test_no_net_loss(
    people: tuple[str, ...], backfill: int, broken: list[tuple[str, float]]
) -> None:
    """A whole WTE of Ann's and 60 parts of Bob's; a handover of 20 at a practice, of 5 in the car,
    out of the last place's time where that is home's."""
    problem = small(
        2,
        2,
        away=np.array([[100, 100, 0, 0], [60, 60, 0, 0]]),
        handover=np.array([[20, 20, 0, 5], [12, 12, 0, 5]]),
        backfill=np.full(2, backfill),
        no_net_loss=True,
        present=away_in(2, (0, 1)) if "-" in people[0] else away_in(2),
    )
    assert told(net_loss, problem, *people) == broken


def test_a_handover_is_lost_in_the_block_before() -> None:
    """To the next post, of home too where it is another; nothing from a host, nothing after leave."""
    problem = small(
        1,
        3,
        handover=np.array([[20, 20, 7, 5]]),
        backfill=np.zeros(3, np.int64),
        no_net_loss=True,
    )
    assert told(net_loss, problem, "ccn") == [("block 2", 0.2)]
    assert told(net_loss, problem, "crc") == [("block 1", 0.05), ("block 2", 0.07)]
    assert told(net_loss, problem, "nsc") == []
    away = small(
        1, 3, handover=problem.handover, no_net_loss=True, present=away_in(3, (0, 1), people=1)
    )
    assert told(net_loss, away, "c-n") == []
    allowed = small(
        1, 3, handover=problem.handover, backfill=np.array([0, 20, 0]), no_net_loss=True
    )
    assert told(net_loss, allowed, "ccn") == []
    anything = small(1, 3, handover=problem.handover)
    assert told(net_loss, anything, "crn") == []


def test_nothing_is_asked_for_where_nothing_is_said() -> None:
    problem = small()
    for rule in (places, experience, continuity, net_loss):
        assert told(rule, problem, "nrc", "csn") == []
