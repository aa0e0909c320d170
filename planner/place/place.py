"""A place: settings and tables, read and found sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.place.periods import Period, make_periods
from planner.place.settings import Settings


@dataclass(frozen=True)
class Place:
    """A validated place. Everything behind this border trusts it.

    Attributes
    ----------
    settings : ``place.toml``.
    tables : every table of ``planner.schema.TABLES`` by name, empty where the
        place has none. Columns are exactly the schema's, in its order, with
        defaults filled in: IDENTIFIER, TEXT, CHOICE and PERIOD hold ``str`` (``""``
        where blank), NUMBER and SHARE ``float64`` (NaN where blank and without
        default), WHOLE ``Int64``, BOOLEAN ``bool``, DATE ``object`` of
        ``datetime.date``; ``many`` columns hold tuples. The index is 0…n-1.
    hashes : SHA-256 of each table's content, and of ``settings``, as hex; the
        same place gives the same hash whatever the format it was read from.
    origin : folder or workbook it was read from, if any.
    """

    settings: Settings
    tables: Mapping[str, pd.DataFrame]
    hashes: Mapping[str, str]
    origin: Path | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        return make_periods(self.settings.start, self.settings.quarters, self.settings.years)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]
