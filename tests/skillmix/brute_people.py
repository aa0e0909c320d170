"""People: stocks, flows, posts, training, moves and the hours they give.

New starters and trainees are followed as cohorts of their own, month by month; everybody
else is one stock per cell, which may be negative where losses fall on a cohort.
"""

from __future__ import annotations

from itertools import pairwise

from planner.place.periods import add_months
from tests.skillmix.brute_levers import Levers
from tests.skillmix.brute_partners import Partners
from tests.skillmix.brute_programme import Programme, Terms, add
from tests.skillmix.brute_world import Cell, Row, World

Arc = tuple[str, Cell, Cell]  # (course or transfer, from, to)


class People:
    """The columns and rows of the workforce; ``stock[cell, t]`` are its expressions."""

    def __init__(self, world: World, programme: Programme, levers: Levers, partners: Partners):
        self.world, self.programme, self.levers = world, programme, levers
        self.partners = partners
        self.flow: dict[tuple[Cell, int], Terms] = {
            (c, t): {} for c in world.cells for t in world.T
        }
        self.in_training: dict[tuple[Cell, int], Terms] = {key: {} for key in self.flow}
        #: WTE that work beside the stock (trainees), or are lost to it (the ramp)
        self.effort: dict[tuple[Cell, int], Terms] = {key: {} for key in self.flow}
        self.load: dict[tuple[str, str, int], Terms] = {}
        #: hours a week spent supervising
        self.supervising: dict[tuple[Cell, int], Terms] = {}
        self.stock: dict[tuple[Cell, int], Terms] = {key: {} for key in self.flow}
        self.hires = self._hires()
        self.drawn = self._drawn()
        self.arcs = {row["course"]: self._arcs(row) for row in world.rows("courses")}
        for row in world.rows("courses"):
            self._train(row)
        self.moves = self._moves()
        self.released = self._released()
        self._stocks()
        self._supervise()
        self._establish()
        partners.employ(self)
        partners.share(self)

    # --- coming and going -------------------------------------------------------------

    def _hires(self) -> list[tuple[str, Cell, int]]:
        world, found = self.world, []
        for market in world.rows("recruitment"):
            for t in world.T:
                period = world.periods[t]
                opened = max(market["lead_months"], period.offset)
                months = max(0.0, period.offset + period.months - opened)
                supply = market["supply_per_year"] * months / 12
                more = self.levers.recruits(market["recruitment"], t)
                if supply == 0 and not more:
                    continue
                total: Terms = {}
                for post, row in world.posts.items():
                    owner = row["organisation"]
                    if (
                        row["role"] == market["role"]
                        and (world.organisations[owner]["can_employ"] or self.partners.covers(post))
                        and market["organisation"] in ("", owner)
                    ):
                        key = (market["recruitment"], (post, row["role"]), t)
                        total[self.programme.var(("hire", *key))] = 1.0
                        found.append(key)
                self.programme.at_most(add(total, more, -1.0), supply)
        for market, cell, hired in found:
            for t in range(hired, len(world.labels)):
                end = world.periods[t].offset + world.periods[t].months
                months = end - world.periods[hired].offset
                still = world.still_there(cell[0], months)
                add(self.stock[cell, t], {("hire", market, cell, hired): still})
        return found

    def _drawn(self) -> list[tuple[Cell, int]]:
        world, found = self.world, []
        draws = world.rows("draws")
        for owner, role in sorted({(d["from_organisation"], d["from_role"]) for d in draws}):
            cells = [c for c in world.cells if (world.employer(c), world.role(c)) == (owner, role)]
            rows = [d for d in draws if (d["from_organisation"], d["from_role"]) == (owner, role)]
            if not cells:
                continue
            for t in world.T:
                balance: Terms = {}
                for cell in cells:
                    column = self.programme.var(("drawn", cell, t))
                    add(balance, {column: 1.0})
                    add(self.flow[cell, t], {column: -1.0})
                    found.append((cell, t))
                for draw in rows:
                    for market, cell, when in self.hires:
                        if (
                            market == draw["recruitment"]
                            and when == t
                            and world.employer(cell) != owner
                        ):
                            add(balance, {("hire", market, cell, t): -draw["share"]})
                self.programme.equals(balance, 0.0)
        return found

    def _released(self) -> list[tuple[Cell, int]]:
        world, found = self.world, []
        for post, row in world.posts.items():
            if row["release_max_per_year"] == 0:
                continue
            for t in world.T:
                total: Terms = {}
                for cell in world.cells:
                    if cell[0] == post:
                        column = self.programme.var(("released", cell, t))
                        total[column] = 1.0
                        add(self.flow[cell, t], {column: -1.0})
                        found.append((cell, t))
                self.programme.at_most(total, row["release_max_per_year"] * world.periods[t].years)
        return found

    def _moves(self) -> list[tuple[Row, Cell, Cell]]:
        world, found = self.world, []
        for move in world.rows("transfers"):
            to_owner = move["to_organisation"] or move["from_organisation"]
            to_role = move["to_role"] or move["from_role"]
            total: dict[int, Terms] = {t: {} for t in world.T}
            for cell in world.cells:
                start = (world.employer(cell), world.role(cell))
                if start != (move["from_organisation"], move["from_role"]):
                    continue
                for post, row in world.posts.items():
                    if (row["organisation"], row["role"]) != (to_owner, to_role) or post == cell[0]:
                        continue
                    kept = (post, cell[1])
                    end = kept if kept in world.cells else (post, to_role)
                    found.append((move, cell, end))
                    for t in world.T:
                        column = self.programme.var(("move", move["transfer"], cell, end, t))
                        total[t][column] = 1.0
                        add(self.flow[cell, t], {column: -1.0})
                        add(self.flow[end, t], {column: 1.0 - move["leave_share"]})
            if move["max_per_year"] == move["max_per_year"]:
                for t in world.T:
                    most = move["max_per_year"] * world.periods[t].years
                    self.programme.at_most(total[t], most)
        for move, begin, end in self.partners.grow():
            found.append((move, begin, end))
            for t in world.T:
                column = ("move", move["transfer"], begin, end, t)
                add(self.flow[begin, t], {column: -1.0})
                add(self.flow[end, t], {column: 1.0})
        return found

    # --- training ---------------------------------------------------------------------

    def _arcs(self, course: Row) -> list[tuple[Cell, Cell]]:
        world = self.world
        to_role = course["to_role"] or course["from_role"]
        core = world.profiles[to_role].skills
        exact = {(p.role, p.extras): p.name for p in world.profiles.values()}
        found = []
        for cell in world.cells:
            owner = world.employer(cell)
            if world.role(cell) != course["from_role"] or course["organisation"] not in ("", owner):
                continue
            extras = (world.profiles[cell[1]].extras | set(course["competencies"])) - core
            profile = exact.get((to_role, extras), None if to_role == world.role(cell) else to_role)
            if profile is None or profile == cell[1]:
                continue
            posts = [cell[0]]
            if to_role != world.role(cell):
                same = [
                    p
                    for p, row in world.posts.items()
                    if (row["organisation"], row["role"]) == (owner, to_role)
                ]
                here = world.posts[cell[0]]["locality"]
                posts = [p for p in same if world.posts[p]["locality"] == here] or same
            found += [(cell, (p, profile)) for p in posts if (p, profile) in world.cells]
        return found

    def intakes(self, course: Row, t: int) -> int:
        period = self.world.periods[t]
        months = {add_months(period.start, k).month for k in range(period.months)}
        return len(months & set(course["intake_months"]))

    def _train(self, course: Row) -> None:
        world = self.world
        for t in world.T:
            intakes = self.intakes(course, t)
            if not intakes:
                continue
            total: Terms = {}
            for begin, end in self.arcs[course["course"]]:
                column = self.programme.var(("start", course["course"], begin, end, t))
                total[column] = 1.0
                self._follow(course, begin, end, t, column)
            if course["places_per_intake"] == course["places_per_intake"]:
                self.programme.at_most(total, course["places_per_intake"] * intakes)

    def _follow(self, course: Row, begin: Cell, end: Cell, s: int, column: tuple) -> None:
        """One WTE that starts in s, until the horizon ends."""
        world = self.world
        length, rate = course["duration_months"], course["completion_rate"]
        away, ramp = course["backfill_share"], course["adoption_ramp"]
        first = world.periods[s].offset
        finish = first + length
        ready = next((t for t in world.T if finish < world.end(t)), None)
        step = 3 * (world.stretch(end, ready) if ready is not None else 1.0)
        add(self.flow[begin, s], {column: -1.0})
        trainee, graduate = 1.0, None
        for t in range(s, len(world.labels)):
            period = world.periods[t]
            shares = [
                self._month(month, finish, ramp, step)
                for month in range(period.offset, period.offset + period.months)
            ]
            learning = sum(1 for share in shares if share is None) / period.months
            self._supervised(course, begin, column, s, t, learning)
            if graduate is None and finish >= period.offset + period.months:
                trainee *= 1.0 if t == s else 1 - world.leave(begin[0], t)
                add(self.in_training[begin, t], {column: trainee})
                add(self.effort[begin, t], {column: trainee * (1 - away)})
                continue
            if graduate is None:
                graduate = trainee * rate * (1 - world.leave(end[0], t))
                back = trainee * (1 - rate) * (1 if t == s else 1 - world.leave(begin[0], t))
                add(self.flow[end, t], {column: graduate})
                add(self.flow[begin, t], {column: back})
                add(self.effort[begin, t], {column: learning * (1 - away) * graduate})
                add(self.effort[begin, t], {column: -learning * away * back})
            else:
                graduate *= 1 - world.leave(end[0], t)
            productive = sum(share or 0.0 for share in shares) / period.months
            add(self.effort[end, t], {column: (productive - 1) * graduate})

    @staticmethod
    def _month(month: int, finish: float, ramp: tuple[float, ...], step: float) -> float | None:
        """Productivity in a month on average, ``None`` while learning; a step of the ramp
        takes so many months."""
        if month < finish:
            return None
        turns = sorted(
            {float(k) for k in (0, 1)}
            | {turn for k in range(len(ramp) + 1) if 0 < (turn := finish + k * step - month) < 1}
        )
        done = 0.0
        for begin, end in pairwise(turns):
            at = int((month + (begin + end) / 2 - finish) // step)
            done += (end - begin) * (ramp[at] if at < len(ramp) else 1.0)
        return done

    def _supervised(
        self, course: Row, begin: Cell, column: tuple, s: int, t: int, learning: float
    ) -> None:
        if not course["supervisor_role"]:
            return
        at_a_time = learning
        if s == t:  # each intake is there in turn, however short the course
            at_a_time = max(learning, 1 / self.intakes(course, t))
        owner = "" if course["supervisors_pooled"] else self.world.employer(begin)
        add(self.load.setdefault((course["course"], owner, t), {}), {column: at_a_time})

    def _supervise(self) -> None:
        world, courses = self.world, {row["course"]: row for row in self.world.rows("courses")}
        busy: dict[tuple[Cell, int], Terms] = {}
        for (name, owner, t), load in self.load.items():
            course = courses[name]
            balance = {column: -value for column, value in load.items()}
            for cell in world.cells:
                if world.role(cell) == course["supervisor_role"] and owner in (
                    "",
                    world.employer(cell),
                ):
                    column = self.programme.var(("supervised", name, owner, cell, t))
                    balance[column] = 1.0
                    each = 1.0 / course["trainees_per_supervisor"]
                    add(busy.setdefault((cell, t), {}), {column: each})
                    self.supervising.setdefault((cell, t), {})[column] = course[
                        "supervision_hours_per_week"
                    ]
            self.programme.equals(balance, 0.0)
        for key, terms in busy.items():
            self.programme.at_most(add(terms, self.stock[key], -1.0), 0.0)

    # --- stocks and posts -------------------------------------------------------------

    def _stocks(self) -> None:
        world = self.world
        for cell in world.cells:
            for t in world.T:
                rest = self.programme.var(("rest", cell, t), -1e9, 1e9)
                balance: Terms = {rest: 1.0}
                add(balance, self.flow[cell, t], -1.0)
                stays = 1 - world.leave(cell[0], t)
                if t:
                    add(balance, {("rest", cell, t - 1): -stays})
                self.programme.equals(balance, 0.0 if t else stays * world.start[cell])
                add(self.stock[cell, t], {rest: 1.0})
                self.programme.at_least(self.stock[cell, t], 0.0)

    def _establish(self) -> None:
        world, programme = self.world, self.programme
        for post, row in world.posts.items():
            bounds = world.establishment(post)
            for t in world.T:
                least, most, _ = bounds[t]
                spare = max(row["over_establishment_max"], row["in_post_wte"] - most)
                funded = programme.var(("funded", post, t))
                own = add({funded: 1.0}, self.partners.funded(post, t), -1.0)
                programme.at_most(own, most)
                programme.at_least(own, least)
                vacant = programme.var(("vacant", post, t))
                over = programme.var(("over", post, t), 0, spare)
                short = programme.var(("short", post, t), 0, row["short_time_max"])
                agency = programme.var(("agency", post, t))
                balance = {vacant: 1.0, funded: -1.0, over: -1.0, short: -0.5}
                programme.equals(add(balance, self.total(post, t)), 0.0)
                if row["vacancy_limit"] == row["vacancy_limit"]:
                    programme.at_most({vacant: 1.0, funded: -row["vacancy_limit"]}, 0.0)
                programme.at_most({agency: 1.0, funded: -row["agency_max"]}, 0.0)
                programme.at_most({agency: 1.0, vacant: -1.0}, 0.0)
        limit = world.policy.over_establishment_limit
        if limit is not None:
            for t in world.T:
                programme.at_most({("over", post, t): 1.0 for post in world.posts}, limit)

    def total(self, post: str, t: int) -> Terms:
        """In post with trainees."""
        terms: Terms = {}
        for cell in self.world.cells:
            if cell[0] == post:
                add(terms, self.stock[cell, t])
                add(terms, self.in_training[cell, t])
        return terms

    def hours(self, cell: Cell, t: int) -> Terms:
        """Hours a week for visits and travel."""
        each = self.world.hours(cell[0])
        terms = add({}, self.stock[cell, t], each)
        add(terms, self.effort[cell, t], each)
        if cell[1] == self.world.role(cell):
            add(terms, {("agency", cell[0], t): each, ("short", cell[0], t): -0.5 * each})
            for name, row in {**self.partners.joint, **self.partners.rotations}.items():
                if row["post"] == cell[0]:
                    given = self.partners.given(name)
                    add(terms, {("shared", name, t): -given * each})
        return add(terms, self.supervising.get((cell, t), {}), -1.0)
