"""Rules on agreements to employ for another."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.market import posted
from planner.place.rules.rule import Tables, needs


@needs("agreements", "organisations")
def agreements_join_two(tables: Tables) -> Iterator[Finding]:
    """Somebody who can employ does so for somebody who cannot."""
    organisations = tables["organisations"]
    can = dict(zip(organisations["organisation"], organisations["can_employ"], strict=True))
    for i, row in enumerate(tables["agreements"].itertuples(index=False)):
        if not can[row.employer]:
            message = f"'{row.employer}' cannot employ, so it cannot employ for another"
            remedy = "name an employer, or set its can_employ to yes"
            yield tables.error("agreements", i, "employer", message, remedy)
        if can[row.deploys_to]:
            message = f"'{row.deploys_to}' can employ by itself, so the agreement does nothing"
            remedy = "set its can_employ to no, or drop the agreement"
            yield tables.warning("agreements", i, "deploys_to", message, remedy)


@needs("agreements", "joint_posts", "rotations", "transfers")
def arrangements_have_own_names(tables: Tables) -> Iterator[Finding]:
    """No agreement, joint post, rotation scheme or transfer has the name of another."""
    first = dict.fromkeys(tables["transfers"]["transfer"], "transfers")
    for table, column in (
        ("agreements", "agreement"),
        ("joint_posts", "joint_post"),
        ("rotations", "rotation"),
    ):
        for i, name in enumerate(tables[table][column]):
            if first.setdefault(name, table) != table:
                message = f"'{name}' stands in {first[name]} too"
                yield tables.error(table, i, column, message, "give one of them another name")


@needs("agreements", "posts")
def agreements_have_posts(tables: Tables) -> Iterator[Finding]:
    """There are posts of the roles that an agreement covers."""
    known = set(posted(tables))
    for i, row in enumerate(tables["agreements"].itertuples(index=False)):
        for role in row.roles:
            if (row.deploys_to, role) not in known:
                message = f"'{row.deploys_to}' has no posts of '{role}' to fill"
                remedy = "add them to posts, with establishment_max where there are none today"
                yield tables.error("agreements", i, "roles", message, remedy)


@needs("agreements", "organisations", "posts")
def agreements_in_force_hold(tables: Tables) -> Iterator[Finding]:
    """Whoever fills a covered post today is employed under one agreement with room for them."""
    posts, organisations = tables["posts"], tables["organisations"]
    can = dict(zip(organisations["organisation"], organisations["can_employ"], strict=True))
    staff = posts.groupby(["organisation", "role"])["in_post_wte"].sum().to_dict()
    holds: dict[tuple[str, str], int] = {}
    for i, row in enumerate(tables["agreements"].itertuples(index=False)):
        if not row.in_force or can[row.deploys_to]:
            continue
        for role in row.roles:
            first = holds.setdefault((row.deploys_to, role), i)
            if first != i:
                message = (
                    f"'{role}' at '{row.deploys_to}' is in force here and in row "
                    f"{tables.row('agreements', first)}"
                )
                remedy = "one agreement covers a role; set in_force to no in the other"
                yield tables.error("agreements", i, "in_force", message, remedy)
        there = sum(staff.get((row.deploys_to, role), 0.0) for role in set(row.roles))
        if there > row.capacity + 1e-9:
            message = f"{there:g} WTE are in post under it today, more than {row.capacity:g}"
            yield tables.error("agreements", i, "capacity", message, "raise it")
    covered = {
        (row.deploys_to, role) for row in tables["agreements"].itertuples() for role in row.roles
    }
    for i, post in enumerate(posts.itertuples(index=False)):
        key = (post.organisation, post.role)
        if key in covered and key not in holds and post.in_post_wte > 0 and not can[key[0]]:
            message = f"'{key[0]}' cannot employ, and no agreement in force covers its '{key[1]}'"
            remedy = "set in_force to yes for the agreement under which they are employed"
            yield tables.error("posts", i, "in_post_wte", message, remedy)
