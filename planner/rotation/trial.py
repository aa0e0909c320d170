"""Rotation schemes on the same people, side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from planner.errors import ImpossibleError, PlaceplanError
from planner.place.names import names_of
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.frames import as_frame
from planner.plan.plan import CheckResult, Plan, PlanRecord
from planner.plan.tables.rotation_test import ROTATION_TEST_TABLES
from planner.plan.versions import versions
from planner.rotation.compare import (
    Instead,
    Tried,
    balance_rows,
    instead_of,
    measure_rows,
    money_rows,
    rotation_rows,
    same_people,
)
from planner.rotation.scheme import Scheme, make_scheme
from planner.rotation.stage import SECONDS, plan_rotation
from solvers.engine.progress import Listener, Progress, silent


def try_schemes(
    place: Place,
    names: Sequence[str],
    *,
    scenarios: Sequence[str] = (),
    time_limit: float = SECONDS,
    seed: int = 0,
    reproducible: bool = False,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Plan:
    """Plan each scheme and set them side by side.

    A scheme that cannot be kept is a row with its reason; the others go on.

    Parameters
    ----------
    names : the schemes, each once.
    time_limit : seconds for each of them.
    stop : when set, the scheme being planned ends with its best, and the rest are left out.

    Raises
    ------
    InputError : the place has no tables for a rotation.
    PlaceplanError : the place has no such scheme, or a scheme is named twice.
    ImpossibleError : none of the schemes can be kept.
    """
    require(place, "rotation")
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice:
        raise PlaceplanError(f"Named twice: {', '.join(twice)}. Name each scheme once.")
    stop = stop or threading.Event()
    schemes = {name: make_scheme(place, name) for name in names}  # all known before the first
    tried, rows, began = list[Tried](), list[dict[str, Any]](), time.monotonic()
    for name, scheme in schemes.items():
        told = told_of(place, scheme)
        row = {"came_out": "planned", "proven": "no", "why": "", **told}
        if stop.is_set():
            rows.append({**row, "came_out": "no plan in the time", "why": "interrupted"})
            continue
        listen(Progress("rotation", note=f"planning '{name}'"))
        try:
            plan = plan_rotation(
                place,
                name,
                time_limit=time_limit,
                seed=seed,
                reproducible=reproducible,
                listen=_of(name, listen),
                stop=stop,
            )
        except ImpossibleError as error:
            came_out = "impossible" if len(error.reasons) else "no plan in the time"
            rows.append({**row, "came_out": came_out, "why": str(error)})
            continue
        instead = Instead(told["market"], told["drawn_share"])
        tried.append(Tried(name, plan, scheme.home, scheme.blocks.weeks, instead))
        proven = all(priority.proven for priority in plan.record.priorities)
        rows.append({**row, "proven": "yes" if proven else "no"})
    if not tried:
        raise ImpossibleError(
            "None of the schemes could be planned.", [f"{r['scheme']}: {r['why']}" for r in rows]
        )
    spent = {
        **dict.fromkeys(("load", "validate", "build", "check", "write"), 0.0),
        **(seconds or {}),
    }
    spent["solve"] = time.monotonic() - began
    people = {name: frozenset(p.name for p in scheme.people) for name, scheme in schemes.items()}
    warning = same_people(people)
    record = _record(
        place, rows, tried, spent, scenarios, seed, time_limit, reproducible, stop.is_set()
    )
    return Plan(
        record.model_copy(update={"warnings": [warning] if warning else []}),
        tables_of(rows, tried),
        _labels(place),
    )


def told_of(place: Place, scheme: Scheme) -> dict[str, Any]:
    """What is told of a scheme before it is planned."""
    instead = instead_of(place, scheme)
    return {
        "scheme": scheme.name,
        "people": float(len(scheme.people)),
        "weeks": float(scheme.blocks.weeks * scheme.blocks.count),
        "home": scheme.home,
        "market": instead.market,
        "drawn_share": instead.drawn_share,
    }


def tables_of(rows: Sequence[dict[str, Any]], tried: Sequence[Tried]) -> dict[str, pd.DataFrame]:
    """The tables of schemes side by side."""
    made = {
        "schemes_tested": rows,
        "scheme_measures": measure_rows(tried),
        "scheme_balance": balance_rows(tried),
        "scheme_money": money_rows(tried),
        "scheme_rotation": rotation_rows(tried),
    }
    return {table.name: as_frame(table, made[table.name]) for table in ROTATION_TEST_TABLES}


def _of(name: str, listen: Listener) -> Listener:
    return lambda moment: listen(replace(moment, phase=f"{moment.phase} {name}"))


def _labels(place: Place) -> dict[str, dict[str, str]]:
    return {
        "organisations": names_of(place, "organisations", "organisation"),
        "rotation_schemes": names_of(place, "rotation_schemes", "scheme"),
    }


#: Why a comparison ended, by its status.
_ENDED = {
    "optimal": "every priority is proven",
    "interrupted": "interrupted",
    "feasible": "the time limit",
}


def _record(
    place: Place,
    rows: Sequence[Mapping[str, Any]],
    tried: Sequence[Tried],
    spent: Mapping[str, float],
    scenarios: Sequence[str],
    seed: int,
    time_limit: float,
    reproducible: bool,
    stopped: bool,
) -> PlanRecord:
    every = [each.plan.record for each in tried]
    proven = all(row["proven"] == "yes" for row in rows if row["came_out"] != "impossible")
    status = "optimal" if proven else "interrupted" if stopped else "feasible"
    return PlanRecord(
        stage="rotation_test",
        place=place.settings.name,
        status=status,
        ended=_ENDED[status],
        periods=[],
        start=min(record.start for record in every),
        scenarios=list(scenarios),
        base=None,
        priorities=[],
        check=CheckResult(passed=True, violations=[]),
        seconds={phase: round(taken, 3) for phase, taken in spent.items()},
        model={"schemes": len(tried)},
        inputs=dict(place.hashes),
        versions=versions(),
        seed=seed,
        limits={
            "time_limit": None if reproducible else time_limit,
            "reproducible": reproducible,
            "schemes": [each.scheme for each in tried],
        },
        warnings=[],
        settings=place.settings.model_dump(mode="json"),
        trace=[],
    )
