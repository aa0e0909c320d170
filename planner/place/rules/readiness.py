"""Rules on the readiness of teams."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.market import posted
from planner.place.rules.rule import Tables, needs


@needs("readiness", "posts", "roles")
def readiness_has_posts(tables: Tables) -> Iterator[Finding]:
    """The team that was surveyed has posts."""
    group = dict(zip(tables["roles"]["role"], tables["roles"]["staff_group"], strict=True))
    teams = {(owner, team) for owner, role in posted(tables) for team in ("", group[role])}
    readiness = tables["readiness"]
    rows = zip(readiness["organisation"], readiness["staff_group"], strict=True)
    for i, (owner, team) in enumerate(rows):
        if (owner, team) not in teams:
            whom = f"no posts of '{team}'" if team else "no posts"
            message = f"'{owner}' has {whom}, so the row changes nothing"
            column = "staff_group" if team else "organisation"
            yield tables.warning("readiness", i, column, message, "mend the row, or drop it")
