"""A cell of a place's tables, or of its policy, and how its figure is rounded."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from planner.report.figures import plain
from planner.schema import BY_NAME, Kind

Value = float | bool | str | None

#: Steps in which figures are given, by the first word of their unit.
_STEPS = {"WTE": 0.1, "k£": 1.0, "hours": 1.0, "months": 1.0, "share": 0.01}


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    table : of the place, or ``policy`` of ``place.toml``.
    where : the row's key, column → value; empty for policy.
    column : its column, or the key of the policy.
    value : as it stands; None where it is blank.
    now : the figure that holds, also where the cell is blank.
    unit : of the figure.
    whole : a figure without a fraction: a count, or yes and no as 1 and 0.
    """

    table: str
    where: Mapping[str, str]
    column: str
    value: Value
    now: float
    unit: str = ""
    whole: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the cell from every other."""
        return (self.table, *self.where.values(), self.column)

    @property
    def row(self) -> str:
        """The row's identifiers: ``GP at PRACTICE_1``; blank ones are left out."""
        return ", ".join(value for value in self.where.values() if value)

    @property
    def meaning(self) -> str:
        """What the column means, from the schema; of a policy, from its settings."""
        if self.table == "policy":
            from planner.place.settings import Policy

            return Policy.model_fields[self.column].description or ""
        return BY_NAME[self.table].column(self.column).meaning

    @property
    def yes_or_no(self) -> bool:
        return isinstance(self.value, bool)

    @property
    def step(self) -> float:
        if self.whole:
            return 1.0
        if self.table != "policy" and BY_NAME[self.table].column(self.column).kind is Kind.SHARE:
            return 0.01
        return _STEPS.get(self.unit.split(" ")[0], 0.1)

    def rounded(self, exact: float, fineness: int = 0) -> float:
        """The figure rounded so that it gives way at least as far as asked.

        ``fineness`` 1 takes a tenth of the step, 2 a hundredth, …
        """
        step = self.step / 10**fineness if not self.whole else 1.0
        ratio = exact / step
        hair = 1e-6 * max(1.0, abs(ratio))
        steps = math.ceil(ratio - hair) if exact > self.now else math.floor(ratio + hair)
        return round(steps * step, 10)


def said(value: Value, unit: str = "") -> str:
    """A value as people read it."""
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return f"{plain(value, 4)} {unit}".strip()
