"""Rules on the tables of an assignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.rules.rule import Tables, needs

#: Table and column that a preference's or a pin's item stands in.
ITEMS = {
    "organisation": ("organisations", "organisation"),
    "post": ("posts", "post"),
    "locality": ("localities", "locality"),
    "course": ("courses", "course"),
    "not_post": ("posts", "post"),
    "not_course": ("courses", "course"),
}


@needs("targets", "posts")
def targets_have_posts(tables: Tables) -> Iterator[Finding]:
    """Whoever has a target has posts of the role, in the locality where one is named."""
    posts = tables["posts"]
    held = set(zip(posts["organisation"], posts["role"], strict=True))
    near = set(zip(posts["organisation"], posts["role"], posts["locality"], strict=True))
    for i, row in enumerate(tables["targets"].itertuples(index=False)):
        if (row.organisation, row.role) not in held:
            message = f"'{row.organisation}' has no posts of the role '{row.role}'"
            yield tables.error("targets", i, "role", message, "add the posts, or mend the role")
        elif row.locality and (row.organisation, row.role, row.locality) not in near:
            message = f"'{row.organisation}' has no posts of '{row.role}' in '{row.locality}'"
            remedy = "leave the locality blank, or name one that has posts"
            yield tables.error("targets", i, "locality", message, remedy)


@needs("targets", "profiles", "roles")
def targets_name_profiles_of_the_role(tables: Tables) -> Iterator[Finding]:
    """A target's profile is one of its role."""
    profiles = tables["profiles"]
    role_of = dict(zip(profiles["profile"], profiles["role"], strict=True))
    for i, row in enumerate(tables["targets"].itertuples(index=False)):
        if row.profile and role_of[row.profile] != row.role:
            message = f"'{row.profile}' is a profile of '{role_of[row.profile]}', not '{row.role}'"
            yield tables.error("targets", i, "profile", message, "mend the profile or the role")


@needs("team_minimums", "posts", "roles", "sites")
def team_minimums_have_posts(tables: Tables) -> Iterator[Finding]:
    """A team with a minimum has posts, in the locality of its site where one is named."""
    posts, roles, sites = tables["posts"], tables["roles"], tables["sites"]
    group = dict(zip(roles["role"], roles["staff_group"], strict=True))
    at = dict(zip(sites["site"], sites["locality"], strict=True))
    rows = list(zip(posts["organisation"], posts["role"], posts["locality"], strict=True))
    for i, row in enumerate(tables["team_minimums"].itertuples(index=False)):
        mine = [
            locality
            for owner, role, locality in rows
            if owner == row.organisation and row.staff_group in ("", group[role])
        ]
        if not mine:
            message = f"'{row.organisation}' has no posts of the staff group '{row.staff_group}'"
            yield tables.error("team_minimums", i, "staff_group", message, "mend one of the two")
        elif row.site and at[row.site] not in mine:
            message = f"'{row.organisation}' has no posts in '{at[row.site]}', where the site is"
            remedy = "leave the site blank, or tie posts to its locality"
            yield tables.error("team_minimums", i, "site", message, remedy)


@needs("team_limits", "posts", "roles")
def team_limits_have_posts(tables: Tables) -> Iterator[Finding]:
    """A team with a limit has posts."""
    posts, roles = tables["posts"], tables["roles"]
    group = dict(zip(roles["role"], roles["staff_group"], strict=True))
    teams = {(o, group[r]) for o, r in zip(posts["organisation"], posts["role"], strict=True)}
    teams |= {(owner, "") for owner, _ in teams}
    for i, row in enumerate(tables["team_limits"].itertuples(index=False)):
        if (row.organisation, row.staff_group) not in teams:
            message = f"'{row.organisation}' has no posts of the staff group '{row.staff_group}'"
            yield tables.error("team_limits", i, "staff_group", message, "mend one of the two")


@needs("staff_preferences", "organisations", "posts", "localities", "courses")
def preferences_name_items(tables: Tables) -> Iterator[Finding]:
    """A preference names something of its kind."""
    known = _known(tables)
    for i, row in enumerate(tables["staff_preferences"].itertuples(index=False)):
        if row.item not in known[row.about]:
            message = f"the place has no {row.about} of that name"
            remedy = did_you_mean(row.item, sorted(known[row.about]))
            yield tables.error("staff_preferences", i, "item", message, remedy)


@needs("staff_pins", "organisations", "posts", "localities", "courses")
def staff_pins_name_items(tables: Tables) -> Iterator[Finding]:
    """A pin names the posts or the course it is about, and to stay names nothing."""
    known = _known(tables)
    for i, row in enumerate(tables["staff_pins"].itertuples(index=False)):
        if row.decision == "stay":
            if row.item:
                message = "to stay is about nothing but the person"
                yield tables.error("staff_pins", i, "item", message, "leave it blank")
        elif not row.item:
            if row.decision in ("post", "course"):
                message = f"no {row.decision} is named"
                yield tables.error("staff_pins", i, "item", message, f"name the {row.decision}")
        elif row.item not in known[row.decision]:
            kind = row.decision.removeprefix("not_")
            message = f"the place has no {kind} of that name"
            remedy = did_you_mean(row.item, sorted(known[row.decision]))
            yield tables.error("staff_pins", i, "item", message, remedy)


@needs("staff_pins", "staff", "courses")
def staff_pins_agree(tables: Tables) -> Iterator[Finding]:
    """Nobody is fixed in two ways that cannot both be, or on a course of another role."""
    pins, staff, courses = tables["staff_pins"], tables["staff"], tables["courses"]
    role = dict(zip(staff["person"], staff["role"], strict=True))
    takes = dict(zip(courses["course"], courses["from_role"], strict=True))
    first: dict[tuple[str, str], int] = {}
    barred = {
        (row.person, row.decision, row.item)
        for row in pins.itertuples(index=False)
        if row.decision.startswith("not_")
    }
    for i, row in enumerate(pins.itertuples(index=False)):
        if row.decision in ("stay", "post"):
            earlier = first.setdefault((row.person, "where"), i)
            if earlier != i:
                message = f"'{row.person}' is fixed in row {tables.row('staff_pins', earlier)} too"
                yield tables.error("staff_pins", i, "decision", message, "keep one of the two")
        if (
            row.decision in ("post", "course")
            and {
                (row.person, f"not_{row.decision}", row.item),
                (row.person, f"not_{row.decision}", ""),
            }
            & barred
        ):
            message = f"another row bars the {row.decision}"
            yield tables.error("staff_pins", i, "item", message, "keep one of the two")
        if row.decision == "course" and takes.get(row.item, role[row.person]) != role[row.person]:
            message = f"'{row.item}' is for '{takes[row.item]}', and they are '{role[row.person]}'"
            yield tables.error("staff_pins", i, "item", message, "name a course of their role")


def _known(tables: Tables) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(tables[table][column]) for word, (table, column) in ITEMS.items()}
