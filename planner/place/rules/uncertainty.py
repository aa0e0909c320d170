"""Rules on how far things may turn out otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.market import posted
from planner.place.rules.rule import Tables, needs
from planner.schema.tables.uncertainty import NARROWED_BY, SCOPES

#: Distribution → the figures it is given by.
FIGURES = {
    "none": (),
    "normal": ("spread",),
    "lognormal": ("spread",),
    "triangular": ("low", "likely", "high"),
    "beta": ("spread",),
}


@needs("uncertainty")
def uncertainty_names_what_is_uncertain(tables: Tables) -> Iterator[Finding]:
    """A row is narrowed by what its quantity has."""
    for i, row in enumerate(tables["uncertainty"].itertuples(index=False)):
        own = NARROWED_BY[row.quantity]
        for column in SCOPES:
            if getattr(row, column) and column not in own:
                message = f"{row.quantity} is not of one {column.replace('_', ' ')}"
                known = " or ".join(name.replace("_", " ") for name in own)
                remedy = f"leave it blank; it may be narrowed by {known}"
                yield tables.error("uncertainty", i, column, message, remedy)


@needs("uncertainty")
def distributions_have_their_figures(tables: Tables) -> Iterator[Finding]:
    """A distribution has the figures it is given by, in order, and no others."""
    for i, row in enumerate(tables["uncertainty"].itertuples(index=False)):
        own = FIGURES[row.distribution]
        missing = [name for name in own if math.isnan(getattr(row, name))]
        for name in missing:
            message = f"a {row.distribution} distribution needs '{name}'"
            yield tables.error("uncertainty", i, name, message, "give it")
        for name in ("spread", "low", "likely", "high"):
            if name not in own and not math.isnan(getattr(row, name)):
                message = f"'{row.distribution}' has no '{name}'"
                remedy = "leave it blank, or choose the distribution that is given by it"
                yield tables.error("uncertainty", i, name, message, remedy)
        if row.distribution == "beta" and row.quantity != "completion":
            message = f"a beta is of a share, and {row.quantity} is none"
            remedy = "write lognormal, normal or triangular"
            yield tables.error("uncertainty", i, "distribution", message, remedy)
        rises = row.low <= row.likely <= row.high and row.low < row.high
        if row.distribution == "triangular" and not missing and not rises:
            message = f"{row.low:g}, {row.likely:g}, {row.high:g} do not rise"
            remedy = "low is no more than likely, likely no more than high; or write none"
            yield tables.error("uncertainty", i, "likely", message, remedy)


@needs("uncertainty")
def shared_shocks_add_up(tables: Tables) -> Iterator[Finding]:
    """Shocks in common are no more than the whole shock."""
    for i, row in enumerate(tables["uncertainty"].itertuples(index=False)):
        total = row.shared_by_all + row.shared_by_group
        if total > 1 + 1e-9:
            message = f"with shared_by_all the shares add up to {total:g}"
            remedy = "they may add up to 1; what is left is each one's own"
            yield tables.error("uncertainty", i, "shared_by_group", message, remedy)


@needs("uncertainty", "posts", "roles")
def uncertain_staff_have_posts(tables: Tables) -> Iterator[Finding]:
    """Turnover is uncertain of staff who have posts."""
    group = dict(zip(tables["roles"]["role"], tables["roles"]["staff_group"], strict=True))
    there = [(owner, role, group[role]) for owner, role in sorted(posted(tables))]
    for i, row in enumerate(tables["uncertainty"].itertuples(index=False)):
        if row.quantity != "turnover":
            continue
        wanted = (row.organisation, row.role, row.staff_group)
        if not any(all(w in ("", h) for w, h in zip(wanted, have, strict=True)) for have in there):
            message = "nobody has such posts, so the row changes nothing"
            column = next(c for c in NARROWED_BY["turnover"] if getattr(row, c))
            yield tables.warning("uncertainty", i, column, message, "mend the row, or drop it")
