"""Back offices: every way of moving them, and what each costs and displaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.skillmix.brute_world import World

Office = tuple[str, str]  # (employer, function)
Move = tuple[str, int] | None  # (host, period moved in); None: never


@dataclass(frozen=True)
class Way:
    """What one way of moving comes to, by employer and period; people are WTE."""

    cost: dict[tuple[str, int], float]
    displaced: dict[tuple[str, int], float]
    released: dict[int, float]


class Offices:
    """The back offices of a place and who may host them."""

    def __init__(self, world: World):
        self.world = world
        self.offices = {(r["organisation"], r["function"]): r for r in world.rows("back_office")}
        self.hosts = {(r["organisation"], r["function"]): r for r in world.rows("hosts")}

    def ways(self) -> Iterator[Way]:
        """Every way that keeps the hosts' capacity and scale, and nobody hosting who is hosted."""
        names = list(self.offices)
        for moves in product(*(self._choices(name) for name in names)):
            chosen = dict(zip(names, moves, strict=True))
            if all(self._sound(chosen, t) for t in self.world.T):
                yield self._way(chosen)

    def _choices(self, name: Office) -> list[Move]:
        owner, function = name
        hosts = [h for h, offered in self.hosts if offered == function and h != owner]
        return [None, *((h, t) for h in hosts for t in self.world.T)]

    def _guests(self, chosen: dict[Office, Move], host: Office, t: int) -> list[Office]:
        return [
            name
            for name, move in chosen.items()
            if move is not None and name[1] == host[1] and move[0] == host[0] and move[1] <= t
        ]

    def _sound(self, chosen: dict[Office, Move], t: int) -> bool:
        for host, row in self.hosts.items():
            guests = self._guests(chosen, host, t)
            if not guests:
                continue
            work = sum(self.offices[name]["workload"] for name in guests)
            # a blank capacity is not a number, which no work is more than
            if work > row["capacity"] + 1e-9 or work < row["minimum_scale"] - 1e-9:
                return False
            own = chosen.get(host)
            if own is not None and own[1] <= t:
                return False
        return True

    def _way(self, chosen: dict[Office, Move]) -> Way:
        way = Way({}, {}, {})
        for t in self.world.T:
            years = self.world.periods[t].years
            for (owner, function), row in self.offices.items():
                move = chosen[owner, function]
                if move is None or move[1] > t:
                    self._add(way.cost, (owner, t), row["cost"] * years)
                    continue
                host = self.hosts[move[0], function]
                self._add(way.cost, (owner, t), row["workload"] * host["variable_cost"] * years)
                if move[1] == t:
                    spare = max(0.0, row["wte"] - row["workload"] * host["wte_per_workload"])
                    retrained = spare * row["retrained_share"]
                    released = spare - spare * row["redeployed_share"] - retrained
                    once = row["transition_cost"] + retrained * row["retraining_cost"]
                    self._add(way.cost, (owner, t), once + released * row["release_cost"])
                    self._add(way.displaced, (owner, t), row["wte"])
                    way.released[t] = way.released.get(t, 0.0) + released
            for host, row in self.hosts.items():
                if self._guests(chosen, host, t):
                    self._add(way.cost, (host[0], t), row["fixed_cost"] * years)
        return way

    @staticmethod
    def _add(sums: dict[tuple[str, int], float], key: tuple[str, int], value: float) -> None:
        sums[key] = sums.get(key, 0.0) + value
