"""Who is wanted where and when: rows of cover and ratios, day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from planner.place.contracts import blank
from planner.place.place import Place
from planner.roster.horizon import Horizon
from planner.roster.people import Person
from planner.roster.shifts import Slot
from planner.schema.tables.cover import DAYS


@dataclass(frozen=True)
class Want:
    """A row of cover on a day."""

    row: str
    day: int
    slot: Slot
    roles: frozenset[str]
    competency: str
    minimum: int
    preferred: int
    importance: float

    def counts(self, person: Person) -> bool:
        """Whether the person counts when there."""
        if self.roles and person.role not in self.roles:
            return False
        return not self.competency or self.competency in person.skills

    def who(self, roles: dict[str, str], competencies: dict[str, str]) -> str:
        """Who counts, in words; names by identifier."""
        words = " or ".join(roles.get(role, role) for role in sorted(self.roles)) or "anybody"
        if self.competency:
            words += f" with {competencies.get(self.competency, self.competency)}"
        return words


@dataclass(frozen=True)
class RatioWant:
    """A row of ratios on a day: most support staff for each registrant."""

    row: str
    day: int
    slot: Slot
    per_registrant: Fraction

    def weight(self, person: Person) -> int:
        """What the person counts as where the sum may not fall below nought."""
        if person.registrant:
            return self.per_registrant.numerator
        return -self.per_registrant.denominator

    def missing(self, registrants: int, support: int) -> int:
        """Registrants missing for so many support staff; where none would do, the support staff
        that are too many."""
        if not self.per_registrant:
            return support
        wanted = -(-support * self.per_registrant.denominator // self.per_registrant.numerator)
        return max(0, wanted - registrants)


def read_wants(place: Place, horizon: Horizon) -> list[Want]:
    """Every row of cover on every day it holds, in the table's order and then by day."""
    wants = []
    for row in place["cover"].itertuples(index=False):
        preferred = row.minimum if blank(row.preferred) else row.preferred
        for day in _days(horizon, row.days, row.first, row.last):
            wants.append(
                Want(
                    row.cover,
                    day,
                    Slot(row.shift, row.site),
                    frozenset(row.roles),
                    row.competency,
                    int(row.minimum),
                    int(preferred),
                    float(row.importance),
                )
            )
    return wants


def read_ratios(place: Place, horizon: Horizon) -> list[RatioWant]:
    """Every row of ratios on every day it holds."""
    return [
        RatioWant(
            row.ratio,
            day,
            Slot(row.shift, row.site),
            Fraction(float(row.support_per_registrant)).limit_denominator(20),
        )
        for row in place["ratios"].itertuples(index=False)
        for day in _days(horizon, row.days, None, None)
    ]


def _days(
    horizon: Horizon, days: tuple[str, ...], first: dt.date | None, last: dt.date | None
) -> list[int]:
    return [day for day in horizon.span(first, last) if not days or DAYS[day % 7] in days]
