"""An impossible place: what is in conflict, and the cheapest changes that make it possible."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from planner.explain.cells import Cell
from planner.explain.changes import CellChange, makes_possible
from planner.explain.holds import every_hold
from planner.explain.holds.base import Ground, PlacedHold
from planner.explain.rows_of import rows_in_conflict
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.base import problem_of
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.engine.progress import Listener, Progress, silent
from solvers.skillmix.build import build
from solvers.skillmix.impossible.cheapest import cheapest_changes
from solvers.skillmix.impossible.eased import lifted
from solvers.skillmix.impossible.holds import Change, Conflict, Given
from solvers.skillmix.impossible.possible import Answer, possible
from solvers.skillmix.impossible.roomy import with_room
from solvers.skillmix.impossible.smallest import smallest_conflict

#: Whether changes of cells are enough.
Trial = Callable[[Sequence[CellChange]], Answer]

#: What is said where nothing more is known.
UNDECIDED = "The time was too short to say whether anything is possible."
TOO_SHORT = "The time was too short to find what is in conflict."
NO_CHANGE = "No change of those figures was found that makes it possible."
NO_TIME = "The time was too short to find a change that makes it possible."

#: So many separate conflicts are told at most.
CLASHES = 4
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
    certain : the change was tried and is enough; else the time was too short to say.
    """

    changes: tuple[CellChange, ...]
    cost: float
    certain: bool

    def __str__(self) -> str:
        return "; ".join(str(change) for change in self.changes)


@dataclass(frozen=True)
class Clash:
    """Cells that cannot stand together; none where nothing that could be another figure helps."""

    conflict: Conflict
    members: tuple[Member, ...]


@dataclass
class Impossible:
    """Why nothing keeps every rule.

    Attributes
    ----------
    today : it is today's way of working, carried forward, that is impossible.
    clashes : conflicts that have no cell in common, the first of them the smallest there is.
    suggestions : what to change, the cheapest first; each resolves every clash.
    """

    today: bool
    clashes: list[Clash]
    suggestions: list[Suggestion] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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

    Where the time is too short to say, that is in the notes.
    """
    limits = limits or Limits()
    undecided = False
    for today in (False, True):
        _say(listen, limits, "is anything possible")
        problem = problem_of(place, base, today=today)
        answer = possible(build(problem).assembled, limits)
        if answer is Answer.YES:
            continue
        ground = Ground(place, problem, with_room(problem))
        placed = every_hold(ground)
        _say(listen, limits, "what is in conflict")
        clashes = clashes_of(ground, ground.roomy.assembled, placed, half(limits))
        if not clashes and answer is Answer.NO:
            return Impossible(today, [], notes=[TOO_SHORT])
        if not clashes:
            undecided = undecided or answer is Answer.UNKNOWN
            continue
        found = Impossible(today, clashes)
        if any(not clash.members for clash in clashes):
            return found
        _say(listen, limits, "the cheapest changes")
        which = (True,) if today else (False, True)
        found.suggestions = suggestions(
            ground.roomy.assembled,
            placed,
            lambda cells: makes_possible(place, cells, base, limits, which),  # noqa: B023
            limits,
            offered,
        )
        if not found.suggestions:
            found.notes.append(NO_TIME if limits.over() else NO_CHANGE)
        return found
    if undecided:
        return Impossible(False, [], notes=[UNDECIDED])
    return None


def half(limits: Limits) -> Limits:
    """Half of the time there is left: the other half is for what to change."""
    return limits if limits.seconds is None else limits.within(limits.left() / 2)


def _say(listen: Listener, limits: Limits, note: str) -> None:
    listen(Progress("explain", note=note, seconds=round(limits.elapsed(), 3)))


def clashes_of(
    ground: Ground, model: Assembled, placed: Sequence[PlacedHold], limits: Limits
) -> list[Clash]:
    """The smallest conflict, then the smallest without the cells of that, and so on."""
    found: list[Clash] = []
    whole, left = model, list(range(len(placed)))
    while len(found) < CLASHES:
        conflict = smallest_conflict(model, [placed[k].hold for k in left], limits)
        if conflict is None or not (conflict.holds or conflict.irreducible):
            break  # all can stand together, or the time was too short to say
        mine = [left[k] for k in conflict.holds]
        here = replace(conflict, holds=tuple(mine))
        when = rows_in_conflict(ground, whole, placed, here, limits) if mine else {}
        members = tuple(Member(placed[k].cell, placed[k].rule, when.get(k, ())) for k in mine)
        found.append(Clash(here, members))
        if not mine or limits.over():
            break
        model = lifted(model, [placed[k].hold for k in mine]).assembled
        left = [k for k in left if k not in mine]
    return found


def suggestions(
    model: Assembled,
    placed: Sequence[PlacedHold],
    tried: Trial,
    limits: Limits,
    offered: int = OFFERED,
) -> list[Suggestion]:
    """The cheapest changes, each rounded and tried.

    Parameters
    ----------
    model : with room, and with what is demanded.
    tried : whether the place, changed, can do what is wanted: by making its problem anew.
    """
    found: list[Suggestion] = []
    told: list[frozenset[tuple[str, ...]]] = []
    passed = 0
    for change in cheapest_changes(model, [each.hold for each in placed], limits):
        if len(found) >= offered or passed >= PASSED_OVER:
            break
        cells = frozenset(placed[given.hold].cell.key for given in change.given)
        if any(before <= cells for before in told):
            continue  # changes all that a cheaper one does, and more
        suggestion = _rounded_enough(placed, change, tried)
        if suggestion is None:
            passed += 1
        else:
            found.append(suggestion)
            told.append(cells)
    return found


def _rounded_enough(
    placed: Sequence[PlacedHold], change: Change, tried: Trial
) -> Suggestion | None:
    """A change rounded so that it is enough, or as it stood when the time for trying it was
    over; None where no rounding of it is enough."""
    before = None
    for fineness in range(FINENESS):
        cells = rounded(placed, change, fineness)
        if cells == before:
            continue
        before = cells
        answer = tried(cells)
        if answer is Answer.YES:
            return Suggestion(cells, change.cost, True)
        if answer is Answer.UNKNOWN:
            return Suggestion(cells, change.cost, False)
    return _without_pins(tried, change.cost, before or ())


def _without_pins(tried: Trial, cost: float, cells: Sequence[CellChange]) -> Suggestion | None:
    """The change with its pins left out: only one figure, which no rounding meets, would do."""
    dropped = tuple(
        replace(each, value=math.nan) if each.cell.table == "pins" else each for each in cells
    )
    if dropped == tuple(cells) or tried(dropped) is not Answer.YES:
        return None
    return Suggestion(dropped, cost, True)


def rounded(
    placed: Sequence[PlacedHold], change: Change, fineness: int = 0
) -> tuple[CellChange, ...]:
    """The cells of a change with figures that give way at least as far as it does."""
    by_hold: dict[int, list[Given]] = {}
    for given in change.given:
        by_hold.setdefault(given.hold, []).append(given)
    cells = []
    for hold, its in by_hold.items():
        cell = placed[hold].cell
        exact = placed[hold].becomes(its)
        figure = exact if math.isnan(exact) else max(0.0, cell.rounded(exact, fineness))
        cells.append(CellChange(cell, figure))
    return tuple(cells)
