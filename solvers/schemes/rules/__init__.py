"""The rules of a rotation scheme; adding one is a module and a line."""

from __future__ import annotations

from solvers.schemes.rules import (
    allowed,
    continuity,
    experience,
    groups,
    home_time,
    net_loss,
    order,
    pairs,
    places,
    runs,
    successions,
    times,
)
from solvers.schemes.rules.base import Rule

RULES: tuple[Rule, ...] = (
    allowed,
    runs,
    successions,
    order,
    times,
    home_time,
    places,
    experience,
    continuity,
    pairs,
    groups,
    net_loss,
)
