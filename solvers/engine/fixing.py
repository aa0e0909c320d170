"""Fixing columns at values other than a vertex gives them, from that vertex.

The dual simplex method mostly mends what that breaks within a few hundred steps. Where
it does not, it may take longer than all that came before, or never end; an interior point
of the model with its columns fixed, which presolve makes smaller, is sooner there.
"""

from __future__ import annotations

from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult, nothing, solve, solve_from
from solvers.engine.model import Assembled, Floats
from solvers.engine.status import Status

#: Steps of the dual simplex method within which it ends where it suits at all.
DUAL_STEPS = 1_000


def solve_fixed(
    tight: Assembled, objective: Floats, limits: Limits, basis: Basis, *, cold: bool = True
) -> LinearResult:
    """Minimise with columns fixed, from an optimal basis of the model with others or none.

    Parameters
    ----------
    tight : the model with its columns fixed; they are not whole (integer).
    cold : solve from nothing where the basis does not help; else the status is UNKNOWN.
    """
    found = solve_from(tight, objective, limits, basis, dual=True, steps=DUAL_STEPS, duals=True)
    if found.status in (Status.OPTIMAL, Status.INFEASIBLE, Status.INTERRUPTED) or limits.over():
        return found
    if cold:
        return solve(tight, objective, limits, duals=True)
    return nothing(Status.UNKNOWN, found.seconds, "the basis is not near enough")
