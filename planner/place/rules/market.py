"""Rules on recruitment, draws, transfers and pins."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.rules.rule import Tables, needs


def posted(tables: Tables) -> set[tuple[str, str]]:
    """Every (organisation, role) that has posts."""
    posts = tables["posts"]
    return set(zip(posts["organisation"], posts["role"], strict=True))


@needs("draws")
def draws_add_up(tables: Tables) -> Iterator[Finding]:
    """No market draws more than all of its hires from partners."""
    draws = tables["draws"]
    sums = draws.groupby("recruitment")["share"].cumsum()
    over = (sums > 1 + 1e-9) & (sums - draws["share"] <= 1 + 1e-9)
    totals = draws.groupby("recruitment")["share"].transform("sum")
    for i in np.flatnonzero(over).tolist():
        message = f"the shares drawn by '{draws['recruitment'][i]}' add up to {totals[i]:g}"
        remedy = "they may add up to 1; what is left comes from outside the place"
        yield tables.error("draws", i, "share", message, remedy)


@needs("draws", "posts")
def draws_from_posts(tables: Tables) -> Iterator[Finding]:
    """Staff are drawn from an employer that has posts of that role."""
    pairs = posted(tables)
    draws = tables["draws"]
    rows = zip(draws["from_organisation"], draws["from_role"], strict=True)
    for i, (owner, role) in enumerate(rows):
        if (owner, role) not in pairs:
            message = f"'{owner}' has no posts of '{role}' to draw from"
            remedy = "mend the row; as it is, nobody is drawn away"
            yield tables.warning("draws", i, "from_role", message, remedy)


@needs("recruitment", "posts", "profiles")
def recruitment_has_posts(tables: Tables) -> Iterator[Finding]:
    """Someone has, or may adopt, posts of a role that is recruited."""
    wanted = {*tables["posts"]["role"], *tables["profiles"]["role"]}
    for i, role in enumerate(tables["recruitment"]["role"]):
        if role not in wanted:
            message = f"nobody has posts of '{role}' to recruit to"
            yield tables.warning("recruitment", i, "role", message, "add posts, or drop the row")


@needs("transfers", "posts")
def transfers_have_posts(tables: Tables) -> Iterator[Finding]:
    """A transfer goes from posts to other posts."""
    pairs = posted(tables)
    for i, row in enumerate(tables["transfers"].itertuples(index=False)):
        start = (row.from_organisation, row.from_role)
        end = (row.to_organisation or start[0], row.to_role or start[1])
        if start == end:
            message = "the transfer ends where it starts"
            yield tables.error(
                "transfers", i, "transfer", message, "give to_role or to_organisation"
            )
            continue
        for column, (owner, role) in (("from_role", start), ("to_role", end)):
            if (owner, role) not in pairs:
                message = f"'{owner}' has no posts of '{role}'"
                remedy = "add them to posts (an establishment of 0 will do), or drop the transfer"
                yield tables.error("transfers", i, column, message, remedy)


PIN_ITEMS = {
    "in_post": "role",
    "establishment": "role",
    "hires": "role",
    "released": "role",
    "agency": "role",
    "profile_in_post": "profile",
    "adopted": "profile",
    "starts": "course",
    "transfers": "transfer",
    "taken": "lever",
    "arranged": "arrangement",
    "opened": "hub",
    "own_team": "service",
}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@needs(
    *("pins", "roles", "profiles", "courses", "transfers", "levers"),
    *("agreements", "joint_posts", "rotations", "hubs", "fragile_services"),
)
def pins_name_items(tables: Tables) -> Iterator[Finding]:
    """The item of a pin is of the kind that its decision is about."""
    known = {
        "role": set(tables["roles"]["role"]),
        # A role's own profile, without extra competencies, has the role's name.
        "profile": {*tables["profiles"]["profile"], *tables["roles"]["role"]},
        "course": set(tables["courses"]["course"]),
        "transfer": set(tables["transfers"]["transfer"]),
        "lever": set(tables["levers"]["lever"]),
        "arrangement": {
            *tables["agreements"]["agreement"],
            *tables["joint_posts"]["joint_post"],
            *tables["rotations"]["rotation"],
        },
        "hub": set(tables["hubs"]["site"]),
        "service": set(tables["fragile_services"]["service"]),
    }
    pins = tables["pins"]
    for i, (decision, item) in enumerate(zip(pins["decision"], pins["item"], strict=True)):
        kind = PIN_ITEMS[decision]
        if item not in known[kind]:
            message = f"the decision '{decision}' is about {_a(kind)}; there is none named '{item}'"
            remedy = did_you_mean(item, sorted(known[kind]))
            yield tables.error("pins", i, "item", message, remedy)
