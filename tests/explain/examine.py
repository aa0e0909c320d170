"""An explanation of an impossible place, checked by solves that do not use how it was found.

The conflict: its rows alone are infeasible, and without those of any one member feasible; the
rows of everything else are struck out of the model, not eased. Where no other conflict is told,
also through the tables: with a member's cell set far out of the way the place is possible, or
something else is in conflict, and that cell is not.

The changes: each is written as a scenario, read, applied and planned again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

import planner
from planner.errors import ImpossibleError, InputError
from planner.explain.cells import Cell
from planner.explain.changes import CellChange, changed_place, scenario_toml
from planner.explain.holds import every_hold
from planner.explain.holds.base import Ground, PlacedHold
from planner.explain.impossible import Clash, Impossible, explain_impossible
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.scenario import apply_scenarios, scenario_from_toml
from planner.skillmix.base import problem_of
from solvers.engine.limits import Limits
from solvers.skillmix.build import build
from solvers.skillmix.impossible.possible import Answer, possible
from solvers.skillmix.impossible.roomy import with_room

#: column → a figure that is out of the way.
FAR = {
    "vacancy_limit": 1.0,
    "agency_max": 1.0,
    "change_limit": 1.0,
    "establishment_min": 0.0,
    "minimum_team_wte": 0.0,
    "least": 0.0,
    "share": 0.0,
    "lead_months": 0.0,
    "no_net_loss": 0.0,
    "frozen_periods": 0.0,
    "trainees_per_supervisor": 500.0,
}
MANY, MUCH = 200.0, 1e5
#: Whose figure is both the least and the most, so that no one value is out of the way.
BOTH = ("establishment_wte",)


@dataclass
class Examined:
    """What was found wrong with an explanation, in words, and what was looked at."""

    found: Impossible | None
    wrong: list[str] = field(default_factory=list)
    tried: int = 0
    planned: int = 0
    freed: int = 0


def examine(
    place: Place,
    base: Plan | None,
    *,
    offered: int,
    plan_first: bool = True,
    free_cells: bool = True,
    threads: int = 1,
) -> Examined:
    """Explain a place and check the explanation.

    ``offered`` is how many changes are looked for, 0 where the conflict alone is looked at;
    ``plan_first`` makes a plan with the cheapest, ``free_cells`` looks at members through the
    tables.
    """
    limits = Limits(threads=threads)
    found = explain_impossible(place, base=base, limits=limits, offered=offered)
    result = Examined(found)
    if found is None:
        result.wrong.append("it is possible")
        return result
    if not found.clashes or not all(clash.members for clash in found.clashes):
        result.wrong.append("nothing is said to be in conflict")
        return result
    problem = problem_of(place, base, today=found.today)
    ground = Ground(place, problem, with_room(problem))
    placed = every_hold(ground)
    if possible(build(ground.problem).assembled, limits) is not Answer.NO:
        result.wrong.append("the place is not impossible")
    for clash in found.clashes:
        result.wrong += _conflict_faults(ground, placed, clash, limits)
    if free_cells and len(found.clashes) == 1:
        result.wrong += _cell_faults(place, base, found, limits, result)
    if offered and not found.suggestions:
        result.wrong.append("nothing is suggested")
    costs = [each.cost for each in found.suggestions]
    if any(later < sooner - 1e-4 for sooner, later in pairwise(costs)):
        result.wrong.append(f"the changes are not in the order of their cost: {costs}")
    for number, each in enumerate(found.suggestions):
        result.wrong += _change_faults(
            place, base, each.changes, limits, result, plan=plan_first and number == 0
        )
    return result


def _conflict_faults(
    ground: Ground, placed: list[PlacedHold], clash: Clash, limits: Limits
) -> list[str]:
    members = list(clash.conflict.holds)
    names = [str(member.cell.key) for member in clash.members]
    if not clash.conflict.irreducible:
        return [f"not proven to be irreducible: {names}"]
    if _stands(ground, placed, members, members, limits) is not Answer.NO:
        return [f"can be kept together: {names}"]
    return [
        f"not needed in the conflict: {names[k]}"
        for k in range(len(members))
        if _stands(ground, placed, members, members[:k] + members[k + 1 :], limits)
        is not Answer.YES
    ]


def _stands(
    ground: Ground, placed: list[PlacedHold], members: list[int], kept: list[int], limits: Limits
) -> Answer:
    """Whether the rows of some of a conflict's members can be kept, those of all other holds
    struck out. A row that several members make stands while all of them are kept: any of them
    could free it. The least and the most of posts are two sides of one row."""
    model = ground.roomy.assembled
    made: dict[tuple[int, bool], set[int]] = {}
    for k, each in enumerate(placed):
        for way in each.hold.ways:
            for row, up in zip(way.rows, way.per, strict=True):
                made.setdefault((int(row), up > 0), set()).add(k)
    lower, upper = model.row_lower.copy(), model.row_upper.copy()
    for (row, up), holds in made.items():
        mine = holds & set(members)
        if not mine or not mine <= set(kept):
            (upper if up else lower)[row] = np.inf if up else -np.inf
    return possible(replace(model, row_lower=lower, row_upper=upper), limits)


def _cell_faults(
    place: Place, base: Plan | None, found: Impossible, limits: Limits, result: Examined
) -> list[str]:
    """Members whose cell, far out of the way, does not make the place possible."""
    wrong = []
    for member in found.clashes[0].members:
        if member.cell.column in BOTH:
            continue
        changes = [CellChange(member.cell, _far(member.cell))]
        try:
            changed = changed_place(place, changes)
        except InputError:
            continue  # the tables do not allow so far a figure
        problem = problem_of(changed, base, today=found.today)
        result.freed += 1
        if possible(build(problem).assembled, limits) is Answer.YES:
            continue
        # Another conflict may share the other members; it must do without this one.
        again = explain_impossible(changed, base=base, limits=limits, offered=0)
        keys = [m.cell.key for clash in again.clashes for m in clash.members] if again else []
        if member.cell.column == "change_limit" and member.cell.key in keys:
            continue  # not even all of the staff would be enough, and more cannot be written
        if not keys or member.cell.key in keys:
            wrong.append(f"impossible even with {changes[0]}")
    return wrong


def _far(cell: Cell) -> float:
    if cell.table == "pins":
        return math.nan
    if cell.column in FAR:
        return FAR[cell.column]
    return MUCH if cell.unit.startswith("k£") else MANY


def _change_faults(
    place: Place,
    base: Plan | None,
    changes: tuple[CellChange, ...],
    limits: Limits,
    result: Examined,
    *,
    plan: bool,
) -> list[str]:
    words = "; ".join(map(str, changes))
    changed = apply_scenarios(
        place, [scenario_from_toml(scenario_toml("fix", "", changes), "fix.toml")]
    )
    result.tried += 1
    if possible(build(problem_of(changed, base)).assembled, limits) is not Answer.YES:
        return [f"does not make it possible: {words}"]
    if not plan:
        return []
    result.planned += 1
    try:
        made = planner.plan_skillmix(changed, base=base)
    except ImpossibleError as error:
        return [f"no plan was found with: {words} ({error})"]
    return [] if made.record.check.passed else [f"the check failed with: {words}"]
