"""Rules on joint posts."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.errors import Finding
from planner.place.areas import served_localities
from planner.place.rules.rule import Tables, needs


def funded_today(posts: pd.DataFrame) -> dict[str, float]:
    """Funded posts of each group today, WTE."""
    return dict(zip(posts["post"], posts["establishment_wte"], strict=True))


@needs("joint_posts", "joint_post_partners", "posts")
def joint_posts_have_partners(tables: Tables) -> Iterator[Finding]:
    """A joint post has partners, and the holder funds what it replaces."""
    shared = set(tables["joint_post_partners"]["joint_post"])
    funded = funded_today(tables["posts"])
    for i, row in enumerate(tables["joint_posts"].itertuples(index=False)):
        if row.joint_post not in shared:
            message = f"nobody shares '{row.joint_post}' with its holder"
            remedy = "add its partners to joint_post_partners, or drop the row"
            yield tables.error("joint_posts", i, "joint_post", message, remedy)
        if row.wte == 0:
            message = "a joint post of no size is none"
            yield tables.error("joint_posts", i, "wte", message, "give its WTE")
        if row.in_force and row.wte > funded[row.post] + 1e-9:
            message = f"it is in force, and '{row.post}' has {funded[row.post]:g} WTE of posts"
            remedy = "count it in establishment_wte, or set in_force to no"
            yield tables.error("joint_posts", i, "wte", message, remedy)
        if row.replaces_wte > funded[row.post] + 1e-9:
            message = f"'{row.post}' has {funded[row.post]:g} WTE of funded posts"
            yield tables.error("joint_posts", i, "replaces_wte", message, "replace no more")


@needs("joint_posts", "joint_post_partners", "posts")
def partners_share(tables: Tables) -> Iterator[Finding]:
    """Partners are not the holder, share no more than all, and replace posts of their own."""
    posts = tables["posts"]
    owner = dict(zip(posts["post"], posts["organisation"], strict=True))
    funded = funded_today(posts)
    held = tables["joint_posts"]
    holder = {j: owner[p] for j, p in zip(held["joint_post"], held["post"], strict=True)}
    sums: dict[str, float] = {}
    for i, row in enumerate(tables["joint_post_partners"].itertuples(index=False)):
        before = sums.get(row.joint_post, 0.0)
        sums[row.joint_post] = before + row.share
        if before <= 1 + 1e-9 < sums[row.joint_post]:
            message = f"the shares of '{row.joint_post}' add up to more than 1"
            remedy = "what is left of 1 is the holder's own"
            yield tables.error("joint_post_partners", i, "share", message, remedy)
        if row.organisation == holder[row.joint_post]:
            message = f"'{row.organisation}' holds the post; its share is what the others leave"
            yield tables.error("joint_post_partners", i, "organisation", message, "drop the row")
        if not row.replaces_post:
            if row.replaces_wte > 0:
                message = "the row does not say whose posts are replaced"
                remedy = "name the posts in replaces_post"
                yield tables.error("joint_post_partners", i, "replaces_post", message, remedy)
            continue
        if owner[row.replaces_post] != row.organisation:
            message = f"'{row.replaces_post}' are posts of '{owner[row.replaces_post]}'"
            remedy = f"name posts of '{row.organisation}', or leave it blank"
            yield tables.error("joint_post_partners", i, "replaces_post", message, remedy)
        elif row.replaces_wte > funded[row.replaces_post] + 1e-9:
            message = f"'{row.replaces_post}' has {funded[row.replaces_post]:g} WTE of funded posts"
            yield tables.error("joint_post_partners", i, "replaces_wte", message, "replace no more")


@needs("joint_post_partners", "rotation_hosts", "organisations", "localities", "service_areas")
def partners_serve_somewhere(tables: Tables) -> Iterator[Finding]:
    """Whoever shares staff serves a locality for them to work in."""
    served = served_localities(tables)
    for table in ("joint_post_partners", "rotation_hosts"):
        for i, name in enumerate(tables[table]["organisation"]):
            if not served[name]:
                message = f"'{name}' serves no locality"
                remedy = "name it in localities.pcn, or list its localities in service_areas"
                yield tables.error(table, i, "organisation", message, remedy)
