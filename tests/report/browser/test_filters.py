"""What a reader chooses is what is shown, to the figure, and what is not chosen by is said."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Page

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, Figure, Live, keyed
from planner.report.page import _SECTIONS
from tests.plan.sample import sample_plan
from tests.report.browser import pages
from tests.report.browser.conftest import Open, violations

_CHOSEN = """() => [...document.querySelectorAll('figure')].map((figure) => ({
  title: figure.querySelector('figcaption').textContent,
  picture: !(figure.querySelector('.whole') || {}).hidden,
  notice: (figure.querySelector(':scope > .shown:not([hidden])') || {}).textContent || '',
  rows: [...figure.querySelectorAll('.chosen tr')].map((row) => [...row.cells].map((c) => c.textContent)),
  drawn: figure.querySelectorAll('.live svg').length,
}))"""
_TABLES = """() => [...document.querySelectorAll('.block:not(.lines)')].filter((b) => b.querySelector('table')).map((block) => ({
  title: block.dataset.title,
  notice: (block.querySelector('.shown:not([hidden])') || {}).textContent || '',
  rows: [...block.querySelectorAll('tr')].filter((row) => !row.hidden)
    .map((row) => [...row.cells].filter((c) => !c.hidden).map((c) => c.textContent)),
}))"""


def choose(page: Page, chosen: Mapping[str, str]) -> None:
    for name in ("organisation", "period", "role"):
        if page.locator(f"#by-{name}").count():
            page.select_option(f"#by-{name}", chosen.get(name, ""))


def blocks(plan: Plan) -> Iterator[DataTable | Figure]:
    for section in _SECTIONS[plan.record.stage]:
        made = section(plan)
        for block in made.blocks if made else []:
            if isinstance(block, DataTable | Figure):
                yield block


def expected(live: Live, chosen: Mapping[str, str], periods: list[str]) -> pd.DataFrame | None:
    """What a chart shows of a choice: label and period by series, added up in pandas; None where
    there is nothing."""
    keep = pd.Series(True, index=range(len(live.frame)))
    for name, identifier in chosen.items():
        if name in live.keys:
            keep &= pd.Series([identifier in own for own in live.keys[name]])
    if not keep.any():
        return None
    frame = live.frame.reset_index(drop=True).loc[keep]
    by = {"label": frame[live.label].astype(str) if live.label else pd.Series("", frame.index)}
    if "period" in live.keys:
        by["period"] = pd.Series([own[0] for own in live.keys["period"]])[keep]
    figures = {name: frame[column] * live.scale for name, column in live.series.items()}
    return pd.DataFrame(figures).groupby(list(by.values())).sum()


def number(text: str) -> float:
    return float(text.replace("\u2212", "-").replace(",", "").removesuffix("%"))


def close(text: str, value: float, live: Live) -> None:
    assert number(text) == pytest.approx(value, abs=0.5 * 10**-live.decimals + 1e-3), text


@pytest.fixture(scope="module")
def choices() -> list[dict[str, str]]:
    """Each dimension by itself, and a few of several."""
    plan, chance = pages.skillmix(), random.Random(3)
    options = {
        "organisation": sorted(plan["workforce"]["organisation"].unique()),
        "period": plan.record.periods,
        "role": sorted(plan["workforce"]["role"].unique()),
    }
    made = [{name: chance.choice(own)} for name, own in options.items()]
    made += [{n: chance.choice(own) for n, own in options.items() if n != "role"} for _ in range(2)]
    return [*made, *({n: chance.choice(own) for n, own in options.items()} for _ in range(2))]


def test_a_chart_shows_the_figures_of_what_is_chosen(
    opened: Open, choices: list[dict[str, str]]
) -> None:
    plan = pages.skillmix()
    figures = [block for block in blocks(plan) if isinstance(block, Figure)]
    page, periods = opened("skillmix").page, plan.record.periods
    redrawn = 0
    for chosen in choices:
        choose(page, chosen)
        for made, shown in zip(figures, page.evaluate(_CHOSEN), strict=True):
            assert shown["title"] == made.title
            own = [n for n in chosen if made.live and n in made.live.keys]
            for name in chosen:
                if name not in own:
                    assert re.search(f"Not filtered by [a-z, ]*{name}", shown["notice"])
            if made.live is None or not own:
                assert shown["picture"]
                assert shown["rows"] == []
                continue
            assert not shown["picture"]
            found = expected(made.live, chosen, periods)
            if found is None:
                assert shown["notice"].startswith("Nothing to draw")
                assert shown["drawn"] == 0
                continue
            redrawn += 1
            assert shown["drawn"] == 1
            assert shown["notice"].startswith("Drawn for ")
            _same(made.live, shown, found, chosen)
    assert redrawn > 14


def test_staff_of_an_employer_are_those_of_the_plans_table(opened: Open) -> None:
    plan = pages.skillmix()
    page, table = opened("skillmix").page, plan["workforce"]
    for organisation in sorted(table["organisation"].unique())[:3]:
        choose(page, {"organisation": organisation})
        found = page.evaluate(_CHOSEN)
        own = next(f for f in found if f["title"].startswith("Staff in post, WTE"))
        sums = table[table["organisation"] == organisation].groupby("period")
        for period, mine, baseline in own["rows"][1:]:
            for text, column in ((mine, "in_post"), (baseline, "baseline_in_post")):
                value = sums[column].sum().get(period, 0.0)
                assert number(text) == pytest.approx(value, abs=0.0501)


def _same(
    live: Live, shown: dict[str, list[list[str]]], found: pd.DataFrame, chosen: Mapping[str, str]
) -> None:
    head, *rows = shown["rows"]
    if live.form == "lines":
        for row in rows:
            values = (
                found.loc[("", row[0])] if ("", row[0]) in found.index else [0.0] * len(live.series)
            )
            for text, value in zip(row[1:], values, strict=True):
                close(text, value, live)
        assert {p for _, p in found.index} <= {row[0] for row in rows}
    elif live.form == "heat":
        name = next(iter(live.series))
        for row in rows:
            for period, text in zip(head[1:], row[1:], strict=True):
                at = (row[0], period)
                close(text, found.loc[at, name] if at in found.index else 0.0, live)
        assert len(rows) == min(found.index.get_level_values(0).nunique(), 40)
    else:
        sums = found.groupby(level=0).sum()
        for row in rows:
            for text, value in zip(row[1:], sums.loc[row[0]], strict=True):
                close(text, value, live)
        assert len(rows) == min(len(sums), 40)
    if "period" in chosen and live.form == "lines":
        assert [row[0] for row in rows] == [chosen["period"]]


def test_a_table_shows_the_rows_of_what_is_chosen(
    opened: Open, choices: list[dict[str, str]]
) -> None:
    plan = pages.skillmix()
    tables = [b.table if isinstance(b, Figure) else b for b in blocks(plan)]
    page, periods = opened("skillmix").page, set(plan.record.periods)
    filtered = 0
    for chosen in choices:
        choose(page, chosen)
        for table, shown in zip(tables, page.evaluate(_TABLES), strict=True):
            by = [name for name in chosen if name in table.keys]
            keep = [
                all(chosen[name] in table.keys[name][row] for name in by) for row in range(len(table.frame))
            ]  # fmt: skip
            if table.total and by:
                keep[-1] = False
            over = "period" not in table.keys and "period" in chosen
            columns = [
                c for c in table.frame if not (over and c in periods and c != chosen["period"])
            ]
            frame = table.frame.loc[keep, columns]
            assert shown["rows"] == [list(frame.columns), *frame.astype(str).values.tolist()]
            if by:
                filtered += 1
                assert f"Showing {sum(keep):,} of {len(keep):,} row" in shown["notice"]
                assert bool(table.whole) == ("there may be more" in shown["notice"])
            missing = set(chosen) - set(by) - ({"period"} if periods & set(table.frame) else set())
            assert bool(missing) == ("Not filtered by" in shown["notice"]), (chosen, shown)
    assert filtered > 30


def test_the_page_says_what_is_shown_and_goes_back(opened: Open) -> None:
    page = opened("sample").page
    status = page.locator(".filters [role=status]")
    before = page.evaluate(_TABLES)
    assert status.text_content() == "Showing everything."
    assert not page.locator(".reset").is_visible()
    page.locator("#by-organisation").focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#by-organisation option:checked").text_content()
    told = status.text_content() or ""
    assert re.match(
        r"Showing \d+ of \d+ rows in \d+ tables?, and \d+ charts?: Organisation = ", told
    )
    assert chosen in told
    assert page.evaluate(_TABLES) != before
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert violations(page) == []
    page.locator(".reset").focus()
    page.keyboard.press("Enter")
    assert status.text_content() == "Showing everything."
    assert page.evaluate(_TABLES) == before
    assert page.locator(".shown:not([hidden]), .live, .chosen").count() == 0
    assert page.evaluate("document.activeElement.id") == "by-organisation"


def test_a_link_holds_the_choice(opened: Open) -> None:
    page = opened("sample").page
    options = page.locator("#by-organisation option").evaluate_all("all => all.map((o) => o.value)")
    identifier = options[1]
    page.select_option("#by-organisation", identifier)
    page.click("nav a[href='#money']")
    place = page.evaluate("location.hash")
    assert place.startswith("#money&organisation=")
    again = opened("sample", place=place).page
    assert again.locator("#by-organisation").input_value() == identifier
    assert again.evaluate("document.getElementById('money').getBoundingClientRect().top") < 300
    other = opened("sample", place=f"#organisation={quote('<nobody>')}").page
    assert "Organisation = <nobody>, which is not on this page" in (
        other.locator(".filters [role=status]").text_content() or ""
    )
    assert opened("sample", place="#%&organisation=%E0%A4%A").page.locator(".filters").is_visible()


@pytest.mark.parametrize("stage", ["assignment", "roster", "rotation", "stress", "comparison"])
def test_other_stages_filter_too(opened: Open, stage: str) -> None:
    page = opened(stage).page
    before = page.locator("tr:not([hidden])").count()
    select = page.locator(".filters select").first
    select.select_option(index=1)
    assert "Showing everything" not in (page.locator(".filters [role=status]").text_content() or "")
    letter = select.get_attribute("data-letter")
    own = page.evaluate(
        f"""[...document.querySelectorAll('tr[data-of*={letter}]:not([hidden])')]
            .filter((row) => !row.dataset.of.split(' ').includes('{letter}0')).length"""
    )
    assert own == 0
    assert page.locator("tr:not([hidden])").count() < before + 50
    page.click(".reset")
    assert page.locator("tr:not([hidden])").count() == before


def test_a_page_without_small_numbers_filters_its_tables_alone(opened: Open) -> None:
    page = opened("published").page
    page.select_option("#by-organisation", index=1)
    assert ", and 0 charts: Organisation = " in (
        page.locator(".filters [role=status]").text_content() or ""
    )
    assert all(figure["drawn"] == 0 for figure in page.evaluate(_CHOSEN) if figure["picture"])
    assert "<5" in (page.locator("main").text_content() or "")


def test_a_batch_has_nothing_to_choose(opened: Open) -> None:
    assert opened("batch").page.locator(".filters").count() == 0


def test_tables_are_sorted_by_figures_and_words(opened: Open) -> None:
    page = opened("sample").page
    table = page.locator("[data-title='Spending against budgets'] table")
    order = "(t) => [...t.tBodies[0].rows].map((row) => row.cells[2].textContent)"
    before = table.evaluate(order)
    head = table.locator("th").nth(2)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    rising = table.evaluate(order)
    assert [_money(text) for text in rising] == sorted(_money(text) for text in before)
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert [_money(t) for t in table.evaluate(order)] == sorted(map(_money, before), reverse=True)
    page.keyboard.press("Enter")
    assert table.evaluate(order) == before
    total = page.locator("table.total").first
    last = total.locator("tr.sum").text_content()
    for _ in range(2):
        total.locator("button.sort").nth(1).click()
        assert total.locator("tbody tr").last.text_content() == last


def _money(text: str) -> float:
    size = {"k": 1e3, "m": 1e6, "n": 1e9}.get(text[-1], 1.0)
    figure = float(text.replace("\u2212", "-").strip("£kmbn-").replace(",", ""))
    return figure * size * (-1 if text.startswith("\u2212") else 1)


def test_a_file_holds_what_is_shown_and_no_formula(opened: Open, tmp_path) -> None:
    page = opened("sample").page
    block = page.locator("[data-title='Spending against budgets']")
    with page.expect_download() as found:
        block.locator("button", has_text="Download CSV").click()
    found.value.save_as(tmp_path / "table.csv")
    text = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    shown = block.evaluate("(b) => [...b.querySelectorAll('tr')].map((r) => [...r.cells].map((c) => c.textContent))")  # fmt: skip
    assert [len(row) for row in rows] == [len(row) for row in shown]
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    assert not any(cell.lstrip("\u2066\u2067\u2068 ").startswith(("=", "+", "-", "@", "\t", "\r"))
                   and not re.fullmatch(r"[+-]?[\d,.]+%?", cell) for row in rows for cell in row)  # fmt: skip


def test_keys_are_of_dimensions_alone() -> None:
    frame = pd.DataFrame({"organisation": ["A", "B"], "to": ["B", ""], "role": ["r", "r"]})
    assert keyed(frame, organisation=("organisation", "to")) == {
        "organisation": [("A", "B"), ("B",)]
    }
    assert list(keyed(frame)) == ["organisation", "role"]
    with pytest.raises(ValueError, match="site"):
        keyed(frame, site="to")


def test_the_sample_has_hostile_names() -> None:
    assert any("<script>" in name for name in sample_plan().labels["organisations"].values())
