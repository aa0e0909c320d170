"""What only one of two plans knows: employers, posts, roles, packages, levers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.plan.plan import Plan

#: Tables of labels that name things of the place; the others hold facts about them.
NAMED_IN = (
    "organisations",
    "localities",
    "roles",
    "profiles",
    "competencies",
    "need_groups",
    "packages",
    "courses",
    "funds",
    "levers",
    "arrangements",
    "fragile_services",
    "shifts",
    "rotation_schemes",
    "rotation_posts",
    "rotation_kinds",
)

#: Stage → (what, table, column): things that have no names, by where they stand in a plan.
STANDING = {
    "skillmix": (("posts in use", "workforce", "post"), ("hubs", "hubs", "site")),
    "assignment": (("people", "assignments", "person"),),
    "roster": (("people", "roster_people", "person"),),
    "rotation": (("people", "rotation_people", "person"),),
    "rotation_test": (("schemes", "schemes_tested", "scheme"),),
}


def named_rows(before: Plan, after: Plan) -> list[dict[str, Any]]:
    """Rows of table ``named_compared``, without the plan."""
    first, second = known(before), known(after)
    rows = []
    for table in dict.fromkeys([*first, *second]):
        a, b = first.get(table, {}), second.get(table, {})
        for identifier in sorted({*a, *b}):
            one, other = a.get(identifier, ""), b.get(identifier, "")
            if one == other:
                continue
            change = "renamed" if one and other else "appeared" if other else "disappeared"
            rows.append(
                {"table": table, "identifier": identifier, "before": one, "after": other,
                 "change": change}
            )  # fmt: skip
    return rows


def known(plan: Plan) -> dict[str, Mapping[str, str]]:
    """What a plan knows: table → identifier → name."""
    found: dict[str, Mapping[str, str]] = {
        table: plan.labels[table] for table in NAMED_IN if table in plan.labels
    }
    for what, table, column in STANDING[plan.record.stage]:
        found[what] = {identifier: identifier for identifier in plan[table][column].unique()}
    return found
