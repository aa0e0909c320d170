"""Names that are markup, formulas, right to left, or endless, and very long tables, do no harm."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planner.plan.plan import CheckResult, Plan
from planner.plan.versions import versions
from planner.report import chart_colours, charts
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, keyed
from planner.report.page import Cover, render_report, rendered
from planner.report.wording import Wording
from tests.report.browser import pages
from tests.report.browser.conftest import Open
from tests.report.browser.test_filters import _TABLES
from tests.report.scripts import without_script

HOSTILE = [
    "<script>alert('id')</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "a&b=c#d%20e&period=2027Q2",
    "=HYPERLINK(\"http://example.org\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "مستشفى 'الوادي'",
    "\u202eesrever\u202c and \u2028 lines \u2029 of it",
    "{{ 7 * 7 }}{% raw %}</style>",
    "x" * 600,
    "`${alert(3)}`\\u003cb\\u003e",
]  # fmt: skip


def _hostile() -> Plan:
    """The plan of figures that mean nothing, of employers and roles called so."""
    plan = pages.skillmix()
    old = sorted(plan["workforce"]["organisation"].unique())
    roles = sorted(plan["workforce"]["role"].unique())
    new = dict(zip([*old, *roles[: len(HOSTILE)]], [*HOSTILE, *HOSTILE], strict=True))
    tables = {
        name: frame.replace(new) if "organisation" in frame else frame
        for name, frame in plan.tables.items()
    }
    return replace(plan, tables=tables, labels={})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    page = render_report(_hostile())
    assert "<script" not in without_script(page)
    path.write_text(page, encoding="utf-8")
    return path


def test_names_are_shown_and_chosen_as_they_are(opened: Open, file: Path) -> None:
    page = opened(file).page
    assert page.locator("script").count() == 1
    assert page.locator("img:not([src^='data:image/svg+xml;base64,'])").count() == 0
    assert page.locator("style").count() == 1
    values = page.locator("#by-organisation option").evaluate_all("all => all.map((o) => o.value)")
    assert set(HOSTILE) <= set(values)
    for name in HOSTILE:
        page.select_option("#by-organisation", name)
        told = page.locator(".filters [role=status]").text_content() or ""
        assert "Organisation = " in told
        place = page.evaluate("location.hash")
        assert re.fullmatch(r"#organisation=[A-Za-z0-9%._~!'()*-]+", place)
        shown = {t["title"]: t["rows"] for t in page.evaluate(_TABLES)}
        rows = shown["In post by organisation, profile and period (WTE)"][1:]
        assert rows
        assert all(name in row[0] for row in rows)
        assert page.locator("script").count() == 1
    again = opened(file, place=place).page
    assert again.locator("#by-organisation").input_value() == HOSTILE[-1]


def test_a_phone_shows_them_without_scrolling_across(opened: Open, file: Path) -> None:
    page = opened(file, 360).page
    page.select_option("#by-organisation", "x" * 600)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _long(rows: int) -> str:
    numbers = np.arange(rows)
    periods = [f"2027Q{n}" for n in range(1, 5)]
    frame = pd.DataFrame(
        {
            "organisation": [HOSTILE[n % len(HOSTILE)] for n in numbers],
            "period": [periods[n % 4] for n in numbers // 7],
            "figure": numbers % 13 - 6.0,
            "label": [f"\t=row {n % 50}" for n in numbers],
        }
    )
    words = frame.rename(columns={"organisation": "Organisation", "label": "-Label"}).astype(str)
    table = DataTable("All of it", words, ("figure",), keys=keyed(frame))
    live = Live("bars", frame, {"Figure": "figure"}, keyed(frame), "label")
    picture = charts.movements(frame.head(5), "label", "figure", "WTE")
    few = DataTable("Few", words.head(5), keys=keyed(frame.head(5)))
    blocks: list[Block] = [table, Figure("Drawn", picture, "A chart.", few, live=live)]
    check = CheckResult(passed=True, violations=[])
    cover = Cover("</title><script>alert(4)</script>", [], check, versions())
    spoken = Wording("Test", "test", "now", "none", "</footer><script>alert(5)</script>")
    return rendered(cover, spoken, [PageSection("all", "All", "All rows.", blocks)])


def _years() -> str:
    """Twenty periods beside each other, in a table and in a chart."""
    periods = [f"{2027 + n // 4}Q{n % 4 + 1}" for n in range(20)]
    names = [f"Home care providers, Central North {n} (home-care-central-{n})" for n in range(30)]
    wide = pd.DataFrame({"Organisation": names, "Staff": "Care coordinator (care_coordinator)"})
    wide[periods] = "1,234.5"
    frame = pd.DataFrame(
        [
            {"organisation": name, "period": p, "v": n * 3.7}
            for n, name in enumerate(names)
            for p in periods
        ]
    )
    live = Live(
        "heat", frame, {"V": "v"}, keyed(frame), "organisation", colours=chart_colours.RUSTS
    )
    picture = charts.heat(frame, "organisation", "v", periods, ".1f", chart_colours.RUSTS)
    few = DataTable("Few", wide.head(3), tuple(periods))
    blocks: list[Block] = [
        DataTable("Wide", wide, tuple(periods)),
        Figure("Heat", picture, "Heat map.", few, live=live),
    ]
    cover = Cover("P", [], CheckResult(passed=True, violations=[]), versions(), periods)
    return rendered(cover, Wording("T", "t", "s", "p", "f"), [PageSection("a", "A", "", blocks)])


def test_twenty_periods_fit_on_paper(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "wide.html"
    path.write_text(_years(), encoding="utf-8")
    page = opened(path, 688).page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 689
    page = opened(path, 688, "#period=2030Q1").page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 689
    heights = page.locator(".drawn").evaluate_all("all => all.map((d) => d.clientHeight)")
    assert heights
    assert max(heights) < 1000


def test_ten_thousand_rows_are_filtered_sorted_and_kept_in_a_moment(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    path.write_text(_long(10_000), encoding="utf-8")
    assert path.stat().st_size < 3_000_000
    page = opened(path).page
    took = page.evaluate(
        """() => { const began = performance.now();
          const select = document.querySelector('#by-period');
          select.selectedIndex = 2;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          document.querySelector('button.sort').click();
          return performance.now() - began; }"""
    )
    assert took < 5_000
    rows = page.locator("[data-title='All of it'] tbody tr:not([hidden])")
    assert rows.count() == sum(1 for n in range(10_000) if n // 7 % 4 == 1)
    with page.expect_download() as found:
        page.locator("[data-title='All of it'] button", has_text="Download").click()
    found.value.save_as(tmp_path / "table.csv")
    cells = [
        cell
        for row in csv.reader(io.StringIO((tmp_path / "table.csv").read_text("utf-8-sig")))
        for cell in row
    ]
    assert len(cells) == 4 * (rows.count() + 1)
    assert '\'=HYPERLINK("http://example.org")' in cells
    for cell in cells:
        assert re.fullmatch(r"[+-]?[\d.]+", cell) or not re.match(r"\s*[=+\-@\t\r]", cell), cell
