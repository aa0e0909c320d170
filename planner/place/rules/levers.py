"""Rules on levers and what they do."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs

#: effect → the columns that say what it is on
ON = {
    "demand": ("need_group", "package", "locality"),
    "minutes": ("need_group", "package", "locality"),
    "travel": ("locality",),
    "supply": ("recruitment",),
}


@needs("levers", "lever_effects")
def levers_do_something(tables: Tables) -> Iterator[Finding]:
    """A lever has effects."""
    known = set(tables["lever_effects"]["lever"])
    for i, lever in enumerate(tables["levers"]["lever"]):
        if lever not in known:
            message = f"'{lever}' has no effects, so no plan takes it"
            yield tables.warning("levers", i, "lever", message, "add rows to lever_effects")


@needs("levers")
def levers_in_force_have_no_beginning(tables: Tables) -> Iterator[Finding]:
    """A lever that is in force has nothing to wait for."""
    for i, row in enumerate(tables["levers"].itertuples(index=False)):
        if row.earliest and not pd.isna(row.in_force_months):
            message = f"'{row.lever}' is in force, so it is not taken in {row.earliest}"
            remedy = "leave it blank, or in_force_months"
            yield tables.error("levers", i, "earliest", message, remedy)


@needs("levers", "lever_effects")
def levers_that_save_time_are_whole(tables: Tables) -> Iterator[Finding]:
    """A lever that saves time is taken or not."""
    saving = tables["lever_effects"]
    saving = saving[saving["effect"].isin(["minutes", "travel"])]
    savers = set(saving["lever"])
    rows = zip(tables["levers"]["lever"], tables["levers"]["graded"], strict=True)
    for i, (lever, graded) in enumerate(rows):
        if graded and lever in savers:
            message = f"'{lever}' saves minutes or travel, so it is taken wholly or not at all"
            remedy = "write no, or make its other effects a lever of their own"
            yield tables.error("levers", i, "graded", message, remedy)


@needs("lever_effects")
def effects_name_what_they_move(tables: Tables) -> Iterator[Finding]:
    """An effect names things of its own sort, and a share is no more than all."""
    for i, row in enumerate(tables["lever_effects"].itertuples(index=False)):
        for column in ("need_group", "package", "recruitment", "locality"):
            if getattr(row, column) and column not in ON[row.effect]:
                message = f"an effect on {row.effect} is not on one {column.replace('_', ' ')}"
                yield tables.error("lever_effects", i, column, message, "leave it blank")
        if row.effect == "supply":
            if not row.recruitment:
                message = "an effect on supply needs the labour market it adds to"
                remedy = "name a row of the table recruitment"
                yield tables.error("lever_effects", i, "recruitment", message, remedy)
        elif row.amount > 1:
            message = f"the share {row.amount:g} is more than all of it"
            yield tables.error("lever_effects", i, "amount", message, "give a share from 0 to 1")
        if row.need_group and row.package:
            message = "the row names a need group and a package"
            remedy = "name one; a package belongs to one need group already"
            yield tables.error("lever_effects", i, "package", message, remedy)


@needs("lever_effects", "packages", "localities")
def effects_add_up(tables: Tables) -> Iterator[Finding]:
    """Levers together take away no more than all of a thing."""
    packages, everywhere = tables["packages"], list(tables["localities"]["locality"])
    group_of = dict(zip(packages["package"], packages["need_group"], strict=True))
    sums: dict[tuple[str, str, str], float] = {}
    for i, row in enumerate(tables["lever_effects"].itertuples(index=False)):
        if row.effect == "supply":
            continue
        on = (
            [""]
            if row.effect == "travel"
            else [
                name
                for name, group in group_of.items()
                if row.package in ("", name) and row.need_group in ("", group)
            ]
        )
        over: list[str] = []
        for package in on:
            for locality in [row.locality] if row.locality else everywhere:
                key = (row.effect, package, locality)
                before = sums.get(key, 0.0)
                sums[key] = before + row.amount
                if before <= 1 < sums[key] - 1e-9 and row.amount <= 1:
                    over.append(f"{package or 'travel'} in {locality}")
        if over:
            message = f"with the rows before, the shares of {over[0]} add up to more than 1"
            remedy = "the shares of one thing may add up to 1 over all levers"
            yield tables.error("lever_effects", i, "amount", message, remedy)
