"""Rules on posts, establishment and staff."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.errors import Finding
from planner.place.areas import served_localities
from planner.place.rules.rule import Tables, needs

WTE_TOLERANCE = 0.05


@needs("posts")
def establishment_bounds(tables: Tables) -> Iterator[Finding]:
    """The establishment of a post lies within its own bounds."""
    posts = tables["posts"]
    for i in np.flatnonzero(posts["establishment_min"] > posts["establishment_wte"]).tolist():
        message = f"more than the establishment of {posts['establishment_wte'][i]:g} WTE"
        remedy = "lower it, or leave it blank for today's establishment"
        yield tables.error("posts", i, "establishment_min", message, remedy)
    for i in np.flatnonzero(posts["establishment_max"] < posts["establishment_wte"]).tolist():
        message = f"less than the establishment of {posts['establishment_wte'][i]:g} WTE"
        remedy = "raise it, or leave it blank for today's establishment"
        yield tables.error("posts", i, "establishment_max", message, remedy)


@needs("posts")
def over_established(tables: Tables) -> Iterator[Finding]:
    """No more staff are in post at the start than establishment and over-establishment allow."""
    posts = tables["posts"]
    most = posts["establishment_wte"] + posts["over_establishment_max"]
    for i in np.flatnonzero(posts["in_post_wte"] > most + 1e-9).tolist():
        message = f"more than the {most[i]:g} WTE that may be in post: the plan may be impossible"
        remedy = "raise the establishment or over_establishment_max"
        yield tables.warning("posts", i, "in_post_wte", message, remedy)


@needs("posts")
def posts_counted_once(tables: Tables) -> Iterator[Finding]:
    """One employer's posts of one role in one locality stand in one row."""
    posts = tables["posts"]
    key = ["organisation", "role", "locality"]
    first: dict[tuple[str, ...], int] = {}
    rows = zip(*(posts[name] for name in key), strict=True)
    for i, cells in enumerate(rows):
        earlier = first.setdefault(cells, i)
        if earlier != i:
            place = f" in '{cells[2]}'" if cells[2] else ""
            message = (
                f"posts of '{cells[1]}' at '{cells[0]}'{place} are counted twice: "
                f"here and in row {tables.row('posts', earlier)}"
            )
            yield tables.error("posts", i, "role", message, "add the rows up into one")


@needs("posts", "organisations", "localities", "service_areas")
def posts_in_served_localities(tables: Tables) -> Iterator[Finding]:
    """Posts stand in a locality that their employer serves."""
    served = served_localities(tables)
    posts = tables["posts"]
    for i, (owner, locality) in enumerate(
        zip(posts["organisation"], posts["locality"], strict=True)
    ):
        if locality and locality not in served[owner]:
            message = f"'{owner}' does not serve '{locality}'"
            remedy = "add the pair to service_areas, or choose a locality it serves"
            yield tables.error("posts", i, "locality", message, remedy)


@needs("posts", "organisations", "localities", "service_areas")
def employers_serve_somewhere(tables: Tables) -> Iterator[Finding]:
    """A PCN with posts serves a locality; a practice with posts says which it serves."""
    served = served_localities(tables)
    kinds = tables["organisations"].set_index("organisation")["kind"].to_dict()
    stated = set(tables["service_areas"]["organisation"])
    seen = set()
    for i, owner in enumerate(tables["posts"]["organisation"]):
        if owner in seen:
            continue
        seen.add(owner)
        if not served[owner]:
            message = f"'{owner}' has posts and serves no locality"
            remedy = "name it in localities.pcn, or list its localities in service_areas"
            yield tables.error("posts", i, "organisation", message, remedy)
        elif kinds[owner] == "gp_practice" and owner not in stated:
            message = f"the practice '{owner}' is taken to serve the whole place"
            remedy = "list its localities in service_areas"
            yield tables.warning("posts", i, "organisation", message, remedy)


@needs("posts", "organisations", "agreements")
def employers_may_employ(tables: Tables) -> Iterator[Finding]:
    """Who has staff in post may employ, or has an agreement with who may."""
    organisations = tables["organisations"]
    barred = organisations["organisation"][~organisations["can_employ"]]
    posts = tables["posts"]
    agreed = {
        (row.deploys_to, role) for row in tables["agreements"].itertuples() for role in row.roles
    }
    covered = [pair in agreed for pair in zip(posts["organisation"], posts["role"], strict=True)]
    odd = posts["organisation"].isin(barred) & (posts["in_post_wte"] > 0) & ~np.array(covered, bool)
    for i in np.flatnonzero(odd).tolist():
        message = f"'{posts['organisation'][i]}' has staff in post and may not employ"
        remedy = "set can_employ to yes, move the posts to the employer, or add to agreements"
        yield tables.warning("posts", i, "in_post_wte", message, remedy)


@needs("posts", "budgets")
def employers_have_budgets(tables: Tables) -> Iterator[Finding]:
    """Every employer with posts has a budget."""
    known = set(tables["budgets"]["organisation"])
    for i, owner in enumerate(tables["posts"]["organisation"]):
        if owner not in known:
            known.add(owner)
            message = f"'{owner}' has no budget, so its spending is not limited"
            yield tables.warning("posts", i, "organisation", message, "add it to budgets")


@needs("staff", "posts")
def staff_have_posts(tables: Tables) -> Iterator[Finding]:
    """A person's employer has posts of the person's role, and the post named is one of them."""
    posts, staff = tables["posts"], tables["staff"]
    if posts.empty:  # a place for rosters alone
        return
    pairs = set(zip(posts["organisation"], posts["role"], strict=True))
    by_post = {
        post: pair
        for post, *pair in zip(posts["post"], posts["organisation"], posts["role"], strict=True)
    }
    for i, pair in enumerate(zip(staff["organisation"], staff["role"], strict=True)):
        post = staff["post"][i]
        if pair not in pairs:
            message = f"'{pair[0]}' has no posts of the role '{pair[1]}'"
            yield tables.error("staff", i, "role", message, "add the posts, or mend the role")
        elif post and by_post[post] != list(pair):
            owner, role = by_post[post]
            message = (
                f"the posts '{post}' are '{role}' at '{owner}', not '{pair[1]}' at '{pair[0]}'"
            )
            yield tables.error("staff", i, "post", message, "name posts of that employer and role")


@needs("staff", "posts")
def staff_add_up(tables: Tables) -> Iterator[Finding]:
    """Where an employer's staff of a role are named, their WTE add up to those in post."""
    posts, staff = tables["posts"], tables["staff"]
    named: dict[tuple[str, str], float] = {}
    for owner, role, wte in zip(staff["organisation"], staff["role"], staff["wte"], strict=True):
        named[owner, role] = named.get((owner, role), 0.0) + wte
    first: dict[tuple[str, str], int] = {}
    in_post: dict[tuple[str, str], float] = {}
    rows = zip(posts["organisation"], posts["role"], posts["in_post_wte"], strict=True)
    for i, (owner, role, wte) in enumerate(rows):
        first.setdefault((owner, role), i)
        in_post[owner, role] = in_post.get((owner, role), 0.0) + wte
    for (owner, role), total in named.items():
        there = in_post.get((owner, role), total)
        if abs(total - there) > WTE_TOLERANCE:
            message = (
                f"'{owner}' has {there:g} WTE of '{role}' in post, "
                f"and the staff named add up to {total:g}"
            )
            remedy = "the posts' figure is used; bring the two together"
            yield tables.warning("posts", first[owner, role], "in_post_wte", message, remedy)
