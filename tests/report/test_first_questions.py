"""What readers ask first: the first page, each organisation's actions, budgets and funds."""

from __future__ import annotations

import base64
from dataclasses import replace

import pandas as pd
import pytest

from planner.plan.plan import Plan
from planner.plan.tables import BY_NAME
from planner.report.blocks import Card, Cards, DataTable, Figure
from planner.report.facts import finance
from planner.report.facts.actions import actions_by_organisation, biggest_actions
from planner.report.filters import filters_of
from planner.report.sections import actions, headline, money, provenance
from tests.plan.sample import COUNCIL, HOME, PCN, PERIODS, TRUST, make_table, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def _with(plan: Plan, **tables: pd.DataFrame) -> Plan:
    return replace(plan, tables={**plan.tables, **tables})


def _cards(plan: Plan) -> dict[str, Card]:
    (cards,) = [b for b in headline.section(plan).blocks if isinstance(b, Cards)]
    return {card.label: card for card in cards.cards}


def test_the_first_page_has_every_measure_against_the_baseline(plan: Plan) -> None:
    cards = _cards(plan)
    assert len(cards) == 8
    lost = cards["Destabilisation, weighted WTE-years"]
    assert (lost.figure, lost.tone) == ("4.4", "bad")  # 0.375 + 3 + 1 against 0.5
    # Funded 103 at the end: 5 + 6 + 2.8 vacant; in the baseline 2 + 1 + 1 + 2.
    last = plan["workforce"][plan["workforce"]["period"] == "2029/30"]
    share = last["vacancy"].sum() / last["establishment"].sum()
    assert cards["Vacancy at the end"].figure == f"{100 * share:.1f}%"
    change = cards["Change for staff, WTE"]
    assert (change.figure, change.tone) == ("6.0", "")
    assert "3.5 WTE start a course" in change.detail
    # 120 k£ and 10 k£ a year for three years, of which 90 a year and 9 are used.
    lapses = cards["Lapses of £390k in ring-fenced funds"]
    assert lapses.figure == "£111k"


def test_a_fund_of_unknown_amount_lapses_nowhere(plan: Plan) -> None:
    labels = {k: v for k, v in plan.labels.items() if k != "fund_amounts"}
    assert len(_cards(replace(plan, labels=labels))) == 7


def test_nothing_funded_is_no_vacancy(plan: Plan) -> None:
    empty = _with(plan, workforce=plan["workforce"].iloc[:0])
    assert _cards(empty)["Vacancy at the end"].figure == "0.0%"


def test_each_organisation_has_its_own_actions(plan: Plan) -> None:
    own = actions_by_organisation(plan, 4)
    assert set(own) <= {TRUST, PCN, COUNCIL, HOME}
    assert next(iter(own)) == PCN
    for organisation, some in own.items():
        assert 0 < len(some) <= 4
        assert all(action.organisation == organisation for action in some)
        sizes = [abs(action.more) for action in some]
        assert sizes == sorted(sizes, reverse=True)
    together = {a.text for some in actions_by_organisation(plan, 99).values() for a in some}
    assert {action.text for action in biggest_actions(plan, 99)} == together


def test_actions_of_many_organisations_are_bounded(plan: Plan) -> None:
    hires = make_table(BY_NAME["moves"], [
        {"kind": "hire", "post": f"P{n}", "organisation": f"E{n:03}", "role": "carer",
         "profile": "carer", "period": "2027Q3", "wte": 1.0 + n / 100}
        for n in range(300)
    ])  # fmt: skip
    made = actions.section(_with(plan, moves=hires))
    (table,) = [
        b for b in made.blocks
        if isinstance(b, DataTable) and b.title.startswith("By organisation")
    ]  # fmt: skip
    assert len(table.frame) == 240
    assert table.frame["Action"].iloc[0].startswith("E299 hires 4.0 WTE Care worker (carer)")
    assert table.frame["When"].iloc[0] == "2027Q3"


def test_nothing_to_do_is_no_table_of_organisations(plan: Plan) -> None:
    names = ("moves", "adoptions", "workforce", "readiness")
    idle = _with(plan, **{name: plan[name].iloc[:0] for name in names})
    assert actions_by_organisation(idle) == {}
    assert not any(
        "By organisation" in getattr(b, "title", "") for b in actions.section(idle).blocks
    )


def test_budgets_period_by_period(plan: Plan) -> None:
    use = finance.budget_use(plan).set_index(["organisation", "period"])
    for row in plan["budgets"].to_dict("records"):
        mine = use.loc[(row["organisation"], row["period"])]
        most = row["budget"] + row["overspend_limit"]
        assert mine["share"] == pytest.approx(row["spending"] / most)
    assert use.index[0] == (COUNCIL, "2027Q2")  # spends all it has
    free = plan["budgets"].assign(budget=0.0, overspend_limit=0.0)
    assert finance.budget_use(_with(plan, budgets=free)).empty
    assert finance.spending_without_budget(plan) == []
    nothing = plan["budgets"]["organisation"] == PCN
    cut = plan["budgets"].assign(spending=plan["budgets"]["spending"] + 1.0)
    cut.loc[nothing, ["budget", "overspend_limit"]] = 0.0
    some = _with(plan, budgets=cut)
    assert finance.spending_without_budget(some) == [PCN]
    (figure,) = [b for b in money.section(some).blocks if "each budget" in getattr(b, "title", "")]
    assert isinstance(figure, Figure)
    assert "may spend nothing and do: Wansbeck" in figure.note


def test_an_overspend_stands_out_and_says_how_much(plan: Plan) -> None:
    budgets = plan["budgets"].copy()
    over = (budgets["organisation"] == PCN) & (budgets["period"] == "2028/29")
    budgets.loc[over, "spending"] = 540.0
    made = money.section(_with(plan, budgets=budgets))
    (figure,) = [b for b in made.blocks if isinstance(b, Figure) and "budget" in b.title]
    picture = base64.b64decode(figure.source.partition(",")[2]).decode()
    assert "120%" in picture
    assert "#c2410c" in picture
    first = figure.table.frame.iloc[0]
    assert first["2028/29"] == "£540k, 120%"
    assert list(figure.table.frame.columns)[1:] == list(PERIODS)


def test_many_funds_are_shown_by_fund_and_what_lapses_by_year(plan: Plan) -> None:
    funds = [f"reimbursement-of-employer-{n:02}" for n in range(30)]
    labels = {**plan.labels, "fund_amounts": dict.fromkeys(funds, "100"),
              "funds": dict.fromkeys(funds, "Additional roles reimbursement")}  # fmt: skip
    many = replace(_with(plan, funds=plan["funds"].iloc[:0]), labels=labels)
    made = money.section(many)
    whole, yearly = [b for b in made.blocks if isinstance(b, Figure)][-2:]
    assert "20 of 30 funds" in whole.note
    assert len(whole.table.frame) == 90
    assert len(yearly.table.frame) == 30
    assert set(yearly.table.frame["Year to March 2029"]) == {"£100k"}
    # A period is called 2028/29 too: whoever chooses it is shown every year of a fund.
    assert "2028/29" in PERIODS
    chosen = filters_of([made], list(PERIODS), {})
    assert {chosen.column(yearly.table, name) for name in yearly.table.frame} == {""}
    picture = base64.b64decode(whole.source.partition(",")[2]).decode()
    assert "reimbursement-of-employer-07" in picture


def test_the_policy_is_told_in_words(plan: Plan) -> None:
    policy = {"new_profiles": False, "travel_minutes": 12.5, "over_establishment_limit": None}
    settings = {**plan.record.settings, "policy": policy}
    record = plan.record.model_copy(update={"settings": settings})
    first = provenance.section(replace(plan, record=record)).blocks[0]
    assert isinstance(first, DataTable)
    assert first.frame["Here"].to_list() == ["no", "12.5", "no limit"]
    assert first.frame["Assumption"].iloc[1].startswith("Travel for a home visit")


def test_limits_are_told_in_words(plan: Plan) -> None:
    limits = {"time_limit": None, "gap": 0.0001, "reproducible": True}
    record = plan.record.model_copy(update={"limits": limits})
    made = provenance.section(replace(plan, record=record)).blocks
    table = next(b for b in made if isinstance(b, DataTable) and b.title == "How the plan was made")
    told = dict(zip(table.frame["What"], table.frame["Value"], strict=True))
    assert told["Limit, time limit"] == "no limit"
    assert told["Limit, gap"] == "0.0001"
    assert told["Limit, reproducible"] == "yes"
