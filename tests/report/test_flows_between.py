"""Who draws staff from whom: nothing is lost where small flows are taken together."""

from __future__ import annotations

import base64
from dataclasses import replace

import numpy as np
import pytest

from planner.plan.plan import Plan
from planner.plan.tables import BY_NAME
from planner.report.blocks import DataTable, Figure, Prose
from planner.report.facts import flows
from planner.report.sections import stability
from tests.plan.sample import COUNCIL, HOME, PCN, make_table, sample_plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def _many(plan: Plan, losing: int, hiring: int) -> Plan:
    draw = np.random.default_rng(7)
    rows = [
        {"kind": "drawn_away", "post": f"P{a}", "organisation": f"L{a:02}", "role": "carer",
         "profile": "carer", "to_organisation": f"H{b:02}", "via": "M1", "period": "2027Q2",
         "wte": float(draw.exponential()), "baseline_wte": float(draw.exponential())}
        for a in range(losing)
        for b in range(hiring)
    ]  # fmt: skip
    return replace(plan, tables={**plan.tables, "moves": make_table(BY_NAME["moves"], rows)})


def test_flows_by_hand(plan: Plan) -> None:
    table = flows.between(plan, 9)
    assert table.to_dict("records") == [
        {"organisation": HOME, "to_organisation": PCN, "wte": 3.0, "baseline_wte": 1.5},
        {"organisation": HOME, "to_organisation": COUNCIL, "wte": 0.4, "baseline_wte": 0.0},
    ]
    balance = flows.balance(plan).set_index("organisation")["net"]
    assert balance.to_dict() == pytest.approx({HOME: -3.4, COUNCIL: 0.4, PCN: 3.0})


@pytest.mark.parametrize(("losing", "hiring"), [(25, 4), (58, 40), (10, 11), (1, 1)])
def test_grouping_keeps_every_wte(plan: Plan, losing: int, hiring: int) -> None:
    many = _many(plan, losing, hiring)
    table, moves = flows.between(many, 9), many["moves"]
    assert table["wte"].sum() == pytest.approx(moves["wte"].sum())
    assert table["baseline_wte"].sum() == pytest.approx(moves["baseline_wte"].sum())
    for side, there in (("organisation", losing), ("to_organisation", hiring)):
        assert table[side].nunique() == min(there, 10)
    by_hand: dict[str, float] = {}
    for organisation, wte in zip(moves["organisation"], moves["wte"], strict=True):
        by_hand[organisation] = by_hand.get(organisation, 0.0) + wte
    largest = max(by_hand, key=by_hand.__getitem__)
    shown = table[table["organisation"] == largest]["wte"].sum()
    assert shown == pytest.approx(by_hand[largest])
    assert flows.balance(many)["net"].sum() == pytest.approx(0.0, abs=1e-9)


def test_the_section_reads_with_58_employers(plan: Plan) -> None:
    made = stability.section(_many(plan, 58, 58))
    figures = {block.title: block for block in made.blocks if isinstance(block, Figure)}
    figure = figures["Who draws staff from whom"]
    picture = base64.b64decode(figure.source.partition(",")[2]).decode()
    assert "Other losing employers" in picture
    assert "Other hiring employers" in picture
    assert "9 largest on each side" in figure.note
    assert len(figure.source) < 120_000
    table = flows.between(_many(plan, 58, 58), 9)
    seen = (table["wte"] >= 0.05) | (table["baseline_wte"] >= 0.05)
    assert len(figure.table.frame) == seen.sum() >= 95
    tables = [block for block in made.blocks if isinstance(block, DataTable)]
    assert all(len(table.frame) <= 150 for table in tables)


def test_draws_of_the_baseline_alone_stand_in_the_table_without_a_chart(plan: Plan) -> None:
    moves = plan["moves"].copy()
    drawn = moves["kind"] == "drawn_away"
    moves.loc[drawn & (moves["organisation"] == HOME), "wte"] = 0.01
    made = stability.section(replace(plan, tables={**plan.tables, "moves": moves}))
    (table,) = [b for b in made.blocks if getattr(b, "title", "") == "Who draws staff from whom"]
    assert isinstance(table, DataTable)
    assert table.frame["Today carried forward"].to_list() == ["1.5"]


def test_nobody_drawn_away_is_said(plan: Plan) -> None:
    moves = plan["moves"]
    calm = moves[moves["kind"] != "drawn_away"]
    made = stability.section(replace(plan, tables={**plan.tables, "moves": calm}))
    assert Prose("Nobody is drawn away by a partner.") in made.blocks
    assert not any("draws staff" in getattr(block, "title", "") for block in made.blocks)
