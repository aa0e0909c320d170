"""What a table's column is: the one statement from which reading, checking,
the blank templates and the reference docs all follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """How a cell is read and what it may hold."""

    IDENTIFIER = "identifier"  # text that names a row; any Unicode, no control characters
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    SHARE = "share"  # 0 to 1; "12 %" and "12%" are read as 0.12
    BOOLEAN = "yes/no"
    DATE = "date"
    TIME = "time of day"  # hours and minutes, "07:30"
    CHOICE = "choice"
    PERIOD = "period"  # the label of one of the place's periods


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : the column's heading, exactly.
    kind : how a cell is read.
    meaning : one sentence a data owner understands.
    unit : unit of a number ("WTE", "k£ a year", "minutes"); empty where there is none.
    required : the cell may not be blank. A column that is not required may be
        left out of the file altogether.
    default : what a blank cell means; ``None`` stays blank (NaN or None).
    minimum, maximum : inclusive bounds of a number.
    choices : the words a CHOICE may hold.
    references : ``"table.column"`` that every value must appear in.
    many : the cell holds several values separated by ``;`` (read to a tuple).
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    default: Any = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    references: str = ""
    many: bool = False


@dataclass(frozen=True)
class Table:
    """One table of a place.

    Parameters
    ----------
    name : file stem and sheet name.
    row : what one row is, as a phrase ("an employer").
    columns : in the order of the template.
    key : the columns that name a row; no two rows agree in all of them.
    required : the table must be there and hold at least one row, ``stage`` permitting.
    stage : the one stage that cannot do without it; empty: no stage can.
    counted_once : columns ``(thing, owner)``: one thing listed under two owners
        is double counting, an error that names both rows.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    stage: str = ""
    counted_once: tuple[str, str] | None = None

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def source() -> Column:
    """The column every table of figures ends with: where the figures come from."""
    return Column("source", Kind.TEXT, "Where the row's figures come from, or 'assumed: …'.")
