"""Fragile services: every way of running each itself or buying it, and what a neighbour does.

A visit that a neighbour makes is one in which all that is done rests on its service alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_world import Row, World

Running = dict[str, tuple[bool, ...]]
"""Service → whether the place runs it itself, by period."""


class Neighbour(str):
    """Who makes a visit where it is not staff: the service that is bought."""


class Services:
    """The fragile services of a place, and the columns in which each is given."""

    def __init__(self, world: World, programme: Programme):
        self.world, self.programme = world, programme
        self.rows: dict[str, Row] = {row["service"]: row for row in world.rows("fragile_services")}
        #: (service, period) → columns of occasions in which own staff give something of it
        self.own: dict[tuple[str, int], set] = {}
        #: (service, period) → hours a week bought
        self.hours: dict[tuple[str, int], Terms] = {}

    def sellers(self, needed: Iterable[set[str]]) -> list[Neighbour]:
        """The neighbours who can make a visit, from what each thing done in it needs."""
        rests = [{s for s, row in self.rows.items() if row["competency"] in c} for c in needed]
        some = [s for s in self.rows if self.rows[s]["most_hours_per_week"] > 0]
        return [Neighbour(s) for s in some if all(on == {s} for on in rests)]

    def give(self, column: tuple, giver: str, needed: set[str], hours: float, t: int) -> None:
        """Note a visit in an occasion: hours bought, or a visit of own staff."""
        if isinstance(giver, Neighbour):
            add(self.hours.setdefault((str(giver), t), {}), {column: hours})
            return
        for service, row in self.rows.items():
            if row["competency"] in needed:
                self.own.setdefault((service, t), set()).add(column)

    def spend(self, spent: dict[tuple[str, int], Terms]) -> None:
        for (service, t), terms in self.hours.items():
            row = self.rows[service]
            each = row["price_per_hour"] / 1000 * self.world.periods[t].weeks
            add(spent[row["organisation"], t], terms, each)
            self.programme.at_most(dict(terms), row["most_hours_per_week"])

    def ways(self) -> Iterator[Running]:
        """Every service changes hands at most once, and not back."""
        n = len(self.world.labels)
        choices = []
        for row in self.rows.values():
            first = bool(row["own_today"])
            choices.append([(first,) * k + (not first,) * (n - k) for k in range(n + 1)])
        for chosen in product(*choices):
            running = dict(zip(self.rows, chosen, strict=True))
            if all(self._kept(running, pin) for pin in self.world.rows("pins")):
                yield running

    def _kept(self, running: Running, pin: Row) -> bool:
        """Whether what a pin says of who runs a service is so."""
        if pin["decision"] != "own_team":
            return True
        mine = self.rows[pin["item"]]["organisation"] == pin["organisation"]
        for label, own in zip(self.world.labels, running[pin["item"]], strict=True):
            yes, value = float(own and mine), pin["value"]
            kept = {"exactly": yes == value, "at_least": yes >= value, "at_most": yes <= value}
            if pin["period"] in ("", label) and not kept[pin["comparison"]]:
                return False
        return True

    def hold(self, running: Running, stock: dict, held: dict) -> list[tuple[Terms, float]]:
        """Close what a way of running them rules out; rows of the teams that must be large
        enough, as at most."""
        rows = []
        for service, row in self.rows.items():
            begins = self.world.labels.index(row["minimum_from"]) if row["minimum_from"] else 0
            for t, own in enumerate(running[service]):
                closed = self.hours.get((service, t), {}) if own else self.own.get((service, t), ())
                held.update(dict.fromkeys(closed, 0.0))
                if own and (t >= begins or not row["own_today"]):
                    team: Terms = {}
                    for cell in self.world.cells:
                        if row["competency"] in self.world.profiles[cell[1]].skills:
                            add(team, stock[cell, t], -1.0)
                    rows.append((team, -row["minimum_team_wte"]))
        return rows
