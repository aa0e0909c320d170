"""A plan on disk: a folder that exists whole or not at all.

::

    PLAN/
      plan.json             what was asked and how it came out; names; hash of each table
      report.html           the plan to read, works offline
      tables/<name>.parquet one per table of the plan's stage (``planner.plan.tables``)
      …                     what a stage makes for people (``planner.plan.extras``)

Everything is written to a sibling folder, brought safely to disk, and moved
into place in one step (``planner.swap``). ``plan.json`` holds the hash of
every table, so that a table that was changed, or a folder that was replaced
while it was being read, is noticed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import math
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from planner.errors import Finding, InputError, PlaceplanError
from planner.plan.conform import as_parquet, faults, from_parquet
from planner.plan.extras import extra_files, is_extra
from planner.plan.plan import Plan, PlanRecord
from planner.plan.tables.stages import STAGES, tables_of
from planner.schema.column import Table
from planner.swap import FolderSwap, clear, restore

RECORD_FILE = "plan.json"
REPORT_FILE = "report.html"
TABLES_FOLDER = "tables"

# Left behind by file managers; they make a folder no less a plan.
DEBRIS = {".DS_Store", "Thumbs.db", "desktop.ini"}


def write_plan(
    plan: Plan, folder: Path | str, *, overwrite: bool = False, report: bool = True
) -> Plan:
    """Write the plan to ``folder``, whole or not at all.

    Parameters
    ----------
    plan : its tables must be exactly those of its stage.
    folder : made anew; parents are made where they are missing.
    overwrite : replace a plan that stands there. Anything but a plan is never replaced.
    report : also write ``report.html``.

    Returns
    -------
    Plan
        The same plan with its folder and the measured ``record.seconds["write"]``; of one that
        is reproducible no time is told.

    Raises
    ------
    PlaceplanError
        The folder is taken, cannot be written, or a table is not as stated.
        Nothing is left behind, and what stood there before still stands.
    """
    began = time.perf_counter()
    _refuse_unsound(plan)
    timed = not plan.record.limits.get("reproducible")
    if not timed:  # no figure of the clock is in any of the files
        plan = replace(plan, record=plan.record.without_clock())
    target = Path(folder).resolve()
    try:
        clear(target)
        _refuse_taken(target, overwrite)
        with FolderSwap(target) as swap:
            hashes = {}
            for table in tables_of(plan.record.stage):
                content = as_parquet(table, plan[table.name])
                hashes[table.name] = hashlib.sha256(content).hexdigest()
                swap.put(f"{TABLES_FOLDER}/{table.name}.parquet", content)
            for name, content in extra_files(plan).items():
                swap.put(name, content)
            if report:
                from planner.report.page import render_report  # altair only when wanted

                swap.put(REPORT_FILE, render_report(plan).encode())
            record = plan.record
            if timed:
                seconds = {**record.seconds, "write": round(time.perf_counter() - began, 3)}
                record = record.model_copy(update={"seconds": seconds})
            swap.put(RECORD_FILE, _json(record, plan.labels, hashes))
            _refuse_taken(target, overwrite)
            swap.commit()
    except OSError as error:
        raise PlaceplanError(why_not_written(target, error)) from error
    return replace(plan, record=record, folder=target)


def read_plan(folder: Path | str, stage: str = "") -> Plan:
    """Read the plan in ``folder``; of one stage, where one is named.

    Raises
    ------
    InputError
        Not a plan, or a damaged one: every missing, altered or misshapen part, located; or
        one of another stage.
    """
    plan = _read(folder)
    if stage and plan.record.stage != stage:
        message = f"this is a plan of the stage {plan.record.stage}"
        raise InputError([Finding(message, f"name one of the stage {stage}", str(plan.folder))])
    return plan


def _read(folder: Path | str) -> Plan:
    target = Path(folder).resolve()
    try:
        restore(target)
        first = _plan_document(target)
        if isinstance(first, Finding):
            raise InputError([first])
        plan, findings = _load(target, first)
        if findings:  # the folder may have been replaced while we read: look once more
            second = _plan_document(target)
            if not isinstance(second, Finding) and second != first:
                plan, findings = _load(target, second)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            [
                Finding(
                    f"cannot be read: {reason}", "check the path and its permissions", str(target)
                )
            ]
        ) from error
    if plan is None:
        raise InputError(findings)
    return plan


def is_plan(folder: Path) -> bool:
    """Whether the folder holds a plan and nothing else."""
    return folder.is_dir() and (folder / RECORD_FILE).is_file() and not _foreign(folder)


def _foreign(folder: Path) -> list[str]:
    """What in the folder is not part of a plan."""
    known = {f"{TABLES_FOLDER}/{t.name}.parquet" for tables in STAGES.values() for t in tables}
    known |= {RECORD_FILE, REPORT_FILE, TABLES_FOLDER} | DEBRIS
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in found if name not in known and not is_extra(name))


def _refuse_taken(target: Path, overwrite: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise PlaceplanError(f"{target} is a file; name a folder for the plan.")
    if not any(target.iterdir()):
        return
    if not is_plan(target):
        shown = ", ".join(_foreign(target)[:3])
        holds = f" (it holds {shown})" if shown else f" (it has no {RECORD_FILE})"
        raise PlaceplanError(
            f"{target} is not a plan{holds}, so it was left alone. "
            "Choose another folder, or empty this one yourself."
        )
    if not overwrite:
        raise PlaceplanError(
            f"{target} already holds a plan. Choose another folder, or ask to overwrite it."
        )


def _refuse_unsound(plan: Plan) -> None:
    """A misshapen table is our own mistake; the user is told so, and nothing is written."""
    tables = tables_of(plan.record.stage)
    wrong = [fault for table in tables for fault in faults(table, plan.tables.get(table.name))]
    strange = sorted(set(plan.tables) - {table.name for table in tables})
    wrong += [f"table '{name}' is not one of a plan's" for name in strange]
    if wrong:
        raise PlaceplanError(
            "The plan was not written, because its tables are not as they are stated. "
            "This is a defect of placeplan, not of your place; please report it.\n"
            + "\n".join(wrong)
        )


def _json(
    record: PlanRecord, labels: Mapping[str, Mapping[str, str]], hashes: Mapping[str, str]
) -> bytes:
    document = record.model_dump(mode="json")
    document["labels"] = {table: dict(names) for table, names in labels.items()}
    document["tables"] = dict(hashes)
    return json.dumps(_finite(document), ensure_ascii=False, indent=1, allow_nan=False).encode()


def _finite(value: Any) -> Any:
    """JSON has no infinity: a bound that was never found is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list) else value


def _plan_document(target: Path) -> dict[str, Any] | Finding:
    """``plan.json`` as it stands, or why the folder is no plan."""
    if not target.exists():
        return Finding("there is no such folder", "check the path of the plan", str(target))
    path = target / RECORD_FILE
    if not path.is_file():
        return Finding(
            f"this is not a plan: it has no {RECORD_FILE}",
            "name the folder that placeplan wrote the plan to",
            str(target),
        )
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        return Finding(f"is not sound JSON: {error}", "write the plan again", str(path))
    if not isinstance(document, dict):
        return Finding("does not hold a plan's record", "write the plan again", str(path))
    return document


def _load(target: Path, document: dict[str, Any]) -> tuple[Plan | None, list[Finding]]:
    content = dict(document)
    labels, hashes = content.pop("labels", None), content.pop("tables", None)
    findings = _misshapen_extras(target / RECORD_FILE, labels, hashes)
    record = None
    try:
        record = PlanRecord.model_validate(content)
    except ValidationError as error:
        findings += [_record_finding(target / RECORD_FILE, item) for item in error.errors()]
    if record is not None and record.stage not in STAGES:
        message, remedy = f"'stage': there is no stage '{record.stage}'", "write the plan again"
        findings.append(Finding(message, remedy, str(target / RECORD_FILE)))
    if findings or record is None:
        return None, findings
    tables = {}
    for table in tables_of(record.stage):
        frame, wrong = _read_table(target, table, hashes.get(table.name))
        findings += wrong
        if frame is not None:
            tables[table.name] = frame
    if findings:
        return None, findings
    return Plan(record=record, tables=tables, labels=labels, folder=target), []


def _misshapen_extras(path: Path, labels: object, hashes: object) -> list[Finding]:
    named = isinstance(labels, dict) and all(isinstance(names, dict) for names in labels.values())
    findings = []
    if not named:
        findings.append(Finding("has no names ('labels')", "write the plan again", str(path)))
    if not isinstance(hashes, dict):
        findings.append(
            Finding("has no hashes of its tables ('tables')", "write the plan again", str(path))
        )
    return findings


def _record_finding(path: Path, item: Any) -> Finding:
    where = ".".join(str(part) for part in item["loc"])
    return Finding(
        f"'{where}': {item['msg']}",
        "the plan was written by another version of placeplan, or changed by hand; plan again",
        str(path),
    )


def _read_table(
    target: Path, table: Table, stated: str | None
) -> tuple[pd.DataFrame | None, list[Finding]]:
    path = target / TABLES_FOLDER / f"{table.name}.parquet"
    if not path.is_file():
        return None, [Finding("this table of the plan is missing", "plan again", str(path))]
    content = path.read_bytes()
    frame, said = from_parquet(table, content)
    wrong = [Finding(fault, "plan again", str(path)) for fault in said]
    if not wrong and hashlib.sha256(content).hexdigest() != stated:
        wrong.append(Finding("was changed after the plan was written", "plan again", str(path)))
    return frame, wrong


def why_not_written(target: Path, error: OSError, thing: str = "plan") -> str:
    """Why the system would not write a folder, in words, and what to do."""
    reasons = {
        errno.ENOSPC: "the disk is full; make room",
        errno.EDQUOT: "your disk quota is used up; make room",
        errno.EFBIG: "a file grew beyond the largest size allowed",
        errno.EROFS: "the disk is read-only; choose another folder",
        errno.EACCES: "you may not write there; choose another folder or ask for permission",
        errno.EPERM: "you may not write there; choose another folder or ask for permission",
        errno.ENAMETOOLONG: "the path is too long; choose a shorter one",
        errno.ENOTDIR: "part of the path is a file, not a folder; choose another folder",
        errno.EEXIST: "part of the path is a file, not a folder; choose another folder",
    }
    why = reasons.get(error.errno or 0, error.strerror or str(error))
    return f"The {thing} could not be written to {target}: {why}. Nothing was left half-written."
