"""A day in the life: figures against hand-made ones, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, Figure, Timeline
from planner.report.chart_texts import labels
from planner.report.facts import teams
from planner.report.sections import teams as section_of_teams
from planner.report.team_words import Team, sentences
from tests.plan.sample import FIRST, LAST, PCN, TRUST, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def _with(plan: Plan, **tables: pd.DataFrame) -> Plan:
    return replace(plan, tables={**plan.tables, **tables})


def _said(plan: Plan, organisation: str, role: str) -> list[str]:
    table = teams.days(plan)
    row = table[(table["organisation"] == organisation) & (table["role"] == role)]
    return sentences(plan, Team("title", organisation, role, row.iloc[0].to_dict()))


def test_a_day_is_today_carried_forward_and_the_plan(plan: Plan) -> None:
    table = teams.days(plan).set_index("organisation")
    nurses = table.loc[TRUST]
    assert [nurses[f"visits_{w}"] for w in teams.WHEN] == pytest.approx([60, 60, 40])
    assert [nurses[f"people_{w}"] for w in teams.WHEN] == pytest.approx([45, 45, 30])
    assert [nurses[f"staff_{w}"] for w in teams.WHEN] == pytest.approx([38, 38, 33])
    # 20 hours a day of 33 WTE are 140 a week, of one WTE 140 / 33.
    assert nurses["visit_hours_plan"] == pytest.approx(140 / 33)
    assert nurses["travel_hours_today"] == pytest.approx(140 / 38)
    assert table.loc[PCN, "joint_visits_plan"] == pytest.approx(2)


def test_the_same_day_from_the_rows_one_by_one(plan: Plan) -> None:
    for team in teams.days(plan).to_dict("records"):
        rows = plan["team_days"].to_dict("records")
        (last,) = [
            r for r in rows
            if (r["organisation"], r["role"], r["period"])
            == (team["organisation"], team["role"], LAST)
        ]  # fmt: skip
        assert team["visits_plan"] == pytest.approx(last["visits"] / 365.25)
        assert team["visits_carried"] == pytest.approx(last["baseline_visits"] / 365.25)
        for hours in ("visit_hours", "travel_hours", "other_hours", "rest_hours"):
            a_week = last[hours] / 365.25 * 7 / last["staff"]
            assert team[f"{hours}_plan"] == pytest.approx(a_week)


def test_the_teams_that_change_most_come_first(plan: Plan) -> None:
    table = teams.days(plan)
    # Carers: 2,000 hours of wound care more and 500 of mobility; nurses: 2,000 fewer.
    assert table["organisation"].to_list() == [PCN, TRUST]
    assert table["changed"].to_list() == pytest.approx([2500 / 365.25, 2000 / 365.25])


def test_what_is_new_is_a_share_of_what_is_used(plan: Plan) -> None:
    share = teams.new_share(plan)
    assert share[PCN, "carer"] == pytest.approx(2000 / 3000)
    assert share[TRUST, "nurse"] == 0.0
    used = teams.competencies(plan, PCN, "carer")
    assert used["new"].to_dict() == {"wound": True, "mobility": False}


def test_the_words_tell_the_figures(plan: Plan) -> None:
    said = _said(plan, TRUST, "nurse")
    assert said[0] == (
        "On an average day in 2029/30 the team of 33.0 WTE makes 40 visits to 30 people; "
        "today 38.0 WTE make 60 visits to 45 people, and carried forward 60 visits to 45 people."
    )
    assert said[1].startswith("A week of one WTE: 4.2 hours with people, 2.1 of travel, 6.4 of ")
    assert "same occasion by Physiotherapist, 10 visits a day (today 20)." in said[3]
    assert said[-1] == "Nothing that it does is new to it."


def test_joint_visits_and_new_competencies_are_told(plan: Plan) -> None:
    said = _said(plan, PCN, "carer")
    assert "makes 10 visits, one to each person, 2 of them jointly from a hub" in said[0]
    assert "today 5.0 WTE make no visits" in said[0]
    assert said[2] == "Uses mobility; new to it: Wound care."
    assert said[-1] == (
        "3.0 of its 6.0 WTE have learned more than the role; of what it does with people, "
        "67% is of kinds that are new to it."
    )


def test_who_is_lent_is_told(plan: Plan) -> None:
    said = " ".join(_said(plan, TRUST, "nurse"))
    assert "2.5 WTE work for مجلس المدينة" in said.replace("\u2068", "").replace("\u2069", "")


def test_a_team_that_is_gone_or_comes_is_told_in_words(plan: Plan) -> None:
    days = plan["team_days"].copy()
    nurses = days["organisation"] == TRUST
    figures = [c for c in days.columns if days[c].dtype == float and "baseline" not in c]
    days.loc[nurses & (days["period"] == LAST), figures] = 0.0
    gone = _said(_with(plan, team_days=days), TRUST, "nurse")
    assert gone[0].startswith("On an average day in 2029/30 the team has no staff; today 38.0 WTE")
    days = plan["team_days"].copy()
    before = [c for c in days.columns if c.startswith("baseline_")]
    days.loc[nurses, before] = 0.0
    comes = _said(_with(plan, team_days=days), TRUST, "nurse")
    assert "today it has no staff" in comes[0]
    assert "today" not in comes[1]


def test_nothing_is_said_where_there_are_no_teams(plan: Plan) -> None:
    assert section_of_teams.section(_with(plan, team_days=plan["team_days"].iloc[:0])) is None


def test_one_period_and_teams_without_competencies_make_a_section(plan: Plan) -> None:
    record = plan.record.model_copy(update={"periods": [FIRST]})
    tables = {
        name: frame[frame["period"] == FIRST] if "period" in frame else frame
        for name, frame in plan.tables.items()
    }
    tables["team_competencies"] = tables["team_competencies"].iloc[:0]
    tables["team_contacts"] = tables["team_contacts"].iloc[:0]
    one = section_of_teams.section(replace(plan, record=record, tables=tables))
    assert one is not None
    assert f"Today is the baseline in {FIRST}; after is the plan in {FIRST}" in one.lead


def test_every_chart_has_its_table_and_many_teams_are_bounded(plan: Plan) -> None:
    one = plan["team_days"]
    one = one[one["organisation"] == TRUST]
    many = pd.concat([one.assign(organisation=f"E{n:03}") for n in range(400)])
    made = section_of_teams.section(_with(plan, team_days=many))
    assert made is not None
    figures = [block for block in made.blocks if isinstance(block, Figure)]
    assert len(figures) == 2
    for figure in figures:
        assert len(figure.table.frame) == 150
        assert "of 400" in figure.table.note
        assert "12 of 400 teams" in figure.note
        assert len(figure.source) < 60_000
    (told,) = [block for block in made.blocks if isinstance(block, Timeline)]
    assert len(told.entries) == 6
    (table,) = [block for block in made.blocks if isinstance(block, DataTable)]
    assert "400 teams" in table.note


def test_teams_alike_at_the_start_stay_apart_beside_a_chart() -> None:
    long = "Senior home care worker, Home care providers of the whole county, "
    titles = [f"{long}north", f"{long}south", "Nurse, Trust", "Nurse, Trust", "Physio, Trust"]
    made = labels(titles)
    assert len(set(made)) == len(titles)
    assert made[0].endswith("north")
    assert made[1].endswith("south")
    assert made[2:] == ["Nurse, Trust", "Nurse, Trust 2", "Physio, Trust"]
    assert all(len(text) <= 46 for text in made)


def test_the_table_of_visits_has_joint_ones_in_every_column(plan: Plan) -> None:
    made = section_of_teams.section(plan)
    assert made is not None
    figure = next(block for block in made.blocks if isinstance(block, Figure))
    carers = figure.table.frame.iloc[0]
    assert carers.to_dict() == {
        "Team": figure.table.frame["Team"].iloc[0],
        "Visits, today": "0", "Visits, carried forward": "0", "Visits, plan": "10",
        "People, today": "0", "People, carried forward": "0", "People, plan": "10",
    }  # fmt: skip
    assert figure.note == "Visits include joint ones from hubs."
