"""A page for publication: no small number of people stands in it, nor follows from what does."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlaceplanError
from planner.plan.plan import Plan
from planner.plan.store import write_plan
from planner.report import charts
from planner.report.blocks import DataTable, Figure, PageSection
from planner.report.figures import signed, wte
from planner.report.page import render_report
from planner.report.sections import SECTIONS
from planner.report.suppression import (
    LEFT_OUT,
    published,
    suppress_below,
    suppressed,
    suppressing,
)
from tests.cli.conftest import Run, run
from tests.plan.sample import random_plan, sample_plan
from tests.roster_out.sample import sample_roster

#: Tables of the skill mix whose figures are all numbers of people.
OF_PEOPLE = {
    "Staff by period",
    "Movements by organisation",
    "In post by organisation, profile and period (WTE)",
    "Courses by intake (WTE)",
    "Training today carried forward (WTE)",
    "Destabilisation by organisation and period",
    "Who draws staff from whom",
    "By role: who draws staff from whom",
    "Gained and lost among partners (WTE over the plan)",
}
#: Their columns that are not.
NOT_PEOPLE = {"Intakes", "Places", "Free"}


@pytest.fixture(scope="module", params=[5])
def below(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    plan = random_plan(visits=400, organisations=5, seed=2)
    few = {name: table.head(400) for name, table in plan.tables.items()}
    return {"sample": sample_plan(), "random": replace(plan, tables=few)}


def _made(plan: Plan, below: int) -> list[PageSection]:
    with suppressing(below):
        return [suppressed(made) for section in SECTIONS if (made := section(plan))]


def _tables(sections: list[PageSection]) -> list[DataTable]:
    blocks = [block for section in sections for block in section.blocks]
    return [b.table if isinstance(b, Figure) else b for b in blocks if isinstance(b, Figure | DataTable)]  # fmt: skip


@pytest.mark.parametrize("name", ["sample", "random"])
def test_numbers_of_people_are_hidden_or_rounded(
    plans: dict[str, Plan], name: str, below: int
) -> None:
    plan, found, marks = plans[name], set(), 0
    whole = [made for section in SECTIONS if (made := section(plan))]
    for table, before in zip(_tables(_made(plan, below)), _tables(whole), strict=True):
        if table.title not in OF_PEOPLE:
            continue
        found.add(table.title)
        columns = [name for name in table.right if name not in NOT_PEOPLE]
        pairs = zip(
            table.frame[columns].to_numpy().ravel(),
            before.frame[columns].to_numpy().ravel(),
            strict=True,
        )
        for text, exact in pairs:
            value = float(str(exact).replace("\u2212", "-").replace(",", ""))
            size = str(text).lstrip("+\u2212").replace(",", "")
            if size == f"<{below}":
                marks += 1
                assert 0.05 <= abs(value) < below + 0.05
                continue
            assert int(size) % below == 0
            assert abs(int(size) - abs(value)) <= below / 2 + 0.05
            assert int(size) >= below or abs(value) < 0.1
    assert marks
    assert found == OF_PEOPLE if name == "random" else found


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
    plans: dict[str, Plan], below: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(charts._LOOK, "aria", True)  # so that a picture tells what it is drawn of
    plan = plans["random"]
    page = render_report(plan, below)
    assert f"Numbers of people below {below} suppressed" in page
    assert f"&lt;{below}" in page
    assert "data-live=" not in page.partition("<script>")[0]
    assert LEFT_OUT in page
    drawn = 0
    for section in _made(plan, below):
        for block in section.blocks:
            if isinstance(block, Figure) and block.title.startswith(("Staff", "Starts")):
                svg = base64.b64decode(block.source.partition("base64,")[2]).decode()
                for figure in re.findall(
                    r'aria-label="[^"]*(?:figure|difference|starts): ([^;"]+)', svg
                ):
                    drawn += 1
                    assert float(re.sub("[\u2212,]", "", figure)) % below == 0, figure
    assert drawn > 20


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
