"""The rules of a rotation; adding one is a module and a line, and its part of what is priced."""

from __future__ import annotations

from solvers.rotation.rules import able, order, places, present, required, variety, whole
from solvers.rotation.rules.base import Rule

RULES: tuple[Rule, ...] = (whole, required, able, present, order, variety, places)
