"""Hubs: which open when, how many of their desks are in use, what goes out from them."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, PageSection, Prose, bounded, keyed
from planner.report.facts import hubs
from planner.report.figures import count, fixed, money, wte
from planner.report.names import Names, isolated

_ROWS = 100
_LEAD = (
    "Teams of several employers that sit together at one site. They do on one visit what "
    "would be several; everybody keeps their employer and terms. Their desks limit how many go."
)


def section(plan: Plan) -> PageSection | None:
    """Nothing where the place has no hubs."""
    sentence = summary.hubs_sentence(plan)
    if sentence is None:
        return None
    blocks: list[Block] = [Prose(sentence), bounded(_hubs(plan), _ROWS, "hubs")]
    packages = hubs.by_package(plan)
    if len(packages):
        blocks.append(bounded(_packages(plan, packages), _ROWS, "packages"))
    return PageSection("hubs", "Hubs", _LEAD, blocks)


def _hubs(plan: Plan) -> DataTable:
    names, table = Names(plan), hubs.by_hub(plan)
    shown = pd.DataFrame(
        {
            "Hub": [isolated(site) for site in table["site"]],
            "Run and paid by": [names.organisation(o) for o in table["organisation"]],
            "Open from": [since or "not opened" for since in table["since"]],
            "Desks": table["desks"].map(count),
            "Desks in use": table["used"].map(wte),
            "Joint visits a week": table["visits"].map(count),
            "Cost": table["cost"].map(money),
        }
    )
    note = "Desks in use and visits at the end of the plan; cost over the whole plan."
    return DataTable(
        "Hubs and their desks", shown, tuple(shown.columns[3:]), note, keys=keyed(table)
    )


def _packages(plan: Plan, table: pd.DataFrame) -> DataTable:
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Package": [names.package(i) for i in table["package"]],
            "Joint visits": table["visits"].map(count),
            "Interventions in one": table["together"].map(fixed),
        }
    )
    return DataTable(
        "Joint visits by package", shown, tuple(shown.columns[1:]), "Over the whole plan."
    )
