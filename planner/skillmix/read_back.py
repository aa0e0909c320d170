"""From the tables of a plan back to an outcome, so that the check needs nothing else."""

from __future__ import annotations

import numpy as np

from planner.skillmix.arrangements_table import follow_placings, read_arrangements
from planner.skillmix.back_office_table import follow_services, read_back_office
from planner.skillmix.fragile_tables import read_fragile_services
from planner.skillmix.hub_tables import read_hubs
from planner.skillmix.lever_tables import follow_saving, read_levers
from planner.skillmix.plan_rows import Places, PlanRows, Tables, Values
from planner.skillmix.read_care import read_care, read_deployment, read_lower_acuity, read_work
from planner.skillmix.read_people import read_adoptions, read_moves, read_staff, read_supervision
from solvers.skillmix.decisions import Decisions, Index, index_of, shapes
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem


def read_outcome(problem: Problem, tables: Tables, *, baseline: bool = False) -> Outcome:
    """The outcome that a plan's tables state.

    Raises
    ------
    StrayRow : a row names something that the problem does not have.
    """
    index = index_of(problem)
    rows = PlanRows(problem, tables, "baseline_" if baseline else "")
    values = {name: np.zeros(shape) for name, shape in shapes(problem, index).items()}
    read_staff(rows, values)
    read_moves(rows, values)
    read_care(rows, values)
    read_work(rows, values)
    read_arrangements(rows, values)
    read_hubs(rows, values)
    read_fragile_services(rows, values, index)
    read_levers(rows, values, baseline=baseline)
    if not baseline:
        read_adoptions(rows, values)
        read_supervision(rows, values)
        read_back_office(rows, values)
        read_lower_acuity(rows, values, index)
    read_deployment(rows, values, index)
    claims = _read_claims(rows, values)
    _share_claims(problem, index, values, claims)
    _follow(problem, index, values)
    return Outcome(problem, index, Decisions(values))


def _read_claims(rows: PlanRows, values: Values) -> list[list[int]]:
    """Reimbursement, each row on the first of the claims it may be of; those claims, row by row."""
    w, money = rows.problem.workforce, rows.problem.money
    reimbursing = {name for name, t in zip(money.funds, money.fund_training, strict=True) if not t}
    claims: dict[tuple[str, ...], list[int]] = {}
    for u, (f, n) in enumerate(zip(money.option_fund, money.option_post, strict=True)):
        key = (money.funds[f], w.organisations[w.post_organisation[n]], w.roles[w.post_role[n]])
        claims.setdefault(key, []).append(u)
    first: Places = {key: us[0] for key, us in claims.items()}
    table = rows.tables["funds"]
    some = table[table["fund"].isin(reimbursing)]
    keys = ("fund", "organisation", "item")
    rows.put(values["reimbursed"], "funds", "amount", some, keys, first)
    return list(claims.values())


def _share_claims(problem: Problem, index: Index, values: Values, claims: list[list[int]]) -> None:
    """Reimbursement by group of posts: the table has it by employer and role."""
    money = problem.money
    outcome = Outcome(problem, index, Decisions(values))
    for us in claims:
        if len(us) > 1:
            total = values["reimbursed"][us[0]].copy()
            most = outcome.paid_for[money.option_post[us]] * money.option_most[us]
            sums = most.sum(axis=0)
            share = np.divide(most, sums, out=np.full_like(most, 1 / len(us)), where=sums > 0)
            values["reimbursed"][us] = total * share


def _follow(problem: Problem, index: Index, values: Values) -> None:
    """Figures that follow from the others, and that no table has."""
    follow_services(problem, values)
    w, money = problem.workforce, problem.money
    again = Outcome(problem, index, Decisions(values))
    values["saved"][:] = follow_saving(again)
    values["placed"][:] = follow_placings(again)
    over = np.where(np.isinf(money.budget), 0.0, np.maximum(0.0, again.spent - money.budget))
    values["overspend"][:] = np.minimum(over, money.overspend_max)
    if problem.today:
        values["breach"][:] = over - values["overspend"]
    values["lost_beyond"][:] = np.maximum(0.0, again.drawn_by_post - w.loss_tolerance)
    ceiling = w.vacancy_ceiling[:, None] * again["establishment"]
    values["vacancy_above"][:] = np.maximum(0.0, again["vacancy"] - ceiling)
    if problem.base is not None:
        known = np.isfinite(problem.base.in_post)
        gap = np.abs(again["in_post"] - np.where(known, problem.base.in_post, 0.0))
        values["base_gap"][:] = np.where(known, gap, 0.0)
