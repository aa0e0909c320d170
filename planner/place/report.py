"""Everything found while a place is read, in order, and not without bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from planner.errors import Finding, Severity

LISTED = 200  # findings of one kind in one column of one table; the rest are counted
_SHOWN = 80  # characters of a cell that a message repeats


def shown(text: object) -> str:
    """A cell's text, cut to what a message can bear."""
    text = str(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Report:
    """Collects findings; knows which tables are broken.

    Attributes
    ----------
    findings : in the order found.
    broken : names of the tables (and ``settings``) that have an error, on which no
        later rule can stand.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.broken: set[str] = set()

    def add(self, finding: Finding, table: str = "") -> None:
        """Note one finding; an error breaks ``table``."""
        self.findings.append(finding)
        if table and finding.severity is Severity.ERROR:
            self.broken.add(table)

    def extend(self, findings: Iterable[Finding], table: str = "") -> None:
        """Note findings of one kind: the first ``LISTED``, then how many more there are."""
        found = iter(findings)
        last = None
        for count, finding in enumerate(found):
            last = finding
            if count < LISTED:
                self.add(finding, table)
        if last is not None and count >= LISTED:
            self.add(_more(last, count + 1 - LISTED), table)

    def at_positions(
        self, positions: Sequence[int], make: Callable[[int], Finding], table: str
    ) -> None:
        """As ``extend``, for findings of one kind at row positions; makes only those listed."""
        for position in positions[:LISTED]:
            self.add(make(int(position)), table)
        if len(positions) > LISTED:
            first_left = make(int(positions[LISTED]))
            self.add(_more(first_left, len(positions) - LISTED), table)

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def _more(finding: Finding, count: int) -> Finding:
    return replace(finding, message=f"and {count:,} more like it", remedy="", value="")
