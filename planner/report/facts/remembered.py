"""Figures that several sections of a page need, worked out once for a plan."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps

import pandas as pd

from planner.plan.plan import Plan

Facts = Callable[[Plan], pd.DataFrame]


def remembered(make: Facts) -> Facts:
    """The facts of the plan that was asked about last are kept, as long as it is in use. Whoever
    gets them must not change them."""
    last: list[tuple[weakref.ref[Plan], pd.DataFrame]] = []

    @wraps(make)
    def once(plan: Plan) -> pd.DataFrame:
        for of, facts in last[:1]:
            if of() is plan:
                return facts
        facts = make(plan)
        last[:] = [(weakref.ref(plan, lambda _: last.clear()), facts)]
        return facts

    return once
