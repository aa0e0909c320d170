"""Rules on back-office functions and their hosts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs


@needs("back_office")
def displaced_staff_add_up(tables: Tables) -> Iterator[Finding]:
    """No more staff are redeployed and retrained than there are."""
    offices = tables["back_office"]
    total = offices["redeployed_share"] + offices["retrained_share"]
    for i in np.flatnonzero(total > 1 + 1e-9).tolist():
        message = f"the shares redeployed and retrained add up to {total[i]:g}"
        remedy = "they may add up to 1; what is left is released. Blank redeployed_share means 1"
        yield tables.error("back_office", i, "retrained_share", message, remedy)


@needs("back_office")
def functions_have_one_driver(tables: Tables) -> Iterator[Finding]:
    """The work of a function is counted in the same unit for everybody."""
    offices = tables["back_office"]
    first: dict[str, int] = {}
    for i, (function, driver) in enumerate(
        zip(offices["function"], offices["driver"], strict=True)
    ):
        start = first.setdefault(function, i)
        other = offices["driver"][start]
        if driver != other:
            row = tables.row("back_office", start)
            message = f"'{function}' is counted in '{driver}' here and in '{other}' in row {row}"
            remedy = "count it in one unit, or give the two functions different names"
            yield tables.error("back_office", i, "driver", message, remedy)


@needs("hosts")
def hosts_have_room_for_their_scale(tables: Tables) -> Iterator[Finding]:
    """A host can do as much work as it needs to be viable."""
    hosts = tables["hosts"]
    for i in np.flatnonzero(hosts["capacity"] < hosts["minimum_scale"]).tolist():
        least, most = hosts["minimum_scale"][i], hosts["capacity"][i]
        message = f"the minimum scale of {least:g} is more than the capacity of {most:g}"
        yield tables.error("hosts", i, "minimum_scale", message, "mend one of the two")


@needs("hosts", "back_office")
def hosts_can_be_viable(tables: Tables) -> Iterator[Finding]:
    """The others have work enough for a host."""
    hosts, offices = tables["hosts"], tables["back_office"]
    for i, row in enumerate(hosts.itertuples(index=False)):
        others = offices[
            (offices["function"] == row.function) & (offices["organisation"] != row.organisation)
        ]
        work = float(others["workload"].sum())
        if not len(others):
            message = f"nobody but '{row.organisation}' has the function '{row.function}'"
            remedy = "add the employers it could serve to back_office, or drop the row"
            yield tables.warning("hosts", i, "function", message, remedy)
        elif work < row.minimum_scale:
            message = (
                f"the others have {work:g} of work in all, less than the minimum scale of "
                f"{row.minimum_scale:g}, so '{row.organisation}' never hosts"
            )
            yield tables.warning("hosts", i, "minimum_scale", message, "mend the figure")


@needs("back_office", "posts", "roles", "role_competencies", "competencies")
def back_office_staff_counted_once(tables: Tables) -> Iterator[Finding]:
    """Staff of the back office do not stand in posts as well."""
    competencies, scope = tables["competencies"], tables["role_competencies"]
    behind = set(competencies["competency"][competencies["kind"] == "back_office"])
    core = scope[(scope["status"] == "core") & scope["competency"].isin(behind)]
    roles, posts, offices = set(core["role"]), tables["posts"], tables["back_office"]
    owners = posts["organisation"].isin(offices["organisation"][offices["wte"] > 0])
    staffed = posts["in_post_wte"] > 0
    for i in np.flatnonzero(owners & staffed & posts["role"].isin(roles)).tolist():
        owner, role = posts["organisation"][i], posts["role"][i]
        message = f"'{role}' has back-office competencies, and '{owner}' has back_office rows"
        remedy = "make sure that these staff do not stand in both, or drop the posts"
        yield tables.warning("posts", i, "role", message, remedy)
