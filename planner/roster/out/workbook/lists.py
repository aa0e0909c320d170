"""The sheets that list things: cover, people, requests, changes, shortfalls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planner.plan.plan import Plan
from planner.report.facts import roster
from planner.report.names import Names
from planner.roster.out.workbook.looks import LINE, RED, Looks

_A4 = 9
_WIDTHS = {"Date": 17, "Why": 44, "Remedy": 44, "Stands against it": 44}


@dataclass(frozen=True)
class ListSheet:
    """Rows under headings, dates and figures as such; the first ``red`` rows are short."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    red: int = 0

    def write(self, sheet: Worksheet, looks: Looks) -> None:
        """Fill the sheet: headings stay in sight, are repeated on paper, and filter."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        head = looks.get(bold=True, text_wrap=True, bg_color="#DCE6EF", border=1, border_color=LINE)
        for column, heading in enumerate(self.headings):
            sheet.write_string(0, column, heading, head)
            sheet.set_column(column, column, _WIDTHS.get(heading, self._width(column)))
        for row, cells in enumerate(self.rows, start=1):
            for column, cell in enumerate(cells):
                _write(sheet, looks, row, column, cell, red=row <= self.red)
        sheet.autofilter(0, 0, max(len(self.rows), 1), len(self.headings) - 1)

    def _width(self, column: int) -> int:
        text = [row[column] for row in self.rows if isinstance(row[column], str)]
        return min(max([10, *(len(cell) + 2 for cell in text)]), 30)


def _write(sheet: Worksheet, looks: Looks, row: int, column: int, cell: Any, *, red: bool) -> None:
    look: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": isinstance(cell, str)}
    if red:
        look |= {"font_color": RED, "bold": True}
    if isinstance(cell, dt.date):
        look |= {"num_format": "ddd d mmm yyyy", "align": "left"}
        sheet.write_datetime(row, column, cell, looks.get(**look))
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, looks.get(**look))
    else:
        sheet.write_number(row, column, round(float(cell), 2), looks.get(**look))


def lists(plan: Plan) -> list[ListSheet]:
    """The sheets, in their order; changes and shortfalls only where there are any."""
    sheets = [_cover(plan), _people(plan), _requests(plan)]
    sheets += [_changes(plan)] if len(plan["roster_changes"]) else []
    sheets += [_shortfalls(plan)] if len(plan["shortfalls"]) else []
    return sheets


def _cover(plan: Plan) -> ListSheet:
    frame = plan["cover_met"].sort_values(
        ["below_minimum", "below_preferred", "date"],
        ascending=[False, False, True],
        kind="stable",
    )
    figures = ["minimum", "preferred", "on_duty", "below_minimum", "below_preferred"]
    rows = _rows(frame, ["date", "site", "shift", "who", *figures, "above_preferred"])
    headings = (
        "Date", "Site", "Shift", "Who", "Minimum", "Preferred", "On duty", "Missing",
        "Below preferred", "Above preferred",
    )  # fmt: skip
    return ListSheet("Cover", headings, rows, int((frame["below_minimum"] > 0).sum()))


def _people(plan: Plan) -> ListSheet:
    names = Names(plan)
    frame = plan["roster_people"].assign(
        role=[names.role(i) for i in plan["roster_people"]["role"]],
        organisation=[names.organisation(i) for i in plan["roster_people"]["organisation"]],
    )
    columns = {
        "person": "Person", "role": "Role", "organisation": "Employer", "site": "Own site",
        "terms": "Terms", "contract_hours": "Contract hours", "credited_hours": "Credited hours",
        "worked_hours": "Worked hours", "owed_hours": "Owed hours", "extra_hours": "Extra hours",
        "shifts": "Shifts", "nights": "Nights", "fair_nights": "Fair share of nights",
        "weekends": "Weekends", "fair_weekends": "Fair share of weekends",
        "split_weekends": "Split weekends", "other_site_shifts": "Shifts at other sites",
        "asked": "Days asked for", "met": "Of these met",
    }  # fmt: skip
    return ListSheet("People", tuple(columns.values()), _rows(frame, columns))


def _requests(plan: Plan) -> ListSheet:
    frame = plan["requests_met"].sort_values(["met", "date", "person"], kind="stable")
    frame = frame.assign(kind=frame["kind"].str.replace("_", " "))
    rows = _rows(frame, ["date", "person", "kind", "shift", "met"])
    refused = int((frame["met"] == "no").sum())
    return ListSheet("Requests", ("Date", "Person", "Asked", "Shift", "Met"), rows, refused)


def _changes(plan: Plan) -> ListSheet:
    frame = roster.changes(plan)
    for shift in ("shift_before", "shift"):
        frame[shift] = frame[shift].where(frame[shift] != "", "off")
    columns = {
        "date": "Date", "person": "Person", "shift_before": "Published shift",
        "site_before": "Published site", "shift": "Shift now", "site": "Site now",
        "in_notice": "Inside notice", "why": "Why",
    }  # fmt: skip
    inside = int((frame["in_notice"] == "yes").sum())
    return ListSheet("Changes", tuple(columns.values()), _rows(frame, columns), inside)


def _shortfalls(plan: Plan) -> ListSheet:
    """A row for each who could fill one, and one where nobody could."""
    frame = roster.shortfalls(plan).merge(plan["remedies"], how="left", on=["cover", "date"])
    texts = ["person", "against", "unit"]
    frame[texts] = frame[texts].fillna("")
    frame["by"] = [
        f"{amount:g} {unit}" if person and amount else ""
        for person, amount, unit in zip(
            frame["person"], frame["amount"], frame["unit"], strict=True
        )
    ]
    columns = {
        "date": "Date", "site": "Site", "shift": "Shift", "missing": "Missing", "who": "Who",
        "why": "Why", "remedy": "Remedy", "person": "Could fill it",
        "against": "Stands against it", "by": "By",
    }  # fmt: skip
    return ListSheet("Shortfalls", tuple(columns.values()), _rows(frame, columns))


def _rows(frame: Any, columns: Iterable[str]) -> list[list[Any]]:
    made = frame[list(columns)]
    if "date" in made.columns:
        made = made.assign(date=[dt.date.fromisoformat(date) for date in made["date"]])
    return [list(row) for row in made.itertuples(index=False, name=None)]
