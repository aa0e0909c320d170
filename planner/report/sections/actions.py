"""What is to be done, period by period."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, PageSection, Timeline, bounded, keyed
from planner.report.facts import workforce
from planner.report.facts.actions import Action, actions_by_organisation, actions_by_period
from planner.report.figures import BASELINE, signed, wte
from planner.report.names import Names, isolated

_EACH = 6
_OWN = 4
_TEAMS = 40
_ROWS = 240


def section(plan: Plan) -> PageSection:
    biggest = summary.actions(plan)
    blocks: list[Block] = [
        DataTable(biggest.title, biggest.frame, biggest.right, biggest.note, keys=biggest.keys)
    ]
    own = actions_by_organisation(plan, _OWN)
    if own:
        blocks.append(bounded(_by_organisation(plan, own), _ROWS, "actions"))
    by_period = actions_by_period(plan, _EACH)
    if by_period:
        blocks.append(
            Timeline(
                [
                    (period, [action.text + "." for action in actions])
                    for period, actions in by_period.items()
                ]
            )
        )
    full = workforce.teams_at_limit(plan)
    if len(full):
        blocks.append(bounded(_held_back(plan, full), _TEAMS, "teams"))
    lead = (
        f"The actions that differ most from {BASELINE}, then by organisation, then the largest of each period. "
        "Training stands in the period it ends."
    )
    return PageSection("actions", "What is to be done", lead, blocks)


def _by_organisation(plan: Plan, own: dict[str, list[Action]]) -> DataTable:
    names = Names(plan)
    rows = [(organisation, action) for organisation, some in own.items() for action in some]
    against = f"WTE against {BASELINE}"
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i, _ in rows],
            "Action": [action.text for _, action in rows],
            "When": [a.first if a.first == a.last else f"{a.first} to {a.last}" for _, a in rows],
            against: [signed(a.more, wte(a.more)) for _, a in rows],
        }
    )
    note = f"The {_OWN} largest of each at most; who does most comes first."
    keys = keyed(pd.DataFrame({"organisation": [organisation for organisation, _ in rows]}))
    title = "By organisation: what is to be done"
    return DataTable(title, shown, (against,), note, folded=True, keys=keys)


def _held_back(plan: Plan, teams: pd.DataFrame) -> DataTable:
    names, whole = Names(plan), len(plan.record.periods)
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i in teams["organisation"]],
            "Team": [isolated(group) if group else "all staff" for group in teams["staff_group"]],
            "When": [
                "throughout" if len(periods) == whole else ", ".join(periods)
                for periods in teams["periods"]
            ],
            "WTE who change": [
                wte(people) if limit > 0 else "nobody may"
                for people, limit in zip(teams["people"], teams["limit"], strict=True)
            ],
        }
    )
    title = "Teams that change as much as they are ready for"
    note = "Each could do more in those periods only if it were readier for change."
    return DataTable(
        title, shown, ("WTE who change",), note, keys=keyed(teams, organisation="organisation")
    )
