"""What changed between finished plans of one stage, by how much, and which input changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planner.compare.choices import choice_rows
from planner.compare.comparable import names_of_plans, refuse_incomparable
from planner.compare.decisions import decision_rows
from planner.compare.inputs import input_rows
from planner.compare.measures import measure_rows
from planner.compare.named import named_rows
from planner.compare.origin import Origin, origins
from planner.compare.priorities import priority_rows
from planner.compare.rows import row_rows
from planner.compare.steps import Step, cause_words, causes, steps
from planner.compare.tables import TABLES
from planner.compare.window import Window, window_of
from planner.plan.frames import as_frame
from planner.plan.plan import Plan


@dataclass(frozen=True)
class Comparison:
    """Plans side by side.

    Attributes
    ----------
    plans : the first is the one compared with.
    names : what each is called.
    tables : those of ``planner.compare.tables`` by name.
    windows : for each further plan the periods it has in common with the first.
    causes : for each further plan the inputs that changed what is planned, in words.
    steps : for each further plan, where several inputs changed, how to plan with one at a time.
    with_rows : whether the places were given, so that rows are told.
    """

    plans: tuple[Plan, ...]
    names: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame]
    windows: Mapping[str, Window]
    causes: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, tuple[Step, ...]]
    with_rows: bool

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    @property
    def stage(self) -> str:
        return self.plans[0].record.stage

    @property
    def first(self) -> str:
        return self.names[0]

    @property
    def others(self) -> tuple[str, ...]:
        return self.names[1:]

    @property
    def named(self) -> Plan:
        """The first plan with the names of all: what a later plan calls something counts."""
        labels: dict[str, dict[str, str]] = {}
        for plan in self.plans:
            for table, names in plan.labels.items():
                labels.setdefault(table, {}).update(names)
        return Plan(self.plans[0].record, self.plans[0].tables, labels)


def compare_plans(
    plans: Sequence[Plan],
    names: Sequence[str] = (),
    *,
    places: Sequence[Path | str] = (),
    scenarios: Sequence[Path | str] = (),
) -> Comparison:
    """Set finished plans side by side with the first of them.

    Parameters
    ----------
    plans : two or more of one stage and place.
    names : what they are called; their folders otherwise.
    places : the place all were made from, or the place of each; without, the tables that
        changed are named, but not their rows.
    scenarios : files among which the plans' scenarios are looked for, besides the places' own.

    Raises
    ------
    InputError : plans of other stages or places; a place is not what its plan was made from.
    """
    called = names_of_plans(plans, names)
    refuse_incomparable(plans, called)
    found = (
        origins(plans, called, [Path(p) for p in places], [Path(s) for s in scenarios])
        if places
        else None
    )
    first = plans[0]
    windows = {
        name: window_of(first, plan) for name, plan in zip(called[1:], plans[1:], strict=True)
    }
    made: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
    made["plans_compared"] = [_told(plan, name, n == 0) for n, (plan, name) in enumerate(zip(plans, called, strict=True))]  # fmt: skip
    advice: dict[str, tuple[Step, ...]] = {}
    why: dict[str, tuple[str, ...]] = {}
    for n, (plan, name) in enumerate(zip(plans[1:], called[1:], strict=True), start=1):
        both = None if found is None else (found[0], found[n])
        for table, rows in _between(first, plan, windows[name], both).items():
            made[table] += [{"plan": name, **row} for row in rows]
        mine = [row for row in made["inputs_compared"] if row["plan"] == name]
        folders = tuple(str(p.folder or c) for p, c in ((first, called[0]), (plan, name)))
        some = causes(first.record, plan.record, mine, both)
        why[name] = tuple(cause_words(row) for row in some)
        advice[name] = tuple(
            steps(
                first.record, plan.record, some, (called[0], name), (folders[0], folders[1]), both
            )
        )
    tables = {table.name: as_frame(table, made[table.name]) for table in TABLES}
    return Comparison(tuple(plans), called, tables, windows, why, advice, found is not None)


def _between(
    first: Plan, plan: Plan, window: Window, both: tuple[Origin, Origin] | None
) -> dict[str, list[dict[str, Any]]]:
    """Rows of each table between two plans."""
    parts: dict[str, Callable[[Plan, Plan, Window], list[dict[str, Any]]]] = {
        "priorities_compared": priority_rows,
        "measures_compared": measure_rows,
        "decisions_compared": decision_rows,
        "choices_compared": choice_rows,
    }
    made = {table: part(first, plan, window) for table, part in parts.items()}
    made["periods_compared"] = window.rows()
    made["named_compared"] = named_rows(first, plan)
    made["inputs_compared"] = input_rows(first, plan)
    if both is not None:
        changed = [row["name"] for row in made["inputs_compared"] if row["kind"] == "table"]
        made["rows_compared"] = row_rows(both[0].place, both[1].place, changed)
    return made


def _told(plan: Plan, name: str, first: bool) -> dict[str, Any]:
    record = plan.record
    return {
        "plan": name,
        "first": "yes" if first else "no",
        "stage": record.stage,
        "place": record.place,
        "start": record.start,
        "periods": ";".join(record.periods),
        "scenarios": ";".join(record.scenarios),
        "base": record.base or "",
        "status": record.status,
        "ended": record.ended,
        "checked": "yes" if record.check.passed else "no",
    }
