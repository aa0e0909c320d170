"""A page for publication: no small number of people stands in it, nor follows from what does."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlaceplanError
from planner.plan.plan import Plan
from planner.plan.store import write_plan
from planner.report import charts, drawing
from planner.report.blocks import Cards, DataTable, Figure, PageSection, Prose, Timeline
from planner.report.figures import NOT_TOLD, rate, signed, wte
from planner.report.page import render_report, sections_of
from planner.report.sections import workforce
from planner.report.suppression import (
    LEFT_OUT,
    hidden,
    published,
    suppress_below,
    suppressed,
    suppressing,
)
from planner.stress import stress_plan
from tests.cli.conftest import Run, run
from tests.plan.sample import random_plan, sample_plan
from tests.roster_out.sample import sample_roster
from tests.stress.cases import small_plan, with_rows

ALL = {"*"}
#: Columns of figures that are no numbers of people, by the title of their table. Every other
#: column of figures of a published page is held to the rule.
NOT_PEOPLE = {
    "Visits a week by package": ALL,
    "Home visits a week": ALL,
    "Home visits per 1,000 people a year": ALL,
    "Visits a week by the competencies in one person": ALL,
    "Visits in which several things are done": ALL,
    "Hubs and their desks": {"Desks", "Joint visits a week", "Cost"},
    "Joint visits by package": ALL,
    "Unmet need by period": ALL,
    "By theme": ALL,
    "By locality": ALL,
    "By package": ALL,
    "Courses by intake (WTE)": {"Intakes"},
    "Each course over the plan (WTE)": {"Intakes"},
    "Who runs each service": {
        "Own hours a week", "Hours bought a week", "Hours a week, today carried forward",
        "Paid over the plan",
    },
    "Investments taken": {
        "How much of it", "Cost", "Occasions of care avoided", "Staff hours saved",
    },
    "Arrangements that run": {"Cost over the plan"},
    "Cost by payer": ALL,
    "What employers spend it on": ALL,
    "Spending, and its share of what may be spent": ALL,
    "Spending against budgets": ALL,
    "Funds": ALL,
    "What lapses": ALL,
    "Shared back office: who does what for whom": {"Saves a year"},
    "Time and size": ALL,
    # Stress: probabilities, employers counted, money, hours and correlations.
    "Employers beyond a limit": ALL,
    "Some posts above their vacancy ceiling": ALL,
    "All posts together above their vacancy ceilings": ALL,
    "Some posts above the vacancy they may never have": ALL,
    "Above budget": ALL,
    "Too much of the hours asked not given": ALL,
    "In some period: as the plan hires": ALL,
    "In some period: hiring back up": ALL,
    "Posts at risk": {"As the plan hires: probability", "Hiring back up: probability"},
    "What goes with it": ALL,
    "What was taken to be uncertain": ALL,
    "Spending, £ million a year": ALL,
    "Hours a week asked and not given": ALL,
    "Unmet need, weighted hours a week": ALL,
}  # fmt: skip
#: Shares of numbers of people: told, or not where a hidden number would follow.
SHARES = {
    "Vacancy by organisation and period": ALL,
    "Vacancies and destabilisation": {"Vacancy", "Vacancy, baseline"},
    "Every team": {"Of it new"},
}
#: Columns of several measures, each figure with its unit.
OF_ANY_UNIT = {
    "Priorities, in their order": ALL,
    "Every limit measured": ALL,
    "What pins cost each priority": ALL,
}
#: Pictures of numbers of people that are drawn of published ones.
DRAWN = {"Staff in post, WTE", "Staff at the end of the plan, against today carried forward"}
#: The same; ``test_training`` looks at it.
DRAWN_OF_COURSES = {"Places used at each intake"}
_SAID = re.compile(r"(<?\d[\d,]*(?:\.\d+)?) (?:WTE|residents|people from outside)\b")


@pytest.fixture(scope="module", params=[5])
def below(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@cache
def _plan(name: str) -> Plan:
    if name == "sample":
        return sample_plan()
    if name == "stress":
        rows = [{"quantity": "turnover", "distribution": "lognormal", "spread": 0.3}]
        return stress_plan(with_rows(rows), small_plan(), draws=60, seed=5)
    plan = random_plan(visits=400, organisations=5, seed=2)
    few = {name: table.head(400) for name, table in plan.tables.items()}
    return replace(plan, tables=few)


@cache
def _made(name: str, below: int) -> list[PageSection]:
    """The sections of a page, without their pictures."""
    with drawing.undrawn(), suppressing(below):
        return sections_of(_plan(name))


def _tables(sections: list[PageSection]) -> dict[tuple[str, str], DataTable]:
    blocks = [(section.anchor, block) for section in sections for block in section.blocks]
    made = [
        (anchor, b.table if isinstance(b, Figure) else b)
        for anchor, b in blocks
        if isinstance(b, Figure | DataTable)
    ]
    tables = {(anchor, table.title): table for anchor, table in made}
    assert len(tables) == len(made)
    return tables


def _in(known: dict[str, set[str]], table: DataTable, column: str) -> bool:
    columns = known.get(table.title, set())
    return columns == ALL or column in columns


def _number(text: str) -> float:
    return float(re.sub("[,+]", "", text).replace("\u2212", "-"))


def _keeps(text: str, exact: str, below: int) -> bool:
    """Whether a figure of people, such as ``<5`` or ``35 WTE``, keeps the rule; whether it hides."""
    figure, told = text.partition(" ")[0], exact.partition(" ")[0]
    if not any(digit in told for digit in "0123456789"):  # not limited, nobody may
        assert text == exact
        return False
    value = _number(told)
    if figure == NOT_TOLD:
        return False
    if figure == f"<{below}":
        hundredths = len(told.partition(".")[2]) == 2
        assert (0.005 if hundredths else 0.05) <= abs(value) < below + 0.05
        return True
    size = _number(figure)
    assert size % below == 0, (text, exact)
    assert abs(abs(size) - abs(value)) <= below / 2 + (0.05 if "." in told else 0.5)
    assert abs(size) >= below or abs(value) < 0.1
    return False


@pytest.mark.parametrize("name", ["sample", "random", "stress"])
def test_numbers_of_people_are_hidden_or_rounded(name: str, below: int) -> None:
    """Every column of figures of every table: of no people by the lists above, or by the rule."""
    shown, whole = _tables(_made(name, below)), _tables(_made(name, 0))
    assert set(whole) - set(shown) <= {("teams", "What a week of one WTE goes into, hours")}
    marks = 0
    for key, table in shown.items():
        for column in table.right:
            if _in(NOT_PEOPLE, table, column):
                continue
            pairs = zip(table.frame[column], whole[key].frame[column], strict=True)
            for text, exact in pairs:
                if _in(SHARES, table, column):
                    assert text in (exact, NOT_TOLD), (key, column)
                elif not _in(OF_ANY_UNIT, table, column) or "WTE" in exact:
                    marks += _keeps(text, exact, below)
    assert marks


@pytest.mark.parametrize("name", ["sample", "random", "stress"])
def test_what_is_said_of_people_is_hidden_or_rounded(name: str, below: int) -> None:
    """Sentences, cards and names of actions, wherever they tell of WTE or of people."""
    found = [figure for text in _texts(_made(name, below)) for figure in _SAID.findall(text)]
    for figure in found:
        assert figure == f"<{below}" or _number(figure) % below == 0, figure
    assert len(found) >= 2


def _texts(sections: list[PageSection]) -> Iterator[str]:
    for section in sections:
        yield section.lead
        for block in section.blocks:
            if isinstance(block, Prose):
                yield block.text
            elif isinstance(block, Cards):
                yield from (f"{c.figure} {c.label} {c.detail}" for c in block.cards)
            elif isinstance(block, Timeline):
                yield from (text for _, texts in block.entries for text in texts)
            table = block.table if isinstance(block, Figure) else block
            if isinstance(table, DataTable) and section.anchor != "provenance":
                yield from (str(text) for text in table.frame.to_numpy().ravel())
                yield table.note


@pytest.mark.parametrize("name", ["sample", "random"])
def test_staff_of_a_team_do_not_follow_from_what_it_does(name: str, below: int) -> None:
    """Visits a day, hours of travel of one WTE and minutes of a journey would give its staff: the
    hours are left out, and of a team whose staff are hidden no visit is told."""
    tables = _tables(_made(name, below))
    assert not any("one WTE" in title for _, title in tables)
    every = tables["teams", "Every team"].frame
    days = tables["teams", "Visits and people a day"].frame
    found = 0
    for staff, one, other in (
        ("Staff today, WTE", ("Visits a day today", "People a day today"), "today"),
        ("Staff after", ("Visits after", "People after", "Of it new"), "plan"),
    ):
        few = (every[staff] == f"<{below}").to_numpy()
        found += few.sum()
        assert (every.loc[few, list(one)] == NOT_TOLD).all(axis=None)
        assert (days.loc[few, [f"Visits, {other}", f"People, {other}"]] == NOT_TOLD).all(axis=None)
    assert found or name == "sample"


def test_a_vacancy_does_not_follow_from_its_rate(below: int) -> None:
    """Of in post 20 and 16.7% vacant would follow 4 vacant."""
    with suppressing(below):
        assert rate(4.0, 24.0) == rate(20.0, 24.0) == rate(1.0, 4.0) == NOT_TOLD
        assert (rate(6.0, 24.0), rate(0.0, 24.0), rate(0.0, 0.0)) == ("25.0%", "0.0%", "0.0%")
    assert rate(4.0, 24.0) == "16.7%"
    hiding = 0
    for name in ("sample", "random"):
        plan = _plan(name)
        last = plan["workforce"][plan["workforce"]["period"] == plan.record.periods[-1]]
        of = last.groupby("organisation")[["vacancy", "establishment"]].sum()
        frame = _tables(_made(name, below))["stability", "Vacancy by organisation and period"].frame
        told = dict(zip(frame["Organisation"], frame[plan.record.periods[-1]], strict=True))
        for organisation, row in of.iterrows():
            (text,) = [t for o, t in told.items() if str(organisation) in o]
            with suppressing(below):
                hides = hidden(row["vacancy"]) or hidden(row["establishment"])
            hiding += hides
            assert not hides or text == NOT_TOLD
    assert hiding


def test_changes_of_people_in_per_cent_are_not_told(below: int) -> None:
    (glance,) = [s for s in _made("sample", below) if s.anchor == "headline"]
    (cards,) = [block for block in glance.blocks if isinstance(block, Cards)]
    for card in cards.cards:
        assert "WTE" not in card.label or "%" not in card.figure + card.detail
    frame = _tables([glance])["headline", "Priorities, in their order"].frame
    people = frame["Plan"].str.contains("WTE")
    assert people.any()
    assert (frame.loc[people, "Change"] == NOT_TOLD).all()


@given(
    st.lists(st.floats(0.0, 80.0), min_size=1, max_size=9),
    st.sampled_from([3, 5, 10]),
    st.integers(0, 8),
)
def test_a_hidden_number_does_not_follow_from_a_total(
    others: list[float], below: int, tenths: int
) -> None:
    """Whoever has the published total and all other rows, k of them numbers, knows what is left
    over to no better than a range of (k + 1) N / 2: each number that is shown is known to N / 2
    at best, where it is rounded to N itself."""
    small = 0.1 + tenths * (below - 0.2) / 8
    shown = published_of([*others, small, sum(others) + small], below)
    rest, total = shown[:-2], shown[-1]
    least, most = (total[0] - sum(r[1] for r in rest), total[1] - sum(r[0] for r in rest))
    assert least - 1e-9 <= small <= most + 1e-9
    known = sum(low >= below for low, _ in rest)
    if known:
        assert most - least >= (known + 1) * below / 2 - 1e-9


def published_of(values: list[float], below: int) -> list[tuple[float, float]]:
    """For each number the least and the most that its published form leaves possible."""
    with suppressing(below):
        texts = [wte(value) for value in values]
    ranges = []
    for text in texts:
        if text == f"<{below}":
            ranges.append((0.05, float(below)))
        elif text == "0":
            ranges.append((0.0, 0.05))
        else:
            at = float(text.replace(",", ""))
            ranges.append((max(at - below / 2, below), at + below / 2))
    return ranges


@pytest.mark.parametrize(
    "value", [0.0, 0.04, 0.05, 1.0, 4.94, 4.96, 5.0, 7.49, 7.5, 12.5, -3.0, -7.6]
)
def test_the_rule_on_its_boundaries(value: float) -> None:
    expected = {0.0: "0", 0.04: "0", 5.0: "5", 7.49: "5", 7.5: "10", 12.5: "15", -7.6: "\u221210"}
    with suppressing(5):
        assert suppress_below() == 5
        assert wte(value) == expected.get(value, "<5")
        assert signed(value, wte(value)).lstrip("+") == expected.get(value, "<5")
        drawn = published(pd.Series([value])).iloc[0]
        assert drawn == (0.0 if abs(value) < 5 else pytest.approx(float(expected[value].replace("\u2212", "-"))))  # fmt: skip
    assert suppress_below() == 0
    assert wte(3.2) == "3.2"


def test_totals_above_what_is_hidden_are_left_out() -> None:
    frame = pd.DataFrame(
        {"Of": ["a", "b", "All"], "WTE": ["<5", "10", "15"], "Posts": ["5", "10", "15"]}
    )
    section = PageSection("s", "S", "", [DataTable("T", frame, ("WTE",), total=True)])
    with suppressing(5):
        table = suppressed(section).blocks[0]
    assert isinstance(table, DataTable)
    assert table.frame.iloc[-1].tolist() == ["All", "–", "15"]
    assert frame.iloc[-1].tolist() == ["All", "15", "15"]


def test_charts_are_left_out_unless_they_are_drawn_of_what_is_published() -> None:
    few = DataTable("T", pd.DataFrame({"a": ["1"]}))
    kept = Figure("K", "data:k", "K.", few, published=True)
    section = PageSection("s", "S", "", [kept, Figure("D", "data:d", "D.", few, "Said.")])
    with suppressing(5):
        first, second = suppressed(section).blocks
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (first.source, first.note) == ("data:k", "")
    assert (second.source, second.note) == ("", f"Said. {LEFT_OUT}")


def test_the_page_says_so_and_holds_no_exact_figures(
    below: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(charts._LOOK, "aria", True)  # so that a picture tells what it is drawn of
    plan = _plan("random")
    with drawing.undrawn():
        page = render_report(plan, below)
    assert f"Numbers of people below {below} suppressed" in page
    assert f"&lt;{below}" in page
    assert "data-live=" not in page.partition("<script>")[0]
    assert LEFT_OUT in page
    seen: dict[str, int] = {}
    with suppressing(below):
        blocks = workforce.section(plan).blocks
    for block in blocks:
        if isinstance(block, Figure) and block.title in DRAWN:
            svg = base64.b64decode(block.source.partition("base64,")[2]).decode()
            figures = re.findall(r'aria-label="[^"]*(?:figure|difference): ([^;"]+)', svg)
            seen[block.title] = len(figures)
            assert all(_number(figure) % below == 0 for figure in figures), block.title
    assert set(seen) == DRAWN
    assert all(number > 9 for number in seen.values())


@pytest.mark.parametrize("name", ["sample", "random", "stress"])
def test_no_other_picture_is_of_people(name: str, below: int) -> None:
    """Of the figures whose pictures are shown, those with a table by the rule are drawn of it."""
    for section in _made(name, below):
        for block in section.blocks:
            if isinstance(block, Figure) and block.published:
                free = [
                    _in(NOT_PEOPLE, block.table, column) or _in(SHARES, block.table, column)
                    for column in block.table.right
                ]
                assert all(free) or block.title in DRAWN | DRAWN_OF_COURSES, block.title


__all__ = ["run"]  # a fixture


def test_pages_of_single_people_are_refused(tmp_path: Path, run: Run) -> None:
    with pytest.raises(PlaceplanError, match=r"page of a roster tells of single people.*skillmix and stress"):  # fmt: skip
        render_report(sample_roster(), 5)
    write_plan(sample_roster(), tmp_path / "rota", report=False)
    target = tmp_path / "out.html"
    result = run("report", tmp_path / "rota", "-o", target, "--suppress-below", 5)
    assert result.exit_code == 2
    assert "single people" in result.output
    assert not target.exists()
    write_plan(sample_plan(), tmp_path / "plan", report=False)
    assert run("report", tmp_path / "plan", "-o", target, "--suppress-below", 5).exit_code == 0
    assert "Numbers of people below 5 suppressed" in target.read_text(encoding="utf-8")
    assert run("report", tmp_path / "plan", "--suppress-below", 1).exit_code == 2
