"""Applies scenarios to a place, in order, and says whose change broke it if one did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from planner.errors import Finding, InputError, Severity
from planner.place.place import Place
from planner.place.settings import Settings
from planner.scenario.rows import added, rows_meant, scale_cells, set_cells
from planner.scenario.scenario import Change, Findings, Scenario
from planner.scenario.settings import changed_settings
from planner.scenario.trace import REFERRED, Touch, Trace
from planner.schema import BY_NAME


def apply_scenarios(place: Place, scenarios: Sequence[Scenario]) -> Place:
    """The place as the scenarios change it, one after the other.

    Each change sees what those before it made. The result is checked as a
    place that is read from files is.

    Raises
    ------
    InputError : changes that match no row or do not fit, or a place that is no
        longer sound, each with the scenario's file and the change's number.
    """
    if not scenarios:
        return place
    overlay = _Overlay(place)
    for scenario in scenarios:
        for change in scenario.changes:
            overlay.apply(scenario, change)
    if overlay.found:
        raise InputError(overlay.found)
    return replace(_validated(overlay), origin=place.origin)


@dataclass
class _Overlay:
    """A place under change. Row labels of ``frames`` stay with their row throughout."""

    place: Place
    settings: Settings = field(init=False)
    frames: dict[str, pd.DataFrame] = field(init=False)
    copied: set[str] = field(default_factory=set)
    trace: Trace = field(default_factory=Trace)
    found: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settings = self.place.settings
        self.frames = dict(self.place.tables)

    def apply(self, scenario: Scenario, change: Change) -> None:
        """Make one change; its findings join the overlay's."""
        findings = Findings(scenario.file or scenario.name, change.number)
        if change.on_settings:
            self.settings = changed_settings(self.settings, change, findings)
            keys = (*change.values, *change.factors)
            self.trace.add(Touch(findings.file, change.number, change.table, columns=keys))
        else:
            self._change_rows(change, findings)
        self.found.extend(findings.found)

    def _change_rows(self, change: Change, findings: Findings) -> None:
        table = BY_NAME[change.table]
        frame = self._own(change.table)
        touch = Touch(findings.file, change.number, change.table)
        if change.action == "add":
            grown = added(frame, table, change.rows)
            self.trace.add(replace(touch, rows=frozenset(grown.index[len(frame) :])))
            self.frames[change.table] = grown
            return
        meant = rows_meant(frame, table, change.where, findings)
        if change.action == "drop":
            self.trace.add(replace(touch, dropped=_names(frame[meant], REFERRED[table.name])))
            self.frames[change.table] = frame[~meant]
            return
        if change.action == "set":
            renamed = REFERRED[table.name] & change.values.keys()
            touch = replace(touch, dropped=_names(frame[meant], renamed))
            set_cells(frame, meant, change.values)
        else:
            scale_cells(frame, meant, change.factors, table, findings)
        columns = (*change.values, *change.factors)
        self.trace.add(replace(touch, rows=frozenset(frame.index[meant]), columns=columns))

    def _own(self, table: str) -> pd.DataFrame:
        """The table's frame, copied the first time it is changed."""
        if table not in self.copied:
            self.frames[table] = self.frames[table].copy()
            self.copied.add(table)
        return self.frames[table]


def _names(frame: pd.DataFrame, columns: Collection[str]) -> frozenset[tuple[str, str]]:
    return frozenset((column, str(value)) for column in columns for value in frame[column])


def _validated(overlay: _Overlay) -> Place:
    from planner.place import place_from_frames

    frames = {name: frame.reset_index(drop=True) for name, frame in overlay.frames.items()}
    origin = f"the place after {', '.join(overlay.trace.files)}"
    try:
        return place_from_frames(overlay.settings, frames, origin)
    except InputError as error:
        errors = [found for found in error.findings if found.severity is Severity.ERROR]
        raise InputError(overlay.trace.relocate(errors, overlay.frames)) from None
