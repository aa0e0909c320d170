"""Changes to cells: in words, as a scenario, and tried by making the problem anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.errors import InputError
from planner.explain.cells import Cell, Value, said
from planner.place.place import Place
from planner.place.write import toml_value
from planner.plan.plan import Plan
from planner.scenario import Scenario, apply_scenarios, scenario_from_toml
from planner.skillmix.base import problem_of
from solvers.engine.limits import Limits
from solvers.engine.model import Floats, Ids
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.impossible.possible import Answer, possible
from solvers.skillmix.impossible.roomy import with_demands

#: What is demanded of a plan: rows of a model (columns, coefficients, least, most).
Rows = Sequence[tuple[Ids, Floats, float, float]]
Demand = Callable[[SkillmixModel], Rows]


def nothing_more(model: SkillmixModel) -> Rows:
    """No demand beyond the rules."""
    return ()


@dataclass(frozen=True)
class CellChange:
    """One cell with another figure; not a number: its row is left out altogether."""

    cell: Cell
    value: float

    @property
    def dropped(self) -> bool:
        return math.isnan(self.value)

    @property
    def new(self) -> Value:
        """What is written into the cell."""
        return bool(self.value) if self.cell.yes_or_no else self.value

    def __str__(self) -> str:
        cell = self.cell
        of = f" of {cell.row}" if cell.row else ""
        table = "place.toml, policy" if cell.table == "policy" else cell.table
        if self.dropped:
            return f"{table}: leave out the row {cell.row}"
        now = said(cell.value, cell.unit)
        if cell.value is None:
            now = f"blank ({said(cell.now, cell.unit)} holds)"
        return f"{table}: {cell.column}{of} from {now} to {said(self.new, cell.unit)}"


def scenario_toml(name: str, description: str, changes: Sequence[CellChange]) -> str:
    """The changes as the text of a scenario file."""
    lines = [f"name = {toml_value(name)}", f"description = {toml_value(description)}"]
    for change in changes:
        cell = change.cell
        lines += ["", f"# {str(change).replace(chr(10), ' ')}", "[[change]]"]
        lines.append(f'action = "{"drop" if change.dropped else "set"}"')
        lines.append(f"table = {toml_value(cell.table)}")
        if cell.where:
            keys = ", ".join(
                f"{column} = {toml_value(value)}" for column, value in cell.where.items()
            )
            lines.append(f"where = {{{keys}}}")
        if not change.dropped:
            lines.append(f"values = {{{cell.column} = {toml_value(_plain(change.new))}}}")
    return "\n".join(lines) + "\n"


def as_scenario(changes: Sequence[CellChange]) -> Scenario:
    """The changes as a scenario, read from the text that would be written."""
    return scenario_from_toml(scenario_toml("fix", "", changes), "fix.toml")


def changed_place(place: Place, changes: Sequence[CellChange]) -> Place:
    """The place with the changes made and checked, as a scenario makes them.

    Raises
    ------
    InputError : a changed table is no longer sound.
    """
    return apply_scenarios(place, [as_scenario(changes)])


def makes_possible(
    place: Place,
    changes: Sequence[CellChange],
    base: Plan | None,
    limits: Limits,
    which: Sequence[bool] = (False, True),
    demand: Demand = nothing_more,
) -> Answer:
    """Whether anything keeps every rule once the changes are made: the scenario is applied,
    the tables are checked and the problem is made and solved anew.

    Parameters
    ----------
    which : of the plan (False) and of today's way of working (True), what must be possible.
    demand : what the plan must do besides.
    """
    try:
        changed = changed_place(place, changes)
    except InputError:
        return Answer.NO
    answers = []
    for today in which:
        problem = problem_of(changed, base, today=today)
        model = build(problem)
        wanted = [] if today else demand(model)
        answers.append(possible(with_demands(model.assembled, wanted), limits))
        if answers[-1] is Answer.NO:
            return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def _plain(value: Value) -> Value:
    """A figure without a fraction as a whole number, which every column takes."""
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole and value is not None else value
