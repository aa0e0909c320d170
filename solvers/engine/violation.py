"""A broken promise, as the checks of all stages tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """A broken promise: which rule, where, by how much."""

    rule: str
    where: str
    amount: float
    unit: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: off by {self.amount:.6g} {self.unit}"
