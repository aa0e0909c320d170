"""The axes of a cycle: what each level of one changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from planner.batch.cycle_file import KINDS, Axis, CycleFile, problem, shown
from planner.batch.stages import STAGES
from planner.errors import Finding, InputError
from planner.nearest import did_you_mean
from planner.place.settings import MeasureName, Policy, Priority
from planner.scenario import Scenario, load_scenario, scenario_from_dict

AS_IT_IS = "as it is"
SCENARIOS, POLICIES = "scenarios", "policies"
#: Columns of the table that an axis cannot be named after.
TAKEN = (
    *("row", "run", "cycle", "stage", "place", SCENARIOS, POLICIES, "seed", "came_out"),
    *("reason", "proven", "seconds", "memory_mb"),
)


@dataclass(frozen=True)
class Choice:
    """A level of an axis and what it does."""

    level: Any
    overlays: tuple[Scenario, ...] = ()
    priorities: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Levels:
    """An axis; ``option`` is the option of the stage that it sets, if it is one.

    ``part`` is where it stands in the file.
    """

    name: str
    choices: tuple[Choice, ...]
    option: str = ""
    part: str = ""


@dataclass
class _Reading:
    """What the axes are read from, and what is wrong with them."""

    file: CycleFile
    path: Path
    found: list[Finding]
    scenarios: dict[str, Scenario | None] = field(default_factory=dict)

    def error(self, part: str, message: str, remedy: str, value: Any = "") -> None:
        text = shown(value) if value != "" else ""
        self.found.append(Finding(message, remedy, self.path.name, part=part, value=text))

    def scenario(self, text: str, part: str) -> Scenario | None:
        """The scenario in a file, read once; None where it is not sound."""
        if text not in self.scenarios:
            self.scenarios[text] = None
            try:
                self.scenarios[text] = load_scenario(self.path.parent / text)
            except InputError as error:
                where = f"{self.path.name}, {part}: {text}"
                self.found += [replace(finding, file=where) for finding in error.findings]
        return self.scenarios[text]


def levels_of(file: CycleFile, path: Path, found: list[Finding]) -> list[Levels]:
    """The axes of a cycle: ``scenarios`` and ``policies`` where it has any, then its own.

    ``found`` gains what is wrong with them; paths are from the folder of the file.
    """
    reading = _Reading(file, path, found)
    axes = []
    if "scenarios" in file.model_fields_set:
        axes.append(
            Levels(SCENARIOS, _scenarios(file.scenarios, SCENARIOS, reading), "", SCENARIOS)
        )
    if "policies" in file.model_fields_set:
        axes.append(Levels(POLICIES, _policies(reading), "", POLICIES))
    for position, axis in enumerate(file.axis, start=1):
        part = f"axis {position}"
        _check_name(axis, part, file.axis[: position - 1], reading)
        made = _axis(axis, part, reading)
        if made is not None:
            axes.append(made)
    for axis_levels in axes:
        _check_levels(axis_levels, reading)
    if len(set(file.seeds)) < len(file.seeds):
        reading.error("seeds", "a seed is named twice", "name each once")
    return axes


def _check_name(axis: Axis, part: str, before: Sequence[Axis], reading: _Reading) -> None:
    name = axis.name
    if name in TAKEN:
        reading.error(
            f"{part}, name", "the table has a column of this name", "choose another", name
        )
    if any(other.name == name for other in before):
        reading.error(f"{part}, name", "two axes have this name", "choose another", name)
    if name.strip() != name or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        remedy = "write it without control characters, and without spaces around it"
        reading.error(f"{part}, name", "the name cannot head a column", remedy, name)


def _check_levels(axis: Levels, reading: _Reading) -> None:
    told = [(type(choice.level) is bool, choice.level) for choice in axis.choices]
    for position, level in enumerate(told):
        if level in told[:position]:
            message = "the level stands twice, or two scenarios have the same name"
            reading.error(axis.part, message, "keep one, or name them apart", level[1])


def _axis(axis: Axis, part: str, reading: _Reading) -> Levels | None:
    if not axis.kind:
        remedy = f"give it one of: {', '.join(KINDS)}"
        reading.error(part, "an axis changes one thing", remedy, axis.name)
        return None
    if axis.kind == "scenarios":
        if axis.values:
            reading.error(f"{part}, values", "the scenarios are its levels", "leave out values")
        if not axis.scenarios:
            reading.error(f"{part}, scenarios", "there are no levels", "name scenario files")
        return Levels(axis.name, _scenarios(axis.scenarios or [], part, reading), "", part)
    if not axis.values:
        reading.error(f"{part}, values", "there are no levels", "write values = [0.9, 1.0, 1.1]")
        return None
    if axis.kind == "option":
        return _option(axis, part, reading)
    make = {"policy": _policy, "scale": _scale, "priority": _priority}[axis.kind]
    return Levels(axis.name, tuple(make(axis, part, reading)), "", part)


def _scenarios(
    levels: Sequence[str | list[str]], part: str, reading: _Reading
) -> tuple[Choice, ...]:
    """A level for each scenario or list of them, told by their names."""
    choices = []
    for position, level in enumerate(levels, start=1):
        files = [level] if isinstance(level, str) else level
        where = f"{part} {position}" if part == SCENARIOS else f"{part}, scenarios {position}"
        read = [reading.scenario(text, where) for text in files]
        overlays = tuple(overlay for overlay in read if overlay is not None)
        told = " + ".join(overlay.name for overlay in overlays) or AS_IT_IS
        if len(overlays) == len(files):
            choices.append(Choice(told, overlays))
    return tuple(choices)


def _policies(reading: _Reading) -> tuple[Choice, ...]:
    return tuple(
        Choice(_told(values), _on_policy(values, f"{POLICIES} {position}", reading))
        for position, values in enumerate(reading.file.policies, start=1)
    )


def _told(values: Mapping[str, Any]) -> str:
    words = {True: "yes", False: "no"}
    parts = (
        f"{key}={words[value] if isinstance(value, bool) else value}"
        for key, value in values.items()
    )
    return ", ".join(parts) or AS_IT_IS


def _policy(axis: Axis, part: str, reading: _Reading) -> list[Choice]:
    key = str(axis.policy)
    if key not in Policy.model_fields:
        remedy = did_you_mean(key, Policy.model_fields)
        reading.error(f"{part}, policy", "there is no such policy", remedy, key)
        return []
    return [
        Choice(value, _on_policy({key: value}, f"{part}, values", reading)) for value in axis.values
    ]


def _on_policy(values: Mapping[str, Any], part: str, reading: _Reading) -> tuple[Scenario, ...]:
    """The policy's changes as a scenario; none where there are none or they are not sound."""
    if not values:
        return ()
    try:
        Policy.model_validate(values)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            reading.found.append(problem(item, reading.path.name, Policy, part))
        return ()
    change = {"action": "set", "table": "policy", "values": dict(values)}
    return _overlay(_told(values), change, part, reading)


def _scale(axis: Axis, part: str, reading: _Reading) -> list[Choice]:
    assert axis.scale is not None
    choices = []
    for value in axis.values:
        change = {"action": "scale", "table": axis.scale.table, "where": axis.scale.where}
        change["factors"] = {axis.scale.column: value}
        if not axis.scale.where:
            del change["where"]
        name = f"{axis.name} × {value}"
        choices.append(Choice(value, _overlay(name, change, part, reading)))
    return choices


def _overlay(
    name: str, change: Mapping[str, Any], part: str, reading: _Reading
) -> tuple[Scenario, ...]:
    """One change as a scenario; what is wrong with it is told once."""
    try:
        made = scenario_from_dict({"name": name, "change": [change]}, reading.path.name)
    except InputError as error:
        told = [replace(finding, part=part) for finding in error.findings]
        reading.found += [finding for finding in told if finding not in reading.found]
        return ()
    return (replace(made, file=f"{reading.path.name}, {part}"),)


def _priority(axis: Axis, part: str, reading: _Reading) -> list[Choice]:
    measure = str(axis.priority)
    if measure not in get_args(MeasureName):
        remedy = did_you_mean(measure, get_args(MeasureName))
        reading.error(f"{part}, priority", "there is no such measure", remedy, measure)
        return []
    choices = []
    for value in axis.values:
        try:
            Priority.model_validate({"measure": measure, axis.key: value})
        except ValidationError as error:
            for item in error.errors(include_url=False):
                reading.found.append(
                    replace(problem(item, reading.path.name, Priority), part=f"{part}, values")
                )
            continue
        choices.append(Choice(value, (), ((measure, axis.key, float(value)),)))
    return choices


def _option(axis: Axis, part: str, reading: _Reading) -> Levels | None:
    option = str(axis.option)
    stage = STAGES.get(reading.file.stage)
    if stage is not None and option not in stage.options.model_fields:
        remedy = did_you_mean(option, stage.options.model_fields)
        message = f"the stage {reading.file.stage} has no such option"
        reading.error(f"{part}, option", message, remedy, option)
        return None
    return Levels(axis.name, tuple(Choice(value) for value in axis.values), option, part)
