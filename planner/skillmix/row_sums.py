"""Rows of numbers added up by keys: what a data frame does, without its cost on few rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solvers.skillmix.problem import Floats, Ints


def groups(keys: Sequence[Ints]) -> tuple[tuple[Ints, ...], Ints]:
    """The distinct keys of some rows, in order, and which of them each row has. Keys are numbers
    from nought on, an array (R,) each."""
    if not len(keys[0]):
        return tuple(keys), np.zeros(0, dtype=np.int64)
    sizes = tuple(int(key.max()) + 1 for key in keys)
    found, which = np.unique(np.ravel_multi_index(tuple(keys), sizes), return_inverse=True)
    return tuple(k.astype(np.int64) for k in np.unravel_index(found, sizes)), which.astype(np.int64)


def add_up(keys: Sequence[Ints], values: Floats) -> tuple[tuple[Ints, ...], Floats]:
    """The distinct keys, in order, and the sum of the values of each."""
    found, which = groups(keys)
    total = np.zeros(len(found[0]))
    np.add.at(total, which, values)
    return found, total


def largest(keys: Sequence[Ints], values: Floats) -> tuple[tuple[Ints, ...], Floats]:
    """The distinct keys, in order, and the largest of the values of each, none below nought."""
    found, which = groups(keys)
    most = np.zeros(len(found[0]))
    np.maximum.at(most, which, values)
    return found, most


def matches(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Every pair of a row on the left and one on the right with the same key, as positions, in
    the order of the left. Keys are numbers from nought on."""
    many = np.bincount(right, minlength=int(left.max(initial=-1)) + 1)
    first = np.cumsum(many) - many
    row = np.repeat(np.arange(len(left)), many[left])
    along = np.arange(len(row)) - np.repeat(np.cumsum(many[left]) - many[left], many[left])
    return row, np.argsort(right, kind="stable")[first[left[row]] + along]
