"""What teams do, as tables of the plan (``planner.plan.tables.teams``)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix import team_work
from planner.skillmix.cohorts import make_cohort
from planner.skillmix.frames import SPECK, long
from planner.skillmix.team_shares import make_shares
from planner.skillmix.team_work import NEAR, ROLE_NEAR, Work, make_work
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats

_TEAM = ["organisation", "role", "period"]


def team_tables(place: Place, outcome: Outcome) -> dict[str, pd.DataFrame]:
    """``TEAM_DAYS``, ``TEAM_COMPETENCIES`` and ``TEAM_CONTACTS``, by name, without the baseline."""
    work, shares = make_work(outcome), _share_table(outcome)
    by_visits = _role_shares(work.visits, "visits", shares)
    by_joint = _role_shares(work.joint, "times", shares)
    return {
        "team_days": _days(place, outcome, work, shares, by_visits, by_joint),
        "team_competencies": _competencies(place, work, shares),
        "team_contacts": _contacts(work, by_visits, by_joint),
    }


def _days(
    place: Place,
    outcome: Outcome,
    work: Work,
    shares: pd.DataFrame,
    by_visits: pd.DataFrame,
    by_joint: pd.DataFrame,
) -> pd.DataFrame:
    own = team_work.time_and_visits(work).merge(shares, on=NEAR)
    for figure in ("visits", "with_people", "minutes"):
        own[figure] *= own["share"]
    done = own.groupby(_TEAM)[["visits", "with_people", "minutes"]].sum()
    own_people = _shared(team_work.people_seen(work), by_visits, "people", _TEAM)
    joint = _shared(team_work.joint_visits(work), by_joint, "people", _TEAM)
    counted = own_people.to_frame().join(joint.rename("joint_visits"), how="outer").fillna(0.0)
    counted["people"] += counted["joint_visits"]
    frame = _time_table(place, outcome).set_index(_TEAM).join([done, counted], how="outer")
    frame = frame.fillna(0.0).reset_index()
    frame["visit_hours"] = frame["with_people"] / 60
    frame["travel_hours"] = (frame["minutes"] - frame["with_people"]) / 60
    used = frame["other_hours"] + frame["minutes"] / 60
    frame["rest_hours"] = (frame["at_work"] - used).where(lambda rest: rest.abs() > SPECK, 0.0)
    return frame.drop(columns=["with_people", "minutes", "at_work"])


def _competencies(place: Place, work: Work, shares: pd.DataFrame) -> pd.DataFrame:
    own = team_work.competencies_used(work, place).merge(shares, on=NEAR)
    own["hours"] = own["with_people"] * own["share"] / 60
    keys = ["organisation", "role", "competency", "period"]
    sums = own.groupby(keys, as_index=False)["hours"].sum()
    return sums[sums["hours"] > SPECK]


def _contacts(work: Work, by_visits: pd.DataFrame, by_joint: pd.DataFrame) -> pd.DataFrame:
    keys = ["organisation", "role", "with_role", "period"]
    apart = _shared(team_work.met_apart(work), by_visits, "met", keys)
    joint = _shared(team_work.met_jointly(work), by_joint, "met", keys)
    sums = pd.concat([apart, joint], axis=1, keys=["apart", "joint"]).fillna(0.0)
    return sums[(sums > SPECK).any(axis=1)].rename_axis(keys).reset_index()


def _share_table(outcome: Outcome) -> pd.DataFrame:
    """Columns ``NEAR``, ``organisation``, ``role`` and ``share``."""
    w, shares = outcome.problem.workforce, make_shares(outcome)
    profile = np.array(w.profiles, dtype=object)[shares.profile]
    return long(
        {"share": shares.share},
        [
            {
                "organisation": np.array(w.organisations, dtype=object)[shares.organisation],
                "role": np.array(w.roles, dtype=object)[w.profile_role[shares.profile]],
                "profile": profile,
                "locality": np.array(w.localities, dtype=object)[shares.locality],
            },
            {"period": outcome.problem.horizon.labels},
        ],
    )


def _role_shares(rows: pd.DataFrame, figure: str, shares: pd.DataFrame) -> pd.DataFrame:
    """Columns ``ROLE_NEAR``, ``organisation`` and ``share``: of what a role does in a locality,
    by a figure of the rows."""
    done = rows.groupby(NEAR, as_index=False)[figure].sum().merge(shares, on=NEAR)
    done[figure] *= done["share"]
    own = done.groupby(["organisation", *ROLE_NEAR], as_index=False)[figure].sum()
    whole = own.groupby(ROLE_NEAR)[figure].transform("sum")
    own["share"] = own[figure] / whole.where(whole > 0, 1.0)
    return own.drop(columns=figure)


def _shared(rows: pd.DataFrame, shares: pd.DataFrame, figure: str, keys: list[str]) -> pd.Series:
    """A figure of roles in localities shared out among employers, added up by ``keys``."""
    own = rows.merge(shares, on=ROLE_NEAR)
    own[figure] *= own["share"]
    return own.groupby(keys)[figure].sum()


def _time_table(place: Place, outcome: Outcome) -> pd.DataFrame:
    """Columns ``_TEAM``, ``staff``, ``learned`` (WTE), ``at_work`` and ``other_hours``."""
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
    return total.table()


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
        self._outcome = outcome
        self._shape = (len(w.organisations), len(w.roles), outcome.problem.horizon.size)
        self._sums: dict[str, Floats] = {}

    def add(self, name: str, organisation: np.ndarray, role: np.ndarray, values: Floats) -> None:
        sums = self._sums.setdefault(name, np.zeros(self._shape))
        np.add.at(sums, (organisation, role), values)

    def table(self) -> pd.DataFrame:
        w = self._outcome.problem.workforce
        axes = [
            {"organisation": w.organisations},
            {"role": w.roles},
            {"period": self._outcome.problem.horizon.labels},
        ]
        return long(self._sums, axes)
