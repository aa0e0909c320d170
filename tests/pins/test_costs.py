"""What pins cost: the difference of two plans made apart, and no more than is proven."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner
from planner.compare.priorities import Met
from planner.errors import ImpossibleError, InputError, PlaceplanError
from planner.pins import decided
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix import stage
from planner.skillmix.pin_costs import costs, wrong_pin_costs
from planner.skillmix.without_pins import FEW, with_pin_costs
from solvers.engine.limits import Limits
from solvers.engine.progress import silent
from solvers.engine.status import Status
from solvers.engine.violation import Violation
from solvers.skillmix.search import SkillmixResult
from tests.skillmix.brute import Brute
from tests.skillmix.random_place import random_frames
from tests.skillmix.tiny_with import tiny_with

STARTS: dict[str, Any] = {"decision": "starts", "organisation": "trust", "item": "holistic_care",
          "period": "2027Q2", "comparison": "at_most", "value": 1.0}  # fmt: skip
NEVER: dict[str, Any] = {"decision": "adopted", "organisation": "trust", "item": "holistic_nurse",
         "comparison": "exactly", "value": 0.0}  # fmt: skip


def pinned(*pins: dict[str, Any]) -> Place:
    return tiny_with(tables={"pins": list(pins)})


def values(plan: Plan) -> dict[str, float]:
    return {p.name: p.value for p in plan.record.priorities}


def told(plan: Plan, dropped: str) -> dict[str, dict[str, Any]]:
    rows = plan["pin_costs"].query("dropped == @dropped").to_dict("records")
    return {str(row["priority"]): {str(k): v for k, v in row.items()} for row in rows}


@pytest.fixture(scope="module")
def without() -> Plan:
    return planner.plan_skillmix(tiny_with())


@pytest.fixture(scope="module")
def both() -> Plan:
    """With two pins, each also dropped alone."""
    return planner.plan_skillmix(pinned(STARTS, NEVER), pin_costs=True)


def test_costs_are_the_difference_of_two_plans_made_apart(both: Plan, without: Plan) -> None:
    apart = {
        "all pins": without,
        "starts of holistic_care at trust in 2027Q2 at most 1": planner.plan_skillmix(
            pinned(NEVER)
        ),
        "adopted of holistic_nurse at trust exactly 0": planner.plan_skillmix(pinned(STARTS)),
    }
    assert list(dict.fromkeys(both["pin_costs"]["dropped"])) == [
        "all pins",
        *list(apart)[1:],
    ]
    for dropped, other in apart.items():
        rows = told(both, dropped)
        assert list(rows) == list(values(both))
        for name, row in rows.items():
            wanted = values(both)[name] - values(other)[name]
            assert row["cost"] == pytest.approx(wanted, rel=1e-5, abs=1e-3), (dropped, name)
            assert row["with_pins"] == values(both)[name]
    assert told(both, "all pins")["unmet_need"]["verdict"] == "larger"
    assert told(both, "all pins")["destabilisation"]["verdict"] == "alike"


def test_a_plan_named_says_the_same_without_a_search(
    both: Plan, without: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    solved = []
    real = stage.solve_skillmix

    def counted(*given: Any, **more: Any) -> Any:
        solved.append(1)
        return real(*given, **more)

    monkeypatch.setattr(stage, "solve_skillmix", counted)
    named = planner.plan_skillmix(pinned(STARTS, NEVER), pinned_from=without)
    assert len(solved) == 1
    assert set(named["pin_costs"]["found"]) == {"named"}
    again = told(both, "all pins")
    for name, row in told(named, "all pins").items():
        assert row["cost"] == pytest.approx(again[name]["cost"], rel=1e-5, abs=1e-3)
        assert row["verdict"] == again[name]["verdict"]


def test_what_a_plan_decided_costs_nothing_to_pin(without: Plan) -> None:
    pins = [{**one.cells, "value": float(one.cells["value"])} for one in decided(without)]
    again = planner.plan_skillmix(pinned(*pins), pinned_from=without)
    assert set(again["pin_costs"]["verdict"]) == {"alike"}
    assert values(again) == pytest.approx(values(without), rel=1e-5, abs=1e-3)


@pytest.mark.parametrize("seed", [30])
def test_all_of_a_random_plans_lines_together_leave_it_as_it_is(seed: int) -> None:
    settings, frames = random_frames(Random(seed))
    frames.pop("pins", None)
    plan = planner.plan_skillmix(planner.place_from_frames(settings, frames))
    pins = [{**one.cells, "value": float(one.cells["value"])} for one in decided(plan)]
    assert pins
    place = planner.place_from_frames(settings, {**frames, "pins": pins})
    again = planner.plan_skillmix(place, pinned_from=plan)
    assert set(again["pin_costs"]["verdict"]) <= {"alike", "inside"}


def _nobody_hires(seed: int) -> tuple[Place, Place]:
    """A random place without pins, and with pins by which nobody hires."""
    settings, frames = random_frames(Random(seed))
    frames.pop("pins", None)
    posts = dict.fromkeys((post["organisation"], post["role"]) for post in frames["posts"])
    pins = [
        {"decision": "hires", "organisation": organisation, "item": role,
         "comparison": "at_most", "value": 0.0}
        for organisation, role in posts
    ]  # fmt: skip
    bare = planner.place_from_frames(settings, frames)
    return bare, planner.place_from_frames(settings, {**frames, "pins": pins})


def _least(place: Place) -> float:
    """The first priority at its least, by brute force, which knows nothing of the model."""
    found = Brute(place).least(place.settings.priorities[0].measure, [])
    assert found is not None
    return found


@pytest.mark.parametrize("seed", [66, 106])
def test_brute_force_finds_the_same_cost_of_the_first_priority(seed: int) -> None:
    bare, place = _nobody_hires(seed)
    free, least = _least(bare), _least(place)
    room = 1e-3 * max(1.0, abs(least))
    assert least - free > 10 * room
    costs = planner.plan_skillmix(place, gap=1e-6, pin_costs=True)["pin_costs"]
    row = costs.loc[costs["dropped"] == "all pins"].iloc[0]
    assert row["least"] - room <= least - free <= row["most"] + room
    assert row["cost"] == pytest.approx(least - free, abs=room)
    assert row["verdict"] == "larger"


def figures() -> st.SearchStrategy[tuple[float, float, float]]:
    """Bound, best and value of a priority, rising."""
    some = st.lists(st.floats(0, 100), min_size=3, max_size=3)
    return some.map(lambda three: tuple(sorted(three)))  # type: ignore[arg-type,return-value]


@given(figures(), figures(), st.booleans())
def test_no_more_is_said_than_is_proven(
    without: tuple[float, float, float], with_pins: tuple[float, float, float], nested: bool
) -> None:
    """Whatever the best of the two is, between bound and value, the cost lies where it is said."""
    if nested:  # the best without is no more than the best with
        low, best, value = without
        best = min(best, with_pins[1])
        without = (min(low, best), best, value)
    a = Met("x", without[2], without[0])
    b = Met("x", with_pins[2], with_pins[0])
    said = costs(a, b, nested=nested)
    true = with_pins[1] - without[1]
    assert said["least"] - 1e-9 <= true <= said["most"] + 1e-9
    if said["verdict"] == "larger":
        assert np.sign(true) == np.sign(said["cost"])
    if nested:
        assert said["least"] >= 0


def test_a_gap_that_is_not_closed_says_nothing() -> None:
    said = costs(Met("x", 100.0, 80.0), Met("x", 110.0, 90.0), nested=True)
    assert said == {"cost": 10.0, "least": 0.0, "most": 30.0, "verdict": "inside"}


def test_the_check_finds_what_was_changed(both: Plan) -> None:
    place = pinned(STARTS, NEVER)
    assert planner.verify_plan(place, both) == []
    table = both["pin_costs"]
    for column in ("with_pins", "bound_with", "cost", "least", "most"):
        wrong = table.copy()
        wrong.loc[0, column] = wrong.loc[0, column] + 5.0
        assert wrong_pin_costs(wrong, both.record.priorities), column
    for column, word in (
        ("verdict", "inside"),
        ("verdict", "earlier"),
        ("priority", "released"),
        ("unit", "k£"),
    ):
        wrong = table.copy()
        wrong.loc[0, column] = word
        assert wrong_pin_costs(wrong, both.record.priorities), column
    tampered = replace(both, tables={**both.tables, "pin_costs": wrong})
    assert planner.verify_plan(place, tampered)


def test_many_pins_are_dropped_together_only() -> None:
    periods = ("2027Q2", "2027Q3")
    pins = [
        {"decision": "agency", "organisation": "trust", "item": role, "period": period,
         "comparison": "at_most", "value": 5.0}
        for role in ("nurse", "physiotherapist") for period in periods
    ]  # fmt: skip
    pins.append({**STARTS, "value": 2.0})
    assert len(pins) > FEW
    plan = planner.plan_skillmix(pinned(*pins), pin_costs=True)
    assert set(plan["pin_costs"]["dropped"]) == {"all pins"}
    assert set(plan["pin_costs"]["verdict"]) == {"alike"}


def test_a_plan_that_came_from_something_else_is_refused(without: Plan, both: Plan) -> None:
    with pytest.raises(PlaceplanError, match="has no pins"):
        planner.plan_skillmix(tiny_with(), pin_costs=True)
    with pytest.raises(InputError, match="the same pins"):
        planner.plan_skillmix(pinned(STARTS, NEVER), pinned_from=both)
    other = tiny_with({"travel_minutes": 12.0}, {"pins": [STARTS]})
    with pytest.raises(InputError, match="other inputs than pins: settings"):
        planner.plan_skillmix(other, pinned_from=without)
    built = replace(without, record=without.record.model_copy(update={"base": "last-year"}))
    with pytest.raises(InputError, match="last-year"):
        planner.plan_skillmix(pinned(STARTS), pinned_from=built)
    worse = [p.model_copy(update={"value": p.value + 9.0}) for p in without.record.priorities]
    changed = replace(without, record=without.record.model_copy(update={"priorities": worse}))
    with pytest.raises(InputError, match=r"no plan of this place: unmet_need: its value") as error:
        planner.plan_skillmix(pinned(STARTS), pinned_from=changed)
    assert len(error.value.findings) == len(worse)
    roster = replace(without, record=without.record.model_copy(update={"stage": "roster"}))
    with pytest.raises(InputError, match="the stage roster"):
        planner.plan_skillmix(pinned(STARTS), pinned_from=roster)


def test_a_search_beside_it_that_goes_wrong_leaves_the_plan_as_it_is(
    both: Plan,
) -> None:
    place = pinned(STARTS, NEVER)
    nothing = SkillmixResult(Status.UNKNOWN, "", None, [], {}, {}, [])
    wrong = Violation("budgets", "trust", 5.0, "k£")
    came: Any = iter([(nothing, []), (replace(nothing, violations=[wrong]), []), (nothing, [])])
    plan = with_pin_costs(both, place, None, lambda *_: next(came), Limits(), silent)
    assert plan["pin_costs"].empty
    said = [each for each in plan.record.warnings if each not in both.record.warnings]
    assert "without all pins no plan was found" in said[0]
    assert "without the pin in row 2 the plan found does not stand up" in said[1]
    assert "without the pin in row 3 no plan was found" in said[2]
    assert not any("holistic" in each for each in said)  # a published page tells them


def test_pins_added_to_pins_are_told_apart(both: Plan) -> None:
    first = planner.plan_skillmix(pinned(STARTS))
    plan = planner.plan_skillmix(pinned(STARTS, NEVER), pinned_from=first)
    assert set(plan["pin_costs"]["dropped"]) == {"the pins changed since the plan named"}
    assert planner.verify_plan(pinned(STARTS, NEVER), plan) == []


def test_an_impossible_pin_is_told_with_its_row() -> None:
    harmless: dict[str, Any] = {**STARTS, "decision": "agency", "item": "nurse", "value": 5.0}
    pins = [{**STARTS, "comparison": "at_least"}, harmless, {**STARTS, "comparison": "exactly",
            "value": 3.0}]  # fmt: skip
    with pytest.raises(ImpossibleError) as error:
        planner.plan_skillmix(pinned(*pins))
    said = str(error.value)
    assert "these pins would have to give way" in said
    assert "row 4 of the table pins, starts of holistic_care at trust in 2027Q2 exactly 3" in said
    assert "row 2 of" not in said
    assert "row 3 of" not in said
