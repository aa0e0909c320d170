"""Spending, budgets and funds."""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, PERIOD, identifier, number, pair
from planner.schema.column import Column, Kind, Table

MONEY_LINES = (
    "pay",
    "agency",
    "hiring",
    "course_fees",
    "transfers",
    "release",
    "over_establishment",
    "short_time",
    "adoption",
    "levers",
    "reimbursement",
)

MONEY = Table(
    name="money",
    row="a line of an employer's spending; reimbursement is negative; course fees paid by a "
    "fund stand under the fund, not here",
    key=("organisation", "line", "period"),
    columns=(
        ORGANISATION,
        Column("line", Kind.CHOICE, "What the money is for.", choices=MONEY_LINES),
        PERIOD,
        *pair("amount", "Money.", "k£"),
    ),
)

BUDGETS = Table(
    name="budgets",
    row="an employer's spending against its budget",
    key=("organisation", "period"),
    columns=(
        ORGANISATION,
        PERIOD,
        Column("rule", Kind.CHOICE, "hard or control_total.", choices=("hard", "control_total")),
        number("budget", "Budget.", "k£"),
        *pair("spending", "Spending net of reimbursement.", "k£"),
        *pair("overspend", "Spending above budget.", "k£"),
        number("overspend_limit", "Most that may be overspent.", "k£"),
    ),
)

FUNDS = Table(
    name="funds",
    row="what a fund pays an employer for a role, or for a course",
    key=("fund", "organisation", "item", "period"),
    columns=(
        identifier("fund", "The fund."),
        ORGANISATION,
        identifier("item", "The role reimbursed, or the course paid."),
        PERIOD,
        *pair("amount", "Money.", "k£"),
    ),
)
