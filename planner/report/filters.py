"""What readers can filter a page by: the choices, and which rows and charts are of which.

A row is marked with tokens such as ``o3 p1``, the number of an identifier among the choices of
organisations and periods. The page's own script (``templates/page_filters.js``) reads them; without it
nothing is hidden. Identifiers themselves stand in the choices and in the page's address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.report.blocks import (
    DIMENSIONS,
    Block,
    DataTable,
    Figure,
    Grid,
    GridRow,
    Keys,
    Live,
    PageSection,
)

_HEADINGS = {"organisation": "Organisation", "period": "Period", "role": "Role"}
_LETTERS = {name: name[0] for name in DIMENSIONS}
_FINE = 4  # decimals of a figure beyond those shown


@dataclass(frozen=True)
class Choice:
    """A dimension of a page: its heading, and identifier → words for each that can be chosen."""

    name: str
    heading: str
    letter: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Filters:
    """The choices of a page, and the marks that its template writes."""

    choices: Sequence[Choice] = ()
    _numbers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def dimensions(self, block: Block) -> str:
        """The dimensions by which a table or chart is told apart, as the script reads them."""
        if isinstance(block, Figure):
            return " ".join(block.live.keys) if block.live else ""
        if isinstance(block, Grid):
            names = {name for row in block.rows for name in row.keys}
            return " ".join(name for name in DIMENSIONS if name in names)
        if isinstance(block, DataTable):
            own = [*block.keys, *(["period"] if self._has_period_columns(block) else [])]
            return " ".join(dict.fromkeys(own))
        return ""

    def row(self, block: DataTable, at: int) -> str:
        """The marks of a row of a table."""
        return self._tokens({name: rows[at] for name, rows in block.keys.items()})

    def grid_row(self, row: GridRow) -> str:
        return self._tokens(row.keys)

    def column(self, block: DataTable, heading: str) -> str:
        """The mark of a column that is of one period; none where rows are told apart by it."""
        if "period" in block.keys:
            return ""
        number = self._numbers.get("period", {}).get(heading)
        return "" if number is None else f"p{number}"

    def live(self, made: Live) -> str:
        """A chart's figures as JSON, for an attribute: the template escapes it as it does text."""
        frame = made.frame
        labels = list(dict.fromkeys(frame[made.label].astype(str))) if made.label else []
        at = {label: number for number, label in enumerate(labels)}
        told: dict[str, Any] = {
            "form": made.form,
            "series": list(made.series),
            "values": [
                [_short(v * made.scale) for v in frame[column]] for column in made.series.values()
            ],
            "decimals": made.decimals,
            "unit": made.unit,
            "keys": {name: self._indexes(name, rows) for name, rows in made.keys.items()},
        }
        if made.label:
            told |= {"labels": labels, "label": [at[str(v)] for v in frame[made.label]]}
        if made.colours:
            told["colours"] = list(made.colours)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def _has_period_columns(self, block: DataTable) -> bool:
        return any(self.column(block, str(name)) for name in block.frame.columns)

    def _tokens(self, keys: Mapping[str, tuple[str, ...]]) -> str:
        return " ".join(
            f"{_LETTERS[name]}{self._numbers[name][i]}" for name, own in keys.items() for i in own
        )

    def _indexes(self, name: str, rows: Iterable[tuple[str, ...]]) -> list[Any]:
        """For each row the number of its identifier; a list where it is of several or none."""
        numbers = self._numbers[name]
        return [numbers[own[0]] if len(own) == 1 else [numbers[i] for i in own] for own in rows]


def filters_of(
    sections: Sequence[PageSection],
    periods: Sequence[str],
    called: Mapping[str, Callable[[str], str]],
) -> Filters:
    """The choices that rows, columns and charts of these sections give.

    ``periods`` are in their order; ``called`` says what an identifier of a dimension is called.
    A dimension with fewer than two identifiers is no choice.
    """
    found: dict[str, dict[str, None]] = {name: {} for name in DIMENSIONS}
    headed = set(periods)
    for keys in _keys(sections):
        for name, rows in keys.items():
            found[name].update(dict.fromkeys(i for own in rows for i in own))
    for table in _tables(sections):
        found["period"].update(dict.fromkeys(str(c) for c in table.frame.columns if c in headed))
    found["period"] = _in_order(found["period"], periods)
    choices, numbers = [], {}
    for name in DIMENSIONS:
        words = {i: called.get(name, str)(i) for i in found[name]}
        if name != "period":
            words = dict(sorted(words.items(), key=lambda pair: pair[1].casefold()))
        numbers[name] = {identifier: number for number, identifier in enumerate(words)}
        if len(words) > 1:
            choices.append(Choice(name, _HEADINGS[name], _LETTERS[name], words))
    return Filters(choices, numbers)


def _in_order(found: Mapping[str, None], periods: Sequence[str]) -> dict[str, None]:
    known = [period for period in periods if period in found]
    return dict.fromkeys([*known, *(period for period in found if period not in set(known))])


def _tables(sections: Sequence[PageSection]) -> Iterator[DataTable]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, DataTable):
                yield block
            elif isinstance(block, Figure):
                yield block.table


def _keys(sections: Sequence[PageSection]) -> Iterator[Keys]:
    yield from (table.keys for table in _tables(sections))
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Figure) and block.live is not None:
                yield block.live.keys
            elif isinstance(block, Grid):
                yield from ({n: [own] for n, own in row.keys.items()} for row in block.rows)


def _short(value: float) -> float | int:
    """A figure in as few letters as it needs."""
    rounded = round(float(value), _FINE)
    return int(rounded) if rounded == int(rounded) else rounded
