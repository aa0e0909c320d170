"""Levers, stated month by month: what is taken when, and what that moves.

A lever that is yes or no is tried in every period; of one that is graded any part may be
taken in any period.
"""

from __future__ import annotations

import math

from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_world import Row, World


class Levers:
    """The columns of what is taken, and the expressions of what it does."""

    def __init__(self, world: World, programme: Programme):
        self.world, self.programme = world, programme
        self.rows = {row["lever"]: row for row in world.rows("levers")}
        self.effects = world.rows("lever_effects")
        self.whole = [
            name for name, row in self.rows.items() if not row["graded"] and not self.in_force(row)
        ]
        #: (lever, period) → columns of time saved that are nought unless the lever works
        self.savings: dict[tuple[str, int], list[tuple]] = {}
        for name, row in self.rows.items():
            for t in world.T:
                high = 1.0 if t >= self.first(row) else 0.0
                if self.in_force(row):
                    programme.var(("taken", name, t), float(t == 0), float(t == 0))
                    continue
                programme.var(("taken", name, t), 0.0, high)
            programme.at_most({("taken", name, t): 1.0 for t in world.T}, 1.0)

    def first(self, row: Row) -> int:
        return self.world.labels.index(row["earliest"]) if row["earliest"] else 0

    def in_force(self, row: Row) -> bool:
        months = row["in_force_months"]
        return months is not None and not math.isnan(months)

    def share(self, name: str, s: int, t: int) -> float:
        """Share of the months of t, taken at the start of s, after the lag; in force, taken
        so many months before the start."""
        row = self.rows[name]
        begins = self.world.periods[s].offset + row["lag_months"]
        if self.in_force(row):
            begins -= row["in_force_months"]
        period = self.world.periods[t]
        end = period.offset + period.months
        return max(0.0, end - max(begins, period.offset)) / period.months

    def working(self, name: str, t: int) -> Terms:
        terms = {("taken", name, s): self.share(name, s, t) for s in range(t + 1)}
        return {column: share for column, share in terms.items() if share}

    def avoided(self, package: Row, locality: str, t: int) -> Terms:
        """Share of a package's occasions that do not arise."""
        terms: Terms = {}
        for row in self.effects:
            if row["effect"] == "demand" and self._on(row, package, locality):
                add(terms, self.working(row["lever"], t), row["amount"])
        return terms

    def recruits(self, market: str, t: int) -> Terms:
        terms: Terms = {}
        for row in self.effects:
            if (row["effect"], row["recruitment"]) == ("supply", market):
                years = self.world.periods[t].years
                add(terms, self.working(row["lever"], t), row["amount"] * years)
        return terms

    def saved_shares(self, package: Row, locality: str) -> list[tuple[int, float, float]]:
        """(effect, share of minutes, share of travel) for visits of a package."""
        return [
            (k, row["amount"], 0.0) if row["effect"] == "minutes" else (k, 0.0, row["amount"])
            for k, row in enumerate(self.effects)
            if row["effect"] in ("minutes", "travel") and self._on(row, package, locality)
        ]

    def _on(self, row: Row, package: Row, locality: str) -> bool:
        return (
            row["locality"] in ("", locality)
            and row["package"] in ("", package["package"])
            and row["need_group"] in ("", package["need_group"])
        )

    def save(
        self,
        hours: dict[tuple[str, str, int], Terms],
        could: dict[tuple[int, str, str, int], Terms],
    ) -> None:
        """Take hours saved off the hours of whoever visits: no more than could be."""
        for (effect, giver, locality, t), terms in could.items():
            column = self.programme.var(("saved", effect, giver, locality, t))
            self.programme.at_most(add({column: 1.0}, terms, -1.0), 0.0)
            add(hours[giver, locality, t], {column: -1.0})
            lever = self.effects[effect]["lever"]
            self.savings.setdefault((lever, t), []).append(column)

    def spend(self, spent: dict[tuple[str, int], Terms]) -> None:
        for name, row in self.rows.items():
            for t in self.world.T:
                mine = spent[row["organisation"], t]
                if not self.in_force(row):
                    add(mine, {("taken", name, t): row["cost"]})
                yearly = row["cost_per_year"] * self.world.periods[t].years
                add(mine, {("taken", name, s): yearly for s in range(t + 1)})

    def hold(self, when: dict[str, int], held: dict) -> None:
        """Fix the levers that are yes or no at the period each is taken in; those in force
        save time only while they work all through."""
        in_force = [name for name, row in self.rows.items() if self.in_force(row)]
        for name in in_force:
            for t in self.world.T:
                if self.share(name, 0, t) < 1 - 1e-9:
                    held.update(dict.fromkeys(self.savings.get((name, t), []), 0.0))
        for name, period in when.items():
            for t in self.world.T:
                held["taken", name, t] = float(t == period)
                at_work = period in self.world.T and self.share(name, period, t) >= 1 - 1e-9
                if not at_work:
                    held.update(dict.fromkeys(self.savings.get((name, t), []), 0.0))
