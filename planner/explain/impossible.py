"""An impossible place: what is in conflict, and the cheapest changes that make it possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.explain.cells import Cell
from planner.explain.changes import CellChange, makes_possible, problem_of
from planner.explain.holds import every_hold
from planner.explain.holds.base import Ground, PlacedHold
from planner.explain.rows_of import rows_in_conflict
from planner.place.place import Place
from planner.plan.plan import Plan
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.engine.progress import Listener, Progress, silent
from solvers.skillmix.build import build
from solvers.skillmix.impossible.cheapest import cheapest_changes
from solvers.skillmix.impossible.holds import Change, Conflict
from solvers.skillmix.impossible.possible import Answer, possible
from solvers.skillmix.impossible.roomy import with_room
from solvers.skillmix.impossible.smallest import smallest_conflict

#: So many alternatives are offered.
OFFERED = 5
#: A figure is rounded ever more finely until the change does; so often.
FINENESS = 4
#: Alternatives that turn out not to do are passed over, so many at most.
PASSED_OVER = 15


@dataclass(frozen=True)
class Member:
    """One cell that is in the conflict: the rule it is of, and where it bites."""

    cell: Cell
    rule: str
    when: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """Cells to change, all of them together.

    Attributes
    ----------
    cost : what it gives up, in WTE; see ``docs/reference/explain.md``.
    certain : a plan that keeps every rule of the changed place was found; else the time was
        too short for whole yes/no decisions, and only shares of them were decided.
    """

    changes: tuple[CellChange, ...]
    cost: float
    certain: bool

    def __str__(self) -> str:
        return "; ".join(str(change) for change in self.changes)


@dataclass
class Impossible:
    """Why nothing keeps every rule.

    Attributes
    ----------
    today : it is today's way of working, carried forward, that is impossible.
    members : what is in conflict; empty where nothing that could be another figure would help.
    suggestions : the cheapest first.
    """

    today: bool
    conflict: Conflict
    members: tuple[Member, ...]
    suggestions: list[Suggestion] = field(default_factory=list)


def explain_impossible(
    place: Place,
    *,
    base: Plan | None = None,
    limits: Limits | None = None,
    offered: int = OFFERED,
    listen: Listener = silent,
) -> Impossible | None:
    """Why the place is impossible; None where something keeps every rule.

    Parameters
    ----------
    base : the plan before, whose frozen periods are kept.
    offered : how many alternative changes are looked for.

    Where the time is too short to say, that is in the conflict's notes.
    """
    limits = limits or Limits()
    for today in (False, True):
        listen(Progress("explain", note="is anything possible", seconds=limits.elapsed()))
        problem = problem_of(place, base, today=today)
        if possible(build(problem).assembled, limits) is Answer.YES:
            continue
        ground = Ground(place, problem, with_room(problem))
        placed = every_hold(ground)
        model = ground.roomy.assembled
        listen(Progress("explain", note="the smallest conflict", seconds=limits.elapsed()))
        conflict = smallest_conflict(model, [each.hold for each in placed], limits)
        if conflict is None:
            continue
        members = _members(ground, placed, conflict, limits)
        found = Impossible(today, conflict, members)
        listen(Progress("explain", note="the cheapest changes", seconds=limits.elapsed()))
        found.suggestions = suggestions(place, model, placed, base, limits, offered, today=today)
        return found
    return None


def _members(
    ground: Ground, placed: Sequence[PlacedHold], conflict: Conflict, limits: Limits
) -> tuple[Member, ...]:
    when = rows_in_conflict(ground, placed, conflict, limits)
    return tuple(
        Member(placed[k].cell, placed[k].rule, when.get(k, ())) for k in conflict.holds
    )


def suggestions(
    place: Place,
    model: Assembled,
    placed: Sequence[PlacedHold],
    base: Plan | None,
    limits: Limits,
    offered: int,
    *,
    today: bool = False,
) -> list[Suggestion]:
    """The cheapest changes, each tried by making the problem anew from changed tables."""
    found: list[Suggestion] = []
    passed = 0
    for change, _ in cheapest_changes(model, [each.hold for each in placed], limits):
        if len(found) >= offered or passed >= PASSED_OVER:
            break
        suggestion = _tried(place, placed, change, base, limits, today=today)
        if suggestion is None:
            passed += 1
        else:
            found.append(suggestion)
    return found


def _tried(
    place: Place,
    placed: Sequence[PlacedHold],
    change: Change,
    base: Plan | None,
    limits: Limits,
    *,
    today: bool,
) -> Suggestion | None:
    """A change rounded so that it is enough; None where no rounding of it is."""
    uncertain = None
    for fineness in range(FINENESS):
        cells = rounded(placed, change, fineness)
        answers = [
            makes_possible(place, cells, base, limits, today=which)
            for which in ((False, True) if not today else (True,))
        ]
        if all(answer is Answer.YES for answer in answers):
            return Suggestion(cells, change.cost, True)
        if Answer.NO not in answers and uncertain is None:
            uncertain = Suggestion(cells, change.cost, False)
    return uncertain


def rounded(
    placed: Sequence[PlacedHold], change: Change, fineness: int = 0
) -> tuple[CellChange, ...]:
    """The cells of a change with figures that give way at least as far as it does."""
    by_hold: dict[int, list] = {}
    for given in change.given:
        by_hold.setdefault(given.hold, []).append(given)
    cells = []
    for hold, given in by_hold.items():
        cell = placed[hold].cell
        exact = placed[hold].becomes(given)
        cells.append(CellChange(cell, max(0.0, cell.rounded(exact, fineness))))
    return tuple(cells)
