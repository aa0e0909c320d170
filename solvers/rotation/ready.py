"""Compiles what a search compiles once on a machine, so that none of its time goes to it."""

from __future__ import annotations

import functools

import numpy as np

from solvers.rotation.people import RotationPeople
from solvers.rotation.problem import RotationProblem


@functools.cache
def make_ready() -> None:
    """Price a person of a small rotation; some seconds at first, nothing later."""
    one = np.ones((1, 2, 2), np.int64)
    problem = RotationProblem(
        people=("one",),
        hosts=("first", "second"),
        placements=("this", "that"),
        length=np.array([1, 1]),
        group=np.array([0, 0]),
        required=np.array([[2]]),
        able=one > 0,
        present=np.ones((1, 3), bool),
        before=np.zeros((2, 2), bool),
        most_with_host=1,
        least=np.zeros((3, 2, 2), np.int64),
        most=np.zeros((3, 2, 2), np.int64) + 1,
        value=one,
        change=np.array([-1]),
        wait=np.array([-1]),
    )
    people = RotationPeople(problem)
    worth = np.zeros(len(people.rows.wanted))
    people.cheapest(0, worth, exact=True)
    people.within(0, worth, 0.0, 1)
