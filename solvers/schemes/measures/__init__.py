"""What a scheme is judged by, in order; adding a measure is a module and a line."""

from __future__ import annotations

from solvers.schemes.measures import burden, moves, net_loss, not_gained, unfilled, worst_off
from solvers.schemes.measures.base import Measure

MEASURES: tuple[Measure, ...] = (unfilled, net_loss, not_gained, worst_off, burden, moves)
