"""What would help most, in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.plan import Plan
from planner.report.facts import bottlenecks
from planner.report.figures import telling
from planner.report.names import Names
from planner.report.sections.bottlenecks import section
from planner.report.summary import helps, summarise
from tests.plan.sample import sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def test_one_sentence_for_each_kind_the_largest_first(plan: Plan) -> None:
    best = bottlenecks.best_of_each_kind(plan, "unmet_need")
    names = Names(plan)
    said = [bottlenecks.sentence(names, row) for _, row in best.iterrows()]
    assert said[0] == (
        "A tenth of one more recruit (Care worker (carer)) from M1 in 2027Q2 saves "
        "20.0 weighted hours of unmet need."
    )
    assert said[1] == (
        "One more place on Wound care certificate (C1) in 2027Q2 saves "
        "31.3 weighted hours of unmet need."
    )
    assert said[2] == (
        "One more thousand pounds in Training fund (TRAIN) in the financial year of 2027Q2 "
        "saves 4.5 weighted hours of unmet need."
    )
    assert len(said) == 4


def test_small_amounts_of_money_are_in_pounds(plan: Plan) -> None:
    _, row = next(bottlenecks.best_of_each_kind(plan, "cost").iterrows())
    assert bottlenecks.saved(row) == "£133"
    row = row.copy()
    row["saves"] = 12.5
    assert bottlenecks.saved(row) == "£12k"


def test_the_summary_has_the_largest_three_of_the_first_priority(plan: Plan) -> None:
    shown = helps(plan)
    assert shown.frame["Saves"].tolist() == [
        "20.0 weighted hours of unmet need",
        "31.3 weighted hours of unmet need",
        "4.5 weighted hours of unmet need",
    ]
    (told,) = [s for s in summarise(plan).sections if s.title == shown.title]
    assert told.frame.equals(shown.frame)
    few = plan["bottlenecks"].query("limit == 'course places'")
    fewer = replace(plan, tables={**plan.tables, "bottlenecks": few})
    assert len(helps(fewer).frame) == 2  # of one kind, for want of others


def test_nobody_asked(plan: Plan) -> None:
    none = replace(plan, tables={**plan.tables, "bottlenecks": plan["bottlenecks"].iloc[:0]})
    assert section(none) is None
    assert "No limit" in helps(none).note
    assert len(summarise(none).sections) == len(summarise(plan).sections) - 1


def test_the_section_goes_by_priority(plan: Plan) -> None:
    made = section(plan)
    assert made is not None
    headings = [heading for heading, _ in made.blocks[0].entries]  # type: ignore[union-attr]
    assert headings == ["Unmet need", "Cost"]


@pytest.mark.parametrize(
    ("value", "text"), [(1204.4, "1,204"), (12.34, "12.3"), (3.456, "3.5"), (0.0421, "0.042")]
)
def test_as_many_digits_as_tell(value: float, text: str) -> None:
    assert telling(value) == text
