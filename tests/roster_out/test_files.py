"""The workbook, the list and the calendars of a roster, read back as others read them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar
from openpyxl.worksheet.worksheet import Worksheet

from planner.plan.plan import CheckResult, Plan
from planner.plan.tables.roster import ROSTER_TABLES
from planner.plan.text_cells import harmless
from planner.roster.out import rota_files
from planner.roster.out.calendars import uid
from planner.roster.out.naming import file_names
from tests.roster_out import sample

FIRST_DAY = 3  # column of the first day
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample.sample_roster()


@pytest.fixture(scope="module")
def files(plan: Plan) -> dict[str, bytes]:
    return rota_files(plan)


@pytest.fixture(scope="module")
def book(files: dict[str, bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files["rota.xlsx"]))


def _row(sheet: Worksheet, first: str, after: int = 1) -> int:
    """The number of the row that begins with this."""
    return next(row for row in range(after, sheet.max_row + 1) if sheet.cell(row, 1).value == first)


def _fill(sheet: Worksheet, row: int, column: int) -> str:
    return str(sheet.cell(row, column).fill.fgColor.rgb)


def test_the_same_plan_gives_the_same_bytes(plan: Plan, files: dict[str, bytes]) -> None:
    assert rota_files(plan) == files


def test_there_is_a_file_for_each_who_works(files: dict[str, bytes]) -> None:
    working = [person for person in sample.PEOPLE if person != sample.AWAY]
    names = {f"calendars/{name}.ics" for name in file_names(working).values()}
    assert set(files) == {"rota.xlsx", "roster.csv"} | names


def test_sheets_are_sites_then_lists(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "HEXHAM", "Alnwick -Ward-- A-B-- 'x' of fo", "Cover", "People", "Requests", "Changes",
        "Shortfalls",
    ]  # fmt: skip


def test_no_cell_is_a_formula_or_a_link(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
    assert book["HEXHAM"].cell(_row(book["HEXHAM"], sample.FORMULA), 1).value == "=1+1"


def test_people_and_days_stand_where_they_should(book: openpyxl.Workbook) -> None:
    sheet = book["HEXHAM"]
    row = _row(sheet, sample.FORMULA)
    marks = [sheet.cell(row, FIRST_DAY + day).value for day in range(14)]
    assert marks == ["E•", "E*", None, None, "N", "N", "N", None, None, "L", "L", None, None, "E"]
    assert [sheet.cell(4, FIRST_DAY + day).value for day in (0, 5, 6)] == ["Mon", "Sat", "Sun"]
    assert [sheet.cell(5, FIRST_DAY + day).value for day in (0, 6, 7)] == [25, 31, 1]
    assert sheet.cell(3, FIRST_DAY).value == "Week 43, from 25 October 2027"
    assert sheet.cell(3, FIRST_DAY + 7).value == "Week 44, from 1 November 2027"
    assert _row(sheet, "Registered nurse (nurse)") < row < _row(sheet, "Healthcare assistant (hca)")


def test_absences_visitors_and_other_sites_are_told(book: openpyxl.Workbook) -> None:
    sheet, other = book["HEXHAM"], book.worksheets[1]
    leave = sheet.cell(_row(sheet, sample.TAGS), FIRST_DAY + 7)
    sick = sheet.cell(_row(sheet, sample.DEVICE), FIRST_DAY)
    assert (leave.value, sick.value) == ("A/L", "Sick")
    assert leave.fill.fgColor.rgb != sick.fill.fgColor.rgb
    assert sheet.cell(_row(sheet, sample.case), FIRST_DAY).value == "N/A"
    visitor = _row(sheet, sample.ARABIC)
    assert sheet.cell(visitor, 2).value == "ALN"
    assert sheet.cell(visitor, FIRST_DAY + 4).value == "E•"
    away = sheet.cell(visitor, FIRST_DAY + 2)
    assert away.value == "E\n@ALN"
    assert away.comment is not None
    assert sample.ALNWICK in away.comment.text
    home = _row(other, sample.ARABIC)
    assert other.cell(home, 2).value in (None, "")
    assert other.cell(home, FIRST_DAY + 2).value == "E"
    assert other.cell(home, FIRST_DAY + 4).value == "E•\n@HEX"
    assert sample.FORMULA not in [other.cell(r, 1).value for r in range(1, other.max_row)]


def test_changes_and_pins_have_notes_and_borders(book: openpyxl.Workbook) -> None:
    sheet = book["HEXHAM"]
    row = _row(sheet, sample.FORMULA)
    pinned, changed = sheet.cell(row, FIRST_DAY), sheet.cell(row, FIRST_DAY + 1)
    assert "fixed by hand" in pinned.comment.text
    assert "published: L at HEXHAM, inside the notice period" in changed.comment.text
    assert "sick leave of '<CON>'" in changed.comment.text
    assert changed.border.left.style == pinned.border.left.style == "medium"
    assert changed.border.left.color.rgb != pinned.border.left.color.rgb
    off = sheet.cell(_row(sheet, sample.AWAY), FIRST_DAY + 10)
    assert off.value == "*"
    assert "off; published: L at HEXHAM" in off.comment.text


def test_shifts_have_their_kinds_colour_and_weekends_a_shade(book: openpyxl.Workbook) -> None:
    sheet = book["HEXHAM"]
    row, plain = _row(sheet, sample.FORMULA), _row(sheet, sample.AWAY)
    early, night, late = (_fill(sheet, row, FIRST_DAY + day) for day in (0, 4, 9))
    assert len({early, night, late}) == 3
    assert _fill(sheet, row, FIRST_DAY + 13) == early
    assert _fill(sheet, plain, FIRST_DAY + 5) == _fill(sheet, 4, FIRST_DAY + 5)
    assert _fill(sheet, plain, FIRST_DAY + 5) != _fill(sheet, plain, FIRST_DAY + 4)
    legend = _row(sheet, "What it means")
    entry = _row(sheet, "N", legend)
    assert _fill(sheet, entry, 1) == night
    assert sheet.cell(entry, 3).value == "Night (N): 21:00 to 07:30, 10 hours (night)"


def test_totals_are_those_of_the_tables(plan: Plan, book: openpyxl.Workbook) -> None:
    sheet = book["HEXHAM"]
    headings = [sheet.cell(5, FIRST_DAY + 14 + n).value for n in range(8)]
    assert headings == [
        "Contract", "Credited", "Worked", "Owed", "Extra", "Nights", "Week-ends", "Requests",
    ]  # fmt: skip
    row = _row(sheet, sample.FORMULA)
    worked = plan["duties"].loc[plan["duties"]["person"] == sample.FORMULA, "hours"].sum()
    cells = [sheet.cell(row, FIRST_DAY + 14 + n).value for n in range(8)]
    assert cells == [75, 0, worked, 75 - worked, 0, 3, 2, "1 of 2"]


def test_who_is_on_duty_is_counted_and_short_cover_is_red(book: openpyxl.Workbook) -> None:
    sheet = book["HEXHAM"]
    foot = _row(sheet, "On duty")
    early = _row(sheet, "Early (E)", foot)
    counted = [sheet.cell(early, FIRST_DAY + day).value for day in range(14)]
    there = [
        sum((d["date"], d["site"], d["shift"]) == (day, "HEXHAM", "E") for d in sample.duties())
        for day in sample.DAYS
    ]
    assert counted == there
    nurses = early + 1
    assert sheet.cell(nurses, 1).value == "   nurse"
    assert [sheet.cell(nurses, FIRST_DAY + d).value for d in (0, 2, 4, 5)] == [1, "0/1", 2, "0/1"]
    red = _fill(sheet, nurses, FIRST_DAY + 2)
    assert red == "FFB3410A"
    assert _fill(sheet, early, FIRST_DAY + 5) == red  # somebody is there, and no nurse
    assert _fill(sheet, early, FIRST_DAY) != red
    assert sheet.cell(early + 2, FIRST_DAY + 2).value == "1/2"  # registrants


def test_site_sheets_are_set_to_print(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[:2]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 8
        assert sheet.page_setup.fitToWidth in (None, 1)  # one is what is left out
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$5", "$A:$B")
        assert sheet.freeze_panes == "C6"


def test_lists_begin_with_what_needs_a_decision(plan: Plan, book: openpyxl.Workbook) -> None:
    cover = book["Cover"]
    missing = [row[7] for row in cover.iter_rows(min_row=2, values_only=True)]
    assert missing == sorted(missing, reverse=True)
    assert len(missing) == len(plan["cover_met"])
    assert cover.cell(2, 1).value == dt.datetime(2027, 10, 27)
    assert cover.cell(2, 1).font.color.rgb == "FFB3410A"
    refused = [row[4] for row in book["Requests"].iter_rows(min_row=2, values_only=True)]
    assert refused == ["no", "no", "no", "yes"]
    changed = list(book["Changes"].iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[4], row[6]) for row in changed] == [
        (sample.FORMULA, "E", "yes"),
        (sample.AWAY, "off", "no"),
    ]
    short = list(book["Shortfalls"].iter_rows(min_row=2, values_only=True))
    assert len(short) == len(plan["shortfalls"])
    assert short[0][7:] == (sample.TAGS, "rest of 11 hours between shifts", "2.5 hours")
    assert [row[0] for row in book["People"].iter_rows(min_row=2, values_only=True)] == list(
        sample.PEOPLE
    )


def test_sheets_without_rows_are_left_out(plan: Plan) -> None:
    tables = dict(plan.tables)
    for name in ("roster_changes", "shortfalls", "remedies"):
        tables[name] = tables[name].iloc[:0]
    made = rota_files(replace(plan, tables=tables))
    book = openpyxl.load_workbook(io.BytesIO(made["rota.xlsx"]))
    assert book.sheetnames[2:] == ["Cover", "People", "Requests"]


def test_a_failed_check_is_on_every_rota(plan: Plan) -> None:
    failed = CheckResult(passed=False, violations=["rest of =1+1"])
    record = plan.record.model_copy(update={"check": failed})
    made = rota_files(replace(plan, record=record))
    book = openpyxl.load_workbook(io.BytesIO(made["rota.xlsx"]))
    for sheet in book.worksheets[:2]:
        assert "FAILED, so do not use this plan: rest of =1+1" in sheet.cell(2, 1).value


def test_a_roster_of_nobody_still_gives_files(plan: Plan) -> None:
    tables = {table.name: plan[table.name].iloc[:0] for table in ROSTER_TABLES}
    made = rota_files(replace(plan, tables=tables, labels={}))
    assert set(made) == {"rota.xlsx", "roster.csv"}
    book = openpyxl.load_workbook(io.BytesIO(made["rota.xlsx"]))
    assert book.sheetnames == ["Cover", "People", "Requests"]


def test_the_list_has_a_row_for_each_shift(plan: Plan, files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["roster.csv"].decode("utf-8"))))
    assert len(rows) == len(plan["duties"])
    night = next(r for r in rows if r["shift"] == "N" and r["date"] == "2027-10-30")
    assert night == {
        "person": "'=1+1", "employer": "RX1", "role": "nurse", "site": "HEXHAM",
        "site_owner": "RX1", "shift": "N", "date": "2027-10-30", "start": "2027-10-30T21:00",
        "end": "2027-10-31T07:30", "hours": "10.00",
    }  # fmt: skip
    assert {row["site_owner"] for row in rows} == {"RX1", "مجلس"}
    order = [(row["date"], row["start"]) for row in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_formulas_are_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


def _calendar(files: dict[str, bytes], person: str) -> Calendar:
    names = file_names([p for p in sample.PEOPLE if p != sample.AWAY])
    return Calendar.from_ical(files[f"calendars/{names[person]}.ics"])


def test_calendars_hold_every_shift(plan: Plan, files: dict[str, bytes]) -> None:
    for person, duties in plan["duties"].groupby("person"):
        events = list(_calendar(files, person).walk("VEVENT"))
        assert [str(event["uid"]) for event in events] == [uid(person, d) for d in duties["date"]]
        moments = [event.decoded("dtstart").replace(tzinfo=None) for event in events]
        assert moments == [dt.datetime.fromisoformat(start) for start in duties["start"]]
        assert [str(event["location"]) for event in events] == list(duties["site"])
        assert {event["dtstamp"].dt for event in events} == {
            dt.datetime(2027, 10, 25, tzinfo=dt.UTC)
        }
    first = next(iter(_calendar(files, sample.FORMULA).walk("VEVENT")))
    assert str(first["summary"]) == "Early at HEXHAM"


def test_a_night_over_the_change_of_the_clocks_is_an_hour_longer(files: dict[str, bytes]) -> None:
    nights = [
        event
        for event in _calendar(files, sample.FORMULA).walk("VEVENT")
        if str(event["summary"]) == "Night at HEXHAM"
    ]
    by_date = {event.decoded("dtstart").date().isoformat(): event for event in nights}
    lasts = {}
    for date, event in by_date.items():
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert (start.hour, start.minute, end.hour, end.minute) == (21, 0, 7, 30)
        assert event["dtstart"].params["tzid"] == "Europe/London"
        lasts[date] = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
    assert lasts == {
        "2027-10-29": dt.timedelta(hours=10.5),
        "2027-10-30": dt.timedelta(hours=11.5),
        "2027-10-31": dt.timedelta(hours=10.5),
    }


def test_the_rules_of_the_clock_in_the_file_are_londons(files: dict[str, bytes]) -> None:
    """The last Sundays of March and October, as the time zone database has them."""
    zone = next(iter(_calendar(files, sample.FORMULA).walk("VTIMEZONE")))
    assert str(zone["tzid"]) == "Europe/London"
    parts = {str(part["tzname"]): part for part in zone.subcomponents}
    for name, month, hour, before, after in (("BST", 3, 1, 0, 1), ("GMT", 10, 2, 1, 0)):
        part = parts[name]
        assert part["tzoffsetfrom"].to_ical() == f"+0{before}00"
        assert part["tzoffsetto"].to_ical() == f"+0{after}00"
        assert part["dtstart"].dt.hour == hour
        assert dict(part["rrule"]) == {"FREQ": ["YEARLY"], "BYMONTH": [month], "BYDAY": ["-1SU"]}
    for year in range(1996, 2036):
        for month, winter in ((3, True), (10, False)):
            last = pd.Timestamp(year, month, 31)
            sunday = last - pd.Timedelta(days=(last.weekday() + 1) % 7)
            noon = dt.datetime(sunday.year, sunday.month, sunday.day, 12, tzinfo=LONDON)
            day_before = noon - dt.timedelta(days=1)
            offsets = [moment.utcoffset() == dt.timedelta(0) for moment in (day_before, noon)]
            assert offsets == [winter, not winter]
