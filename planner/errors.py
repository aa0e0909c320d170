"""What goes wrong, said to a person: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One problem in the input, located.

    ``row`` counts as the user sees it: the heading is row 1, the first data row 2.
    ``value`` is the cell's text as it stands in the file, cut to a bounded length.
    ``part`` names a piece of a file that has no rows: ``change 3`` of a scenario.
    """

    message: str  # what is wrong
    remedy: str = ""  # what would be right
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    severity: Severity = Severity.ERROR
    part: str = ""

    def where(self) -> str:
        """``posts.csv row 12, column turnover``, ``place.xlsx sheet posts, row 12, column turnover``
        or, in settings, ``place.toml setting start``."""
        parts = []
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.part:
            parts.append(self.part)
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            settings = self.file.endswith(".toml") and not self.part
            parts.append(f"{'setting' if settings else 'column'} {self.column}")
        place = ", ".join(parts)
        return f"{self.file} {place}".strip() if place else self.file

    def __str__(self) -> str:
        value = f" ({self.value!r})" if self.value else ""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return f"{self.where()}: {self.message}{value}{remedy}"


class PlaceplanError(Exception):
    """An error whose text is for the user. ``exit_code`` is the command's."""

    exit_code = 2


class InputError(PlaceplanError):
    """Bad input: carries every finding, not only the first."""

    def __init__(self, findings: Sequence[Finding]):
        self.findings = tuple(findings)
        errors = [f for f in self.findings if f.severity is Severity.ERROR]
        super().__init__("\n".join(str(finding) for finding in errors))


class ImpossibleError(PlaceplanError):
    """No plan keeps every hard rule; ``reasons`` say which, where and by how much."""

    exit_code = 1

    def __init__(self, message: str, reasons: Sequence[str] = ()):
        self.reasons = tuple(reasons)
        super().__init__("\n".join([message, *self.reasons]))


class CheckFailed(PlaceplanError):
    """The independent check disagrees with the solver: a bug, never published.

    ``thing`` is what was found ("plan", "roster"), ``wrong`` what the check says of it.
    """

    exit_code = 1

    def __init__(self, thing: str, wrong: Sequence[str]):
        listed = "\n".join(f"  {line}" for line in wrong[:20])
        super().__init__(
            f"The {thing} found does not stand up to the independent check, so it is not "
            f"published. This is a fault of placeplan; please report it with the place.\n{listed}"
        )
