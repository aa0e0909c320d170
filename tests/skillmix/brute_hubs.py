"""Hubs: every way of opening them, the visits that go out from them and the desks they need.

A visit from a hub has a named profile for every intervention; each of them travels, for
the share that is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_world import Row, World

Opening = tuple[int, ...]
"""By hub, the period it opens in; the number of periods: never."""


class Hubs:
    """The columns of joint visits, and what opening a hub costs."""

    def __init__(self, world: World, programme: Programme):
        self.world, self.programme = world, programme
        sites = {row["site"]: row for row in world.rows("sites")}
        self.rows = {row["site"]: {**sites[row["site"]], **row} for row in world.rows("hubs")}
        #: (hub, period) → desks its visits need
        self.desks: dict[tuple[str, int], Terms] = {
            (name, t): {} for name in self.rows for t in world.T
        }

    def visiting(self, package: Row, locality: str) -> list[tuple[str, float]]:
        """Hubs that may give a package in a locality, with the share of travel left."""
        return [
            (name, 1 - row["travel_saved"])
            for name, row in self.rows.items()
            if package["setting"] == "home"
            and (not row["need_groups"] or package["need_group"] in row["need_groups"])
            and locality in (row["localities"] or [row["locality"]])
        ]

    def seat(self, name: str, t: int, column: tuple, hours: float) -> None:
        """Hours a week that a column takes of a hub's desks."""
        add(self.desks[name, t], {column: hours / self.rows[name]["hours_per_desk"]})

    def openings(self) -> Iterator[Opening]:
        """Every way of opening hubs that the pins allow; those that are hubs today are open."""
        never = len(self.world.labels)
        choices = []
        for row in self.rows.values():
            first = self.world.labels.index(row["earliest"]) if row["earliest"] else 0
            choices.append([0] if row["hub"] else [*range(first, never + 1)])
        yield from (opening for opening in product(*choices) if self._pinned(opening))

    def _pinned(self, opening: Opening) -> bool:
        for pin in self.world.rows("pins"):
            if pin["decision"] != "opened":
                continue
            for t, label in enumerate(self.world.labels):
                yes = float(
                    any(
                        (name, row["organisation"]) == (pin["item"], pin["organisation"])
                        and opened <= t
                        for opened, (name, row) in zip(opening, self.rows.items(), strict=True)
                    )
                )
                kept = {
                    "exactly": yes == pin["value"],
                    "at_least": yes >= pin["value"],
                    "at_most": yes <= pin["value"],
                }[pin["comparison"]]
                if pin["period"] in ("", label) and not kept:
                    return False
        return True

    def cost(self, opening: Opening) -> dict[tuple[str, int], float]:
        """k£ by employer and period."""
        spent: dict[tuple[str, int], float] = {}
        for opened, row in zip(opening, self.rows.values(), strict=True):
            for t in self.world.T:
                if opened > t:
                    continue
                key = (row["organisation"], t)
                once = row["cost"] if opened == t and not row["hub"] else 0.0
                yearly = row["cost_per_year"] * self.world.periods[t].years
                spent[key] = spent.get(key, 0.0) + once + yearly
        return spent

    def limits(self, opening: Opening) -> list[tuple[Terms, float]]:
        """Rows that hold each hub's visits to its desks, none before it opens."""
        return [
            (self.desks[name, t], float(row["desks"]) if opened <= t else 0.0)
            for opened, (name, row) in zip(opening, self.rows.items(), strict=True)
            for t in self.world.T
            if self.desks[name, t]
        ]
