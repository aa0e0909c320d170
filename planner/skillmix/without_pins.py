"""The same place without some of its pins, planned beside the plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace

import pandas as pd

from planner.compare.inputs import EMPTY
from planner.errors import Finding, InputError, PlaceplanError
from planner.place.place import Place
from planner.plan.made_from import changed_inputs
from planner.plan.plan import Plan, PriorityResult
from planner.skillmix.base import problem_of
from planner.skillmix.pin_costs import ALL_PINS, CHANGED, Without, pin_costs_table
from planner.skillmix.pins import FIRST_ROW, words_of
from planner.skillmix.verify import verify_tables
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress
from solvers.skillmix.search import SkillmixResult

#: No more pins than this are also dropped one by one.
FEW = 4
#: What misfits of a plan named is told up to this many.
SHOWN = 5

Solve = Callable[[Place, Limits, Listener], tuple[SkillmixResult, list[PriorityResult]]]
"""Plans a place as the plan was, and says how the priorities came out."""


def refuse_no_pins(place: Place) -> None:
    """Refuse to say what pins cost where there are none; PlaceplanError."""
    if not len(place["pins"]):
        raise PlaceplanError(
            "The place has no pins, so there is nothing that they cost: put what is to be fixed in "
            "the table pins (placeplan pins PLAN prints lines for it)."
        )


def refuse_other_origin(place: Place, named: Plan, base: Plan | None) -> None:
    """Refuse a plan to compare with that was made from more than other pins.

    Raises
    ------
    InputError : it is of another stage; other tables or settings differ, or the plan it was
        built on; no pin does; or it does not stand up to the check as a plan of this place.
    """
    where = str(named.folder or "the plan named")
    if named.record.stage != "skillmix":
        message = f"this is a plan of the stage {named.record.stage}"
        raise InputError([Finding(message, "name one of the stage skillmix", where)])
    changed = changed_inputs(named.record, place)
    findings = []
    other = [name for name in changed if name != "pins"]
    if other:
        message = f"was made from other inputs than pins: {', '.join(other)}"
        remedy = "plan with --pin-costs instead, which plans again without the pins"
        findings.append(Finding(message, remedy, where))
    if named.record.base != (base.folder.name if base is not None and base.folder else None):
        message = f"was built on {named.record.base or 'no earlier plan'}"
        findings.append(Finding(message, "give the same --base", where))
    if not findings and "pins" not in changed:
        message = "was made with the same pins"
        remedy = "name a plan that was made before the pins were added"
        findings.append(Finding(message, remedy, where))
    if findings or (findings := _misfits(place, named, base, where)):
        raise InputError(findings)


def _misfits(place: Place, named: Plan, base: Plan | None, where: str) -> list[Finding]:
    """What the check finds wrong with a plan as one of the place without its pins: its tables or
    priorities were changed, or another plan of the same name was its base."""
    bare = _with(place, place["pins"].iloc[:0])
    today, problem = problem_of(bare, base, today=True), problem_of(bare, base)
    wrong = verify_tables(bare, problem, today, named.tables, named.record.priorities)
    remedy = "name the plan as it was made, and the --base it was built on; or use --pin-costs"
    more = [f"and {len(wrong) - SHOWN:,} more like it"] if len(wrong) > SHOWN else []
    said = [f"is no plan of this place: {each}" for each in wrong[:SHOWN]] + more
    return [Finding(each, remedy, where) for each in said]


def with_pin_costs(
    plan: Plan,
    place: Place,
    named: Plan | None,
    solve: Solve | None,
    limits: Limits,
    listen: Listener,
) -> Plan:
    """The plan with what its pins cost each priority: beside a plan named, beside plans made
    again without them (``solve``), or both. What could not be looked at is a warning."""
    started = time.monotonic()
    others = [] if named is None else [_of_plan_named(named)]
    missing = list[str]()
    if solve is not None:
        known = {each.dropped for each in others}
        made, missing = _planned_again(place, known, solve, limits, listen)
        others += made
    record = plan.record
    seconds = {**record.seconds, "pin_costs": round(time.monotonic() - started, 3)}
    warnings = [*record.warnings, *(f"What pins cost is not complete: {m}." for m in missing)]
    return replace(
        plan,
        record=record.model_copy(update={"seconds": seconds, "warnings": warnings}),
        tables={**plan.tables, "pin_costs": pin_costs_table(record.priorities, others)},
    )


def _of_plan_named(named: Plan) -> Without:
    """How the priorities came out in a plan of the same place with other pins or none."""
    bare = named.record.inputs.get("pins", EMPTY["pins"]) == EMPTY["pins"]
    return Without(ALL_PINS if bare else CHANGED, "named", named.record.priorities, fewer=bare)


def _planned_again(
    place: Place, known: Collection[str], solve: Solve, limits: Limits, listen: Listener
) -> tuple[list[Without], list[str]]:
    """The place planned without its pins and, where they are few, without each of them, but for
    what is known; and what could not be, in words that a page to publish may hold: a pin is a
    row there, not a number of people.

    Each search has the time that the plan had. One that is stopped keeps what is there.
    """
    pins = place["pins"]
    groups = [(ALL_PINS, ALL_PINS, pins.iloc[:0])]
    if 1 < len(pins) <= FEW:
        for at, row in enumerate(pins.itertuples()):
            called = f"the pin in row {at + FIRST_ROW}"
            groups.append((words_of(row, row.period), called, pins.drop(index=pins.index[at])))
    found, missing = list[Without](), list[str]()
    for dropped, called, kept in groups:
        if dropped in known:
            continue
        one = _solved(_with(place, kept), dropped, solve, limits, listen)
        if isinstance(one, str):
            missing.append(f"without {called} {one}")
        else:
            found.append(one)
    return found, missing


def _solved(
    place: Place, dropped: str, solve: Solve, limits: Limits, listen: Listener
) -> Without | str:
    """How the priorities come out, or why that is not known: the plan beside it stands all the
    same."""
    if limits.stop.is_set():
        return "was not looked at, because it was stopped"
    phase = f"without {dropped}"
    listen(Progress(phase, note="planning again"))
    result, priorities = solve(
        place,
        Limits(limits.seconds, limits.gap, limits.threads, limits.seed, limits.stop),
        lambda moment: listen(replace(moment, phase=phase)),
    )
    if result.violations:
        return (
            "the plan found does not stand up to the independent check, so its figures are left "
            "out; this is a fault of placeplan, please report it with the place"
        )
    if result.outcome is None:
        return "no plan was found in the time there is"
    return Without(dropped, "planned_again", priorities)


def _with(place: Place, pins: pd.DataFrame) -> Place:
    return replace(place, tables={**place.tables, "pins": pins.reset_index(drop=True)})
