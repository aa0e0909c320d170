"""The terminal page of a roster: exact sentences and figures of the sample."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import placeplan
from planner.plan.plan import Plan
from planner.plan.store import write_plan
from planner.plan.tables.roster import ROSTER_TABLES
from planner.report.names import Names
from planner.report.summary import Summary, summarise
from tests.roster_out import sample


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample.sample_roster()


@pytest.fixture(scope="module")
def summary(plan: Plan) -> Summary:
    return summarise(plan)


def _rows(summary: Summary, title: str) -> list[dict[str, str]]:
    section = next(s for s in summary.sections if s.title.startswith(title))
    return section.frame.to_dict("records")


def test_headline_says_first_what_is_short(summary: Summary) -> None:
    assert summary.headline == (
        "Roster for Tyne <script>alert('x')</script> Valley, 25 October to 7 November 2027: it is "
        "sound, but may not be the best (the time limit was reached).",
        "The independent check found every rule kept and every figure confirmed.",
        "Minimum cover is NOT met on 14 of 42 shifts: 14 people and 1 registrant missing.",
        "Short: Early (E) at HEXHAM on Wed 27 October (1 missing: nurse); Early (E) at "
        "Alnwick [Ward]: A/B*? 'x' of forty letter on Fri 29 October (1 missing: =everybody); "
        "Early (E) at HEXHAM on Sat 30 October (1 missing: nurse); and 11 more.",
        "Below preferred cover: 25 people on 25 shifts, those below the minimum among them.",
        "Contract hours owed: 206.0 of 675.0 (30.5%), an hour or more by 7 of 9 people; "
        "4.5 hours are above the contract.",
        "Requests are met on 1 of 4 days (25.0%).",
        "Against a fair share, nights lie 1.0 from it on average (at most: =1+1 has 2.2 more); "
        "weekends lie 0.6 from it on average (at most: =1+1 has 1.3 more).",
        "2 published days change, 1 of them inside the notice period.",
    )


def test_cover_that_is_met_is_said(plan: Plan) -> None:
    cover = plan["cover_met"].assign(below_minimum=0.0, below_preferred=0.0)
    ratios = plan["ratios_met"].assign(registrants_missing=0.0)
    met = replace(plan, tables={**plan.tables, "cover_met": cover, "ratios_met": ratios})
    headline = summarise(met).headline
    assert "Minimum cover is met on all of 42 shifts." in headline
    assert "Preferred cover is met throughout." in headline
    section = next(s for s in summarise(met).sections if s.title == "Cover by site and shift")
    assert section.note == "Every row has what is wanted on every day."


def test_a_lack_of_registrants_alone_is_not_cover_met(plan: Plan) -> None:
    cover = plan["cover_met"].assign(below_minimum=0.0)
    lacking = replace(plan, tables={**plan.tables, "cover_met": cover})
    assert summarise(lacking).headline[2] == (
        "Minimum cover is NOT met on 1 of 42 shifts: 1 registrant missing."
    )


def test_cover_stands_by_shift_the_shortest_first(summary: Summary) -> None:
    rows = _rows(summary, "Cover by site")
    assert rows[0] == {
        "Site": "HEXHAM",
        "Shift": "Early (E)",
        "Who": "nurse",
        "Wanted at least": "14",
        "Wanted": "14",
        "On duty": "7",
        "Missing": "8",
        "Days short": "8",
        "Below preferred": "8",
    }
    assert [row["Missing"] for row in rows] == ["8", "6", "0"]


def test_shortfalls_are_ten_with_their_remedy(summary: Summary) -> None:
    rows = _rows(summary, "Shortfalls")
    assert len(rows) == 10
    assert rows[0]["Remedy"] == "ask <b>Ann</b>, who would work a weekend more"


def test_people_furthest_from_their_hours_come_first(summary: Summary) -> None:
    rows = _rows(summary, "People furthest")
    assert [(row["Person"], row["Owed"], row["Extra"]) for row in rows[:2]] == [
        ("-5", "75.0", "–"),
        ("ab", "52.5", "–"),
    ]
    assert (rows[-1]["Person"], rows[-1]["Owed"], rows[-1]["Extra"]) == ("CON", "–", "4.5")


def test_fairness_changes_and_weights(summary: Summary) -> None:
    fair = _rows(summary, "Fairness")
    assert (fair[0]["Person"], fair[0]["Of"], fair[0]["Has"], fair[0]["Difference"]) == (
        "=1+1",
        "nights",
        "3",
        "+2.2",
    )
    changed = _rows(summary, "Changes")
    assert changed[0] == {
        "Day": "Tue 26 October",
        "Person": "=1+1",
        "Published": "Late (L) at HEXHAM",
        "Now": "Early (E) at HEXHAM",
        "In notice": "yes",
        "Why": "sick leave of '<CON>'",
    }
    assert changed[1]["Now"] == "off"
    weighed = _rows(summary, "What it weighs")
    assert weighed[0]["Measure"] == "People missing below minimum cover"
    assert weighed[-1] == {
        "Measure": "All of it", "Amount": "", "Points each": "", "Points": "30,300",
    }  # fmt: skip
    assert len(weighed) == 3  # nothing is said of what there is none of


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (30_300.0, "It is proven that no roster of fewer points keeps the rules."),
        (None, "How much better a roster could be is not known: no bound was found."),
    ],
)
def test_how_far_it_is_proven(plan: Plan, bound: float | None, said: str) -> None:
    record = plan.record.model_copy(update={"limits": {"bound": bound}})
    sections = summarise(replace(plan, record=record)).sections
    assert sections[-1].note == said


def test_every_cell_is_text_and_right_columns_exist(summary: Summary) -> None:
    for section in summary.sections:
        assert section.title
        assert section.note
        assert set(section.right) <= set(section.frame.columns)
        assert all(isinstance(cell, str) for cell in section.frame.to_numpy().ravel())


def test_a_roster_of_nobody_is_said(plan: Plan) -> None:
    tables = {table.name: plan[table.name].iloc[:0] for table in ROSTER_TABLES}
    empty = summarise(replace(plan, tables=tables, labels={}))
    assert "No cover is asked for." in empty.headline
    assert "Nobody asked for days off or shifts." in empty.headline
    notes = {section.title: section.note for section in empty.sections}
    assert notes["Fairness"] == "There are no nights or weekends to share."
    assert notes["Changes to published shifts"] == "Nothing that was published changes."


def test_the_commands_show_a_roster(plan: Plan, tmp_path: Path, summary: Summary) -> None:
    write_plan(plan, tmp_path / "plan", report=False)
    runner = CliRunner()
    shown = runner.invoke(placeplan, ["summary", str(tmp_path / "plan")])
    assert shown.exit_code == 0
    words = " ".join(shown.output.split())
    for sentence in summary.headline:
        assert " ".join(sentence.split()) in words
    for section in summary.sections:
        assert section.title in shown.output
    made = runner.invoke(placeplan, ["report", str(tmp_path / "plan")])
    assert made.exit_code == 0
    assert "Staff roster" in (tmp_path / "plan" / "report.html").read_text(encoding="utf-8")


def test_whoever_works_nights_alone_has_no_share_to_be_away_from(plan: Plan) -> None:
    people = plan["roster_people"].copy()
    people.loc[people["person"] == sample.FORMULA, "fair_nights"] = 0.0
    own = replace(plan, tables={**plan.tables, "roster_people": people})
    fair = [row for row in _rows(summarise(own), "Fairness") if row["Of"] == "nights"]
    assert fair
    assert sample.FORMULA not in [row["Person"] for row in fair]


def test_a_shift_is_named_once_where_its_identifier_says_the_same(plan: Plan) -> None:
    names = Names(replace(plan, labels={"shifts": {"long_day": "Long day", "E": "Early"}}))
    assert [names.shift(s) for s in ("long_day", "E", "N")] == ["Long day", "Early (E)", "N"]
