"""What would help most: the bottlenecks of a plan as a table, and its form checked."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from planner.plan.plan import Plan
from planner.plan.tables import BY_NAME
from planner.schema.column import Kind
from planner.skillmix.frames import conform
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener
from solvers.skillmix.bottlenecks import Bottleneck, find_bottlenecks
from solvers.skillmix.build import build
from solvers.skillmix.decisions import Index, axis_sizes, index_of
from solvers.skillmix.limit_words import LIMITS, Limit
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.search import Ask

TABLE = BY_NAME["bottlenecks"]
_MEASURED = ("priority", "raised_by", "saves", "saves_unit")
#: The columns that say which limit a row is of.
_LIMIT = tuple(name for name in TABLE.column_names if name not in _MEASURED)
WARNING = "What would help most is not complete"
ALL_STAFF = "all staff"
#: No more than this many faults are listed.
LISTED = 5


def with_bottlenecks(
    plan: Plan,
    outcome: Outcome,
    *,
    reproducible: bool,
    listen: Listener,
    stop: threading.Event,
    seconds: float | None = None,
) -> Plan:
    """The plan with what one more unit of each limit would save of its priorities.

    A search that is stopped, or has had its ``seconds``, keeps what it has measured, and a
    warning says what is missing.
    """
    started = time.monotonic()
    record = plan.record
    limits = Limits(threads=1 if reproducible else 2, seed=record.seed, stop=stop, seconds=seconds)
    asks = [Ask(p.name, p.tolerance, p.slack) for p in record.priorities]
    bounds = [p.bound for p in record.priorities]
    model = build(outcome.problem)
    result = find_bottlenecks(model, outcome, asks, bounds, limits, listen)
    warnings = [warning for warning in record.warnings if not warning.startswith(WARNING)]
    warnings += [f"{WARNING}: {missing}." for missing in result.missing]
    spent = {**record.seconds, "bottlenecks": round(time.monotonic() - started, 3)}
    return replace(
        plan,
        record=record.model_copy(update={"warnings": warnings, "seconds": spent}),
        tables={
            **plan.tables,
            TABLE.name: bottlenecks_table(outcome.problem, outcome.index, result.found),
        },
    )


def bottlenecks_table(problem: Problem, index: Index, found: Sequence[Bottleneck]) -> pd.DataFrame:
    """``BOTTLENECKS``."""
    rows = [
        {
            "priority": each.priority,
            **described(problem, index, each.limit, each.at),
            "raised_by": each.raised_by,
            "saves": each.saves,
            "saves_unit": MEASURES[each.priority].UNIT,
        }
        for each in found
    ]
    return conform(pd.DataFrame(rows, columns=list(TABLE.column_names)), TABLE)


def described(problem: Problem, index: Index, limit: Limit, at: tuple[int, ...]) -> dict[str, str]:
    """The words of a row: the limit, what one more is, its identifiers, period and unit."""
    words = {c.name: "" for c in TABLE.columns if c.kind is Kind.IDENTIFIER}
    del words["priority"]
    words["period"] = ""
    for axis, entry in zip(limit.axes, at, strict=True):
        words.update(_identifiers(problem, index, axis, entry))
    return {**words, "limit": limit.name, "what": limit.one.format(**words), "unit": limit.unit}


def _identifiers(problem: Problem, index: Index, axis: str, entry: int) -> dict[str, str]:
    """What an entry of an axis is called, by column of the table."""
    w, labels = problem.workforce, problem.horizon.labels
    if axis == "period":
        return {"period": labels[entry]}
    if axis == "financial year":
        return {"period": labels[int(np.argmax(problem.horizon.financial_year == entry))]}
    if axis == "organisation":
        return {"organisation": w.organisations[entry]}
    if axis == "locality":
        return {"locality": w.localities[entry]}
    if axis == "post":
        return _post(problem, entry)
    if axis == "cell":
        profile = w.profiles[w.cell_profile[entry]]
        return {**_post(problem, int(w.cell_post[entry])), "profile": profile}
    if axis == "deployed_pair":
        profile = int(index.pair_profile[entry])
        return {
            "locality": w.areas[index.pair_area[entry]],
            "profile": w.profiles[profile],
            "role": w.roles[w.profile_role[profile]],
        }
    if axis == "team":
        readiness = problem.readiness
        return {
            "organisation": w.organisations[readiness.organisation[entry]],
            "item": readiness.staff_group[entry] or ALL_STAFF,
        }
    if axis == "market":
        return {"item": problem.recruitment.markets[entry], **_role_of_market(problem, entry)}
    item = {
        "course": problem.training.courses,
        "move": problem.transfers.moves,
        "fund": problem.money.funds,
        "hub": problem.hubs.hubs,
        "fragile service": problem.fragile.services,
        "alternative": [problem.care.packages[k] for k in index.alternatives],
    }[axis]
    return {"item": item[entry]}


def _post(problem: Problem, post: int) -> dict[str, str]:
    w = problem.workforce
    return {
        "post": w.posts[post],
        "organisation": w.organisations[w.post_organisation[post]],
        "role": w.roles[w.post_role[post]],
    }


def _role_of_market(problem: Problem, market: int) -> dict[str, str]:
    hiring, w = problem.recruitment, problem.workforce
    options = np.flatnonzero(hiring.option_market == market)
    if not len(options):
        return {}
    return {"role": w.roles[w.post_role[w.cell_post[hiring.option_cell[options[0]]]]]}


def wrong_bottlenecks(
    problem: Problem, table: pd.DataFrame, priorities: Sequence[str]
) -> list[str]:
    """What is wrong with the form of a ``bottlenecks`` table, in words.

    The figures cannot be made again from a plan's decisions; what they are of can.
    """
    if not len(table):
        return []
    known = _every_limit(problem, set(table["limit"]), set(table["period"]))
    found = []
    for at, row in enumerate(table.to_dict("records"), start=1):
        where = f"bottlenecks: row {at}, {row['what']}, {row['period']}"
        if row["priority"] not in priorities:
            found.append(f"{where}: the plan has no priority '{row['priority']}'")
        elif row["saves_unit"] != MEASURES[row["priority"]].UNIT:
            found.append(f"{where}: '{row['saves_unit']}' is not the priority's unit")
        if tuple(row[c] for c in _LIMIT) not in known:
            found.append(f"{where}: the place has no such limit")
        if not (np.isfinite(row["saves"]) and row["saves"] >= 0):
            found.append(f"{where}: what it saves must be a number above nought")
        if not (np.isfinite(row["raised_by"]) and row["raised_by"] > 0):
            found.append(f"{where}: what it was raised by must be a number above nought")
    if table.duplicated(list(TABLE.key)).any():
        found.append("bottlenecks: a limit is listed twice for one priority")
    return found[:LISTED]


def _every_limit(problem: Problem, kinds: set[str], periods: set[str]) -> set[tuple[str, ...]]:
    """The words of every limit of some kinds in some periods, in the table's order."""
    index = index_of(problem)
    sizes = {**axis_sizes(problem, index), **_further_sizes(problem, index)}
    every = set()
    for limit in LIMITS:
        if limit.name not in kinds:
            continue
        for at in np.ndindex(*(sizes[axis] for axis in limit.axes)):
            row = described(problem, index, limit, at)
            if row["period"] in periods:
                every.add(tuple(row[c] for c in _LIMIT))
    return every


def _further_sizes(problem: Problem, index: Index) -> dict[str, int]:
    return {
        "market": len(problem.recruitment.markets),
        "course": len(problem.training.courses),
        "move": len(problem.transfers.moves),
        "fund": len(problem.money.funds),
        "team": len(problem.readiness.organisation),
        "deployed_pair": len(index.pair_area),
        "financial year": int(problem.horizon.financial_year.max()) + 1,
    }
