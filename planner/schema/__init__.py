"""The tables of a place, each stated once.

``TABLES`` lists them in reading order: a table refers only to tables that
stand in the list somewhere. A new table is one file in ``tables/`` and one
line here.
"""

from __future__ import annotations

from planner.schema.column import Column, Kind, Table
from planner.schema.tables import (
    agreements,
    back_office,
    budgets,
    competencies,
    courses,
    draws,
    establishments,
    flows,
    fragile_services,
    fund_roles,
    funds,
    hosts,
    hubs,
    interventions,
    joint_post_partners,
    joint_posts,
    lever_effects,
    levers,
    localities,
    need_groups,
    needs,
    organisations,
    packages,
    pins,
    posts,
    profiles,
    readiness,
    recruitment,
    role_competencies,
    roles,
    rotation_hosts,
    rotations,
    service_areas,
    sites,
    staff,
    transfers,
    travel,
)

TABLES: tuple[Table, ...] = (
    organisations.TABLE,
    localities.TABLE,
    service_areas.TABLE,
    sites.TABLE,
    competencies.TABLE,
    roles.TABLE,
    role_competencies.TABLE,
    profiles.TABLE,
    posts.TABLE,
    establishments.TABLE,
    staff.TABLE,
    need_groups.TABLE,
    needs.TABLE,
    flows.TABLE,
    packages.TABLE,
    interventions.TABLE,
    courses.TABLE,
    recruitment.TABLE,
    draws.TABLE,
    transfers.TABLE,
    readiness.TABLE,
    budgets.TABLE,
    funds.TABLE,
    fund_roles.TABLE,
    back_office.TABLE,
    hosts.TABLE,
    agreements.TABLE,
    joint_posts.TABLE,
    joint_post_partners.TABLE,
    rotations.TABLE,
    rotation_hosts.TABLE,
    hubs.TABLE,
    travel.TABLE,
    levers.TABLE,
    lever_effects.TABLE,
    fragile_services.TABLE,
    pins.TABLE,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}

__all__ = ["BY_NAME", "TABLES", "Column", "Kind", "Table"]
