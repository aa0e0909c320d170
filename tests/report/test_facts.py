"""Figures taken from a plan's tables, against the sample's known ones."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner.plan.plan import Plan
from planner.report.facts import care, finance, workforce
from planner.report.facts.actions import actions_by_period, biggest_actions
from planner.report.facts.remembered import remembered
from planner.report.horizon import financial_year, periods_of, span, years_of
from tests.plan.sample import COUNCIL, HOME, PCN, PERIODS, TRUST, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def test_the_horizon_is_that_of_the_labels(plan: Plan) -> None:
    periods = periods_of(plan)
    assert [(p.label, p.years) for p in periods] == list(PERIODS.items())
    assert years_of(plan) == 3.0
    assert span(plan) == "2027Q2 to 2029/30"
    assert [financial_year(p) for p in periods] == ["2027/28"] * 4 + ["2028/29", "2029/30"]


def test_need_met(plan: Plan) -> None:
    met = care.need_met(plan)
    assert met.plan == pytest.approx(21_800 / 22_000)
    assert met.baseline == pytest.approx(21_000 / 22_000)


def test_nothing_due_is_all_met(plan: Plan) -> None:
    nothing = replace(plan, tables={**plan.tables, "need": plan["need"].iloc[:0]})
    assert care.need_met(nothing).plan == 1.0


def test_home_visits_leave_clinics_out(plan: Plan) -> None:
    visits = care.home_visits_per_1000(plan)
    assert visits is not None
    assert (visits.plan, visits.baseline) == (pytest.approx(336.0), pytest.approx(400.0))
    by_place = care.home_visits_by_locality(plan).set_index("locality")
    assert by_place.loc["L1", "visits"] == pytest.approx(300.0)
    assert by_place.loc["L2", "baseline_visits"] == pytest.approx(400.0)


def test_without_population_there_is_no_rate(plan: Plan) -> None:
    labels = {k: v for k, v in plan.labels.items() if k != "population"}
    assert care.home_visits_per_1000(replace(plan, labels=labels)) is None


def test_flows_are_made_comparable_between_quarters_and_years(plan: Plan) -> None:
    weekly = care.home_visits_a_week(plan)
    assert weekly["visits"].to_list() == pytest.approx([16_800 / 365.25 * 7] * 6)
    unmet = care.unmet_hours_by(plan, "period")
    assert unmet["baseline_unmet_hours"].to_list() == pytest.approx([1000 / 365.25 * 7] * 6)


def test_merged_visits_are_those_with_several_interventions(plan: Plan) -> None:
    merged = care.merged_visits(plan)
    assert merged.to_dict("records") == [
        {"profile": "carer_plus", "visits": 12_000.0, "baseline_visits": 0.0, "together": 2.0}
    ]


def test_an_intervention_with_a_plus_in_its_name_is_one(plan: Plan) -> None:
    rename = {"dress": "dress + tape", "dress + mobilise": "dress + tape + mobilise"}
    tables = {
        **plan.tables,
        "visits": plan["visits"].replace({"part": rename}),
        "need": plan["need"].replace({"intervention": rename}),
    }
    merged = care.merged_visits(replace(plan, tables=tables))
    assert merged[["profile", "together"]].to_numpy().tolist() == [["carer_plus", 2.0]]


def test_who_crosses_the_border_is_an_average_over_time(plan: Plan) -> None:
    flows = plan["flows"].copy()
    flows.loc[flows["period"].isin(["2028/29", "2029/30"]), "from_outside"] = 10.0
    table = care.border_flows(replace(plan, tables={**plan.tables, "flows": flows}))
    (row,) = table.to_dict("records")
    assert row["outside"] == "Over the hill"
    assert row["served_outside"] == pytest.approx(12.5)
    assert row["from_outside"] == pytest.approx((4 + 2 * 10) / 3)


def test_time_outside_is_an_average_over_time(plan: Plan) -> None:
    assert workforce.time_outside(plan).empty
    staff = plan["workforce"].copy()
    late = staff["period"].isin(["2028/29", "2029/30"])
    of_nurses = staff["post"] == "T-NURSE"
    staff.loc[of_nurses & late, "time_outside"] = 6.0
    staff.loc[of_nurses, "baseline_time_outside"] = 3.0
    table = workforce.time_outside(replace(plan, tables={**plan.tables, "workforce": staff}))
    (row,) = table.to_dict("records")
    assert (row["organisation"], row["role"]) == (TRUST, "nurse")
    assert row["time_outside"] == pytest.approx(4.0)
    assert row["baseline_time_outside"] == pytest.approx(3.0)


def test_unmet_need_by_theme(plan: Plan) -> None:
    themes = care.unmet_hours_by(plan, "theme").set_index("theme")
    weeks = 3 * 365.25 / 7
    assert themes.loc["Long-term conditions", "unmet_hours"] == pytest.approx(600 / weeks)
    assert themes.loc["Older people", "unmet_hours"] == 0.0


def test_strain_is_worst_first_with_its_baseline(plan: Plan) -> None:
    strain = workforce.strain(plan)
    assert strain["organisation"].to_list()[:2] == [HOME, TRUST]
    worst = strain.iloc[0]
    assert (worst["vacancy"], worst["establishment"], worst["rate"]) == (6.0, 30.0, 0.2)
    assert (worst["weighted"], worst["baseline_weighted"]) == (pytest.approx(3.375), 0.0)
    assert worst["baseline_rate"] == pytest.approx(2 / 30)


def test_destabilisation_of_quarters_and_years_is_comparable(plan: Plan) -> None:
    table = workforce.destabilisation_by_period(plan).set_index(["organisation", "period"])
    assert table.loc[(HOME, "2027Q2"), "weighted"] == pytest.approx(0.375 / 0.25)
    assert table.loc[(HOME, "2029/30"), "weighted"] == pytest.approx(3.0)


def test_draws_name_both_partners(plan: Plan) -> None:
    draws = workforce.draws(plan)
    assert draws[["organisation", "to_organisation", "wte", "baseline_wte"]].to_dict("records") == [
        {"organisation": HOME, "to_organisation": PCN, "wte": 3.0, "baseline_wte": 1.5},
        {"organisation": HOME, "to_organisation": COUNCIL, "wte": 0.4, "baseline_wte": 0.0},
    ]


def test_movements_compare_the_last_period(plan: Plan) -> None:
    moved = workforce.movements(plan).set_index(["organisation", "profile"])["difference"]
    assert moved.to_dict() == pytest.approx(
        {
            (HOME, "carer"): -4.0,
            (PCN, "carer_plus"): 3.2,
            (TRUST, "nurse"): -3.0,
            (PCN, "carer"): -2.0,
            (PCN, "nurse"): 1.0,
        }
    )


def test_teams_at_their_limit(plan: Plan) -> None:
    readiness = plan["readiness"].copy()
    roomy = (readiness["staff_group"] == "care") & (readiness["period"] == "2028/29")
    readiness.loc[roomy, "limit"] += 0.001
    teams = workforce.teams_at_limit(replace(plan, tables={**plan.tables, "readiness": readiness}))
    others = tuple(period for period in PERIODS if period != "2028/29")
    assert teams.to_dict("records") == [
        {"organisation": PCN, "staff_group": "care", "periods": others, "people": 4.0,
         "limit": 4.0},
        {"organisation": HOME, "staff_group": "care", "periods": others, "people": 0.0,
         "limit": 0.0},
    ]  # fmt: skip


def test_every_pound_has_one_payer(plan: Plan) -> None:
    payers = finance.cost_by_payer(plan).set_index("payer")
    assert payers.loc[PCN, "amount"] == pytest.approx(3 * (500 - 90) + 15)
    assert payers.loc["ARRS", "amount"] == pytest.approx(270.0)
    assert payers["amount"].sum() == pytest.approx(11_124.0)
    assert payers["baseline_amount"].sum() == pytest.approx(11_340.0)


def test_what_is_not_used_by_march_lapses(plan: Plan) -> None:
    use = finance.fund_use(plan).set_index(["fund", "year"])
    assert use.loc[("ARRS", "2027/28"), "lapsed"] == pytest.approx(30.0)
    assert use.loc[("TRAIN", "2027/28"), "lapsed"] == pytest.approx(1.0)
    assert use.loc[("TRAIN", "2028/29"), "lapsed"] == pytest.approx(10.0)
    assert use.loc[("TRAIN", "2028/29"), "baseline_lapsed"] == pytest.approx(10.0)


def test_actions_are_ordered_by_what_they_add(plan: Plan) -> None:
    actions = biggest_actions(plan)
    assert [(a.kind, round(a.more, 3), a.first, a.last) for a in actions] == [
        ("adopt", 3.2, "2027Q3", "2027Q4"),
        ("hire", 3.0, "2027Q2", "2028/29"),
        ("transfer", 1.0, "2028Q1", "2028Q1"),
        ("release", 0.6, "2029/30", "2029/30"),
    ]


def test_establishment_changes_stand_in_the_period_they_are_made(plan: Plan) -> None:
    staff = plan["workforce"].copy()
    raised = (staff["post"] == "T-PHYSIO") & staff["period"].isin(["2028/29", "2029/30"])
    staff.loc[raised, "establishment"] += 7.0
    actions = biggest_actions(replace(plan, tables={**plan.tables, "workforce": staff}))
    assert actions[0].text.endswith("raises establishment by 7.0 WTE Physiotherapist (physio)")
    assert (actions[0].first, actions[0].last) == ("2028/29", "2028/29")


def test_actions_of_a_period_group_adoptions_by_profile(plan: Plan) -> None:
    more = pd.concat(
        [plan["adoptions"], plan["adoptions"].assign(organisation=COUNCIL)], ignore_index=True
    )
    by_period = actions_by_period(replace(plan, tables={**plan.tables, "adoptions": more}))
    adopted = [a.text for a in by_period["2027Q3"]]
    assert len(adopted) == 1
    assert " adopt Care worker with wound care (carer_plus)" in adopted[0]
    assert "2028/29" not in by_period  # the hires there are as many as in the baseline


def test_facts_of_a_plan_are_worked_out_once(plan: Plan) -> None:
    asked = []

    @remembered
    def facts(of: Plan) -> pd.DataFrame:
        asked.append(of.record.place)
        return of["moves"].head(1)

    other = replace(plan, tables={**plan.tables, "moves": plan["moves"].iloc[1:]})
    first = facts(plan)
    assert facts(plan) is first
    assert not facts(other).equals(first)  # not the first plan's, though their records are alike
    assert facts(plan).equals(first)
    assert len(asked) == 3
