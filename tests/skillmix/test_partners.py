"""Agreements, joint posts and rotation at the tiny place: with and without, by hand."""

from __future__ import annotations

import pytest

import planner
from fixtures import tiny
from planner.errors import ImpossibleError
from planner.place.place import Place
from planner.plan.plan import Plan
from tests.skillmix.tiny_with import tiny_with

CLUB = {"organisation": "club", "name": "Lunch club", "kind": "voluntary", "can_employ": "no"}
HELPER = {"post": "club-helper", "organisation": "club", "role": "physiotherapist",
          "establishment_wte": 0, "establishment_max": 1, "in_post_wte": 0, "turnover": 0,
          "sickness": 0}  # fmt: skip
AGREED = {"agreement": "employ", "employer": "trust", "deploys_to": "club",
          "roles": "physiotherapist", "capacity": 0.5, "cost": 1, "fee_share": 0.1}  # fmt: skip
MARKET = {"recruitment": "local", "role": "physiotherapist", "supply_per_year": 8}


def place(frozen: int = 0, **tables: list[dict]) -> Place:
    """The tiny place with a club that has money for one physiotherapist."""
    frames = {name: frame.to_dict("records") for name, frame in tiny.make().frames.items()}
    return tiny_with(
        policy={"new_profiles": False, "frozen_periods": frozen},
        tables={
            "organisations": [*frames["organisations"], CLUB],
            "posts": [*frames["posts"], HELPER],
            "budgets": [*frames["budgets"], {"organisation": "club", "amount": 100}],
            "recruitment": [MARKET],
            **tables,
        },
    )


def values(plan: Plan) -> dict[str, float]:
    return {p.name: p.value for p in plan.record.priorities}


def test_without_an_agreement_the_club_has_nobody() -> None:
    made = planner.plan_skillmix(place())
    assert values(made)["unmet_need"] == pytest.approx(2 * 15 * tiny.WEEKS, rel=1e-5)
    assert not len(made["arrangements"])
    assert set(made["employment"]["organisation"]) == {"trust", "council"}


def test_with_one_the_trust_employs_for_it() -> None:
    """Half a physiotherapist gives 11.25 hours a week, the 15 visits of half an hour that were
    left out. Pay is 50 k£ a year, the fee a tenth of it, concluding the agreement 1 k£."""
    where = place(agreements=[AGREED])
    made = planner.plan_skillmix(where)
    assert planner.verify_plan(where, made) == []
    got = values(made)
    assert got["unmet_need"] == pytest.approx(2 * 10 * tiny.WEEKS, rel=1e-5)
    needed = 15 * 0.5 / 22.5  # WTE for the visits left out
    assert got["cost"] == pytest.approx(150 + 1 + 2 * needed * 50 / 4 * 1.1, rel=1e-4)
    table = made["arrangements"]
    assert table["period"].tolist() == ["2027Q2", "2027Q3"]
    assert table["wte"].tolist() == pytest.approx([needed] * 2, rel=1e-4)
    here = made["employment"].query("organisation == 'club'")
    assert here["employer"].tolist() == ["trust", "trust"]
    assert here["arrangement"].tolist() == ["employ", "employ"]
    total = made["workforce"]["in_post"].sum() + made["workforce"]["in_training"].sum()
    assert made["employment"]["wte"].sum() == pytest.approx(total)


def test_a_plan_that_employs_under_no_agreement_is_found_out() -> None:
    where = place(agreements=[AGREED])
    made = planner.plan_skillmix(where)
    forged = made["arrangements"].assign(runs=0.0, wte=0.0, cost=0.0)
    made = Plan(made.record, {**made.tables, "arrangements": forged}, made.labels)
    faults = planner.verify_plan(where, made)
    assert any(fault.startswith("agreements: club-helper, 2027Q2") for fault in faults)


def with_base(frozen: int, **tables: list[dict]) -> tuple[Plan, Plan]:
    """A plan without arrangements, and one from it with these tables."""
    first = planner.plan_skillmix(place())
    where = place(frozen=frozen, **tables)
    again = planner.plan_skillmix(where, base=first)
    assert planner.verify_plan(where, again, first) == []
    return first, again


@pytest.mark.parametrize("in_force", ["no", "yes"])
def test_an_agreement_that_the_base_plan_did_not_have_may_run_in_frozen_periods(
    in_force: str,
) -> None:
    """The posts of frozen periods stay as they were planned, so nobody is employed yet."""
    _, again = with_base(1, agreements=[{**AGREED, "in_force": in_force}])
    runs = again["arrangements"].set_index("period")["runs"].to_dict()
    assert runs.get("2027Q3") == 1
    assert runs.get("2027Q2", 0) == (in_force == "yes")
    assert values(again)["unmet_need"] < 2 * 15 * tiny.WEEKS - 1


def test_an_agreement_of_the_base_plan_stays() -> None:
    first = planner.plan_skillmix(place(agreements=[AGREED]))
    where = place(frozen=1, agreements=[{**AGREED, "fee_share": 2}])
    again = planner.plan_skillmix(where, base=first)
    assert again["arrangements"]["runs"].tolist() == [1, 1]
    assert planner.verify_plan(where, again, first) == []


def test_a_pin_forbids_an_agreement() -> None:
    pin = {"decision": "arranged", "organisation": "club", "item": "employ", "value": 0}
    made = planner.plan_skillmix(place(agreements=[AGREED], pins=[pin]))
    assert not len(made["arrangements"])


def test_a_joint_post_is_one_post() -> None:
    """Nurses have 37.5 hours a week to spare. One post of theirs, held jointly with the
    council for 60 % of its time, replaces nothing; the council bears 60 % of its pay."""
    where = place(
        joint_posts=[{"joint_post": "joint", "post": "trust-nurse", "wte": 1, "replaces_wte": 1,
                      "in_force": "yes"}],
        joint_post_partners=[{"joint_post": "joint", "organisation": "council", "share": 0.6}],
    )  # fmt: skip
    with pytest.raises(ImpossibleError, match="budgets, council"):
        planner.plan_skillmix(where)  # 110 k£ a year are not 100 and 30
    budgets = [{"organisation": o, "amount": a} for o, a in (("trust", 250), ("council", 130))]
    where = place(
        joint_posts=[{"joint_post": "joint", "post": "trust-nurse", "wte": 1, "in_force": "yes"}],
        joint_post_partners=[{"joint_post": "joint", "organisation": "council", "share": 0.6}],
        budgets=[*budgets, {"organisation": "club", "amount": 100}],
    )
    made = planner.plan_skillmix(where)
    assert planner.verify_plan(where, made) == []
    money = made["money"].query("line == 'shared_staff'").set_index(["organisation", "period"])
    assert money["amount"].groupby("organisation").sum().to_dict() == pytest.approx(
        {"trust": -15.0, "council": 15.0}
    )
    assert money["baseline_amount"].sum() == pytest.approx(0.0)
    shared = made["employment"].query("arrangement == 'joint'")
    assert shared["wte"].tolist() == pytest.approx([0.6, 0.6])
    assert shared["organisation"].unique().tolist() == ["council"]


def test_rotation_brings_a_skill_where_there_is_no_course() -> None:
    """Without courses only rotation makes holistic nurses: half of 2 WTE a year."""
    rotation = {"rotation": "round", "post": "trust-nurse", "least": 1, "most": 2,
                "home_share": 0.5, "handover_days": 0, "gains_profile": "holistic_nurse",
                "gains_per_year": 1, "no_net_loss": "no", "cost": 2}  # fmt: skip
    tables = {"courses": [], "rotations": [rotation],
              "rotation_hosts": [{"rotation": "round", "organisation": "council", "share": 1}],
              "budgets": [{"organisation": o, "amount": 400} for o in ("trust", "council")],
              "profiles": [{"profile": "holistic_nurse", "role": "nurse",
                            "competencies": "mobility; daily_living; welfare",
                            "minimum_team_wte": 0.5, "adoption_cost": 1}]}  # fmt: skip
    where = tiny_with(tables=tables)
    made = planner.plan_skillmix(where)
    assert planner.verify_plan(where, made) == []
    table = made["arrangements"]
    assert table["kind"].unique().tolist() == ["rotation"]
    assert (table["grown"] <= table["wte"] / 4 + 1e-6).all()
    assert table["grown"].sum() == pytest.approx(1.0, rel=1e-4)  # two quarters of 2 WTE
    before = planner.plan_skillmix(
        tiny_with(tables={**tables, "rotations": [], "rotation_hosts": []})
    )
    assert values(made)["unmet_need"] < values(before)["unmet_need"] - 1
    grown = made["workforce"].query("profile == 'holistic_nurse'")
    assert grown["in_post"].tolist() == pytest.approx([0.5, 1.0], rel=1e-4)
