"""The limits a plan is held to, and how far beyond each it is in a draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.skillmix.problem import Floats
from solvers.stress.care import CareOf
from solvers.stress.ledger import Staffing
from solvers.stress.script import Script


@dataclass(frozen=True)
class Limit:
    """``forgiven``: so little beyond is none, in ``unit``."""

    name: str
    unit: str
    forgiven: float


CEILING = Limit("vacancy_ceiling", "WTE", 1e-4)  # of some group of posts, beyond its own ceiling
TOGETHER = Limit("vacancy_together", "WTE", 1e-4)  # of all posts, beyond their ceilings together
HARD = Limit("vacancy_limit", "WTE", 1e-4)  # of some group of posts, beyond what it may never have
BUDGET = Limit("budget", "k£", 1e-3)  # beyond the budget and what may be overspent
NEED = Limit("need", "hours a week", 1e-4)  # not given, beyond the share allowed of those asked
LIMITS = (CEILING, TOGETHER, HARD, BUDGET, NEED)

#: Where there is no limit, one is as far from it as this.
NEVER = -np.inf


def beyond(
    script: Script, t: int, staff: Staffing, spent: Floats, care: CareOf, need_share: float
) -> Floats:
    """How far each employer is beyond each limit in a period, (limits, O, D); below nought:
    how much room there is; ``NEVER`` where it has no such limit."""
    w, money = script.problem.workforce, script.problem.money
    funded = script.outcome["establishment"][:, t]
    above = staff.vacancy - (w.vacancy_ceiling * funded)[:, None]
    some = funded > 0
    over_limit = np.full_like(above, NEVER)
    hard = np.flatnonzero(np.isfinite(w.vacancy_limit))
    over_limit[hard] = staff.vacancy[hard] - (w.vacancy_limit[hard] * funded[hard])[:, None]
    together = script.posts_to_employers.sum(above)
    together[script.posts_to_employers.sum(some[:, None].astype(float))[:, 0] == 0] = NEVER
    allowed = money.budget[:, t] + money.overspend_max[:, t]
    return np.stack(
        [
            script.posts_to_employers.largest(np.where(some[:, None], above, NEVER), NEVER),
            together,
            script.posts_to_employers.largest(over_limit, NEVER),
            spent - allowed[:, None],
            np.where(care.asked > 0, care.short - need_share * care.asked, NEVER),
        ]
    )


def forgiven() -> Floats:
    """What each limit forgives, (limits,)."""
    return np.array([limit.forgiven for limit in LIMITS])
