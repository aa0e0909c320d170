"""Places used and free, from the plan's table and in words."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pandas as pd
import pytest

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, Figure, Prose
from planner.report.facts import training
from planner.report.sections import training as section_of_training
from planner.report.suppression import suppressing
from tests.plan.sample import PERIODS, TRUST, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def _with(plan: Plan, places: pd.DataFrame) -> Plan:
    return replace(plan, tables={**plan.tables, "course_places": places})


def test_free_is_what_is_not_used_and_unknown_without_a_limit(plan: Plan) -> None:
    table = training.by_intake(plan).set_index(["course", "period"])
    assert table.loc[("C1", "2027Q3"), "free"] == pytest.approx(2.5)
    assert table.loc[("C1", "2029/30"), "free"] == 6.0
    assert pd.isna(table.loc[("C2", "2027Q3"), "free"])
    assert list(training.by_intake(plan)["period"])[: len(PERIODS)] == list(PERIODS)


def test_sums_of_courses_are_those_of_the_table(plan: Plan) -> None:
    sums = training.by_course(plan).set_index("course")
    rows = plan["course_places"].to_dict("records")
    for name in ("places", "used", "completing", "returning", "lost"):
        assert sums.loc["C1", name] == pytest.approx(
            sum(row[name] for row in rows if row["course"] == "C1")
        )
    assert sums.loc["C1", "free"] == pytest.approx(6 * 6 - 3.5)
    assert sums.loc["C2", "organisation"] == TRUST


def test_the_section_says_what_becomes_of_starters(plan: Plan) -> None:
    made = section_of_training.section(plan)
    (said,) = [block.text for block in made.blocks if isinstance(block, Prose)]
    assert said == (
        "3.5 WTE start training: 3.0 complete in the plan, 0.5 leave or do not complete. Of "
        "courses with limited places, 32.5 of 36 places stay free."
    )
    (figure,) = [block for block in made.blocks if isinstance(block, Figure)]
    assert "1 of 2 courses: nobody starts any other." in figure.note
    picture = base64.b64decode(figure.source.partition(",")[2]).decode()
    assert "3.5/6" in picture
    assert "0/6" in picture
    assert len(figure.table.frame) == len(plan["course_places"])


def test_nobody_learns_and_nothing_is_listed(plan: Plan) -> None:
    idle = plan["course_places"].copy()
    idle[["used", "completing", "returning", "lost", "in_training"]] = 0.0
    made = section_of_training.section(_with(plan, idle))
    assert not any(isinstance(block, Figure) for block in made.blocks)
    assert made.blocks[0] == Prose(
        "Nobody starts training in this plan; 36 of 36 places stay free."
    )
    none = section_of_training.section(_with(plan, idle.iloc[:0]))
    assert none.blocks == [Prose("The place lists no courses with an intake in the plan.")]


def test_a_full_intake_and_one_without_limit_are_drawn(plan: Plan) -> None:
    table = plan["course_places"].copy()
    table.loc[table["course"] == "C2", "used"] = 12.0
    full = (table["course"] == "C1") & (table["period"] == "2027Q3")
    table.loc[full, "used"] = 6.0
    made = section_of_training.section(_with(plan, table))
    (figure,) = [block for block in made.blocks if isinstance(block, Figure)]
    picture = base64.b64decode(figure.source.partition(",")[2]).decode()
    assert ">6/6<" in picture
    assert ">12<" in picture
    (whole,) = [block for block in made.blocks if isinstance(block, DataTable)]
    assert set(whole.frame["Free"]) == {"not limited", "30.0"}


def test_a_published_chart_is_drawn_of_what_is_published(plan: Plan) -> None:
    with suppressing(5):
        made = section_of_training.section(plan)
    (figure,) = [block for block in made.blocks if isinstance(block, Figure)]
    assert figure.published
    picture = base64.b64decode(figure.source.partition(",")[2]).decode()
    words = set(re.findall(r">([^<>]*/[^<>]*)<", picture))
    assert words - set(PERIODS) == {"&lt;5/5", "0/5"}  # of 3.5 and none, of 6


def test_words_in_a_published_chart_do_not_tell_what_is_hidden() -> None:
    frame = pd.DataFrame({"used": [3.5, 12.0, 7.4], "places": [6.0, 13.0, 0.0],
                          "limited": ["yes", "yes", "no"]})  # fmt: skip
    with suppressing(5):
        drawn = section_of_training._drawn(frame)
    assert drawn["words"].to_list() == ["<5/5", "10/15", "5"]
    assert drawn[["used", "places"]].to_numpy().tolist() == [[0, 5], [10, 15], [5, 0]]
    assert section_of_training._drawn(frame)["words"].to_list() == ["3.5/6", "12/13", "7.4"]
