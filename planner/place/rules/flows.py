"""Rules on patients across the border."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.errors import Finding
from planner.place.flows import rows_in_force
from planner.place.rules.rule import Tables, needs

SPECK = 1e-9


@needs("flows", "need_groups")
def flows_add_up(tables: Tables) -> Iterator[Finding]:
    """No more than all residents of a locality and need group are served outside."""
    if not tables.labels:
        return
    flows = tables["flows"]
    held = rows_in_force(flows, list(tables["need_groups"]["need_group"]), tables.labels)
    share = np.append(flows["share_served_outside"].to_numpy(float), 0.0)  # none in force: -1
    together: dict[tuple[str, str], list[np.ndarray]] = {}
    for (locality, _, group), rows in held.items():
        together.setdefault((locality, group), []).append(rows)
    said: set[int] = set()
    for (locality, group), by_outside in together.items():
        rows = np.array(by_outside)
        total = share[rows].sum(axis=0)
        for period in np.flatnonzero(total > 1 + SPECK).tolist():
            message = (
                f"the shares of '{group}' in '{locality}' served outside add up to "
                f"{total[period]:g} in {tables.labels[period]}"
            )
            for row in rows[:, period].tolist():
                if share[row] > 0 and row not in said:
                    said.add(row)
                    remedy = "they may add up to 1: all residents are served outside"
                    yield tables.error("flows", row, "share_served_outside", message, remedy)


@needs("flows")
def flows_name_groups(tables: Tables) -> Iterator[Finding]:
    """People who come from outside are of a need group."""
    flows = tables["flows"]
    nameless = (flows["need_group"] == "") & (flows["people_from_outside"] > 0)
    for i in np.flatnonzero(nameless).tolist():
        message = f"{flows['people_from_outside'][i]:g} people from outside are of no need group"
        remedy = "name their need group, one row for each"
        yield tables.error("flows", i, "need_group", message, remedy)


@needs("flows", "packages")
def flows_have_packages(tables: Tables) -> Iterator[Finding]:
    """A need group of people from outside has a package of care."""
    flows, known = tables["flows"], set(tables["packages"]["need_group"])
    asked = (flows["people_from_outside"] > 0) & (flows["need_group"] != "")
    for i in np.flatnonzero(asked & ~flows["need_group"].isin(known)).tolist():
        message = f"no package meets the need of '{flows['need_group'][i]}', so it asks for no care"
        yield tables.warning("flows", i, "need_group", message, "add a package, or drop the row")
