"""Brute force: every way of adopting new profiles, taking levers, agreeing with partners,
opening hubs, moving back offices and running fragile services, each with a linear programme
of its own.

Nothing of the stage is used: the tables of the place are read again, the promises that
the rules document are stated again in plain Python, every visit is a column of its own
with the name of who makes it, and scipy solves. Slow, and only for tiny places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from planner.place.place import Place
from tests.skillmix.brute_care import Care
from tests.skillmix.brute_hubs import Hubs, Opening
from tests.skillmix.brute_levers import Levers
from tests.skillmix.brute_offices import Offices, Way
from tests.skillmix.brute_partners import Partners
from tests.skillmix.brute_people import People
from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_services import Running, Services
from tests.skillmix.brute_world import World

Adoption = tuple[int, ...]
"""By pair, then by whole lever, then by arrangement, the period it is taken in; the number of
periods: never."""


class Brute:
    """The whole problem of a place but for its yes/no decisions."""

    def __init__(self, place: Place):
        self.world = World(place)
        self.programme = Programme()
        self.levers = Levers(self.world, self.programme)
        self.partners = Partners(self.world, self.programme)
        self.people = People(self.world, self.programme, self.levers, self.partners)
        self.hubs = Hubs(self.world, self.programme)
        self.services = Services(self.world, self.programme)
        self.care = Care(self.world, self.programme, self.levers, self.hubs, self.services)
        self.offices = Offices(self.world)
        self.constants: dict[str, float] = {}
        self.spending = self._spending()
        self._hours()
        self._claims()
        self._budgets()
        self._change()
        self._readiness()
        self._destabilise()
        self.pairs = self._pairs()
        self.yes_pins = self._pins()
        self.objectives = self._objectives()

    # --- rules that join people, care and money ---------------------------------------

    def _hours(self) -> None:
        """Hours by profile go from employers that serve the same area to its localities."""
        world = self.world
        areas = {post: world.serves(post) for post in world.posts}
        for t in world.T:
            pools: dict[tuple[frozenset[str], str], Terms] = {}
            for cell in world.cells:
                key = (areas[cell[0]], cell[1])
                add(pools.setdefault(key, {}), self.people.hours(cell, t), -1.0)
            partners = self.partners
            for name in (*partners.joint, *partners.rotations):
                post = partners.rows[name]["post"]
                for organisation, _, share in partners.partners(name):
                    key = (partners.serves(organisation), world.posts[post]["role"])
                    got = {("shared", name, t): share * world.hours(post)}
                    add(pools.setdefault(key, {}), got, -1.0)
            there: dict[tuple[str, str], Terms] = {}
            for (area, profile), given in pools.items():
                for locality in sorted(area):
                    column = self.programme.var(("deployed", area, profile, locality, t))
                    given[column] = 1.0
                    there.setdefault((profile, locality), {})[column] = -1.0
                self.programme.at_most(given, 0.0)
            for profile in world.profiles:
                for locality in world.localities:
                    used = dict(self.care.hours.get((profile, locality, t), {}))
                    self.programme.at_most(add(used, there.get((profile, locality), {})), 0.0)

    def _spending(self) -> dict[tuple[str, int], Terms]:
        world, people = self.world, self.people
        spent: dict[tuple[str, int], Terms] = {
            (owner, t): {} for owner in world.organisations for t in world.T
        }
        for post, row in world.posts.items():
            pay = world.roles[row["role"]]["annual_cost"]
            for t in world.T:
                years, mine = world.periods[t].years, spent[row["organisation"], t]
                add(mine, people.total(post, t), pay * years)
                add(mine, {("agency", post, t): pay * (1 + row["agency_premium"]) * years})
                add(mine, {("over", post, t): row["over_establishment_cost"] * years})
                add(mine, {("short", post, t): row["short_time_cost"] * years})
        costs = {row["recruitment"]: row["cost_per_hire"] for row in world.rows("recruitment")}
        for market, cell, t in people.hires:
            add(spent[world.employer(cell), t], {("hire", market, cell, t): costs[market]})
        for cell, t in people.released:
            each = world.posts[cell[0]]["release_cost"]
            add(spent[world.employer(cell), t], {("released", cell, t): each})
        for move, begin, end in people.moves:
            for t in world.T:
                column = ("move", move["transfer"], begin, end, t)
                add(spent[world.employer(begin), t], {column: move["cost"]})
        self.levers.spend(spent)
        self.partners.spend(spent)
        self.services.spend(spent)
        self.fees: dict[tuple[str, int], Terms] = {}
        for course in world.rows("courses"):
            for begin, end in people.arcs[course["course"]]:
                for t in world.T:
                    column = ("start", course["course"], begin, end, t)
                    if column not in self.programme.bounds:
                        continue
                    payer = (
                        self.fees.setdefault((course["fund"], t), {})
                        if course["fund"]
                        else spent[world.employer(begin), t]
                    )
                    add(payer, {column: course["cost"]})
        return spent

    def _claims(self) -> None:
        """Funds: at most so much per WTE of eligible roles, at most what the year has."""
        world, people = self.world, self.people
        self.claimed: dict[tuple[str, int], Terms] = {}
        funds = {row["fund"]: row for row in world.rows("funds")}
        year = [p.start.year - (p.start.month < 4) for p in world.periods]
        paid: dict[tuple[str, int], Terms] = {}
        for row in world.rows("fund_roles"):
            fund = funds[row["fund"]]
            for post, at in world.posts.items():
                owner = at["organisation"]
                kind = world.organisations[owner]["kind"]
                if (
                    at["role"] != row["role"]
                    or fund["organisation"] not in ("", owner)
                    or (fund["kinds"] and kind not in fund["kinds"])
                ):
                    continue
                for t in world.T:
                    column = self.programme.var(("claim", row["fund"], post, t))
                    most = row["maximum_per_wte"] * world.periods[t].years
                    had = self.partners.paid_for(people, post, t)
                    terms = add({column: 1.0}, had, -most)
                    self.programme.at_most(terms, 0.0)
                    add(self.claimed.setdefault((owner, t), {}), {column: 1.0})
                    add(paid.setdefault((row["fund"], year[t]), {}), {column: 1.0})
        for (fund, t), terms in self.fees.items():
            add(paid.setdefault((fund, year[t]), {}), terms)
        for (fund, when), terms in paid.items():
            share = sum(p.years for p, y in zip(world.periods, year, strict=True) if y == when)
            self.programme.at_most(terms, funds[fund]["amount"] * share)

    def _budgets(self) -> None:
        """Rows with what adoption and back offices cost as columns, which ``best`` holds."""
        world = self.world
        for owner, row in world.organisations.items():
            budgets = [b for b in world.rows("budgets") if b["organisation"] == owner]
            yearly = world.holds_from(budgets, "amount", float("inf"))
            more = row["overspend_limit"] if row["budget_rule"] == "control_total" else 0.0
            for t in world.T:
                terms = add({}, self.spending[owner, t])
                add(terms, self.claimed.get((owner, t), {}), -1.0)
                spare = self.programme.var(("adoption cost", owner, t))
                behind = self.programme.var(("back office cost", owner, t))
                opened = self.programme.var(("hub cost", owner, t))
                terms[spare] = terms[behind] = terms[opened] = 1.0
                self.programme.at_most(terms, (yearly[t] + more) * world.periods[t].years)

    def _change(self) -> None:
        world, people = self.world, self.people
        self.changed: dict[tuple[str, int], Terms] = {
            (owner, t): {} for owner in world.organisations for t in world.T
        }
        for cell, t in people.released:
            add(self.changed[world.employer(cell), t], {("released", cell, t): 1.0})
        for move, begin, end in people.moves:
            for t in world.T:
                column = ("move", move["transfer"], begin, end, t)
                add(self.changed[world.employer(begin), t], {column: 1.0})
                if world.employer(begin) != world.employer(end):
                    joins = {column: 1 - move["leave_share"]}
                    add(self.changed[world.employer(end), t], joins)
        for course, arcs in people.arcs.items():
            for begin, end in arcs:
                for t in world.T:
                    column = ("start", course, begin, end, t)
                    if column in self.programme.bounds:
                        add(self.changed[world.employer(begin), t], {column: 1.0})
        for owner, row in world.organisations.items():
            share = row["change_limit"]
            share = world.policy.change_limit if share != share else share
            mine = [p for p, at in world.posts.items() if at["organisation"] == owner]
            funded = sum(world.establishment(p)[0][2] for p in mine)
            staff = sum(world.posts[p]["in_post_wte"] for p in mine)
            behind = sum(r["wte"] for r in world.rows("back_office") if r["organisation"] == owner)
            for t in world.T:
                displaced = self.programme.var(("displaced", owner, t))
                add(self.changed[owner, t], {displaced: 1.0})
                most = share * (max(funded, staff) + behind) * world.periods[t].years
                self.programme.at_most(self.changed[owner, t], most)

    def _readiness(self) -> None:
        """People of each team who change, those who come from elsewhere included."""
        world, people = self.world, self.people
        teams = {(row["organisation"], row["staff_group"]) for row in world.rows("readiness")}
        for (owner, group), t in product(sorted(teams), world.T):
            share = world.team_change(owner, group, t)
            if share is None:
                continue
            terms: Terms = {}
            for name in self.programme.bounds:
                if name[0] == "released" and name[2] == t and world.in_team(name[1], owner, group):
                    terms[name] = 1.0
                if name[0] == "start" and name[4] == t and world.in_team(name[2], owner, group):
                    terms[name] = 1.0
            for move, begin, end in people.moves:
                column = ("move", move["transfer"], begin, end, t)
                if world.in_team(begin, owner, group):
                    terms[column] = 1.0
                elif world.in_team(end, owner, group):
                    terms[column] = 1.0 - move["leave_share"]
            mine = [
                p for p, row in world.posts.items() if world.in_team((p, row["role"]), owner, group)
            ]
            funded = sum(world.establishment(p)[0][2] for p in mine)
            staff = sum(world.posts[p]["in_post_wte"] for p in mine)
            self.programme.at_most(terms, share * max(funded, staff) * world.periods[t].years)

    def _destabilise(self) -> None:
        self.destabilised: Terms = {}
        for post, row in self.world.posts.items():
            for t in self.world.T:
                years = self.world.periods[t].years
                lost = self.programme.var(("lost beyond", post, t))
                vacant = self.programme.var(("vacant beyond", post, t))
                drawn = {
                    ("drawn", c, u): 1.0 for c, u in self.people.drawn if (c[0], u) == (post, t)
                }
                bearable = row["loss_tolerance"] * row["in_post_wte"] * years
                self.programme.at_most(add(drawn, {lost: -1.0}), bearable)
                ceiling = {("funded", post, t): -row["vacancy_ceiling"]}
                self.programme.at_most({("vacant", post, t): 1.0, vacant: -1.0, **ceiling}, 0.0)
                add(self.destabilised, {lost: row["criticality"]})
                add(self.destabilised, {vacant: row["criticality"] * years})

    def _pairs(self) -> list[tuple[str, str]]:
        """Employer × profile that is new to it and must be adopted."""
        world = self.world
        here: dict[tuple[str, str], float] = {}
        for cell in world.cells:
            key = (world.employer(cell), cell[1])
            here[key] = here.get(key, 0.0) + world.start[cell]
        return [key for key, wte in here.items() if wte == 0 and world.profiles[key[1]].listed]

    def _pins(self) -> list[tuple[tuple[str, str], int, str, float]]:
        """Pins on people as rows; those on yes/no decisions are given back."""
        world, yes = self.world, []
        for pin in world.rows("pins"):
            for t, label in enumerate(world.labels):
                if pin["period"] not in ("", label) or pin["decision"] == "own_team":
                    continue
                if pin["decision"] == "adopted":
                    key = (pin["organisation"], pin["item"])
                    yes.append((key, t, pin["comparison"], pin["value"]))
                    continue
                if pin["decision"] == "opened":
                    continue  # kept by every way of opening
                if pin["decision"] == "taken":
                    terms = {}
                    lever = self.levers.rows[pin["item"]]
                    if lever["organisation"] == pin["organisation"]:
                        terms = {("taken", pin["item"], s): 1.0 for s in range(t + 1)}
                elif pin["decision"] == "arranged":
                    terms = {}
                    if self.partners.payer(pin["item"]) == pin["organisation"]:
                        terms = {("runs", pin["item"], t): 1.0}
                else:
                    terms = self._pinned(pin["decision"], pin["organisation"], pin["item"], t)
                if pin["comparison"] != "at_most":
                    self.programme.at_least(terms, pin["value"])
                if pin["comparison"] != "at_least":
                    self.programme.at_most(terms, pin["value"])
        return yes

    def _pinned(self, decision: str, owner: str, item: str, t: int) -> Terms:
        world, people, terms = self.world, self.people, {}
        posts = [
            post
            for post, row in world.posts.items()
            if (row["organisation"], row["role"]) == (owner, item)
        ]
        if decision == "in_post":
            for post in posts:
                add(terms, people.total(post, t))
        elif decision == "profile_in_post":
            for cell in world.cells:
                if (world.employer(cell), cell[1]) == (owner, item):
                    add(terms, people.stock[cell, t])
        elif decision in ("establishment", "agency"):
            name = {"establishment": "funded"}.get(decision, decision)
            add(terms, {(name, post, t): 1.0 for post in posts})
        elif decision == "hires":
            for market, cell, when in people.hires:
                if cell[0] in posts and when == t:
                    add(terms, {("hire", market, cell, t): 1.0})
        elif decision == "released":
            for cell, when in people.released:
                if cell[0] in posts and when == t:
                    add(terms, {("released", cell, t): 1.0})
        else:
            word = {"starts": "start", "transfers": "move"}[decision]
            for name in self.programme.bounds:
                ours = name[0] == word and name[1] == item and name[4] == t
                if ours and world.employer(name[2]) == owner:
                    terms[name] = 1.0
        return terms

    def _objectives(self) -> dict[str, Terms]:
        world, people = self.world, self.people
        cost: Terms = {}
        for terms in [*self.spending.values(), *self.fees.values()]:
            add(cost, terms)
        for owner in world.organisations:
            add(cost, {("adoption cost", owner, t): 1.0 for t in world.T})
            add(cost, {("back office cost", owner, t): 1.0 for t in world.T})
            add(cost, {("hub cost", owner, t): 1.0 for t in world.T})
        change: Terms = {}
        for terms in self.changed.values():
            add(change, terms)
        released: Terms = {("released", c, t): 1.0 for c, t in people.released}
        for t in world.T:
            released[self.programme.var(("behind released", t))] = 1.0
        return {
            "unmet_need": self.care.unmet,
            "destabilisation": self.destabilised,
            "visits": self.care.visits,
            "cost": cost,
            "change": change,
            "released": released,
            "vacancy": {
                ("vacant", post, t): world.periods[t].years for post in world.posts for t in world.T
            },
        }

    # --- yes and no -------------------------------------------------------------------

    def adoptions(self) -> Iterator[Adoption]:
        """Every way of adopting that the policy and the pins allow."""
        never = len(self.world.labels)
        profiles = range(never + 1) if self.world.policy.new_profiles else (never,)
        whole = len(self.levers.whole) + len(self.partners.names)
        choices = [profiles] * len(self.pairs) + [range(never + 1)] * whole
        for when in product(*choices):
            if all(self._kept(when, pin) for pin in self.yes_pins):
                yield when

    def _kept(self, when: Adoption, pin: tuple[tuple[str, str], int, str, float]) -> bool:
        key, t, comparison, value = pin
        yes = float(key in self.pairs and when[self.pairs.index(key)] <= t)
        return {"exactly": yes == value, "at_least": yes >= value, "at_most": yes <= value}[
            comparison
        ]

    def best(
        self,
        measure: str,
        when: Adoption,
        way: Way,
        opening: Opening,
        running: Running,
        caps: list[tuple[str, float]],
    ) -> float | None:
        """The least of a measure, adoptions, moves, hubs and who runs fragile services given,
        under caps on other measures."""
        world, held = self.world, {}
        rows = self.hubs.limits(opening) + self.services.hold(running, self.people.stock, held)
        hubs = self.hubs.cost(opening)
        for t in world.T:
            held["behind released", t] = way.released.get(t, 0.0)
            for owner in world.organisations:
                held["adoption cost", owner, t] = 0.0
                held["back office cost", owner, t] = way.cost.get((owner, t), 0.0)
                held["hub cost", owner, t] = hubs.get((owner, t), 0.0)
                held["displaced", owner, t] = way.displaced.get((owner, t), 0.0)
        yes = iter(when[len(self.pairs) :])
        taken = {name: next(yes) for name in self.levers.whole}
        agreed = {name: next(yes) for name in self.partners.names}
        if not self.partners.sound(agreed):
            return None
        self.partners.hold(agreed, held)
        if any(t < self.levers.first(self.levers.rows[name]) for name, t in taken.items()):
            return None
        self.levers.hold(taken, held)
        for (owner, name), adopted in zip(self.pairs, when[: len(self.pairs)], strict=True):
            profile = world.profiles[name]
            if adopted in world.T:
                held["adoption cost", owner, adopted] += profile.cost
            for t in world.T:
                team: Terms = {}
                for cell in world.cells:
                    if (world.employer(cell), cell[1]) == (owner, name):
                        add(team, self.people.stock[cell, t])
                if adopted > t:
                    rows.append((team, 0.0))
                elif self._due(adopted, t):
                    rows.append(({n: -v for n, v in team.items()}, -profile.team))
        rows += [(self.objectives[name], most) for name, most in caps]
        return self.programme.minimise(self.objectives[measure], rows, held)

    def _due(self, adopted: int, t: int) -> bool:
        """Whether the team must be whole: the months of grace are over, or the plan ends."""
        grace = self.world.policy.adoption_grace_months
        periods = self.world.periods
        over = periods[t].offset >= periods[adopted].offset + grace
        return over or t == len(periods) - 1

    def least(self, measure: str, caps: list[tuple[str, float]]) -> float | None:
        """The least of a measure over every way of adopting, moving and opening; ``None``:
        impossible."""
        found = [
            self.best(measure, when, way, opening, running, caps)
            for when in self.adoptions()
            for way in self.offices.ways()
            for opening in self.hubs.openings()
            for running in self.services.ways()
        ]
        return min((value for value in found if value is not None), default=None)
