"""Rules on hubs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs


@needs("hubs", "sites")
def hubs_have_desks(tables: Tables) -> Iterator[Finding]:
    """A hub has desks to work from."""
    desks = tables["sites"].set_index("site")["desks"]
    for i, site in enumerate(tables["hubs"]["site"]):
        if pd.isna(desks[site]) or desks[site] == 0:
            message = f"the site '{site}' has no desks, so no team can work from it"
            yield tables.error("hubs", i, "site", message, "give its desks in sites")


@needs("hubs", "sites")
def hubs_of_today_open_at_once(tables: Tables) -> Iterator[Finding]:
    """A hub that is open already has nothing to wait for, or to pay for opening."""
    today = tables["sites"].set_index("site")["hub"]
    for i, row in enumerate(tables["hubs"].itertuples(index=False)):
        if not today[row.site]:
            continue
        remedy = "leave it blank, or write no in the column hub of sites"
        if row.earliest:
            message = f"'{row.site}' is a hub already, so it is not opened in {row.earliest}"
            yield tables.error("hubs", i, "earliest", message, remedy)
        if row.cost > 0:
            message = f"'{row.site}' is a hub already, so opening it costs nothing"
            yield tables.warning("hubs", i, "cost", message, remedy)


@needs("hubs", "sites")
def hubs_of_today_have_terms(tables: Tables) -> Iterator[Finding]:
    """Where hubs are planned, those of today are too."""
    planned = set(tables["hubs"]["site"])
    if not planned:
        return
    sites = tables["sites"]
    for i, (site, hub) in enumerate(zip(sites["site"], sites["hub"], strict=True)):
        if hub and site not in planned:
            message = f"'{site}' is a hub, but hubs has no row for it, so no visits start there"
            yield tables.warning("sites", i, "hub", message, "add a row to hubs, or write no")


@needs("hubs", "packages")
def hubs_have_packages(tables: Tables) -> Iterator[Finding]:
    """A hub has packages at home to give."""
    packages = tables["packages"]
    groups = set(packages.loc[packages["setting"] == "home", "need_group"])
    for i, row in enumerate(tables["hubs"].itertuples(index=False)):
        idle = [group for group in row.need_groups if group not in groups]
        if idle:
            message = f"'{idle[0]}' has no packages given at home"
            remedy = "leave it out; a hub's visits are home visits"
            yield tables.warning("hubs", i, "need_groups", message, remedy)
        elif not groups:
            message = "no package is given at home, so a hub has nothing to do"
            yield tables.warning("hubs", i, "site", message, "drop the row")
