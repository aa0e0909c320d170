"""The page of every stage in a browser: sound, accessible, on a phone, and printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report.browser.conftest import Open, violations
from tests.report.browser.pages import PAGES

#: What fits between the margins of a printed page, in pixels of 1/96 inch.
_ACROSS, _DOWN = (210 - 28) / 25.4 * 96, (297 - 32) / 25.4 * 96

_OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


#: The page of figures that mean nothing is long; the sample's has the same sections.
_STAGES = [stage for stage in PAGES if stage != "skillmix"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("stage", _STAGES)
def test_a_page_is_accessible_and_scrolls_down_alone(opened: Open, stage: str, width: int) -> None:
    page = opened(stage, width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 1000:  # what is folded is looked at once
        assert violations(page) == []
    page.evaluate(_OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width >= 1000 and stage not in ("several", "published"):  # made of what others are
        assert violations(page) == []
    wide = page.evaluate(
        """[...document.querySelectorAll('table, img, svg')].filter((node) => {
             const around = node.closest('.scroll');
             return !around || (around.scrollWidth > around.clientWidth + 1 && around.tabIndex !== 0);
           }).length"""
    )
    assert wide == 0
    if width < 1000:
        fit = page.evaluate(
            """[...document.querySelectorAll('.fits')].map((n) => n.scrollWidth <= n.clientWidth)"""
        )
        assert all(fit)
        assert fit or stage != "sample"


@pytest.mark.parametrize("stage", _STAGES)
def test_no_chart_is_cut_in_print(opened: Open, stage: str, tmp_path: Path) -> None:
    page = opened(stage, round(_ACROSS)).page
    page.emulate_media(media="print")
    page.evaluate(_OPEN_ALL)
    drawn = page.evaluate(
        """[...document.querySelectorAll('.drawn')].map((node) => {
             const box = node.getBoundingClientRect();
             const inside = [...node.querySelectorAll('img, svg')].map((n) => n.getBoundingClientRect());
             return [box.height, Math.max(0, ...inside.map((b) => b.right)),
                     getComputedStyle(node).breakInside, inside.every((b) => b.height > 20)];
           })"""
    )
    for height, right, kept_whole, there in drawn:
        assert height < _DOWN
        assert right <= _ACROSS + 1
        assert kept_whole == "avoid"
        assert there
    assert page.evaluate("document.documentElement.scrollWidth") <= _ACROSS + 1
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"  # fmt: skip
    for hidden in (".filters", ".tools", ".skip"):
        assert not page.evaluate(f"[...document.querySelectorAll('{hidden}')].some((n) => n.offsetParent)")  # fmt: skip
    printed = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed)
    assert sheets
    for across, down in sheets:
        assert float(across) == pytest.approx(595.3, abs=1)
        assert float(down) == pytest.approx(841.9, abs=1)
    assert printed.count(b"/Subtype /Link") >= page.locator("nav a").count()


@pytest.mark.parametrize("stage", _STAGES)
def test_a_page_is_whole_without_its_script(opened: Open, stage: str) -> None:
    page = opened(stage, java_script_enabled=False).page
    assert not page.locator(".filters").filter(visible=True).count()
    assert page.locator(".tools").count() == 0
    assert page.locator("main h2").count() == page.locator("nav a").count() > 0
    assert page.locator("tr[hidden], td[hidden], .whole[hidden]").count() == 0
