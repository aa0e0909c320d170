"""Prints what a check found: a table per file, errors before warnings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cli.console import printable
from planner.errors import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """The findings, file by file, in the order found; errors before warnings.

    A table on a terminal, a line each elsewhere.
    """
    for file, of_file in _by_file(findings).items():
        if console.is_terminal:
            console.print(_table(file, of_file))
            continue
        for finding in of_file:
            line = f"{finding.severity.value}: {finding}"
            console.print(printable(line), soft_wrap=True)


def _table(file: str, findings: Sequence[Finding]) -> Table:
    from rich.table import Table

    table = Table(title=file or "place", title_justify="left", title_style="bold")
    for heading in ("", "where", "what is wrong", "value", "what would be right"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        style = "red" if finding.severity is Severity.ERROR else "yellow"
        cells = (_where(finding), finding.message, finding.value, finding.remedy)
        table.add_row(finding.severity.value, *map(printable, cells), style=style)
    return table


def counts(findings: Sequence[Finding]) -> str:
    """``2 errors, 1 warning``."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{_many(errors, 'error')}, {_many(warnings, 'warning')}"


def as_json(findings: Sequence[Finding]) -> str:
    """The findings and their counts as JSON, for other programs."""
    rows: list[dict[str, Any]] = [
        asdict(finding) | {"severity": finding.severity.value} for finding in findings
    ]
    errors = sum(row["severity"] == "error" for row in rows)
    document = {"errors": errors, "warnings": len(rows) - errors, "findings": rows}
    return json.dumps(document, indent=2)


def _by_file(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.file, []).append(finding)
    for of_file in grouped.values():
        of_file.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    return grouped


def _where(finding: Finding) -> str:
    where = finding.where()
    return where.removeprefix(finding.file).strip() if finding.file else where


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
