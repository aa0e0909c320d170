"""What the place says of posts, people, scope and travel, looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.place.areas import served_localities
from planner.place.place import Place
from planner.schema.tables.team_limits import AWAY_SHARE

Held = frozenset[str]


@dataclass(frozen=True)
class Facts:
    """A place as an assignment asks of it. Identifiers throughout."""

    place: Place

    @cached_property
    def posts(self) -> dict[str, Any]:
        """Post → its row."""
        return {row.post: row for row in self.place["posts"].itertuples(index=False)}

    @cached_property
    def staff(self) -> dict[str, Any]:
        """Person → their row, in order of identifier; only those who are in posts."""
        rows = self.place["staff"].sort_values("person", kind="stable")
        return {row.person: row for row in rows.itertuples(index=False)}

    @cached_property
    def core(self) -> Mapping[str, Held]:
        """Role → the competencies everybody in it has."""
        return self._scope(("core",))

    @cached_property
    def scope(self) -> Mapping[str, Held]:
        """Role → the competencies within its scope of practice."""
        return self._scope(("core", "learnable"))

    def _scope(self, statuses: tuple[str, ...]) -> Mapping[str, Held]:
        rows = self.place["role_competencies"]
        rows = rows[rows["status"].isin(statuses)]
        found = {r: frozenset(c) for r, c in rows.groupby("role")["competency"]}
        return {role: found.get(role, frozenset()) for role in self.place["roles"]["role"]}

    @cached_property
    def staff_group(self) -> dict[str, str]:
        roles = self.place["roles"]
        return dict(zip(roles["role"], roles["staff_group"], strict=True))

    @cached_property
    def registered(self) -> frozenset[str]:
        """Roles with a register."""
        roles = self.place["roles"]
        return frozenset(roles["role"][roles["registration"] != ""])

    @cached_property
    def for_registrants(self) -> Held:
        """Competencies that stay with registrants."""
        rows = self.place["competencies"]
        return frozenset(rows["competency"][rows["registrant_only"]])

    @cached_property
    def extras(self) -> dict[str, Held]:
        """Profile → what it adds to its role's core."""
        rows = self.place["profiles"]
        return {
            profile: frozenset(added) - self.core[role]
            for profile, role, added in zip(
                rows["profile"], rows["role"], rows["competencies"], strict=True
            )
        }

    @cached_property
    def works(self) -> dict[str, frozenset[str]]:
        """Post → localities in which its people work."""
        served = served_localities(self.place)
        return {
            name: frozenset({row.locality}) if row.locality else served[row.organisation]
            for name, row in self.posts.items()
        }

    @cached_property
    def _minutes(self) -> dict[tuple[str, str], float]:
        rows = self.place["travel"]
        pairs = zip(rows["from_locality"], rows["to_locality"], strict=True)
        return dict(zip(pairs, rows["minutes"], strict=True))

    @cached_property
    def _nearest(self) -> dict[tuple[str, str], float]:
        return {}

    def minutes(self, home: str, post: str) -> float:
        """One way from home to the nearest locality where the post works; what the policy says
        where the home or the way is not known."""
        key = (home, post)
        if key not in self._nearest:
            usual = self.place.settings.policy.travel_minutes
            ways = [self._minutes.get((home, at), usual) for at in self.works[post]]
            self._nearest[key] = float(min(ways, default=usual)) if home else float(usual)
        return self._nearest[key]

    @cached_property
    def posts_of(self) -> dict[str, list[str]]:
        """Role → its posts."""
        found: dict[str, list[str]] = {}
        for name, row in self.posts.items():
            found.setdefault(row.role, []).append(name)
        return found

    @cached_property
    def posts_at(self) -> dict[tuple[str, str], list[str]]:
        """(organisation, role) → its posts."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, row in self.posts.items():
            found.setdefault((row.organisation, row.role), []).append(name)
        return found

    def posts_after(self, post: str, role: str) -> list[str]:
        """Posts of a role with the same employer, of the same locality where there are any."""
        mine = self.posts[post]
        same = self.posts_at.get((mine.organisation, role), [])
        near = [name for name in same if self.posts[name].locality == mine.locality]
        return near or same

    def team(self, post: str) -> tuple[str, str]:
        """(employer, staff group)."""
        row = self.posts[post]
        return row.organisation, self.staff_group[row.role]

    @cached_property
    def home_post(self) -> dict[str, str]:
        """Person → their posts: those named, or the first of their employer and role."""
        return {
            name: row.post or self.posts_at[row.organisation, row.role][0]
            for name, row in self.staff.items()
        }

    @cached_property
    def named_wte(self) -> dict[str, float]:
        """Post → WTE of its named people."""
        found = dict.fromkeys(self.posts, 0.0)
        for name, row in self.staff.items():
            found[self.home_post[name]] += float(row.wte)
        return found

    @cached_property
    def unnamed_wte(self) -> dict[str, float]:
        """Post → WTE in post of people who are not named."""
        return {
            name: max(0.0, round(float(row.in_post_wte) - self.named_wte[name], 6))
            for name, row in self.posts.items()
        }

    def held(self, person: str) -> Held:
        """What somebody has beyond their role's core."""
        row = self.staff[person]
        return frozenset(row.competencies) - self.core[row.role]

    @cached_property
    def spare(self) -> dict[tuple[str, str], float]:
        """Team → WTE that may be away on courses at a time."""
        rows = self.place["team_limits"]
        keys = zip(rows["organisation"], rows["staff_group"], strict=True)
        stated = dict(zip(keys, rows["away_share"], strict=True))
        wte: dict[tuple[str, str], float] = {}
        for post, amount in self.named_wte.items():
            wte[self.team(post)] = wte.get(self.team(post), 0.0) + amount
        return {
            team: amount * stated.get(team, stated.get((team[0], ""), AWAY_SHARE))
            for team, amount in wte.items()
        }

    def after_course(self, role: str, held: Held, course: Any) -> tuple[str, Held] | None:
        """Role and what is held beyond its core after a course; None where it is not for them:
        another role, nothing new, outside the scope of practice, or for registrants only."""
        if course.from_role != role:
            return None
        to_role = course.to_role or role
        learned = frozenset(course.competencies)
        if not learned <= self.scope[to_role]:
            return None
        if to_role not in self.registered and learned & self.for_registrants:
            return None
        after = ((held | learned) & self.scope[to_role]) - self.core[to_role]
        return None if to_role == role and after == held else (to_role, after)


def skills(facts: Facts, role: str, held: Held) -> Held:
    """Everything somebody can do."""
    return facts.core[role] | held
