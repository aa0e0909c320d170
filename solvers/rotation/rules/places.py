"""As many people are on a placement with a host in each period as the host wants and can take."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.rotation.problem import HOME, Ints, RotationProblem

NAME = "places with hosts"


def there(problem: RotationProblem, rotation: Ints) -> Ints:
    """(T, H, K) people on each placement with each host in each period."""
    count = np.zeros((problem.periods, len(problem.hosts) * len(problem.placements)), np.int64)
    person, period = np.nonzero(rotation != HOME)
    np.add.at(count, (period, rotation[person, period]), 1)
    return count.reshape(problem.least.shape)


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    count = there(problem, rotation)
    off = np.maximum(count - problem.most, 0) - np.maximum(problem.least - count, 0)
    return [
        Violation(
            NAME,
            f"{problem.hosts[h]}, {problem.placements[k]}, period {t + 1}",
            float(abs(off[t, h, k])),
            "people",
        )
        for t, h, k in np.argwhere(off).tolist()
    ]
