"""The places that plans were made from: read, changed by the plans' scenarios, and recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError
from planner.place import check_place
from planner.place.place import Place
from planner.plan.made_from import changed_inputs
from planner.plan.plan import Plan
from planner.scenario import Scenario, apply_scenarios, load_scenario

#: Where the examples keep their scenarios, beside the tables.
SCENARIOS = "scenarios"

_TABLES_NAMED = 6


@dataclass(frozen=True)
class Origin:
    """``before`` is the place at ``path`` as it stands, ``place`` as the scenarios in ``files``
    change it: what the plan was made from."""

    path: Path
    before: Place
    place: Place
    files: tuple[Path, ...]


def origins(
    plans: Sequence[Plan], names: Sequence[str], paths: Sequence[Path], scenarios: Sequence[Path]
) -> list[Origin]:
    """The place of each plan, recognised by the hashes in its record.

    Parameters
    ----------
    names : what the plans are called.
    paths : one place for all plans, or one for each.
    scenarios : files among which those of the plans are looked for by name, and then in the
        folder ``scenarios`` of the place.

    Raises
    ------
    InputError : a place or scenario cannot be read, a scenario of a plan is not among the files,
        or a place is not what the plan was made from; every problem, with the plan.
    """
    if len(paths) not in (1, len(plans)):
        message = f"{len(paths)} places are given for {len(plans)} plans"
        remedy = "give one place that all were made from, or one for each plan in their order"
        raise InputError([Finding(message, remedy, "--place")])
    each = list(paths) * len(plans) if len(paths) == 1 else list(paths)
    given = [(file, load_scenario(file)) for file in scenarios]
    read: dict[Path, Place] = {}
    found, findings = list[Origin](), list[Finding]()
    for plan, name, path in zip(plans, names, each, strict=True):
        if path not in read:
            place, problems = check_place(path)
            if place is None:
                raise InputError(problems)
            read[path] = place
        try:
            found.append(_origin(plan, name, path, read[path], given))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return found


def _origin(
    plan: Plan, name: str, path: Path, before: Place, given: Sequence[tuple[Path, Scenario]]
) -> Origin:
    files, overlays = list[Path](), list[Scenario]()
    for wanted in plan.record.scenarios:
        file, overlay = _scenario(wanted, path, given, name)
        files.append(file)
        overlays.append(overlay)
    place = apply_scenarios(before, overlays) if overlays else before
    strange = changed_inputs(plan.record, place)
    if strange:
        raise InputError([_not_of(name, path, strange, plan, before)])
    return Origin(path, before, place, tuple(files))


def _scenario(
    wanted: str, path: Path, given: Sequence[tuple[Path, Scenario]], plan: str
) -> tuple[Path, Scenario]:
    """The file of the scenario of that name."""
    for file, overlay in given:
        if overlay.name == wanted:
            return file, overlay
    folder = path / SCENARIOS
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        try:
            overlay = load_scenario(file)
        except InputError:  # not one of the plan's: whoever applies it is told what is wrong
            continue
        if overlay.name == wanted:
            return file, overlay
    message = f"was made with the scenario '{wanted}', and no file of that name was found"
    raise InputError([Finding(message, "name its file with --scenario", plan)])


def _not_of(name: str, path: Path, strange: Sequence[str], plan: Plan, place: Place) -> Finding:
    shown = ", ".join(strange[:_TABLES_NAMED])
    more = f" and {len(strange) - _TABLES_NAMED} more" if len(strange) > _TABLES_NAMED else ""
    message = f"was not made from {path} as it stands now; different: {shown}{more}"
    if plan.record.scenarios:
        message += f" (with its scenarios: {', '.join(plan.record.scenarios)})"
    remedy = (
        f"name the folder '{place.settings.name}' was planned from with --place, or leave "
        "--place out: then the tables that changed are named, but not their rows"
    )
    return Finding(message, remedy, name)
