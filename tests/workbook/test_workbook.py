"""Workbooks read back by another program than the one that writes them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.assignment import plan_assignment
from planner.plan.plan import CheckResult, Plan
from planner.plan.tables import BY_NAME
from planner.plan.tables.stages import STAGES, tables_of
from planner.report.blocks import DataTable, Figure
from planner.report.drawing import undrawn
from planner.report.names import Names
from planner.report.page import sections_of
from planner.rotation import plan_rotation, try_schemes
from planner.schema.column import Kind
from planner.stress import stress_plan
from planner.workbook import sheet as sheet_module
from planner.workbook.book import Book, as_bytes, names_of
from planner.workbook.front import Front
from planner.workbook.of_plan import plan_book
from planner.workbook.of_tables import heading_of, table_sheet
from planner.workbook.sheet import FIRST, HEADINGS, SheetColumn, SheetTable
from tests.assignment_stage import small as assignment
from tests.plan.sample import COUNCIL, HOME, LABELS, random_plan, sample_plan
from tests.roster_out.sample import sample_roster
from tests.rotation_stage.small import frames, place
from tests.stress.cases import small_plan, with_rows

HOSTILE = ("=cmd|'/c calc'!A0", "+1", "@x", "-2", "=1+1", "  =2", "http://x.example", "{=3}")
CREATED = dt.datetime(2027, 4, 1)


@cache
def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@cache
def plan_of(stage: str) -> Plan:
    """A small plan of the stage."""
    made = {
        "skillmix": sample_plan,
        "assignment": lambda: plan_assignment(assignment.place(), time_limit=10),
        "roster": sample_roster,
        "rotation": lambda: plan_rotation(place(frames()), "s", time_limit=10),
        "rotation_test": lambda: try_schemes(place(frames()), ["s"], time_limit=10),
        "stress": lambda: stress_plan(with_rows([]), small_plan(), draws=50),
    }
    return made[stage]()


@cache
def content_of(stage: str) -> bytes:
    return as_bytes(plan_book(plan_of(stage)))


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value or "" for cell in sheet[HEADINGS + 1]]


def column(sheet: Worksheet, heading: str, rows: int) -> list[object]:
    at = headings(sheet).index(heading) + 1
    return [sheet.cell(FIRST + 1 + row, at).value for row in range(rows)]


def test_the_tables_in_full_hold_the_plans_figures_and_texts(stage: str) -> None:
    plan, book = plan_of(stage), read(content_of(stage))
    for table in tables_of(stage):
        sheet, frame = book[table.name], plan[table.name]
        for each in table.columns:
            found = column(sheet, heading_of(each), len(frame))
            wanted = frame[each.name].tolist()
            if each.kind in (Kind.NUMBER, Kind.SHARE):
                assert found == pytest.approx(wanted, rel=1e-14, abs=0), (table.name, each.name)
            elif each.kind is Kind.DATE:
                days = [cell.date().isoformat() if cell else "" for cell in found]  # type: ignore[attr-defined]
                assert days == wanted
            else:
                assert [cell or "" for cell in found] == wanted
        last = FIRST + len(frame) + 1
        assert all(cell.value is None for cell in sheet[last + 1]), table.name


def test_every_table_of_the_report_has_a_sheet(stage: str) -> None:
    plan, book = plan_of(stage), read(content_of(stage))
    with undrawn():
        sections = sections_of(plan)
    tables = [
        block.table if isinstance(block, Figure) else block
        for section in sections
        for block in section.blocks
        if isinstance(block, DataTable | Figure)
    ]
    assert tables
    assert not any(
        block.source for s in sections for block in s.blocks if isinstance(block, Figure)
    )
    sheets = [sheet for sheet in book.worksheets[1:] if sheet.title not in plan.tables]
    for table in tables:
        wanted = [str(heading) for heading in table.frame.columns]
        texts = [h for h in wanted if h not in table.right]
        found = [
            sheet
            for sheet in sheets
            if headings(sheet) == wanted
            and all(
                [cell or "" for cell in column(sheet, h, len(table.frame))]
                == table.frame[h].tolist()
                for h in texts
            )
        ]
        assert found, table.title


def test_no_cell_holds_a_formula(stage: str) -> None:
    content = content_of(stage)
    assert kinds(read(content)) <= {"s", "n", "d", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(b"<f[ >/]", text), name
            assert b"TargetMode" not in text, f"{name} leads outside"


def kinds(book: openpyxl.Workbook) -> set[str]:
    return {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_links_lead_to_every_sheet_and_back(stage: str) -> None:
    book = read(content_of(stage))
    first = book.worksheets[0]
    led = {
        cell.hyperlink.location
        for row in first.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    for sheet in book.worksheets[1:]:
        quoted = sheet.title.replace("'", "''")
        assert f"'{quoted}'!A1" in led
        assert sheet["A4"].hyperlink.location == "'Contents'!A1"


def test_sheets_are_made_to_be_read_and_printed(stage: str) -> None:
    for sheet in read(content_of(stage)).worksheets[1:]:
        assert sheet.freeze_panes[1:] == str(FIRST + 1)
        assert sheet.auto_filter.ref.startswith(f"A{HEADINGS + 1}:")
        assert sheet.print_title_rows == f"${HEADINGS + 1}:${HEADINGS + 1}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize in (9, "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert all(headings(sheet)), sheet.title


def test_the_first_sheet_says_what_came_out_and_what_is_not_proven() -> None:
    plan = plan_of("skillmix")
    first = read(content_of("skillmix")).worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in first.iter_rows()]
    said = {str(row[0]): row[1:] for row in reversed(rows) if row}  # contents come last
    for priority in plan.record.priorities:
        unit = "£ thousands" if priority.unit == "k£" else priority.unit
        label = f"{Names(plan).measure(priority.name)}, {unit}"
        told = [row[1:3] for row in rows if row and row[0] == label]  # a card may say it, rounded
        assert pytest.approx([priority.value, priority.baseline]) in told
    assert said["Place"] == [plan.record.place]
    assert said["Check"] == ["passed"]
    assert [row[1] for row in rows if row and row[0] == "Scenario"] == plan.record.scenarios
    assert any("The independent check found every rule kept" in str(row[0]) for row in rows if row)
    unproven = [p for p in plan.record.priorities if not p.proven]
    at = next(n for n, row in enumerate(rows) if row == ["What is not proven"])
    assert unproven
    assert all(len(rows[at + 2 + n]) == 2 for n in range(len(unproven)))


def test_a_failed_check_stands_in_red_on_the_first_sheet() -> None:
    plan = plan_of("skillmix")
    failed = CheckResult(passed=False, violations=["=hours are overspent"])
    record = plan.record.model_copy(update={"check": failed})
    first = read(as_bytes(plan_book(replace(plan, record=record)))).worksheets[0]
    red = [
        cell.value
        for row in first.iter_rows()
        for cell in row
        if cell.value and cell.font.color is not None and cell.font.color.rgb == "FFB3410A"
    ]
    assert any("FAILED" in text and "=hours are overspent" in text for text in red)


def test_names_stand_beside_identifiers_whatever_they_hold() -> None:
    plan, book = plan_of("skillmix"), read(content_of("skillmix"))
    sheet, staff = book["workforce"], plan["workforce"]
    names = column(sheet, "Organisation, name", len(staff))
    assert names == [LABELS["organisations"][one] for one in staff["organisation"]]
    assert LABELS["organisations"][HOME].startswith("=")
    assert HOME in set(staff["organisation"])
    assert LABELS["organisations"][COUNCIL] in names  # right to left


def test_units_are_in_the_headings() -> None:
    book = read(content_of("skillmix"))
    assert "In post (WTE)" in headings(book["workforce"])
    money = headings(book["money"])
    assert any("(£ thousands)" in heading for heading in money)
    at = next(n for n, heading in enumerate(money) if "(£ thousands)" in heading) + 1
    assert book["money"].cell(FIRST + 1, at).number_format == "#,##0.0"


def sheet_of(cells: Sequence[object], **more: object) -> SheetTable:
    return SheetTable("t", "t", "g", [SheetColumn("h", cells)], **more)  # type: ignore[arg-type]


def book(*sheets: SheetTable) -> Book:
    return Book(Front(f"{HOSTILE[0]}\udc80\x07", "@span", HOSTILE, []), sheets, CREATED)


def test_hostile_text_stays_text() -> None:
    texts = [*HOSTILE, "a\x00\x07b", "x" * 40_000, "مجلس", "007", "1.50"]
    column = SheetColumn(HOSTILE[0], texts)
    table = SheetTable(HOSTILE[0], HOSTILE[1], HOSTILE[2], [column], HOSTILE[3], HOSTILE[4])
    content = as_bytes(book(table))
    made = read(content)
    assert kinds(made) <= {"s", "n", "inlineStr"}
    assert made.properties.title == HOSTILE[0]
    found = [made.worksheets[1].cell(FIRST + 1 + n, 1).value for n in range(len(texts))]
    assert found[: len(HOSTILE)] == list(HOSTILE)
    assert found[len(HOSTILE)] == "ab"
    assert len(str(found[len(HOSTILE) + 1])) <= 32_767
    assert found[-3:] == ["مجلس", "007", "1.50"]


@pytest.mark.parametrize("exact", [True, False])
def test_names_of_sheets_are_legal_and_told_apart(exact: bool) -> None:
    wanted = [
        "",
        "'",
        "Contents",
        "History",
        "a/b:c?*[d]\\",
        "x" * 50,
        "X" * 50,
        "t",
        "T",
        "🚑" * 31,
    ]
    sheets = [replace(sheet_of(["x"]), name=name, exact=exact) for name in wanted]
    names = names_of(sheets)
    assert len({name.casefold() for name in [*names, "Contents", "History"]}) == len(wanted) + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
    assert read(as_bytes(book(*sheets))).sheetnames == ["Contents", *names]


def test_tables_in_full_keep_their_names() -> None:
    sheets = [sheet_of(["x"]), replace(sheet_of(["x"]), exact=True)]
    assert names_of(sheets) == ["t (2)", "t"]


def test_a_table_without_rows_says_so() -> None:
    made = read(as_bytes(book(sheet_of([])))).worksheets[1]
    assert made.cell(FIRST + 1, 1).value == "There are no rows."


def test_more_rows_than_a_sheet_holds_are_cut_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sheet_module.MOST_ROWS + FIRST < 1_048_576
    monkeypatch.setattr(sheet_module, "MOST_ROWS", 10)
    made = read(as_bytes(book(sheet_of([float(n) for n in range(25)])))).worksheets[1]
    assert made["A3"].value.startswith("The first 10 of 25 rows")
    values = [made.cell(FIRST + 1 + n, 1).value for n in range(11)]
    assert values == [*range(10), None]


def test_blank_and_endless_figures_are_blank() -> None:
    cells = [1.5, float("nan"), float("inf"), None, dt.date(2027, 4, 1)]
    made = read(as_bytes(book(sheet_of(cells)))).worksheets[1]
    found = [made.cell(FIRST + 1 + n, 1).value for n in range(5)]
    assert found == [1.5, None, None, None, dt.datetime(2027, 4, 1)]


def test_ten_thousand_rows_are_all_there() -> None:
    frame = random_plan(visits=10_050, organisations=10)["visits"]
    assert len(frame) >= 10_000
    made = read(as_bytes(book(table_sheet(BY_NAME["visits"], frame, LABELS, "g"))))
    found = column(made["visits"], "Visits (visits)", len(frame))
    assert found == pytest.approx(frame["visits"].tolist(), rel=1e-14)
    assert made["visits"].auto_filter.ref.endswith(str(FIRST + len(frame)))


def _charts(made: openpyxl.Workbook) -> Iterator[str]:
    for sheet in made.worksheets:
        for chart in sheet._charts:
            yield type(chart).__name__


def test_excel_draws_lines_bars_and_heat() -> None:
    made = read(content_of("skillmix"))
    assert {"LineChart", "BarChart"} <= set(_charts(made))
    heat = made["Vacancy, share of establishment"]
    (where,) = heat.conditional_formatting
    periods = plan_of("skillmix").record.periods
    (one,) = where.sqref.ranges
    assert (one.min_row, one.min_col, one.size["columns"]) == (FIRST + 1, 2, len(periods))


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert as_bytes(plan_book(sample_plan())) == content_of("skillmix")
