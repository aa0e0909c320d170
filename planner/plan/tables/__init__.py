"""The tables of a skill-mix plan, each stated once.

Every flow and amount is for the whole period it stands in (WTE, k£, visits,
minutes); ``in_post`` and its like are levels during the period. A column
``baseline_x`` is ``x`` in today's way of working carried forward; a row that
only the baseline has holds zeros in the plan's own columns, and the other way
round. Rows that are zero throughout are left out.
"""

from __future__ import annotations

from planner.plan.tables.arrangements import ARRANGEMENTS, EMPLOYMENT
from planner.plan.tables.bottlenecks import BOTTLENECKS
from planner.plan.tables.care import DEPLOYMENT, FLOWS, LOWER_ACUITY, NEED, PATTERNS, VISITS
from planner.plan.tables.fragile_services import BOUGHT_VISITS, FRAGILE_SERVICES
from planner.plan.tables.hubs import HUB_VISITS, HUB_WORK, HUBS
from planner.plan.tables.levers import LEVERS
from planner.plan.tables.measures import MEASURES
from planner.plan.tables.money import BACK_OFFICE, BUDGETS, FUNDS, MONEY
from planner.plan.tables.people import (
    ADOPTIONS,
    CHANGE,
    DESTABILISATION,
    MOVES,
    READINESS,
    SUPERVISION,
    WORKFORCE,
)
from planner.plan.tables.pin_costs import PIN_COSTS
from planner.plan.tables.teams import TEAM_COMPETENCIES, TEAM_CONTACTS, TEAM_DAYS
from planner.plan.tables.training import COURSE_PLACES
from planner.schema.column import Table

TABLES: tuple[Table, ...] = (
    WORKFORCE,
    MOVES,
    ADOPTIONS,
    VISITS,
    PATTERNS,
    NEED,
    FLOWS,
    LOWER_ACUITY,
    DEPLOYMENT,
    SUPERVISION,
    COURSE_PLACES,
    TEAM_DAYS,
    TEAM_COMPETENCIES,
    TEAM_CONTACTS,
    LEVERS,
    HUBS,
    HUB_VISITS,
    HUB_WORK,
    FRAGILE_SERVICES,
    BOUGHT_VISITS,
    MONEY,
    BUDGETS,
    FUNDS,
    BACK_OFFICE,
    ARRANGEMENTS,
    EMPLOYMENT,
    CHANGE,
    READINESS,
    DESTABILISATION,
    MEASURES,
    BOTTLENECKS,
    PIN_COSTS,
)

#: Tables that follow from searches beside the plan's own: the decisions do not make them
#: again, so the check holds them to their form.
BESIDE: frozenset[str] = frozenset({BOTTLENECKS.name, PIN_COSTS.name})

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
