"""Reads a scenario from TOML: every problem of the file at once, each with its change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.nearest import did_you_mean
from planner.scenario.cells import SCALABLE, Unfit, number, to_cell
from planner.scenario.scenario import ACTIONS, SETTINGS_TABLES, Change, Findings, Scenario
from planner.schema import BY_NAME, Column

_LARGEST_FILE = 20_000_000  # bytes; a scenario is a page of text
_HEAD = ("name", "description", "change")
_PARTS = {  # action → the keys it takes besides action and table: (needed, allowed)
    "set": ("values", ("where", "values")),
    "scale": ("factors", ("where", "factors")),
    "add": ("rows", ("rows",)),
    "drop": ("", ("where",)),
}
_EXAMPLES = {
    "values": "values = {turnover = 0.12}",
    "factors": "factors = {people = 1.1}",
    "rows": 'rows = [{organisation = "…", kind = "pcn"}]',
}


def load_scenario(path: Path | str) -> Scenario:
    """The scenario in a TOML file.

    Raises
    ------
    InputError : the file cannot be read, is no TOML, or names tables, columns,
        actions or values that do not fit; every problem, with its change.
    """
    path = Path(path)
    return scenario_from_toml(_read_text(path), file=path.name)


def scenario_from_toml(text: str, file: str = "scenario") -> Scenario:
    """The scenario that TOML text states; ``file`` is what messages call it.

    Raises
    ------
    InputError : as ``load_scenario``.
    """
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise _refuse(file, "the file is nested too deeply", "a change needs only lists") from None
    except ValueError as error:  # TOMLDecodeError, and whole numbers beyond Python's limit
        message = f"the file is not valid TOML: {error}"
        raise _refuse(file, message, "correct that line") from None
    return scenario_from_dict(data, file)


def scenario_from_dict(data: Mapping[str, Any], file: str = "scenario") -> Scenario:
    """The scenario that a mapping of the TOML file's shape states.

    Parameters
    ----------
    data : ``name``, ``description`` and ``change``, a list of mappings with
        ``action``, ``table`` and what the action takes.
    file : what messages call it.

    Raises
    ------
    InputError : as ``load_scenario``.
    """
    head = Findings(file)
    for key in data:
        if key not in _HEAD:
            head.error(f"unknown key {key!r}", did_you_mean(key, _HEAD))
    name = _text(data, "name", head, required=True)
    description = _text(data, "description", head)
    found = list(head.found)
    changes = []
    for position, block in enumerate(_blocks(data, found, file), start=1):
        findings = Findings(file, position)
        change = _change(block, findings)
        found.extend(findings.found)
        if change is not None:
            changes.append(change)
    if found:
        raise InputError(found)
    return Scenario(name, description, tuple(changes), file)


def _refuse(file: str, message: str, remedy: str) -> InputError:
    return InputError([Finding(message, remedy, file=file)])


def _read_text(path: Path) -> str:
    file = path.name or str(path)
    try:
        if path.is_dir():
            raise _refuse(file, "this is a folder, not a scenario", "give one .toml file")
        if path.stat().st_size > _LARGEST_FILE:
            raise _refuse(file, "the file is too large for a scenario", "give a file of changes")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        beside = sorted(other.name for other in path.parent.glob("*.toml"))
        raise _refuse(file, "there is no such file", did_you_mean(file, beside)) from None
    except UnicodeDecodeError:
        raise _refuse(file, "the file is not UTF-8 text", "save it as UTF-8") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {reason}"
        raise _refuse(file, message, "check the path and its permissions") from None


def _text(data: Mapping[str, Any], key: str, findings: Findings, *, required: bool = False) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        findings.error(f"{key} must be text", f'write {key} = "…"', value=value)
        return ""
    if required and not value.strip():
        findings.error(f"the scenario has no {key}", f'write {key} = "…" at the top')
    return value.strip()


def _blocks(data: Mapping[str, Any], found: list[Finding], file: str) -> Sequence[Any]:
    blocks = data.get("change", [])
    if isinstance(blocks, list) and blocks:
        return blocks
    head = Findings(file)
    head.error("the scenario has no changes", "write each under a line [[change]]")
    found.extend(head.found)
    return []


def _change(block: Any, findings: Findings) -> Change | None:
    if not isinstance(block, Mapping):
        findings.error("a change is a block of keys", "write each under a line [[change]]")
        return None
    action = _word(block, "action", ACTIONS, findings)
    table = _word(block, "table", (*BY_NAME, *SETTINGS_TABLES), findings)
    if not action or not table:
        return None
    if not _keys_fit(block, action, table, findings):
        return None
    where = _cells(block, "where", table, findings, several=True)
    values = _cells(block, "values", table, findings)
    factors = _factors(block, table, findings)
    rows = _rows(block, table, findings)
    return Change(findings.number, action, table, where, values, factors, rows)


def _word(block: Mapping[str, Any], key: str, known: Sequence[str], findings: Findings) -> str:
    word = block.get(key)
    if word is None:
        findings.error(f"the change has no {key}", f"one of: {', '.join(known)}")
    elif not isinstance(word, str):
        findings.error(f"{key} must be text", f"one of: {', '.join(known)}", value=word)
    elif word not in known:
        remedy = did_you_mean(word, known) or f"one of: {', '.join(known)}"
        findings.error(f"there is no {key} of this name", remedy, value=word)
    else:
        return word
    return ""


def _keys_fit(block: Mapping[str, Any], action: str, table: str, findings: Findings) -> bool:
    before = len(findings.found)
    needed, allowed = _PARTS[action]
    if table in SETTINGS_TABLES:
        allowed = tuple(key for key in allowed if key != "where")
        if action not in ("set", "scale"):
            findings.error(f"{table} has no rows to {action}", "set or scale its values")
            return False
    for key in block:
        if key in ("action", "table", *allowed):
            continue
        if key == "where" and table in SETTINGS_TABLES:
            findings.error(f"{table} has no rows to choose from", "leave out where")
        else:
            known = ("action", "table", *allowed)
            remedy = did_you_mean(key, known) or f"{action} takes: {', '.join(allowed)}"
            findings.error(f"{action} takes no {key!r}", remedy)
    if needed and not block.get(needed):
        findings.error(f"{action} needs {needed}", f"as in: {_EXAMPLES[needed]}")
    return len(findings.found) == before


def _mapping(block: Mapping[str, Any], key: str, findings: Findings) -> Mapping[str, Any]:
    value = block.get(key, {})
    if isinstance(value, Mapping):
        return value
    findings.error(f"{key} must name columns", f"as in: {key} = {{column = …}}", value=value)
    return {}


def _known_column(table: str, name: str, findings: Findings) -> bool:
    known = SETTINGS_TABLES.get(table) or BY_NAME[table].column_names
    if name in known:
        return True
    what = "key" if table in SETTINGS_TABLES else "column"
    remedy = did_you_mean(name, known) or f"its {what}s: {', '.join(known)}"
    findings.error(f"{table} has no {what} {name!r}", remedy)
    return False


def _cells(
    block: Mapping[str, Any], key: str, table: str, findings: Findings, *, several: bool = False
) -> dict[str, Any]:
    """The cells of a mapping ``column → value``; with ``several``, tuples of cells."""
    cells: dict[str, Any] = {}
    for name, value in _mapping(block, key, findings).items():
        if not _known_column(table, name, findings):
            continue
        if table in SETTINGS_TABLES:
            cells[name] = value  # the settings check their own types
            continue
        column = BY_NAME[table].column(name)
        if not several:
            _add_cell(cells, column, value, findings)
        else:
            _add_wanted(cells, column, value, findings)
    return cells


def _add_cell(cells: dict[str, Any], column: Column, value: Any, findings: Findings) -> None:
    try:
        cells[column.name] = to_cell(value, column)
    except Unfit as unfit:
        findings.error(str(unfit), unfit.remedy, column=column.name, value=value)


def _add_wanted(cells: dict[str, Any], column: Column, value: Any, findings: Findings) -> None:
    """``where`` takes one value or a list; a cell of several values matches each it holds."""
    wanted: list[Any] = []
    for one in value if isinstance(value, list) else [value]:
        try:
            cell = to_cell(one, column)
        except Unfit as unfit:
            findings.error(str(unfit), unfit.remedy, column=column.name, value=one)
            continue
        wanted.extend(cell if column.many and cell else [cell])
    if isinstance(value, list) and not value:
        findings.error("the list is empty", "name the values, or leave it out", column=column.name)
    cells[column.name] = tuple(wanted)


def _factors(block: Mapping[str, Any], table: str, findings: Findings) -> dict[str, float]:
    factors: dict[str, float] = {}
    for name, value in _mapping(block, "factors", findings).items():
        if not _known_column(table, name, findings):
            continue
        if table not in SETTINGS_TABLES and not _scalable(BY_NAME[table].column(name), findings):
            continue
        try:
            factors[name] = number(value)
        except Unfit as unfit:
            findings.error(f"the factor: {unfit}", unfit.remedy, column=name, value=value)
    return factors


def _scalable(column: Column, findings: Findings) -> bool:
    if column.kind in SCALABLE:
        return True
    findings.error(
        f"{column.name} is {column.kind.value}, not a number, and cannot be scaled",
        "use set",
        column=column.name,
    )
    return False


def _rows(block: Mapping[str, Any], table: str, findings: Findings) -> tuple[dict[str, Any], ...]:
    rows = block.get("rows", [])
    if not isinstance(rows, list):
        findings.error("rows must be a list", f"as in: {_EXAMPLES['rows']}", value=rows)
        return ()
    made = []
    for row in rows:
        if isinstance(row, Mapping):
            made.append(_cells({"row": row}, "row", table, findings))
        else:
            findings.error("a row must name columns", f"as in: {_EXAMPLES['rows']}", value=row)
    return tuple(made)
