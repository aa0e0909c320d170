"""Reads a place's settings: ``place.toml``, or the sheet ``place`` of a workbook."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.periods import make_periods
from planner.place.readers.csv_file import read_bytes
from planner.place.report import Report, shown
from planner.place.settings import Policy, Priority, Settings

FILE = "place.toml"
SHEET = "place"
_LINE = re.compile(r"at line (\d+)")
_MODELS: dict[str, type[BaseModel]] = {"": Settings, "policy": Policy, "priorities": Priority}


def read_toml(path: Path, report: Report) -> Settings | None:
    """The settings in a ``place.toml``, or None with the reasons in ``report``."""
    data = read_bytes(path, report, "settings")
    if data is None:
        return None
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        report.add(
            Finding("the file is not UTF-8 text", "save it as UTF-8", path.name, row=row),
            "settings",
        )
        return None
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else None
        message = f"the file is not sound TOML: {str(error)[:200]}"
        remedy = 'write lines like: name = "Northumberland"'
        report.add(Finding(message, remedy, path.name, row=line), "settings")
        return None
    return make_settings(values, Finding("", file=path.name), report)


def read_sheet(grid: Sequence[Sequence[str]], file: str, report: Report) -> Settings | None:
    """The settings in the rows ``key``, ``value`` of the sheet ``place``.

    A key is dotted as in TOML: ``policy.change_limit``, ``priorities.1.measure``.
    """
    values: dict[str, Any] = {}
    rows: dict[str, int] = {}
    for row, cells in enumerate(grid, start=1):
        key, value = ([cell.strip() for cell in cells] + ["", ""])[:2]
        if not key or (row == 1 and key.casefold() == "key") or not value:
            continue
        if key in rows:
            message = f"the setting stands twice: here and in row {rows[key]}"
            report.add(
                Finding(message, "keep one", file, SHEET, row, key, shown(value)), "settings"
            )
        rows[key] = row
        _put(values, key.split("."), value)
    if "priorities" in values and isinstance(values["priorities"], dict):
        ranks = sorted(values["priorities"].items(), key=lambda item: (len(item[0]), item[0]))
        values["priorities"] = [priority for _, priority in ranks]
        names = {str(i): rank for i, (rank, _) in enumerate(ranks)}
        rows |= {_by_place(key, names): row for key, row in rows.items()}
    return make_settings(values, Finding("", file=file, sheet=SHEET), report, rows)


def _by_place(key: str, names: Mapping[str, str]) -> str:
    """``priorities.1.measure`` as validation counts it: ``priorities.0.measure``."""
    parts = key.split(".")
    place = next((i for i, rank in names.items() if parts[1:2] == [rank]), None)
    return (
        ".".join(["priorities", place, *parts[2:]]) if parts[0] == "priorities" and place else key
    )


def _put(values: dict[str, Any], key: Sequence[str], value: str) -> None:
    """Set ``a.b.c`` in nested dictionaries; a clash stays for validation to name."""
    for part in key[:-1]:
        inner = values.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        values = inner
    values.setdefault(key[-1], value)


def make_settings(
    values: Mapping[str, Any],
    target: Finding,
    report: Report,
    rows: Mapping[str, int] | None = None,
) -> Settings | None:
    """Settings from their values, or None with every reason in ``report``.

    Parameters
    ----------
    target : a finding that names file and sheet.
    rows : the row of each dotted key, where the settings stand in a sheet.
    """
    rows = rows or {}
    try:
        settings = Settings.model_validate(dict(values))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            report.add(_problem(problem, target, rows), "settings")
        return None
    settings = settings.model_copy(update={"name": _tidy(settings.name)})
    for key, message, remedy, value in _senseless(settings):
        finding = Finding(
            message, remedy, target.file, target.sheet, rows.get(key), key, shown(value)
        )
        report.add(finding, "settings")
    return None if "settings" in report.broken else settings


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _problem(problem: Any, target: Finding, rows: Mapping[str, int]) -> Finding:
    location = [str(part) for part in problem["loc"]]
    key = ".".join(location)
    message, remedy, value = problem["msg"], "", problem.get("input")
    if problem["type"] == "extra_forbidden":
        known = _MODELS.get(location[0] if len(location) > 1 else "", Settings).model_fields
        message, remedy = "there is no such setting", did_you_mean(location[-1], known, listed=30)
    elif problem["type"] == "missing":
        message, remedy, value = "the setting is missing", _example(location[-1]), ""
    elif problem["type"] == "string_too_short":
        message, remedy = "the setting is blank", _example(location[-1])
    else:
        message = message.removeprefix("Value error, ")
        remedy = _example(location[-1]) or "see the reference of place.toml"
    text = shown(value) if isinstance(value, str | int | float) else ""
    return Finding(message, remedy, target.file, target.sheet, rows.get(key), key, text)


def _example(key: str) -> str:
    return {
        "name": 'write for example: name = "Northumberland"',
        "start": "write for example: start = 2027-04-01",
        "measure": "write for example: measure = unmet_need",
    }.get(key, "")


def _senseless(settings: Settings) -> list[tuple[str, str, str, str]]:
    """What the types allow and a plan cannot mean: key, message, remedy, value."""
    found = []
    name = settings.name
    if not 0 < len(name) <= 200 or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        found.append(
            ("name", "the name is blank, too long or holds control characters", "type it anew", "")
        )
    if not 1950 <= settings.start.year <= 2200:
        found.append(
            (
                "start",
                "the year is out of reach",
                "a plan starts in 1950 to 2200",
                str(settings.start),
            )
        )
    if settings.quarters + settings.years == 0:
        found.append(("quarters", "the horizon has no periods", "set quarters or years", "0"))
    periods = settings.quarters + settings.years
    if settings.policy.frozen_periods > periods:
        message = f"more periods are frozen than the {periods} there are"
        value = str(settings.policy.frozen_periods)
        found.append(("policy.frozen_periods", message, f"give at most {periods}", value))
    for key, figure in _figures(settings):
        if not math.isfinite(figure) or abs(figure) > 1e12:
            found.append(
                (key, "the figure is not finite", "leave it out for no limit", str(figure))
            )
    return found or _repeated_labels(settings)


def _figures(settings: Settings) -> list[tuple[str, float]]:
    figures = [
        (f"policy.{key}", value)
        for key, value in settings.policy.model_dump().items()
        if isinstance(value, float)
    ]
    for i, priority in enumerate(settings.priorities):
        figures += [(f"priorities.{i}.tolerance", priority.tolerance)]
        figures += [(f"priorities.{i}.slack", priority.slack)]
    return figures


def _repeated_labels(settings: Settings) -> list[tuple[str, str, str, str]]:
    labels = [p.label for p in make_periods(settings.start, settings.quarters, settings.years)]
    if len(labels) == len(set(labels)):
        return []
    return [("start", "two periods have the same label", "change start or quarters", "")]
