"""The terminal page: exact sentences and figures of the sample plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.plan import CheckResult, Plan
from planner.report.summary import SECTIONS, Summary, summarise
from tests.plan.sample import random_plan, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


@pytest.fixture(scope="module")
def summary(plan: Plan) -> Summary:
    return summarise(plan)


def _rows(summary: Summary, title: str) -> list[dict[str, str]]:
    section = next(s for s in summary.sections if s.title.startswith(title))
    return section.frame.to_dict("records")


def test_headline_says_it_all_in_sentences(summary: Summary) -> None:
    assert summary.headline == (
        "Plan for Sample <script>alert('x')</script>, 2027Q2 to 2029/30: the plan is sound, but "
        "not every priority is proven (the time limit was reached).",
        "The independent check found every rule kept and every figure confirmed.",
        "Care is given on 99.1% of the times it falls due, against 95.5% today carried forward.",
        "Home visits per 1,000 people a year: 336, against 400 today carried forward (−16.0%).",
        "Partners draw 3.4 WTE from each other, against 1.5 WTE today carried forward.",
        "The workforce costs £11.1m over the plan, against £11.3m today carried forward (−1.9%).",
        "Working across employers at the end: 1 agreement, of 1 listed; 2.5 WTE work for another "
        "than their employer.",
        "Hubs: 1 of 1 hub open, for £60k over the plan, without joint visits.",
        "Fragile services at the end: 1 of 2 has a team of its own; 1 is bought from a neighbour, "
        "1.1 hours a week for £4.5k a year.",
    )


def test_priorities_stand_beside_the_baseline_with_their_proof(summary: Summary) -> None:
    rows = _rows(summary, "Priorities")
    assert rows[0] == {
        "Priority": "Unmet need",
        "Plan": "600 weighted hours",
        "Today carried forward": "3,000 weighted hours",
        "Change": "−80.0%",
        "Proof": "proven best",
    }
    assert [row["Proof"] for row in rows[1:]] == [
        "may be up to 1.7% better",
        "proven within 0.5%",
        "proven best",
        "no bound was found",
    ]


def test_the_biggest_actions_are_in_plain_words(summary: Summary) -> None:
    pcn = "Wansbeck <script>alert('x')</script> PCN (U11112)"
    assert [row["Action"] for row in _rows(summary, "The biggest actions")] == [
        f"{pcn} adopts Care worker with wound care (carer_plus) in 2027Q3: trains 3.2 WTE",
        f"{pcn} hires 6.0 WTE Care worker (carer), 3.0 more than today carried forward",
        f"{pcn} moves 1.0 WTE Community nurse (nurse) to Coquet Community Trust (RX1)",
        "Coquet Community Trust (RX1) releases 0.6 WTE Community nurse (nurse)",
    ]


def test_merged_visits_name_the_competencies(summary: Summary) -> None:
    assert _rows(summary, "Visits in which") == [
        {
            "Given by": "Care worker with wound care (carer_plus)",
            "Added competencies": "Wound care",
            "Visits": "12,000",
            "Today carried forward": "0",
            "Things done in one": "2.0",
        }
    ]


def test_strain_draws_payers_and_funds(summary: Summary) -> None:
    home = '=HYPERLINK("http://example.org";"Home & Away Care") (HC)'
    strained = _rows(summary, "Vacancies")
    assert strained[0] == {
        "Organisation": home,
        "Vacancy WTE": "6.0",
        "Vacancy": "20.0%",
        "Vacancy, baseline": "6.7%",
        "Destabilisation": "3.4",
        "Destabilisation, baseline": "0.0",
    }
    drawn = _rows(summary, "Staff drawn away")
    assert (drawn[0]["Loses"], drawn[0]["WTE"], drawn[0]["Today carried forward"]) == (
        home,
        "3.0",
        "1.5",
    )
    paid = _rows(summary, "Cost by payer")
    assert paid[-1]["Payer"] == "All payers"
    assert (paid[-1]["Plan"], paid[-1]["Difference"]) == ("£11.1m", "−£216k")
    assert _rows(summary, "Funds")[0] == {
        "Fund": "Additional roles fund (ARRS)",
        "Available": "£360k",
        "Used": "£270k",
        "Used, baseline": "£90k",
        "Lapses": "£90k",
        "Lapses, baseline": "£270k",
    }


def test_every_cell_is_text_and_right_columns_exist(summary: Summary) -> None:
    assert len(summary.sections) == len(SECTIONS)
    for section in summary.sections:
        assert section.title
        assert section.note
        assert set(section.right) <= set(section.frame.columns)
        assert all(isinstance(cell, str) for cell in section.frame.to_numpy().ravel())


def test_a_failed_check_cannot_be_missed(plan: Plan) -> None:
    failed = CheckResult(passed=False, violations=["post P1 is overfilled in 2027Q2"])
    record = plan.record.model_copy(update={"check": failed})
    said = summarise(replace(plan, record=record)).headline[1]
    assert said == (
        "The independent check FAILED, so do not use this plan: post P1 is overfilled in 2027Q2."
    )


def test_an_empty_plan_says_so(plan: Plan) -> None:
    tables = {name: frame.iloc[:0] for name, frame in plan.tables.items()}
    empty = summarise(replace(plan, tables=tables, labels={}))
    notes = {section.title: section.note for section in empty.sections}
    assert notes["Staff drawn away by partners"] == "Nobody is drawn away by a partner."
    assert notes["Funds"] == "The place has no ring-fenced funds."
    assert (
        notes["The biggest actions"] == "The plan does nothing that today carried forward does not."
    )


def test_names_that_run_right_to_left_are_kept_apart(summary: Summary) -> None:
    payers = [row["Payer"] for row in _rows(summary, "Cost by payer")]
    assert "\u2068مجلس المدينة\u2069 (\u2068مجلس\u2069)" in payers


def test_long_lists_are_cut_to_the_worst_ten() -> None:
    summary = summarise(random_plan(visits=2_000, organisations=15))
    assert len(_rows(summary, "Vacancies")) == 10
    assert len(_rows(summary, "The biggest actions")) == 10
    assert len(_rows(summary, "Cost by payer")) == 12
