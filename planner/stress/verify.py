"""The check of a stress test: everything is made again from the seed."""

from __future__ import annotations

from planner.errors import PlaceplanError
from planner.place.place import Place
from planner.plan.differs import differs
from planner.plan.plan import Plan
from planner.plan.tables.stress import STRESS_TABLES
from planner.stress.stage import stress_plan


def verify_plan(place: Place, plan: Plan, base: Plan | None = None) -> list[str]:
    """What is wrong with a stress test, in words; empty if nothing is.

    The plan that was played (``base``) is played again with the same seed and draws, after a
    replay without uncertainty has been held against the plan, and every table is compared.

    Raises
    ------
    PlaceplanError : the plan that was played is not named.
    """
    if base is None:
        raise PlaceplanError("name the skill-mix plan that was played with --base")
    limits = plan.record.limits
    again = stress_plan(
        place,
        base,
        draws=int(limits["draws"]),
        seed=plan.record.seed,
        need_share=float(limits["need_share"]),
    )
    source = f"the draws of seed {plan.record.seed}"
    return [
        wrong
        for table in STRESS_TABLES
        for wrong in differs(table, plan[table.name], again[table.name], source)
    ]
