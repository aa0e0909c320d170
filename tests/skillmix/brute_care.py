"""Need and visits, stated without classes, parts or pruning.

One column for every package, locality, period and *way*: a partition of the package's
interventions into visits with a named profile for each, or an intervention left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from tests.skillmix.brute_hubs import Hubs
from tests.skillmix.brute_levers import Levers
from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_services import Neighbour, Services
from tests.skillmix.brute_world import Row, World

Way = tuple[tuple[frozenset[str], str | None], ...]  # (interventions, who gives them)


def set_partitions(things: Sequence[str]) -> Iterator[list[frozenset[str]]]:
    """Every partition of the things into sets."""
    if not things:
        yield []
        return
    first, rest = things[0], list(things[1:])
    for smaller in set_partitions(rest):
        yield [frozenset([first]), *smaller]
        for k, part in enumerate(smaller):
            yield [*smaller[:k], part | {first}, *smaller[k + 1 :]]


class Care:
    """The columns and rows of need, and what they weigh in unmet need, visits and hours."""

    def __init__(
        self,
        world: World,
        programme: Programme,
        levers: Levers,
        hubs: Hubs,
        services: Services,
    ):
        self.world, self.programme, self.levers = world, programme, levers
        self.hubs, self.services = hubs, services
        self.unmet: Terms = {}
        self.visits: Terms = {}
        #: (profile, locality, period) → hours a week
        self.hours: dict[tuple[str, str, int], Terms] = {}
        self.packages = {row["package"]: row for row in world.rows("packages")}
        self.interventions: dict[str, dict[str, Row]] = {name: {} for name in self.packages}
        for row in world.rows("interventions"):
            self.interventions[row["package"]][row["intervention"]] = row
        self.travel = {
            row["from_locality"]: row["minutes"]
            for row in world.rows("travel")
            if row["from_locality"] == row["to_locality"]
        }
        #: (effect on time, profile, locality, period) → hours a week it could save
        self.could: dict[tuple[int, str, str, int], Terms] = {}
        self._state()
        levers.save(self.hours, self.could)

    def able(self, package: str, part: frozenset[str]) -> list[str]:
        """Profiles with every competency of the part, in which somebody could work."""
        needed = self.needed(package, part)
        there = {profile for _, profile in self.world.cells}
        return [
            name
            for name, profile in self.world.profiles.items()
            if name in there and needed <= profile.skills
        ]

    def needed(self, package: str, part: Iterable[str]) -> set[str]:
        return {c for i in part for c in self.interventions[package][i]["competencies"]}

    def ways(self, package: str) -> list[Way]:
        found = []
        for partition in set_partitions(list(self.interventions[package])):
            choices = []
            for part in partition:
                givers: list[str | None] = [*self.able(package, part)]
                givers += self.services.sellers(self.needed(package, [i]) for i in part)
                if len(part) == 1:
                    givers.append(None)
                choices.append([(part, giver) for giver in givers])
            found += list(product(*choices))
        return found

    def _state(self) -> None:
        world, programme = self.world, self.programme
        given: dict[tuple[str, str, int], Terms] = {}
        due: dict[tuple[str, str, int], float] = {}
        for name, package in self.packages.items():
            ways = self.ways(name)
            for locality in world.localities:
                people = world.people(package["need_group"], locality)
                for t in world.T:
                    due[name, locality, t] = people[t] * package["contacts_per_week"]
                    given[name, locality, t] = terms = {}
                    for way in ways:
                        column = programme.var(("occasions", name, locality, t, way))
                        terms[column] = 1.0
                        self._weigh(column, name, locality, t, way)
                    self._together(terms, name, locality, t)
        for name, package in self.packages.items():
            original = package["alternative_to"]
            for locality in world.localities if original else ():
                for t in world.T:
                    # What an alternative gives replaces the same people's occasions.
                    ratio = (
                        self.packages[original]["contacts_per_week"] / package["contacts_per_week"]
                    )
                    mine = given[name, locality, t]
                    most = package["alternative_share_max"] * due[name, locality, t]
                    programme.at_most(dict(mine), most)
                    add(given[original, locality, t], mine, ratio)
        for (name, locality, t), terms in given.items():
            if not self.packages[name]["alternative_to"]:
                arises = due[name, locality, t]
                avoided = self.levers.avoided(self.packages[name], locality, t)
                programme.equals(add(terms, avoided, arises), arises)

    def _together(self, given: Terms, name: str, locality: str, t: int) -> None:
        """Occasions given in one visit from a hub, by somebody for each intervention."""
        rows, weeks = self.interventions[name], self.world.periods[t].weeks
        travel = self.travel.get(locality, self.world.policy.travel_minutes)
        for hub, left in self.hubs.visiting(self.packages[name], locality):
            for team in product(*(self.able(name, frozenset([i])) for i in rows)):
                column = self.programme.var(("together", hub, name, locality, t, team))
                given[column] = 1.0
                add(self.visits, {column: weeks})
                for i, giver in zip(rows, team, strict=True):
                    hours = (rows[i]["minutes"] + travel * left) * rows[i]["carers"] / 60
                    add(self.hours.setdefault((giver, locality, t), {}), {column: hours})
                    self.hubs.seat(hub, t, column, hours)
                    self.services.give(column, giver, self.needed(name, [i]), hours, t)

    def _weigh(self, column: tuple, name: str, locality: str, t: int, way: Way) -> None:
        rows, weeks = self.interventions[name], self.world.periods[t].weeks
        at_home = self.packages[name]["setting"] == "home"
        travel = self.travel.get(locality, self.world.policy.travel_minutes)
        for part, giver in way:
            minutes = sum(rows[i]["minutes"] * rows[i]["carers"] for i in part)
            if giver is None:
                (left,) = part
                weight = minutes / 60 * rows[left]["severity"] * weeks
                add(self.unmet, {column: weight})
                continue
            if at_home:
                minutes += travel * max(rows[i]["carers"] for i in part)
                add(self.visits, {column: weeks})
            self.services.give(column, giver, self.needed(name, part), minutes / 60, t)
            if isinstance(giver, Neighbour):
                continue
            key = (giver, locality, t)
            add(self.hours.setdefault(key, {}), {column: minutes / 60})
            trips = travel * max(rows[i]["carers"] for i in part) if at_home else 0.0
            for effect, of_minutes, of_travel in self.levers.saved_shares(
                self.packages[name], locality
            ):
                saved = of_minutes * (minutes - trips) + of_travel * trips
                if saved:
                    could = self.could.setdefault((effect, *key), {})
                    add(could, {column: saved / 60})
