"""How a search ended, apart from why."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """What is known of an outcome.

    OPTIMAL : within the tolerances asked for, proven.
    FEASIBLE : keeps every rule; not proven within the tolerances.
    INFEASIBLE : proven that nothing keeps every rule.
    UNBOUNDED : the measure has no best value.
    UNKNOWN : nothing found, nothing proven.
    INVALID : the solver's answer broke a rule when recomputed.
    INTERRUPTED : stopped by a person; what was found keeps every rule.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    INTERRUPTED = "interrupted"

    @property
    def has_outcome(self) -> bool:
        return self in (Status.OPTIMAL, Status.FEASIBLE, Status.INTERRUPTED)
