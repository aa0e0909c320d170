"""The numbers that chance is made of: of each draw its own, whatever else is drawn.

Draw i takes them from a generator of its own, seeded by the seed and i, always the same
number in the same order. So a draw is the same however many there are, and however many are
played at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from solvers.skillmix.problem import Floats
from solvers.stress.script import Script
from solvers.stress.shocks import Spread

DEMAND, TURNOVER, COMPLETION, RECRUITMENT = "demand", "turnover", "completion", "recruitment"
QUANTITIES = (DEMAND, TURNOVER, COMPLETION, RECRUITMENT)
_SLAB = 64
#: What is left to chance person by person; each takes two numbers, of whole people and of the rest.
EVENTS = ("leave", "new", "start", "train", "complete", "complete_leave", "return_leave")


@dataclass(frozen=True)
class Layout:
    """How many numbers a draw takes, and of what: name → shape (rows, T) or (rows,)."""

    normal: Mapping[str, tuple[int, ...]]
    uniform: Mapping[str, tuple[int, ...]]


def layout(script: Script, spreads: Mapping[str, Spread]) -> Layout:
    w, periods, cohorts = script.problem.workforce, script.periods, script.cohorts
    shapes: dict[str, tuple[int, ...]] = {
        "leave": (len(w.cell_post), periods),
        "new": (len(w.posts), periods),
        "start": (len(script.option),),
        "train": (len(cohorts.arc), periods),
        "complete": (len(cohorts.arc),),
        "complete_leave": (len(cohorts.arc),),
        "return_leave": (len(cohorts.arc),),
    }
    return Layout(
        {name: (spreads[name].shocks, periods) for name in QUANTITIES},
        {name: (2, *shapes[name]) for name in EVENTS},
    )


def numbers(seed: int, draws: range, of: Layout) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Normal and uniform numbers of some draws by name, each of its shape and (D,)."""
    normal = np.empty((len(draws), _size(of.normal)))
    uniform = np.empty((len(draws), _size(of.uniform)))
    for row, draw in enumerate(draws):
        source = np.random.SeedSequence(seed, spawn_key=(draw,))
        generator = np.random.Generator(np.random.PCG64DXSM(source))
        generator.standard_normal(out=normal[row])
        generator.random(out=uniform[row])
    return _named(normal, of.normal), _named(uniform, of.uniform)


def _size(shapes: Mapping[str, tuple[int, ...]]) -> int:
    return sum(int(np.prod(shape)) for shape in shapes.values())


def _named(block: Floats, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Floats]:
    rows, found, at = np.empty(block.shape[::-1]), dict[str, Floats](), 0
    for first in range(0, len(rows), _SLAB):  # turned a slab at a time, as far as a cache reaches
        rows[first : first + _SLAB] = block[:, first : first + _SLAB].T
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        found[name] = rows[at : at + size].reshape(*shape, len(block))
        at += size
    return found
