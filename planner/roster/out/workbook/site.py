"""The sheet of a site: people × days, totals at the right, who is on duty at the foot."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from planner.plan.plan import Plan
from planner.report.facts.rota import Line, Mark, Rota, SiteRota, days_of, said, span_of
from planner.report.names import Names
from planner.report.shown import check_sentence
from planner.roster.out.workbook.legend import write_legend
from planner.roster.out.workbook.looks import LINE, RED, SOFT, WEEKEND, Looks

_A3 = 8
_WEEKS, _WEEKDAYS, _DATES = 2, 3, 4  # rows of the headings
_TOP = 5
_PERSON, _FROM, _FIRST = 0, 1, 2  # columns
#: Column of ``roster_people`` → heading at the right.
_TOTALS = {
    "contract_hours": "Contract",
    "credited_hours": "Credited",
    "worked_hours": "Worked",
    "owed_hours": "Owed",
    "extra_hours": "Extra",
    "nights": "Nights",
    "weekends": "Week-ends",
}


def write_site(sheet: Worksheet, looks: Looks, plan: Plan, rota: Rota, site: SiteRota) -> None:
    """Fill the sheet of a site."""
    _page(sheet, rota, site)
    _headings(sheet, looks, plan, rota, site)
    row = _TOP
    for role, lines in site.groups:
        row = _group(sheet, looks, rota, row, Names(plan).role(role))
        for line in lines:
            row = _person(sheet, looks, rota, row, line)
    row = _on_duty(sheet, looks, plan, rota, site, row + 1)
    write_legend(sheet, looks, plan, rota, row + 1)


def _page(sheet: Worksheet, rota: Rota, site: SiteRota) -> None:
    """A3 landscape, one page wide, headings on every page."""
    last = _FIRST + len(rota.days) + len(_TOTALS)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0, _TOP - 1)
    sheet.repeat_columns(_PERSON, _FROM)
    sheet.freeze_panes(_TOP, _FIRST)
    name = site.site[:60].replace("&", "&&")
    sheet.set_footer(f"&L{name}&RPage &P of &N")
    sheet.hide_gridlines(2)
    sheet.set_column(_PERSON, _PERSON, 22)
    sheet.set_column(_FROM, _FROM, 9)
    sheet.set_column(_FIRST, _FIRST + len(rota.days) - 1, 5)
    sheet.set_column(_FIRST + len(rota.days), last, 8)


def _headings(sheet: Worksheet, looks: Looks, plan: Plan, rota: Rota, site: SiteRota) -> None:
    title = looks.get(bold=True, font_size=16)
    sheet.write_string(0, 0, f"{site.site}: rota {span_of(plan)}", title)
    run_by = f"Run by {Names(plan).organisation(site.host)}. " if site.host else ""
    checked = plan.record.check.passed
    look = looks.get(font_color=SOFT) if checked else looks.get(font_color=RED, bold=True)
    sheet.write_string(1, 0, f"{run_by}{check_sentence(plan)}"[:1000], look)
    side = looks.get(bold=True, bottom=2, bottom_color=SOFT)
    sheet.write_string(_DATES, _PERSON, "Person", side)
    sheet.write_string(_DATES, _FROM, "From", side)
    for number, day in enumerate(rota.days):
        column = _FIRST + number
        fill = {"bg_color": WEEKEND} if day.weekday() > 4 else {}
        if not day.weekday():
            week = f"Week {day.isocalendar().week}, from {said(day, year=True)}"
            sheet.merge_range(
                _WEEKS,
                column,
                _WEEKS,
                column + 6,
                "",
                looks.get(bold=True, left=2, left_color=SOFT),
            )
            sheet.write_string(_WEEKS, column, week, looks.get(bold=True, left=2, left_color=SOFT))
        sheet.write_string(_WEEKDAYS, column, f"{day:%a}", looks.get(align="center", **fill))
        look = looks.get(bold=True, align="center", bottom=2, bottom_color=SOFT, **fill)
        sheet.write_number(_DATES, column, day.day, look)
    column = _FIRST + len(rota.days)
    look = looks.get(bold=True, align="right", text_wrap=True, bottom=2, bottom_color=SOFT)
    sheet.write_string(
        _WEEKDAYS, column, "Over the whole roster, at all sites", looks.get(font_color=SOFT)
    )
    for heading in (*_TOTALS.values(), "Requests"):
        sheet.write_string(_DATES, column, heading, look)
        column += 1


def _group(sheet: Worksheet, looks: Looks, rota: Rota, row: int, role: str) -> int:
    """A role's heading across the sheet; the row below it."""
    look = looks.get(bold=True, bg_color="#DCE6EF")
    for column in range(_FIRST + len(rota.days) + len(_TOTALS) + 1):
        sheet.write_blank(row, column, None, look)
    sheet.write_string(row, _PERSON, role, look)
    return row + 1


def _person(sheet: Worksheet, looks: Looks, rota: Rota, row: int, line: Line) -> int:
    """A person's row; the row below it."""
    tall = len(line.person) > 24 or any(mark.elsewhere for mark in line.marks)
    sheet.set_row(row, 27 if tall else 18)
    name = looks.get(border=1, border_color=LINE, text_wrap=True, italic=line.visitor)
    sheet.write_string(row, _PERSON, line.person, name)
    own = line.figures.site
    sheet.write_string(row, _FROM, rota.site_codes.get(own, own) if line.visitor else "", name)
    for number, (day, mark) in enumerate(zip(rota.days, line.marks, strict=True)):
        _mark(sheet, looks, row, _FIRST + number, mark, day.weekday() > 4)
    column = _FIRST + len(rota.days)
    for figure in _TOTALS:
        hours = figure.endswith("hours")
        look: dict[str, Any] = {"border": 1, "border_color": LINE, "align": "right"}
        look["num_format"] = "0.0" if hours else "0"
        sheet.write_number(row, column, round(getattr(line.figures, figure), 2), looks.get(**look))
        column += 1
    asked = line.figures.asked
    met = f"{line.figures.met:.0f} of {asked:.0f}" if asked else "–"
    sheet.write_string(row, column, met, looks.get(border=1, border_color=LINE, align="right"))
    return row + 1


def _mark(sheet: Worksheet, looks: Looks, row: int, column: int, mark: Mark, weekend: bool) -> None:
    look = looks.day(
        mark.kind,
        weekend=weekend,
        away=bool(mark.elsewhere),
        pinned=mark.pinned,
        changed=bool(mark.changed),
    )
    if not mark.text:
        sheet.write_blank(row, column, None, look)
        return
    sheet.write_string(row, column, mark.text.replace(" ", "\n", 1), look)
    if mark.elsewhere or mark.pinned or mark.changed:
        sheet.write_comment(row, column, mark.words, {"x_scale": 1.6, "font_size": 9})


def _on_duty(
    sheet: Worksheet, looks: Looks, plan: Plan, rota: Rota, site: SiteRota, row: int
) -> int:
    """People on duty by shift and day; the row below them."""
    names = Names(plan)
    sheet.write_string(row, _PERSON, "On duty", looks.get(bold=True, font_size=11))
    sheet.write_string(row, _FIRST, "Red: fewer than the minimum.", looks.get(font_color=SOFT))
    for line in site.duty:
        row += 1
        text = f"   {line.who}" if line.who else names.shift(line.shift)
        label = looks.get(text_wrap=True, bold=not line.who, border=1, border_color=LINE)
        sheet.set_row(row, 27 if len(text) > 24 else 15)
        sheet.write_string(row, _PERSON, text, label)
        sheet.write_string(row, _FROM, "of these" if line.who else "", looks.get(font_color=SOFT))
        for number, (day, count) in enumerate(zip(days_of(plan), line.counts, strict=True)):
            short = count is not None and count.short
            look = looks.count(weekend=day.weekday() > 4, short=short, sub=bool(line.who))
            if count is None:
                sheet.write_blank(row, _FIRST + number, None, look)
            elif short and count.minimum is not None:
                text = f"{count.on_duty:.0f}/{count.minimum:.0f}"
                sheet.write_string(row, _FIRST + number, text, look)
            else:
                sheet.write_number(row, _FIRST + number, count.on_duty, look)
    return row + 1
