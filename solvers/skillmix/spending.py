"""What each decision costs its employer, as terms for a model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.engine.model import Floats, Ids
from solvers.skillmix.arrangements import partner_pay
from solvers.skillmix.decisions import Decisions
from solvers.skillmix.fragile_services import bought_parts
from solvers.skillmix.problem import Arrangements, Hubs, Levers, Problem


@dataclass(frozen=True)
class SpendingTerm:
    """k£ per unit of some columns: all arrays (n, m); ``organisation`` is (n,)."""

    line: str
    organisation: Ids
    columns: Ids
    amounts: Floats
    period: Ids


def spending_terms(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    """Every line of spending; the same lines as ``spent.spending_lines``."""
    return [
        *_people(decisions, problem),
        *_pay_of_trainees(decisions, problem),
        *_moves(decisions, problem),
        *_adoption(decisions, problem),
        *_lasting("levers", decisions["taken"], problem.levers, problem),
        *_lasting("hubs", decisions["hub_open"], problem.hubs, problem),
        *_back_office(decisions, problem),
        *_arrangements(decisions, problem),
        *_bought_hours(decisions, problem),
    ]


def _term(
    line: str, organisation: np.ndarray, columns: Ids, amounts: Floats | float
) -> SpendingTerm:
    period = np.broadcast_to(np.arange(columns.shape[1]), columns.shape)
    amount = np.broadcast_to(np.asarray(amounts, float), columns.shape)
    return SpendingTerm(line, organisation, columns, amount, period)


def _people(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    w, money = problem.workforce, problem.money
    of_post = w.post_organisation
    return [
        _term("pay", of_post[w.cell_post], decisions["in_post"], money.pay[w.cell_post]),
        _term("agency", of_post, decisions["agency"], money.agency),
        _term("over_establishment", of_post, decisions["over"], money.over),
        _term("short_time", of_post, decisions["short_time"], money.short_time),
        _term("reimbursement", of_post[money.option_post], decisions["reimbursed"], -1.0),
    ]


def _pay_of_trainees(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    """Trainees are paid in their old posts: one column per start, one entry per period after."""
    w, training = problem.workforce, problem.training
    post = w.cell_post[training.arc_from]
    cost = training.present * problem.money.pay[post][:, None, :]
    arc, start, period = np.nonzero(cost)
    return [
        SpendingTerm(
            "pay",
            w.post_organisation[post[arc]],
            decisions["starts"][arc, start][:, None],
            cost[arc, start, period][:, None],
            period[:, None],
        )
    ]


def _moves(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    w, training, transfers = problem.workforce, problem.training, problem.transfers
    hiring = problem.recruitment
    of_cell = w.post_organisation[w.cell_post]
    fee = np.where(training.fund < 0, training.cost, 0.0)[training.arc_course]
    return [
        _term(
            "hiring",
            of_cell[hiring.option_cell],
            decisions["hires"],
            hiring.cost[hiring.option_market][:, None],
        ),
        _term("course_fees", of_cell[training.arc_from], decisions["starts"], fee[:, None]),
        _term(
            "transfers",
            of_cell[transfers.arc_from],
            decisions["transfers"],
            transfers.cost[transfers.arc_move][:, None],
        ),
        _term(
            "release", of_cell, decisions["released"], problem.money.release[w.cell_post][:, None]
        ),
    ]


def _adoption(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    adoption = problem.adoption
    return _once("adoption", adoption.organisation, decisions["adopted"], adoption.cost)


def _back_office(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    office, years = problem.back_office, problem.horizon.years
    payer = office.organisation[office.office]
    line, served = "back_office", decisions["served"]
    return [
        _term(line, office.organisation, decisions["own_office"], office.own_cost[:, None] * years),
        _term(line, payer, served, office.price[:, None] * years),
        _term(
            line,
            office.host_organisation,
            decisions["hosting"],
            office.fixed_cost[:, None] * years,
        ),
        *_once(line, payer, served, office.move_cost),
    ]


def _arrangements(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    """What they cost, the fees of agreements, and who bears the pay of those shared."""
    w, agreements, sharing = problem.workforce, problem.agreements, problem.sharing
    line = "arrangements"
    home = w.post_organisation[w.cell_post[sharing.cell[sharing.partner_of]]]
    shared, borne = decisions["shared"][sharing.partner_of], partner_pay(problem)
    return [
        *_lasting(line, decisions["arranged"], problem.arrangements, problem),
        _term(
            line,
            w.post_organisation[agreements.placing_post],
            decisions["placed"],
            agreements.fee,
        ),
        _term("shared_staff", sharing.partner, shared, borne),
        _term("shared_staff", home, shared, -borne),
    ]


def _bought_hours(decisions: Decisions, problem: Problem) -> list[SpendingTerm]:
    """Each visit of a neighbour costs its hours, travel included, week by week."""
    fragile, (service, part) = problem.fragile, bought_parts(problem)
    bought = decisions["bought"]
    each = problem.care.part_hours()[part] * fragile.price[service][:, None]
    payer = np.repeat(fragile.organisation[service], bought.shape[1])
    columns = bought.reshape(-1, bought.shape[2])
    weekly = each.reshape(-1, 1) * problem.horizon.weeks
    return [_term("bought_hours", payer, columns, weekly)]


def _lasting(
    line: str, by_then: Ids, of: Levers | Hubs | Arrangements, problem: Problem
) -> list[SpendingTerm]:
    """What is paid for a decision that stays: once when it is taken, and yearly from then on."""
    yearly = of.yearly[:, None] * problem.horizon.years
    return [
        *_once(line, of.organisation, by_then, of.cost),
        _term(line, of.organisation, by_then, yearly),
    ]


def _once(line: str, organisation: np.ndarray, by_then: Ids, cost: Floats) -> list[SpendingTerm]:
    """What is paid when a decision that stays is taken: its increments cost."""
    earlier = by_then[:, :-1]
    before = SpendingTerm(
        line,
        organisation,
        earlier,
        np.broadcast_to(-cost[:, None], earlier.shape),
        np.broadcast_to(np.arange(1, by_then.shape[1]), earlier.shape),
    )
    return [_term(line, organisation, by_then, cost[:, None]), before]
