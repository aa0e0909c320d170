"""What a plan comes to in a period of some draws: vacancies, hours and money.

Each is the plan's own figure changed by what is otherwise, so that nothing is otherwise where
nothing is. Decisions that chance does not touch (levers, hubs, back offices, adoption, short
time, supervision, hours bought) cost and take what the plan says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.skillmix.arrangements import partner_pay
from solvers.skillmix.problem import Floats
from solvers.stress.care import Teams
from solvers.stress.replay import Moment
from solvers.stress.rows import quotient
from solvers.stress.script import Script


@dataclass(frozen=True)
class Staffing:
    """Posts of a period, (N, D) WTE, and how far time is shared, (S1, D)."""

    vacancy: Floats
    over: Floats
    agency: Floats
    shared: Floats  # of those shared by the plan, the share that is


def staffing(script: Script, moment: Moment) -> Staffing:
    """Whoever is missing of the plan's staff leaves a vacancy; whoever is more fills one, and is
    above establishment beyond that. Agency staff are as many as planned, in vacancies alone."""
    o, t = script.outcome, moment.period
    vacancy, over = o["vacancy"][:, t, None], o["over"][:, t, None]
    both = np.minimum(vacancy, over)
    net = vacancy - over + (script.target[:, t, None] - moment.total)
    there = np.maximum(0.0, net) + both
    cell = script.problem.sharing.cell
    planned = o["in_post"][cell, t, None]
    return Staffing(
        vacancy=there,
        over=np.maximum(0.0, -net) + both,
        agency=np.minimum(o["agency"][:, t, None], there),
        shared=np.minimum(1.0, quotient(moment.in_post[cell], planned, 1.0)),
    )


def hours_of(script: Script, teams: Teams, moment: Moment, staff: Staffing) -> Floats:
    """Hours a week of each employer in each team, (E, D)."""
    o, t, cohorts = script.outcome, moment.period, script.cohorts
    w, training, sharing = script.problem.workforce, script.problem.training, script.problem.sharing
    wte = moment.in_post.copy()
    np.add.at(wte, cohorts.leaves, cohorts.working[:, t, None] * moment.trainees)
    np.add.at(wte, cohorts.joins, cohorts.learned[:, t, None] * moment.completed)
    wte[w.post_base_cell] += staff.agency - 0.5 * o["short_time"][:, t, None]
    each = w.hours[w.cell_post]
    hours = wte * each[:, None]
    np.subtract.at(hours, training.option_cell, o.supervising_hours[:, t, None])
    shared = o["shared"][:, t, None] * staff.shared
    np.subtract.at(hours, sharing.cell, shared * (sharing.given * each[sharing.cell])[:, None])
    got = o.partner_hours[:, t, None] * staff.shared[sharing.partner_of]
    return teams.to_entries.sum(np.concatenate([hours, got]))


def spending(script: Script, moment: Moment, staff: Staffing) -> Floats:
    """k£ of each employer, (O, D)."""
    o, t = script.outcome, moment.period
    w, money = script.problem.workforce, script.problem.money
    by_post = (moment.total - script.target[:, t, None]) * money.pay[:, t, None]
    by_post += (staff.agency - o["agency"][:, t, None]) * money.agency[:, t, None]
    by_post += (staff.over - o["over"][:, t, None]) * money.over[:, t, None]
    hiring = script.problem.recruitment
    cost = hiring.cost[hiring.option_market][:, None]
    by_post += script.options_to_posts.sum((moment.hires - o["hires"][:, t, None]) * cost)
    by_post += script.cells_to_posts.sum(_moves(script, moment))
    by_post += _placed(script, moment)
    _claims(script, moment, staff, by_post)
    planned = o.spent[:, t, None]
    total = planned + script.posts_to_employers.sum(by_post)
    _shared(script, t, staff, total, w.post_organisation)
    return total


def _moves(script: Script, moment: Moment) -> Floats:
    """Fees of courses, transfers and releases that are not as planned, by cell (C, D)."""
    problem, t, cohorts = script.problem, moment.period, script.cohorts
    w, training, transfers = problem.workforce, problem.training, problem.transfers
    missing = moment.share_done - 1.0
    planned = script.outcome["released"][:, t] * problem.money.release[w.cell_post]
    fee = np.where(training.fund < 0, training.cost, 0.0)[cohorts.course]
    begun = np.where(cohorts.start == t, cohorts.wte * fee, 0.0)
    np.add.at(planned, cohorts.leaves, begun)
    moved = script.outcome["transfers"][:, t] * transfers.cost[transfers.arc_move]
    np.add.at(planned, transfers.arc_from, moved)
    return planned[:, None] * missing


def _placed(script: Script, moment: Moment) -> Floats:
    """Fees of those employed under an agreement, by post (N, D)."""
    agreements, t = script.problem.agreements, moment.period
    post = agreements.placing_post
    fees = script.outcome["placed"][:, t] * agreements.fee[:, t]
    ratio = quotient(moment.total[post], script.target[post, t, None], 1.0)
    result = np.zeros_like(moment.total)
    np.add.at(result, post, fees[:, None] * (ratio - 1.0))
    return result


def _claims(script: Script, moment: Moment, staff: Staffing, by_post: Floats) -> None:
    """Funds pay less for fewer staff, and no more than planned for more."""
    o, t = script.outcome, moment.period
    w, money, sharing = script.problem.workforce, script.problem.money, script.problem.sharing
    paid_for = moment.total.copy()
    shared = o["shared"][:, t, None] * staff.shared
    np.subtract.at(paid_for, w.cell_post[sharing.cell], shared * sharing.away[:, None])
    some = sharing.partner_post >= 0
    theirs = (shared[sharing.partner_of] * sharing.partner_wte[:, None])[some]
    np.add.at(paid_for, sharing.partner_post[some], theirs)
    post = money.option_post
    ratio = np.clip(quotient(paid_for[post], o.paid_for[post, t, None], 1.0), 0.0, 1.0)
    np.add.at(by_post, post, o["reimbursed"][:, t, None] * (1.0 - ratio))


def _shared(
    script: Script, t: int, staff: Staffing, total: Floats, post_organisation: np.ndarray
) -> None:
    """Partners bear pay of those whose time they share as far as they have it."""
    w, sharing = script.problem.workforce, script.problem.sharing
    borne = script.outcome["shared"][sharing.partner_of, t] * partner_pay(script.problem)[:, t]
    less = borne[:, None] * (1.0 - staff.shared[sharing.partner_of])
    home = post_organisation[w.cell_post[sharing.cell[sharing.partner_of]]]
    np.subtract.at(total, sharing.partner, less)
    np.add.at(total, home, less)
