"""A roster's page: every section, nothing fetched, everything escaped, told without colour."""

from __future__ import annotations

import time
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from planner.plan.plan import CheckResult, Plan
from planner.plan.tables.roster import ROSTER_TABLES
from planner.report.page import render_report
from planner.report.roster_sections import SECTIONS
from tests.report.scripts import without_script
from tests.roster_out import sample

_VOID = {"meta", "img", "br"}


class _Reader(HTMLParser):
    """Sections, tags, attributes, text, and the cells of narrow tables with their classes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.rows: list[list[tuple[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append(("", dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if {"td", "th"} & set(self.open[-2:]) and self.rows and self.rows[-1]:
            text, tones = self.rows[-1][-1]
            self.rows[-1][-1] = (text + data, tones)

    def row(self, label: str, more: int = 10) -> list[tuple[str, str]]:
        """The first row of more than so many cells under this label, without it."""
        return next(r[1:] for r in self.rows if len(r) > more and r[0][0] == label)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())

    @property
    def sections(self) -> list[str]:
        return [value for tag, name, value in self.attributes if (tag, name) == ("section", "id")]


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample.sample_roster()


@pytest.fixture(scope="module")
def page(plan: Plan) -> str:
    return without_script(render_report(plan))


@pytest.fixture(scope="module")
def reader(page: str) -> _Reader:
    return _read(page)


def test_every_section_is_there_and_in_the_contents(reader: _Reader) -> None:
    links = [value for tag, name, value in reader.attributes if (tag, name) == ("a", "href")]
    assert len(reader.sections) == len(SECTIONS) == len(set(reader.sections))
    assert [f"#{anchor}" for anchor in reader.sections] == links[1:]


def test_the_page_is_named_a_roster(reader: _Reader) -> None:
    title = "Tyne <script>alert('x')</script> Valley: staff roster, 25 October to 7 November 2027"
    assert title in reader.words
    assert "Workforce plan" not in reader.words
    assert "Within 1.0% of the best" in reader.words
    assert "scenario: winter_surge" in reader.words


def test_nothing_is_fetched_and_nothing_runs(page: str, reader: _Reader) -> None:
    assert not reader.tags & {"script", "link", "iframe", "object", "base", "form", "b", "i"}
    for _, name, value in reader.attributes:
        if name in ("src", "href"):
            assert value.startswith(("data:image/svg+xml;base64,", "#")), value
        assert not name.startswith("on")
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style


def test_hostile_names_are_shown_not_obeyed(reader: _Reader) -> None:
    for text in ("<b>Ann</b>", "=1+1", "Tyne <i>Valley</i> Trust (RX1)", "Long <day> (LD)"):
        assert text in reader.words
    assert "\u2068مريم\u2069 (from ALN)" in reader.words


def test_classes_are_the_pages_own(reader: _Reader) -> None:
    known = {"short", "low", "ok", "we", "away", "pin", "new", "n", "group", "main", "sub", "sum"}
    known |= {f"k-{kind}" for kind in ("early", "late", "night", "long_day", "day")}
    known |= {f"k-{kind}" for kind in ("leave", "study", "sick", "unavailable", "not_employed")}
    used = {
        t
        for tag, n, v in reader.attributes
        if n == "class" and tag in ("td", "tr")
        for t in v.split()
    }
    assert used <= known
    assert {"short", "k-early", "away", "pin", "new", "we"} <= used


def test_the_rota_tells_shifts_in_letters_and_colours(reader: _Reader) -> None:
    row = reader.row("=1+1")
    assert [text for text, _ in row] == [
        "E•", "E*", "", "", "N", "N", "N", "", "", "L", "L", "", "", "E",
    ]  # fmt: skip
    assert row[0][1] == "k-early pin"
    assert row[1][1] == "k-early new"
    assert row[5][1] == "k-night we"
    visitor = reader.row("\u2068مريم\u2069 (from ALN)")
    assert visitor[2] == ("E @ALN", "k-early away")
    assert reader.row("<b>Ann</b>")[7] == ("A/L", "k-leave")
    titles = {value for tag, name, value in reader.attributes if (tag, name) == ("td", "title")}
    assert any("published: L at HEXHAM, inside the notice period" in title for title in titles)


def test_short_cover_is_told_in_figures(reader: _Reader) -> None:
    nurses = reader.row("of these: nurse")
    assert [text for text, _ in nurses[:7]] == ["1", "1", "0/1", "1", "2", "0/1", "0/1"]
    assert nurses[0][1] == "ok"
    assert nurses[5][1] == "short we"
    everybody = reader.row("Early (E)")
    assert everybody[5] == ("1!", "short we")


def test_headline_figures_are_on_the_page(reader: _Reader) -> None:
    for words in (
        "Shifts rostered 52 for 9 people",
        "People missing below minimum cover 14 Short on 14 of 42 shifts that have cover; "
        "registrants missing: 1",
        "Contract hours owed 206 of 675; 4.5 above the contract",
        "Requests met 25% 1 of 4 days",
        "It has 30,300 points; it is proven that no roster has fewer than 29,997, "
        "so a better one could save 303 at most (1.0%).",
    ):
        assert words in reader.words


def test_shortfalls_say_who_could_fill_them(reader: _Reader) -> None:
    assert "ask <b>Ann</b>, who would work a weekend more" in reader.words
    assert "rest of 11 hours between shifts 2.5 hours" in reader.words


def test_sections_with_nothing_to_say_are_left_out(plan: Plan) -> None:
    tables = dict(plan.tables)
    for name in ("shortfalls", "remedies", "roster_changes", "requests_met"):
        tables[name] = tables[name].iloc[:0]
    reader = _read(render_report(replace(plan, tables=tables)))
    assert reader.sections == [
        "headline", "cover", "rota", "people", "fairness", "pins", "provenance",
    ]  # fmt: skip


def test_a_roster_of_nobody_still_makes_a_page(plan: Plan) -> None:
    tables = {table.name: plan[table.name].iloc[:0] for table in ROSTER_TABLES}
    reader = _read(render_report(replace(plan, tables=tables, labels={})))
    assert "Nobody is on this roster." in reader.words
    assert "No cover is asked for." in reader.words


def test_a_failed_check_cannot_be_missed(plan: Plan) -> None:
    failed = CheckResult(passed=False, violations=["rest of =1+1"])
    record = plan.record.model_copy(update={"check": failed, "limits": {"bound": None}})
    reader = _read(render_report(replace(plan, record=record)))
    assert "Check failed: do not use" in reader.words
    assert "FAILED, so do not use this plan: rest of =1+1." in reader.words
    assert "no bound was found" in reader.words


def test_a_large_roster_is_quick_and_small(plan: Plan) -> None:
    """A thousand people over eight weeks: the page shows as many weeks as it has room for."""
    weeks, people = 8, 1000
    names = [f"P{n:04d}" for n in range(people)]
    dates = pd.date_range("2027-10-25", periods=7 * weeks).strftime("%Y-%m-%d")
    own = plan["roster_people"].iloc[[0] * people].assign(person=names).reset_index(drop=True)
    grid = pd.MultiIndex.from_product([names, dates], names=["person", "date"]).to_frame(
        index=False
    )
    duty = plan["duties"].iloc[[1] * len(grid)].reset_index(drop=True)
    duty[["person", "date"]] = grid
    record = plan.record.model_copy(update={"periods": [f"W{n}" for n in range(weeks)]})
    tables = {**plan.tables, "roster_people": own, "duties": duty}
    began = time.process_time()
    made = render_report(replace(plan, record=record, tables=tables))
    assert time.process_time() - began < 20.0
    assert len(made.encode()) < 4_000_000
    assert "The first 5 weeks of 8; rota.xlsx has them all." in made
