"""What the tables of a place say, in plain Python: who is where, who can do what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.place.place import Place

Row = dict[str, Any]
Cell = tuple[str, str]  # (post, profile)


@dataclass(frozen=True)
class Profile:
    name: str
    role: str
    extras: frozenset[str]
    skills: frozenset[str]
    kinds: tuple[str, ...]
    listed: bool  # adopted before anybody can be in it
    cost: float
    team: float


class World:
    """A place read table by table; nothing of the stage's own problem is used."""

    def __init__(self, place: Place):
        self.place = place
        self._rows: dict[str, list[Row]] = {}
        self.policy = place.settings.policy
        self.periods = place.periods
        self.T = range(len(self.periods))
        self.posts = {row["post"]: row for row in self.rows("posts")}
        self.roles = {row["role"]: row for row in self.rows("roles")}
        self.organisations = {row["organisation"]: row for row in self.rows("organisations")}
        self.localities = [row["locality"] for row in self.rows("localities")]
        self.labels = [period.label for period in self.periods]

    def rows(self, table: str) -> list[Row]:
        if table not in self._rows:
            self._rows[table] = self.place[table].to_dict("records")
        return self._rows[table]

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        core: dict[str, set[str]] = {role: set() for role in self.roles}
        for row in self.rows("role_competencies"):
            if row["status"] == "core":
                core[row["role"]].add(row["competency"])
        made = {
            role: Profile(role, role, frozenset(), frozenset(core[role]), (), False, 0, 0)
            for role in self.roles
        }
        for row in self.rows("profiles"):
            role, learned = row["role"], frozenset(row["competencies"])
            terms = (row["kinds"], True, row["adoption_cost"], row["minimum_team_wte"])
            if row["profile"] in self.roles:
                made[role] = Profile(role, role, frozenset(), frozenset(core[role]), (), *terms[1:])
            elif self.policy.new_profiles or self._held(role, learned):
                made[row["profile"]] = Profile(
                    row["profile"], role, learned, learned | core[role], *terms
                )
        return made

    def _held(self, role: str, learned: frozenset[str]) -> bool:
        return any(
            row["role"] == role and learned <= set(row["competencies"])
            for row in self.rows("staff")
        )

    @cached_property
    def cells(self) -> list[Cell]:
        """Every profile in every post where its role and the kind of employer allow it."""
        return [
            (post, profile.name)
            for post, row in self.posts.items()
            for profile in self.profiles.values()
            if profile.role == row["role"] and self.may_have(row["organisation"], profile)
        ]

    def may_have(self, organisation: str, profile: Profile) -> bool:
        return not profile.kinds or self.organisations[organisation]["kind"] in profile.kinds

    @cached_property
    def start(self) -> dict[Cell, float]:
        """Who is in post at the start: as the staff table's people of the employer and role."""
        shares = {}
        for post, row in self.posts.items():
            people = [
                p
                for p in self.rows("staff")
                if (p["organisation"], p["role"]) == (row["organisation"], row["role"])
            ]
            wte: dict[str, float] = {}
            for person in people:
                fit = self._fit(row, frozenset(person["competencies"]))
                wte[fit] = wte.get(fit, 0.0) + person["wte"]
            total = sum(wte.values())
            shares[post] = {p: w / total for p, w in wte.items()} if total else {row["role"]: 1.0}
        return {
            (post, profile): self.posts[post]["in_post_wte"] * shares[post].get(profile, 0.0)
            for post, profile in self.cells
        }

    def _fit(self, post: Row, has: frozenset[str]) -> str:
        """The profile of the role with most of the person's competencies."""
        best = post["role"]
        for name, profile in self.profiles.items():
            if (
                profile.role == post["role"]
                and profile.extras <= has
                and self.may_have(post["organisation"], profile)
                and len(profile.extras) > len(self.profiles[best].extras)
            ):
                best = name
        return best

    def end(self, t: int) -> int:
        """Months from the start of the plan to the end of a period."""
        return self.periods[t].offset + self.periods[t].months

    def surveyed(self, owner: str, staff_group: str, t: int) -> Row | None:
        """The row of a team's readiness that speaks of a period: the latest by then."""
        rows = [
            (self.labels.index(row["period"]) if row["period"] else -1, row)
            for row in self.rows("readiness")
            if (row["organisation"], row["staff_group"]) == (owner, staff_group)
        ]
        known = [(begins, row) for begins, row in rows if begins <= t]
        return max(known, key=lambda pair: pair[0])[1] if known else None

    def team_change(self, owner: str, staff_group: str, t: int) -> float | None:
        """Share of a team that may change in a year; ``None``: as many as the employer may."""
        row = self.surveyed(owner, staff_group, t)
        if row is None:
            return None
        if row["change_limit"] == row["change_limit"]:
            return row["change_limit"]
        own = self.organisations[owner]["change_limit"]
        return row["readiness"] * (own if own == own else self.policy.change_limit)

    def stretch(self, cell: Cell, t: int) -> float:
        """How many times as long it takes those who join a cell to be as good as others."""
        group = self.roles[self.role(cell)]["staff_group"]
        row = self.surveyed(self.employer(cell), group, t)
        row = row or self.surveyed(self.employer(cell), "", t)
        if row is None:
            return 1.0
        stated = row["ramp_stretch"]
        return stated if stated == stated else 2 - row["readiness"]

    def in_team(self, cell: Cell, owner: str, staff_group: str) -> bool:
        group = self.roles[self.role(cell)]["staff_group"]
        return self.employer(cell) == owner and staff_group in ("", group)

    def employer(self, cell: Cell) -> str:
        return self.posts[cell[0]]["organisation"]

    def role(self, cell: Cell) -> str:
        return self.posts[cell[0]]["role"]

    def leave(self, post: str, t: int) -> float:
        """Share of the staff of a post who leave in a period."""
        return 1 - (1 - self.posts[post]["turnover"]) ** self.periods[t].years

    def still_there(self, post: str, months: int) -> float:
        """Share of new starters still there after some months."""
        row = self.posts[post]
        first = row["first_year_turnover"]
        first = row["turnover"] if first != first else first
        return (1 - first) ** (min(months, 12) / 12) * (1 - row["turnover"]) ** (
            max(months - 12, 0) / 12
        )

    def hours(self, post: str) -> float:
        """Hours a week that one WTE gives to visits and their travel."""
        row = self.posts[post]
        role = self.roles[row["role"]]
        at_work = role["hours_per_week"] * (1 - role["headroom"]) * (1 - row["sickness"])
        return at_work * role["patient_facing"] * (1 - row["time_outside"])

    def serves(self, post: str) -> frozenset[str]:
        """The localities a group of posts serves."""
        row = self.posts[post]
        if row["locality"]:
            return frozenset([row["locality"]])
        return self.served_by(row["organisation"])

    def served_by(self, owner: str) -> frozenset[str]:
        """The localities an organisation serves."""
        stated = {r["locality"] for r in self.rows("service_areas") if r["organisation"] == owner}
        if stated:
            return frozenset(stated)
        if self.organisations[owner]["kind"] == "pcn":
            return frozenset(r["locality"] for r in self.rows("localities") if r["pcn"] == owner)
        return frozenset(self.localities)

    def holds_from(self, rows: list[Row], figure: str, otherwise: float) -> list[float]:
        """A figure in every period; each row holds from its period on, blank from the start."""
        values = [otherwise] * len(self.labels)
        for row in sorted(
            rows, key=lambda r: self.labels.index(r["period"]) if r["period"] else -1
        ):
            first = self.labels.index(row["period"]) if row["period"] else 0
            for t in range(first, len(self.labels)):
                values[t] = row[figure]
        return values

    def establishment(self, post: str) -> list[tuple[float, float, float]]:
        """(least, most, today's) establishment in every period."""
        row = self.posts[post]
        today = row["establishment_wte"]
        least = (
            today
            if row["establishment_min"] != row["establishment_min"]
            else row["establishment_min"]
        )
        most = (
            today
            if row["establishment_max"] != row["establishment_max"]
            else row["establishment_max"]
        )
        decided = [r for r in self.rows("establishments") if r["post"] == post]
        fixed = self.holds_from(decided, "establishment_wte", -1.0)
        return [(f, f, f) if f >= 0 else (least, most, today) for f in fixed]

    def people(self, group: str, locality: str) -> list[float]:
        """People served here: residents but for those who go elsewhere, and who comes."""
        served = []
        for t, living in enumerate(self.residents(group, locality)):
            rows = self._crossing(group, locality, t)
            stay = living * (1 - sum(row["share_served_outside"] for row in rows))
            served.append(max(stay, 0.0) + sum(row["people_from_outside"] for row in rows))
        return served

    def _crossing(self, group: str, locality: str, t: int) -> list[Row]:
        """The row of each outside place that speaks for a need group in a period: the latest
        of its own, else the latest for all groups; a dated row is later than an undated one."""
        latest: dict[str, tuple[tuple[bool, int], Row]] = {}
        for row in self.rows("flows"):
            begins = self.labels.index(row["period"]) if row["period"] else -1
            if row["locality"] != locality or row["need_group"] not in ("", group) or begins > t:
                continue
            rank = (row["need_group"] == group, begins)
            if row["outside"] not in latest or latest[row["outside"]][0] < rank:
                latest[row["outside"]] = (rank, row)
        return [row for _, row in latest.values()]

    def residents(self, group: str, locality: str) -> list[float]:
        """People in need who live there, at the middle of every period."""
        rows = [
            r for r in self.rows("needs") if r["need_group"] == group and r["locality"] == locality
        ]
        values = [0.0] * len(self.labels)
        for row in sorted(
            rows, key=lambda r: self.labels.index(r["period"]) if r["period"] else -1
        ):
            first = self.labels.index(row["period"]) if row["period"] else 0
            for t in range(first, len(self.labels)):
                since = (
                    self.periods[t].offset + self.periods[t].months / 2 - self.periods[first].offset
                ) / 12
                values[t] = row["people"] * (1 + row["growth"]) ** since
        return values
