"""The rules of the skill-mix stage, in order. A new rule is one file and one line here."""

from __future__ import annotations

from solvers.skillmix.rules import (
    adoption,
    back_office,
    budgets,
    capacity,
    change,
    destabilisation,
    establishment,
    fragile_services,
    frozen,
    funds,
    host_scale,
    levers,
    lower_acuity,
    pins,
    readiness,
    recruitment,
    stock_and_flow,
    supervision,
    training_places,
    transfers,
    visits,
)
from solvers.skillmix.rules.base import Rule

RULES: tuple[Rule, ...] = (
    stock_and_flow,
    recruitment,
    establishment,
    training_places,
    transfers,
    supervision,
    visits,
    lower_acuity,
    levers,
    fragile_services,
    capacity,
    budgets,
    funds,
    destabilisation,
    adoption,
    back_office,
    host_scale,
    change,
    readiness,
    pins,
    frozen,
)
