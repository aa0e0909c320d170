"""The blocks of a scheme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Working days of a week, Monday to Friday.
WEEK = 5


@dataclass(frozen=True)
class Blocks:
    """``count`` blocks of ``weeks`` weeks from the ``first`` day on, numbered from 0."""

    first: dt.date
    weeks: int
    count: int

    @property
    def working_days(self) -> int:
        """Of a block."""
        return WEEK * self.weeks

    def begins(self, block: int) -> dt.date:
        return self.first + dt.timedelta(weeks=self.weeks * block)

    def ends(self, block: int) -> dt.date:
        """The last day of it."""
        return self.begins(block + 1) - dt.timedelta(days=1)

    def name(self, block: int) -> str:
        """As told to users, who count from 1."""
        return f"block {block + 1} from {self.begins(block)}"

    def beginning(self, first: dt.date, last: dt.date) -> list[int]:
        """Blocks that begin in these days, both included."""
        return [block for block in range(self.count) if first <= self.begins(block) <= last]

    def working_days_in(self, block: int, first: dt.date, last: dt.date) -> set[dt.date]:
        """Working days of a block within these days, both included."""
        begin, end = max(first, self.begins(block)), min(last, self.ends(block))
        days = (begin + dt.timedelta(days=i) for i in range((end - begin).days + 1))
        return {day for day in days if day.weekday() < WEEK}
