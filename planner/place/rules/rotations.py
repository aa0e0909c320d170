"""Rules on rotation schemes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs


@needs("rotations", "posts")
def rotations_have_sizes(tables: Tables) -> Iterator[Finding]:
    """A scheme has room for its fewest, and time away."""
    posts = tables["posts"]
    staff = dict(zip(posts["post"], posts["in_post_wte"], strict=True))
    for i, row in enumerate(tables["rotations"].itertuples(index=False)):
        if row.in_force and row.least > staff[row.post] + 1e-9:
            message = f"it is in force, and '{row.post}' has {staff[row.post]:g} WTE in post"
            yield tables.error("rotations", i, "least", message, "mend one of the two")
        if row.least > row.most:
            message = f"fewest of {row.least:g} WTE is more than most of {row.most:g} WTE"
            yield tables.error("rotations", i, "least", message, "mend one of the two")
        if row.most == 0:
            message = "nobody may rotate"
            yield tables.error("rotations", i, "most", message, "give the most WTE who may")
        if row.home_share >= 1:
            message = "all of their time is at home, so nobody rotates"
            yield tables.error("rotations", i, "home_share", message, "give a share below 1")


@needs("rotations", "rotation_hosts", "posts")
def rotations_have_hosts(tables: Tables) -> Iterator[Finding]:
    """The time away from home is spent at hosts, all of it."""
    posts, hosts = tables["posts"], tables["rotation_hosts"]
    owner = dict(zip(posts["post"], posts["organisation"], strict=True))
    schemes = tables["rotations"]
    home = {r: owner[p] for r, p in zip(schemes["rotation"], schemes["post"], strict=True)}
    sums = hosts.groupby("rotation")["share"].sum().to_dict()
    for i, name in enumerate(schemes["rotation"]):
        total = sums.get(name, 0.0)
        if abs(total - 1.0) > 1e-3:
            message = f"the shares of the hosts of '{name}' add up to {total:g}"
            remedy = "they add up to 1, in the table rotation_hosts"
            yield tables.error("rotations", i, "rotation", message, remedy)
    for i, (name, host) in enumerate(zip(hosts["rotation"], hosts["organisation"], strict=True)):
        if home[name] == host:
            message = f"'{host}' is the home of '{name}'"
            yield tables.error("rotation_hosts", i, "organisation", message, "name other hosts")


@needs("rotations", "posts", "profiles")
def rotations_gain(tables: Tables) -> Iterator[Finding]:
    """Those who rotate grow into a profile of their role."""
    posts, profiles = tables["posts"], tables["profiles"]
    role_of_post = dict(zip(posts["post"], posts["role"], strict=True))
    role_of_profile = dict(zip(profiles["profile"], profiles["role"], strict=True))
    for i, row in enumerate(tables["rotations"].itertuples(index=False)):
        role = role_of_post[row.post]
        if row.gains_profile and role_of_profile[row.gains_profile] != role:
            message = (
                f"'{row.gains_profile}' is a profile of '{role_of_profile[row.gains_profile]}', "
                f"and '{row.post}' are posts of '{role}'"
            )
            yield tables.error("rotations", i, "gains_profile", message, f"name one of '{role}'")
        if bool(row.gains_profile) != (row.gains_per_year > 0):
            message = "gains_profile and gains_per_year are only given together"
            remedy = "give both, or neither"
            yield tables.error("rotations", i, "gains_per_year", message, remedy)
