"""What an outcome spends, line by line; the model's terms are in ``spending``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solvers.skillmix.arrangements import partner_pay
from solvers.skillmix.problem import Floats
from solvers.skillmix.sums import sum_to

if TYPE_CHECKING:
    from solvers.skillmix.outcome import Outcome


def spending_lines(outcome: Outcome) -> dict[str, Floats]:
    """The money lines of an outcome; see ``Outcome.spending``."""
    problem = outcome.problem
    w, money, training = problem.workforce, problem.money, problem.training
    transfers, hiring = problem.transfers, problem.recruitment
    n, of_post = len(w.organisations), w.post_organisation
    of_cell = of_post[w.cell_post]
    adopted = np.diff(outcome["adopted"], axis=1, prepend=0.0)
    levers = problem.levers
    own_fee = np.where(training.fund < 0, training.cost, 0.0)[training.arc_course]
    return {
        "pay": sum_to(of_post, outcome.post_total * money.pay, n),
        "agency": sum_to(of_post, outcome["agency"] * money.agency, n),
        "hiring": sum_to(
            of_cell[hiring.option_cell],
            outcome["hires"] * hiring.cost[hiring.option_market][:, None],
            n,
        ),
        "course_fees": sum_to(of_cell[training.arc_from], outcome["starts"] * own_fee[:, None], n),
        "transfers": sum_to(
            of_cell[transfers.arc_from],
            outcome["transfers"] * transfers.cost[transfers.arc_move][:, None],
            n,
        ),
        "release": sum_to(of_cell, outcome["released"] * money.release[w.cell_post][:, None], n),
        "over_establishment": sum_to(of_post, outcome["over"] * money.over, n),
        "short_time": sum_to(of_post, outcome["short_time"] * money.short_time, n),
        "adoption": sum_to(
            problem.adoption.organisation, adopted * problem.adoption.cost[:, None], n
        ),
        "levers": sum_to(levers.organisation, outcome.lever_costs, n),
        "hubs": sum_to(problem.hubs.organisation, outcome.hub_costs, n),
        "reimbursement": -sum_to(of_post[money.option_post], outcome["reimbursed"], n),
        "back_office": _back_office(outcome, n),
        "arrangements": _arrangements(outcome, n),
        "shared_staff": _shared_staff(outcome, n),
        "bought_hours": _bought_hours(outcome, n),
    }


def _arrangements(outcome: Outcome, n: int) -> Floats:
    """What arrangements cost, and the fees of agreements, paid by who has the staff."""
    problem = outcome.problem
    agreements, of_post = problem.agreements, problem.workforce.post_organisation
    owner = problem.arrangements.organisation
    return sum_to(owner, outcome.arrangement_costs, n) + sum_to(
        of_post[agreements.placing_post], outcome["placed"] * agreements.fee, n
    )


def _shared_staff(outcome: Outcome, n: int) -> Floats:
    """Pay of those whose time is shared: partners bear their share of it."""
    problem = outcome.problem
    w, sharing = problem.workforce, problem.sharing
    borne = outcome["shared"][sharing.partner_of] * partner_pay(problem)
    home = w.post_organisation[w.cell_post[sharing.cell[sharing.partner_of]]]
    return sum_to(sharing.partner, borne, n) - sum_to(home, borne, n)


def _back_office(outcome: Outcome, n: int) -> Floats:
    """Whoever is served pays the price and the move, the host what hosting costs it."""
    problem = outcome.problem
    office, years = problem.back_office, problem.horizon.years
    own = outcome["own_office"] * office.own_cost[:, None] * years
    bought = outcome["served"] * office.price[:, None] * years
    bought += outcome.moved * office.move_cost[:, None]
    hosting = outcome["hosting"] * office.fixed_cost[:, None] * years
    return (
        sum_to(office.organisation, own, n)
        + sum_to(office.organisation[office.office], bought, n)
        + sum_to(office.host_organisation, hosting, n)
    )


def _bought_hours(outcome: Outcome, n: int) -> Floats:
    fragile, weeks = outcome.problem.fragile, outcome.problem.horizon.weeks
    paid = outcome.bought_hours * fragile.price[:, None] * weeks
    return sum_to(fragile.organisation, paid, n)
