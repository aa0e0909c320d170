"""Agreements, joint posts and rotation, stated for each period and whoever is concerned.

What runs is tried in every period; who is employed under an agreement, how much of a joint
post is filled and how many rotate are columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_world import Cell, Row, World

if TYPE_CHECKING:
    from tests.skillmix.brute_people import People

WORKING_DAYS = 261 / 12


class Partners:
    """What partners may agree; ``names`` are those that the plan decides on."""

    def __init__(self, world: World, programme: Programme):
        self.world, self.programme = world, programme
        self.agreements = {row["agreement"]: row for row in world.rows("agreements")}
        self.joint = {row["joint_post"]: row for row in world.rows("joint_posts")}
        self.rotations = {row["rotation"]: row for row in world.rows("rotations")}
        self.rows = {**self.agreements, **self.joint, **self.rotations}
        self.names = [name for name, row in self.rows.items() if not row["in_force"]]
        for name in self.rows:
            for t in world.T:
                programme.var(("runs", name, t))
        for name, row in self.joint.items():
            for t in world.T:
                programme.var(("shared", name, t), 0.0, row["wte"])
        for name, row in self.rotations.items():
            for t in world.T:
                programme.var(("shared", name, t), 0.0, row["most"])

    # --- who pays, who has them, where --------------------------------------------------

    def payer(self, name: str) -> str:
        row = self.rows[name]
        if name in self.agreements:
            return row["deploys_to"]
        return self.world.posts[row["post"]]["organisation"]

    def partners(self, name: str) -> list[tuple[str, float, float]]:
        """(organisation, share of a WTE it pays for, share of the hours it gets)."""
        if name in self.joint:
            return [
                (row["organisation"], row["share"], row["share"])
                for row in self.world.rows("joint_post_partners")
                if row["joint_post"] == name
            ]
        row = self.rotations[name]
        lost = self._lost(row)
        away = 1 - row["home_share"]
        return [
            (host["organisation"], away * host["share"], away * host["share"] * (1 - lost))
            for host in self.world.rows("rotation_hosts")
            if host["rotation"] == name
        ]

    @staticmethod
    def _lost(row: Row) -> float:
        """Share of working time that handing over takes."""
        return min(1.0, row["handover_days"] / (row["block_months"] * WORKING_DAYS))

    def given(self, name: str) -> float:
        """Share of a WTE's hours that the home posts do not have."""
        away = sum(wte for _, wte, _ in self.partners(name))
        if name in self.joint:
            return away
        row = self.rotations[name]
        return away + row["home_share"] * self._lost(row)

    def serves(self, organisation: str) -> frozenset[str]:
        return self.world.served_by(organisation)

    def covers(self, post: str) -> list[str]:
        """Agreements that may fill a group of posts."""
        row = self.world.posts[post]
        if self.world.organisations[row["organisation"]]["can_employ"]:
            return []
        return [
            name
            for name, a in self.agreements.items()
            if a["deploys_to"] == row["organisation"] and row["role"] in a["roles"]
        ]

    # --- people -------------------------------------------------------------------------

    def funded(self, post: str, t: int) -> Terms:
        """Funded posts that joint posts add to a group, less those they replace."""
        terms: Terms = {}
        for name, row in self.joint.items():
            if row["in_force"]:
                continue
            if row["post"] == post:
                add(terms, {("runs", name, t): row["wte"] - row["replaces_wte"]})
            for partner in self.world.rows("joint_post_partners"):
                if (partner["joint_post"], partner["replaces_post"]) == (name, post):
                    add(terms, {("runs", name, t): -partner["replaces_wte"]})
        return terms

    def grow(self) -> list[tuple[Row, Cell, Cell]]:
        """Moves by which those who rotate get another profile; as transfers are."""
        found = []
        for name, row in self.rotations.items():
            begin = (row["post"], self.world.posts[row["post"]]["role"])
            end = (row["post"], row["gains_profile"])
            if row["gains_profile"] and end in self.world.cells:
                move = {"transfer": name, "cost": 0.0, "leave_share": 0.0}
                found.append((move, begin, end))
                for t in self.world.T:
                    column = self.programme.var(("move", name, begin, end, t))
                    share = row["gains_per_year"] * self.world.periods[t].years
                    self.programme.at_most({column: 1.0, ("shared", name, t): -share}, 0.0)
        return found

    def employ(self, people: People) -> None:
        """Everybody in a covered post is employed under an agreement, within its capacity."""
        under: dict[tuple[str, int], Terms] = {}
        for post in self.world.posts:
            covering = self.covers(post)
            if not covering:
                continue
            for t in self.world.T:
                balance = people.total(post, t)
                for name in covering:
                    column = self.programme.var(("employed", name, post, t))
                    add(balance, {column: -1.0})
                    add(under.setdefault((name, t), {}), {column: 1.0})
                    self.programme.at_most({column: 1.0, ("runs", name, t): -1e4}, 0.0)
                self.programme.equals(balance, 0.0)
        for (name, _), terms in under.items():
            capacity = self.agreements[name]["capacity"]
            if capacity == capacity:
                self.programme.at_most(terms, capacity)

    def share(self, people: People) -> None:
        """How much of a joint post is filled, and how many rotate."""
        world, programme = self.world, self.programme
        for t in world.T:
            present: dict[Cell, Terms] = {}
            for name in (*self.joint, *self.rotations):
                post = self.rows[name]["post"]
                cell = (post, world.posts[post]["role"])
                column, runs = ("shared", name, t), ("runs", name, t)
                add(present.setdefault(cell, {}), {column: 1.0})
                if name in self.joint:
                    size = self.joint[name]["wte"]
                    programme.at_most({column: 1.0, runs: -size}, 0.0)
                    filled = add({column: 1.0, runs: -size}, people.total(post, t))
                    add(filled, people.stock[cell, t], -1.0)
                    programme.at_least(add(filled, {("vacant", post, t): 1.0}), 0.0)
                else:
                    row = self.rotations[name]
                    programme.at_most({column: 1.0, runs: -row["most"]}, 0.0)
                    programme.at_least({column: 1.0, runs: -row["least"]}, 0.0)
                    if row["no_net_loss"]:
                        self._keep(people, name, post, t)
            for cell, terms in present.items():
                programme.at_most(add(terms, people.stock[cell, t], -1.0), 0.0)

    def _keep(self, people: People, name: str, post: str, t: int) -> None:
        """As many are present as were in post at the start, while the scheme runs."""
        terms = people.total(post, t)
        for other in (*self.joint, *self.rotations):
            if self.rows[other]["post"] == post:
                away = sum(wte for _, wte, _ in self.partners(other))
                add(terms, {("shared", other, t): -away})
        row = self.rotations[name]
        present = self.world.posts[post]["in_post_wte"]
        if row["in_force"]:
            present -= (1 - row["home_share"]) * row["least"]
        add(terms, {("runs", name, t): -max(present, 0.0)})
        self.programme.at_least(terms, 0.0)

    # --- money --------------------------------------------------------------------------

    def spend(self, spent: dict[tuple[str, int], Terms]) -> None:
        world = self.world
        for name, row in self.rows.items():
            mine = self.payer(name)
            for t in world.T:
                years = world.periods[t].years
                add(spent[mine, t], {("runs", name, t): row.get("cost_per_year", 0.0) * years})
                if not row["in_force"]:
                    add(spent[mine, t], {("runs", name, t): row["cost"]})
                    if t:
                        add(spent[mine, t], {("runs", name, t - 1): -row["cost"]})
        for post, row in world.posts.items():
            pay = world.roles[row["role"]]["annual_cost"]
            for name in self.covers(post):
                for t in world.T:
                    fee = self.agreements[name]["fee_share"] * pay * world.periods[t].years
                    add(spent[row["organisation"], t], {("employed", name, post, t): fee})
        for name in (*self.joint, *self.rotations):
            home = world.posts[self.rows[name]["post"]]
            pay = world.roles[home["role"]]["annual_cost"]
            for organisation, wte, _ in self.partners(name):
                for t in world.T:
                    borne = {("shared", name, t): wte * pay * world.periods[t].years}
                    add(spent[organisation, t], borne)
                    add(spent[home["organisation"], t], borne, -1.0)

    def paid_for(self, people: People, post: str, t: int) -> Terms:
        """Staff of a group of posts as their organisation has and pays them."""
        world, terms = self.world, people.total(post, t)
        row = world.posts[post]
        for name in (*self.joint, *self.rotations):
            home = self.rows[name]["post"]
            for organisation, wte, _ in self.partners(name):
                if home == post:
                    add(terms, {("shared", name, t): -wte})
                same = [
                    p
                    for p, at in world.posts.items()
                    if (at["organisation"], at["role"]) == (organisation, world.posts[home]["role"])
                ]
                if same and same[0] == post and row["organisation"] == organisation:
                    add(terms, {("shared", name, t): wte})
        return terms

    # --- yes and no ---------------------------------------------------------------------

    def first(self, name: str) -> int:
        """The first period that begins when the notice is over."""
        notice = self.rows[name]["notice_months"]
        late = [t for t in self.world.T if self.world.periods[t].offset >= notice]
        return late[0] if late else len(self.world.labels)

    def sound(self, when: dict[str, int]) -> bool:
        """Nothing begins too soon, and nobody has two employers."""
        never = len(self.world.labels)
        if any(t < self.first(name) for name, t in when.items()):
            return False
        for post in self.world.posts:
            running = [n for n in self.covers(post) if when.get(n, 0) < never]
            if len(running) > 1:
                return False
        return True

    def hold(self, when: dict[str, int], held: dict) -> None:
        for name in self.rows:
            for t in self.world.T:
                held["runs", name, t] = float(t >= when.get(name, 0))
