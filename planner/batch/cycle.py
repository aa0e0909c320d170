"""A cycle, read and expanded: every run of it, in order, with its name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.batch.axes import Levels, levels_of
from planner.batch.cycle_file import CycleFile, CycleLimits, problem, read_cycle_file
from planner.batch.names import run_name
from planner.batch.stages import STAGES, Options, reproducible
from planner.errors import Finding, InputError, Severity
from planner.nearest import did_you_mean
from planner.place import check_place
from planner.place.place import Place
from planner.plan.versions import versions
from planner.scenario import Scenario

MOST_RUNS = 20_000


@dataclass(frozen=True)
class Run:
    """One run of a cycle.

    Attributes
    ----------
    row : its place in the cycle, from 1.
    name : the hash of everything that determines it; rows that ask the same share it.
    place : what the cycle calls the place.
    overlays : the scenarios it changes the place by, in order.
    priorities : measure, ``tolerance`` or ``slack``, value; set after the scenarios.
    levels : axis → level, place and seed included, in the order of the columns of the table.
    """

    row: int
    name: str
    place: str
    overlays: tuple[Scenario, ...]
    priorities: tuple[tuple[str, str, float], ...]
    options: Options
    seed: int
    levels: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What tells it from the others, in words."""
        return ", ".join(f"{axis} {shown_level(level)}" for axis, level in self.levels.items())


@dataclass(frozen=True)
class Cycle:
    """A sound cycle. ``places`` are by what the cycle calls them; ``given`` are the axes that
    nobody chooses."""

    name: str
    description: str
    stage: str
    reports: bool
    limits: CycleLimits
    places: Mapping[str, Place]
    runs: tuple[Run, ...]
    given: tuple[str, ...] = ()

    @property
    def reproducible(self) -> bool:
        return all(reproducible(run.options) for run in self.runs)


def read_cycle(path: Path | str) -> Cycle:
    """The cycle in a TOML file, its places and scenarios read and checked.

    What scenarios make of a place together is not checked here: ``planner.batch.prepare`` does.

    Raises
    ------
    InputError : every problem of the file, its places and scenario files, each located.
    """
    path = Path(path)
    file = read_cycle_file(path)
    found: list[Finding] = []
    places = _places(file, path, found)
    axes = levels_of(file, path, found)
    options = _options(file, axes, path, found)
    count = len(places) * len(file.seeds) * _product(axes)
    if count > MOST_RUNS:
        message = f"the cycle has {count:,} runs; a batch has at most {MOST_RUNS:,}"
        found.append(Finding(message, "leave out levels of an axis, or split it", path.name))
    if found:
        raise InputError(found)
    runs = tuple(_runs(file, places, axes, options))
    given = tuple(axis.name for axis in file.axis if axis.given)
    return Cycle(
        file.name, file.description, file.stage, file.reports, file.limits, places, runs, given
    )


def _product(axes: Sequence[Levels]) -> int:
    count = 1
    for axis in axes:
        count *= len(axis.choices)
    return count


def _places(file: CycleFile, path: Path, found: list[Finding]) -> dict[str, Place]:
    """The places by name, or by path where two have the same name."""
    read: dict[str, Place] = {}
    for position, text in enumerate(file.places, start=1):
        if text in read:
            message = "the place is named twice"
            found.append(
                Finding(
                    message, "name it once", path.name, part=_at("places", position), value=text
                )
            )
            continue
        try:
            place, findings = check_place(path.parent / text)
        except ValueError:  # a path with a null character
            place, findings = None, [Finding("this is no path", "name a folder", text)]
        if place is None:
            errors = [f for f in findings if f.severity is Severity.ERROR]
            found += [
                replace(f, file=f"{path.name}, place {text!r}: {f.file}".rstrip(": "))
                for f in errors
            ]
        else:
            read[text] = place
    names = [place.settings.name for place in read.values()]
    return {
        place.settings.name if names.count(place.settings.name) == 1 else text: place
        for text, place in read.items()
    }


def _at(key: str, position: int) -> str:
    return f"{key} {position}"


def _options(
    file: CycleFile, axes: Sequence[Levels], path: Path, found: list[Finding]
) -> dict[tuple[tuple[str, Any], ...], Options]:
    """The options of each combination of the axes of options, each checked once."""
    if file.stage not in STAGES:
        remedy = did_you_mean(file.stage, STAGES)
        found.append(
            Finding("there is no such stage", remedy, path.name, part="stage", value=file.stage)
        )
        return {}
    model = STAGES[file.stage].options
    made: dict[tuple[tuple[str, Any], ...], Options] = {}
    told: dict[Finding, None] = {}
    for choices in _option_choices(axes):
        try:
            made[choices] = model.model_validate({**file.options, **dict(choices)})
        except ValidationError as error:
            for item in error.errors(include_url=False):
                told[_option_problem(item, path.name, model, axes)] = None
            continue
        if reproducible(made[choices]) and "time_limit" in {*file.options, *dict(choices)}:
            message = (
                "a reproducible run cannot have a time limit: the clock is never the same twice"
            )
            remedy = "leave out time_limit; [limits] seconds ends a run that takes too long"
            told[Finding(message, remedy, path.name, part="options, time_limit")] = None
    found.extend(told)
    return made


def _option_problem(item: Any, file: str, model: type[Options], axes: Sequence[Levels]) -> Finding:
    """A problem of an option, at the axis that sets it or under ``options``."""
    key = str(item["loc"][0])
    for axis in axes:
        if axis.option == key:
            return replace(problem(item, file, model), part=f"{axis.part}, values")
    return problem(item, file, model, "options")


def _option_choices(axes: Sequence[Levels]) -> Iterator[tuple[tuple[str, Any], ...]]:
    own = [axis for axis in axes if axis.option]
    for choices in itertools.product(*(axis.choices for axis in own)):
        yield tuple((axis.option, c.level) for axis, c in zip(own, choices, strict=True))


def _runs(
    file: CycleFile,
    places: Mapping[str, Place],
    axes: Sequence[Levels],
    options: Mapping[tuple[tuple[str, Any], ...], Options],
) -> Iterator[Run]:
    """Places outermost, then the axes in their order, then seeds."""
    made_with = versions()
    rows = itertools.product(places, itertools.product(*(a.choices for a in axes)), file.seeds)
    for row, (place, choices, seed) in enumerate(rows, start=1):
        pairs = list(zip(axes, choices, strict=True))
        asked = options[tuple((a.option, c.level) for a, c in pairs if a.option)]
        overlays = tuple(o for choice in choices for o in choice.overlays)
        priorities = tuple(p for choice in choices for p in choice.priorities)
        levels = {"place": place, **{a.name: c.level for a, c in pairs}, "seed": seed}
        name = run_name(
            stage=file.stage,
            options=asked.model_dump(mode="json"),
            seed=seed,
            place=places[place].hashes,
            overlays=overlays,
            priorities=priorities,
            reports=file.reports,
            versions=made_with,
        )
        yield Run(row, name, place, overlays, priorities, asked, seed, levels)


def shown_level(level: Any) -> str:
    """A level as people read it: ``yes``, ``1.1``, ``as it is``."""
    if isinstance(level, bool):
        return "yes" if level else "no"
    return f"{level:g}" if isinstance(level, float) else str(level)
