"""What teams do, as tables of the plan (``planner.plan.tables.teams``)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix import team_work
from planner.skillmix.cohorts import make_cohort
from planner.skillmix.frames import SPECK, Axis, long
from planner.skillmix.team_shares import RoleShares, Shares, make_shares, role_shares
from planner.skillmix.team_work import Work, make_work
from planner.skillmix.visit_rows import JointRows, VisitRows
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats


def team_tables(
    place: Place, outcome: Outcome, visits: VisitRows, joint: JointRows
) -> dict[str, pd.DataFrame]:
    """``TEAM_DAYS``, ``TEAM_COMPETENCIES`` and ``TEAM_CONTACTS``, by name, without the baseline.

    Parameters
    ----------
    visits, joint : the outcome's rows.
    """
    work, shares = make_work(outcome, visits, joint), make_shares(outcome)
    roles = outcome.problem.workforce.profile_role
    by_visits = role_shares(shares, roles, team_work.visits_made(work))
    by_joint = role_shares(shares, roles, team_work.things_done_jointly(work))
    return {
        "team_days": _days(place, outcome, work, shares, by_visits, by_joint),
        "team_competencies": _competencies(place, outcome, work, shares),
        "team_contacts": _contacts(outcome, work, by_visits, by_joint),
    }


def _days(
    place: Place,
    outcome: Outcome,
    work: Work,
    shares: Shares,
    by_visits: RoleShares,
    by_joint: RoleShares,
) -> pd.DataFrame:
    total = _time_at_work(place, outcome)
    role = outcome.problem.workforce.profile_role[shares.profile]
    for name, done in (
        ("visits", team_work.visits_made(work)),
        ("with_people", team_work.minutes_with_people(work) / 60),
        ("worked", team_work.minutes_worked(work) / 60),
    ):
        own = done[shares.profile, shares.locality] * shares.share
        total.add(name, shares.organisation, role, own)
    joint = team_work.joint_visits(work)
    for name, of_role, by in (
        ("joint_visits", joint, by_joint),
        ("people", team_work.people_seen(work), by_visits),
        ("people", joint, by_joint),
    ):
        total.add(name, by.organisation, by.role, of_role[by.role, by.locality] * by.share)
    sums = total.sums
    sums["visit_hours"] = sums.pop("with_people")
    worked = sums.pop("worked")
    sums["travel_hours"] = worked - sums["visit_hours"]
    rest = sums.pop("at_work") - sums["other_hours"] - worked
    sums["rest_hours"] = np.where(np.abs(rest) > SPECK, rest, 0.0)
    return long(sums, [*_teams(outcome), _periods(outcome)])


def _competencies(place: Place, outcome: Outcome, work: Work, shares: Shares) -> pd.DataFrame:
    role = outcome.problem.workforce.profile_role[shares.profile]
    names, hours = [], []
    for name, minutes in team_work.competencies_used(work, place):
        total = _Totals(outcome)
        own = minutes[shares.profile, shares.locality] * shares.share
        total.add("hours", shares.organisation, role, own / 60)
        names.append(name)
        hours.append(total.sums["hours"])
    shape = (0, *_Totals(outcome).shape)
    return long(
        {"hours": np.stack(hours) if hours else np.zeros(shape)},
        [{"competency": names}, *_teams(outcome), _periods(outcome)],
    )


def _contacts(
    outcome: Outcome, work: Work, by_visits: RoleShares, by_joint: RoleShares
) -> pd.DataFrame:
    teams, roles = _teams(outcome), outcome.problem.workforce.roles
    sums = {
        "apart": _met(outcome, team_work.met_apart(work), by_visits),
        "joint": _met(outcome, team_work.met_jointly(work), by_joint),
    }
    return long(sums, [{"with_role": roles}, *teams, _periods(outcome)])


def _met(outcome: Outcome, met: Floats, by: RoleShares) -> Floats:
    """Visits of other roles that each team meets: other role, employer, role, period."""
    return np.stack(
        [
            _total(outcome, by, met[by.role, other, by.locality] * by.share)
            for other in range(met.shape[1])
        ]
    )


def _total(outcome: Outcome, by: RoleShares, values: Floats) -> Floats:
    total = _Totals(outcome)
    total.add("sum", by.organisation, by.role, values)
    return total.sums["sum"]


def _teams(outcome: Outcome) -> list[Axis]:
    w = outcome.problem.workforce
    return [{"organisation": w.organisations}, {"role": w.roles}]


def _periods(outcome: Outcome) -> Axis:
    return {"period": outcome.problem.horizon.labels}


def _time_at_work(place: Place, outcome: Outcome) -> _Totals:
    """``staff``, ``learned`` (WTE), ``at_work`` and ``other_hours`` (in the period)."""
    problem = outcome.problem
    w, sharing, weeks = problem.workforce, problem.sharing, problem.horizon.weeks
    hours, aside = _hours_at_work(place, outcome)
    staff = outcome["in_post"] + outcome.trainees
    np.add.at(staff, w.post_base_cell, outcome["agency"])
    present = staff.copy()
    np.subtract.at(present, w.post_base_cell, 0.5 * outcome["short_time"])
    training, learning = problem.training, _before_completing(place, outcome)
    np.add.at(present, training.arc_from, learning)
    np.subtract.at(present, training.arc_to, learning)
    away = outcome["shared"] * sharing.away[:, None]
    for wte in (staff, present):
        np.subtract.at(wte, sharing.cell, away)
    extra = np.arange(len(w.profiles)) >= len(w.roles)
    learned = np.where(extra[w.cell_profile][:, None], outcome["in_post"], 0.0)
    total = _Totals(outcome)
    post = w.cell_post
    total.add("staff", w.post_organisation[post], w.post_role[post], staff)
    total.add("learned", w.post_organisation[post], w.post_role[post], learned)
    lender = post[sharing.cell[sharing.partner_of]]
    total.add("staff", sharing.partner, w.post_role[lender], outcome.partner_wte)
    for name, factor in (("at_work", hours), ("other_hours", aside)):
        own = present * factor[post][:, None] * weeks
        total.add(name, w.post_organisation[post], w.post_role[post], own)
        lent = outcome.partner_wte * factor[lender][:, None] * weeks
        total.add(name, sharing.partner, w.post_role[lender], lent)
    return total


def _before_completing(place: Place, outcome: Outcome) -> Floats:
    """Of those who complete in a period, the part of it that they still are in the post they
    come from, WTE by arc (A, T): the stock has them where they go to."""
    training, horizon = outcome.problem.training, outcome.problem.horizon
    usual = np.ones(horizon.size)
    learning = [
        make_cohort(months, (), horizon, usual).training
        for months in place["courses"]["duration_months"]
    ]
    if not len(training.arc_course):
        return np.zeros((0, horizon.size))
    share = np.stack(learning)[training.arc_course] * training.completed
    return np.einsum("as,ast->at", outcome["starts"], share)


def _hours_at_work(place: Place, outcome: Outcome) -> tuple[Floats, Floats]:
    """Hours a week that one WTE of each group of posts is at work, and of those the ones for
    records, meetings and work outside the packages, (N,) each."""
    role = outcome.problem.workforce.post_role
    roles, posts = place["roles"], place["posts"]
    contract = (roles["hours_per_week"] * (1 - roles["headroom"])).to_numpy(float)[role]
    hours = contract * (1 - posts["sickness"].to_numpy(float))
    return hours, hours * (1 - roles["patient_facing"].to_numpy(float)[role])


class _Totals:
    """Figures added up by employer, role and period."""

    def __init__(self, outcome: Outcome):
        w = outcome.problem.workforce
        self.shape = (len(w.organisations), len(w.roles), outcome.problem.horizon.size)
        self.sums: dict[str, Floats] = {}

    def add(self, name: str, organisation: np.ndarray, role: np.ndarray, values: Floats) -> None:
        sums = self.sums.setdefault(name, np.zeros(self.shape))
        np.add.at(sums, (organisation, role), values)
