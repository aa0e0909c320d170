"""The page: every section, nothing fetched, everything escaped, small enough, quick enough."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planner.errors import PlaceplanError
from planner.plan.plan import Plan
from planner.report import batch_charts, chart_colours, charts
from planner.report import page as page_module
from planner.report.chart_texts import beside
from planner.report.page import render_report, write_report
from planner.report.sections import SECTIONS
from tests.plan.sample import random_plan, sample_plan
from tests.report.scripts import without_script

_VOID = {"meta", "img", "br", "link", "input"}


class _Reader(HTMLParser):
    """Notes tags, attributes and visible text, and that every tag is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


@pytest.fixture(scope="module")
def page(plan: Plan) -> str:
    return without_script(render_report(plan))


@pytest.fixture(scope="module")
def reader(page: str) -> _Reader:
    return _read(page)


def test_every_section_is_there_and_in_the_contents(reader: _Reader) -> None:
    ids = [value for tag, name, value in reader.attributes if (tag, name) == ("section", "id")]
    links = [value for tag, name, value in reader.attributes if (tag, name) == ("a", "href")]
    assert len(ids) == len(SECTIONS) == len(set(ids))
    assert [f"#{anchor}" for anchor in ids] == links[1:]


def test_nothing_is_fetched_and_nothing_runs(reader: _Reader) -> None:
    assert not reader.tags & {"script", "link", "iframe", "object", "embed", "base", "form", "b"}
    for _, name, value in reader.attributes:
        if name in ("src", "href"):
            assert value.startswith(("data:image/svg+xml;base64,", "#")), value
        assert not name.startswith("on")
    policy = [v for t, n, v in reader.attributes if t == "meta" and n == "content"]
    assert any("default-src 'none'" in value for value in policy)


def test_nothing_is_suppressed_unless_it_is_asked_for(reader: _Reader) -> None:
    assert "suppressed" not in "".join(reader.text).partition("Made by placeplan")[0].replace(
        "\n", ""
    )
    assert "Made for publication" not in "".join(reader.text)


def test_styles_fetch_nothing(page: str) -> None:
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_hostile_names_are_shown_not_obeyed(page: str, reader: _Reader) -> None:
    assert "<script" not in page
    text = "".join(reader.text)
    assert "Wansbeck <script>alert('x')</script> PCN (U11112)" in text
    assert "Newbiggin <b>by</b> the Sea (L2)" in text
    assert '=HYPERLINK("http://example.org";"Home & Away Care") (HC)' in text
    assert "مجلس المدينة" in text


def test_pictures_are_sound_and_hold_no_script(reader: _Reader) -> None:
    pictures = [v for t, n, v in reader.attributes if (t, n) == ("img", "src")]
    assert len(pictures) >= 9
    for picture in pictures:
        drawn = base64.b64decode(picture.partition("base64,")[2]).decode()
        assert drawn.startswith("<svg")
        assert "<script" not in drawn
        assert not re.search(r'(?:href|src)="(?!#)', drawn)
    described = [v for t, n, v in reader.attributes if (t, n) == ("img", "alt")]
    assert len(described) == len(pictures)
    assert all(len(words) > 20 for words in described)


def test_headline_figures_are_on_the_page(reader: _Reader) -> None:
    text = " ".join(" ".join(reader.text).split())
    for figure in ("99.1%", "336", "400 today carried forward (−16.0%)", "£11.1m", "3.4"):
        assert figure in text
    assert "3 of 5 priorities are proven." in text
    assert "ab" * 8 in text  # the hash of an input


def test_who_crosses_the_border_is_on_the_page(reader: _Reader) -> None:
    text = " ".join(" ".join(reader.text).split())
    assert "Patients across the border" in text
    assert "12 residents are served outside" in text
    assert "Over the hill" in text


def test_teams_at_their_limit_are_on_the_page(reader: _Reader) -> None:
    text = " ".join(" ".join(reader.text).split())
    assert "Teams that change as much as they are ready for" in text
    assert "care throughout 6.0" in text
    assert "care throughout nobody may" in text
    assert "all staff throughout" not in text


def test_an_empty_plan_still_makes_a_page(plan: Plan) -> None:
    tables = {name: frame.iloc[:0] for name, frame in plan.tables.items()}
    empty = _read(render_report(replace(plan, tables=tables, labels={})))
    ids = [value for tag, name, value in empty.attributes if (tag, name) == ("section", "id")]
    # No teams, hubs, arrangements or fragile services, nothing decided that could be fixed by hand, and
    # nobody asked what would help most.
    assert len(ids) == len(SECTIONS) - 6


def test_a_plan_the_size_of_leeds_is_quick_and_small() -> None:
    plan = random_plan()
    began = time.process_time()
    page = render_report(plan)
    assert time.process_time() - began < 10.0
    assert len(page.encode()) < 3_000_000
    assert "the plan's tables hold them all" in page.replace("&#39;", "'")


def test_the_page_is_written_or_the_reason_given(
    plan: Plan, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "render_report", lambda plan, suppress_below: page)
    write_report(plan, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(PlaceplanError, match="could not be written"):
        write_report(plan, tmp_path / "nowhere" / "report.html")


def test_names_beside_charts_tell_rows_apart() -> None:
    assert beside(["Ash (A1)", "Elm (E1)"]) == {"Ash (A1)": "Ash", "Elm (E1)": "Elm"}
    assert beside(["Ash (A1)", "Ash (A2)"])["Ash (A2)"] == "Ash (A2)"
    long = "A name that goes on and on until it does not fit any more"
    cut = beside([f"{long} (U1)", f"{long} (U2)"])
    assert [text[-6:] for text in cut.values()] == ["… (U1)", "… (U2)"]
    assert {len(text) for text in cut.values()} == {44}
    assert beside(["x" * 80]) == {"x" * 80: "x" * 43 + "…"}


def test_colours_tell_without_being_seen_as_colours() -> None:
    """Shapes to 3 to 1 against white, text to 4.5 to 1, and figures in heat maps on every shade."""
    shapes = [
        chart_colours.BLUE,
        chart_colours.GREY,
        chart_colours.ORANGE,
        *(c for c, _ in charts._PLANS),
    ]
    for colour in [*shapes, *batch_charts._COLOURS]:
        assert 1.05 / (chart_colours.luminance(colour) + 0.05) >= 3.0, colour
    assert len({tuple(dash) for _, dash in charts._PLANS}) == len(charts._PLANS)
    assert len(set(batch_charts._SHAPES)) == len(batch_charts._COLOURS)
    for colours in (chart_colours.BLUES, chart_colours.RUSTS, chart_colours.TEALS):
        turn = chart_colours.turning(colours)
        for share in (n / 100 for n in range(101)):
            lightness = chart_colours.luminance(chart_colours.between(colours, share)) + 0.05
            contrast = 1.05 / lightness if share > turn else lightness / 0.05
            assert contrast >= 4.5, (colours, share)
