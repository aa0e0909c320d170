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
    "hubs",
    "reimbursement",
    "back_office",
    "arrangements",
    "shared_staff",
    "bought_hours",
)

MONEY = Table(
    name="money",
    row="a line of an employer's spending; reimbursement is negative; course fees paid by a "
    "fund stand under the fund, not here; shared_staff is what partners bear of the pay of those "
    "whose time they share, and adds up to nothing over the place",
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

BACK_OFFICE = Table(
    name="back_office",
    row="a back-office function of an employer; what hosting costs a host stands in money, "
    "in the host's line back_office",
    key=("organisation", "function", "period"),
    columns=(
        ORGANISATION,
        identifier("function", "The function."),
        PERIOD,
        identifier("served_by", "The host that does it; blank: the employer itself."),
        number("workload", "Work.", "of the function's driver"),
        number("cost", "What the employer pays for it, moving to a host included.", "k£"),
        number("baseline_cost", "What it pays in the baseline, where nobody moves.", "k£"),
        number("displaced", "Staff whose work moves to the host in the period.", "WTE"),
        number("joining", "Those of them who join the host.", "WTE"),
        number("redeployed", "Those who are redeployed.", "WTE"),
        number("retrained", "Those who are retrained.", "WTE"),
        number("released", "Those who are made redundant.", "WTE"),
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
