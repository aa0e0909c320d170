"""Pay, budgets and funds of a place as the solver's money."""

from __future__ import annotations

import numpy as np

from planner.place.place import Place
from planner.skillmix.horizon import from_period_on
from planner.skillmix.lookup import Lookup
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import Floats, Horizon, Money, Workforce


def make_money(place: Place, names: Names, workforce: Workforce, horizon: Horizon) -> Money:
    """What people cost in each period, and what each employer may spend. k£."""
    w, posts, years = workforce, place["posts"], horizon.years
    yearly = place["roles"]["annual_cost"].to_numpy(float)[w.post_role]
    premium = 1 + posts["agency_premium"].to_numpy(float)
    hard = (place["organisations"]["budget_rule"] == "hard").to_numpy(bool)
    limit = place["organisations"]["overspend_limit"].to_numpy(float)
    funds = place["funds"]
    claims = _claims(place, names, w)
    return Money(
        pay=yearly[:, None] * years,
        agency=(yearly * premium)[:, None] * years,
        over=posts["over_establishment_cost"].to_numpy(float)[:, None] * years,
        short_time=posts["short_time_cost"].to_numpy(float)[:, None] * years,
        release=posts["release_cost"].to_numpy(float),
        budget=_budgets(place, names, horizon),
        overspend_max=np.where(hard, 0.0, limit)[:, None] * years,
        hard=hard,
        funds=tuple(funds["fund"]),
        fund_amount=funds["amount"].to_numpy(float)[:, None] * years,
        fund_training=(funds["kind"] == "training").to_numpy(bool),
        option_fund=ints([fund for fund, _, _ in claims]),
        option_post=ints([post for _, post, _ in claims]),
        option_most=np.array([most for _, _, most in claims], dtype=float)[:, None] * years,
    )


def _budgets(place: Place, names: Names, horizon: Horizon) -> Floats:
    """Budget by organisation and period, k£; infinite where the table is silent."""
    budget = np.full((len(names.organisations), horizon.size), np.inf)
    for organisation, rows in place["budgets"].groupby("organisation"):
        pairs = list(zip(rows["period"], rows["amount"], strict=True))
        yearly = from_period_on(pairs, horizon.labels, np.inf)
        budget[names.organisations[organisation]] = yearly * horizon.years
    return budget


def _claims(place: Place, names: Names, w: Workforce) -> list[tuple[int, int, float]]:
    """(fund, posts, most per WTE a year) for every post a fund reimburses."""
    funds = place["funds"]
    at = Lookup(funds["fund"])
    kinds = place["organisations"]["kind"].tolist()
    claims = []
    for row in place["fund_roles"].itertuples():
        fund = at[row.fund]
        only, allowed = funds.at[fund, "organisation"], funds.at[fund, "kinds"]
        for post in np.flatnonzero(w.post_role == names.roles[row.role]):
            employer = int(w.post_organisation[post])
            if only and names.organisations[only] != employer:
                continue
            if not allowed or kinds[employer] in allowed:
                claims.append((fund, int(post), float(row.maximum_per_wte)))
    return claims
