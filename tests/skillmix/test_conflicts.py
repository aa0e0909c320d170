"""Impossible places: which rule, whose, by how much; and giving way by so much is enough."""

from __future__ import annotations

import re
from typing import Any

import pytest

import planner
from planner.errors import ImpossibleError
from planner.place.place import Place
from tests.skillmix.tiny_with import tiny_with

PIN = {
    "decision": "starts",
    "organisation": "trust",
    "item": "holistic_care",
    "period": "2027Q2",
    "comparison": "at_least",
}
AMOUNT = re.compile(r"give way by ([\d,.]+) (k£|WTE)$")


def reasons(place: Place) -> dict[str, float]:
    """Rule and place → the amount that would have to give way."""
    with pytest.raises(ImpossibleError) as caught:
        planner.plan_skillmix(place)
    assert "No plan keeps every hard rule" in str(caught.value)
    assert caught.value.reasons
    found = {}
    for reason in caught.value.reasons:
        match = AMOUNT.search(reason)
        assert match, reason
        found[reason.split(": would")[0]] = float(match[1].replace(",", ""))
    return found


def possible(place: Place) -> bool:
    return planner.plan_skillmix(place).record.status == "optimal"


def test_a_hard_budget_below_the_pay_bill() -> None:
    def place(amount: float) -> Place:
        return tiny_with(
            tables={"budgets": [{"organisation": "council", "amount": amount}]},
        )  # the trust, which stands first, has none

    found = reasons(place(90))
    assert found == {"budgets, council, 2027Q2": 2.5, "budgets, council, 2027Q3": 2.5}
    assert possible(place(90 + 4 * 2.5))
    assert not impossible_by_a_hair(place, 100)


def impossible_by_a_hair(place: Any, amount: float) -> bool:
    """Whether just less than enough is possible all the same."""
    with pytest.raises(ImpossibleError):
        planner.plan_skillmix(place(amount - 0.5))
    return False


def test_a_pin_against_course_places() -> None:
    def place(more: float) -> Place:
        return tiny_with(
            tables={"pins": [{**PIN, "value": 3}]},
            courses={"holistic_care": {"places_per_intake": 2 + more}},
        )

    found = reasons(place(0))
    assert sum(found.values()) == pytest.approx(1)
    ((rule, amount),) = found.items()
    assert rule.startswith(("pins, starts of holistic_care at trust in 2027Q2", "course places,"))
    assert possible(place(amount))


def test_a_pin_against_the_change_limit() -> None:
    """4 WTE at the trust, half of whom may change in a year: half a WTE in a quarter."""

    def place(share: float, starts: float) -> Place:
        return tiny_with({"change_limit": share}, {"pins": [{**PIN, "value": starts}]})

    found = reasons(place(0.5, 2))
    assert sum(found.values()) == pytest.approx(1.5)
    assert all("trust" in rule and "2027Q2" in rule for rule in found)
    pin = sum(amount for rule, amount in found.items() if rule.startswith("pins"))
    limit = sum(amount for rule, amount in found.items() if rule.startswith("change"))
    assert possible(place(0.5 + limit, 2 - pin))


def test_a_pin_against_the_readiness_of_a_team() -> None:
    """3 nurses, 0.4 of whom may change in a year: 0.3 WTE in a quarter."""

    def place(limit: float, starts: float) -> Place:
        row = {"organisation": "trust", "staff_group": "nursing", "readiness": 1}
        tables = {"readiness": [{**row, "change_limit": limit}]}
        team = {"holistic_nurse": {"minimum_team_wte": 0}}
        pins = [{**PIN, "value": starts}]
        return tiny_with(tables={**tables, "pins": pins}, profiles=team)

    found = reasons(place(0.4, 0.6))
    assert sum(found.values()) == pytest.approx(0.3)
    assert all("trust" in rule and "2027Q2" in rule for rule in found)
    pin = sum(amount for rule, amount in found.items() if rule.startswith("pins"))
    team = sum(amount for rule, amount in found.items() if rule.startswith("readiness"))
    assert possible(place(0.4 + team / 0.75, 0.6 - pin))


def test_a_minimum_team_that_cannot_be_trained() -> None:
    def place(team: float) -> Place:
        pin = {"decision": "adopted", "organisation": "trust", "item": "holistic_nurse", "value": 1}
        return tiny_with(
            tables={"pins": [pin]}, profiles={"holistic_nurse": {"minimum_team_wte": team}}
        )

    found = reasons(place(3))
    assert found == {"smallest team, trust holistic_nurse, 2027Q3": 1.0}
    assert possible(place(3 - 1.0))


def test_what_only_whole_decisions_make_impossible() -> None:
    """One starter is pinned and a team of two is the least; half an adoption would do."""

    def place(starts: float, team: float) -> Place:
        pin = {**PIN, "comparison": "exactly", "value": starts}
        return tiny_with(
            tables={"pins": [pin]}, profiles={"holistic_nurse": {"minimum_team_wte": team}}
        )

    found = reasons(place(1, 2))
    assert sum(found.values()) == pytest.approx(1)
    ((rule, _),) = found.items()
    assert "trust" in rule
    assert possible(place(2, 2))
    assert possible(place(1, 1))


def test_the_vacancy_limit_names_its_posts() -> None:
    place = tiny_with(
        posts={"council-social_worker": {"establishment_wte": 2, "vacancy_limit": 0.25}}
    )
    found = reasons(place)
    assert {rule.split(", ")[1] for rule in found} == {"council-social_worker"}
    assert set(found.values()) == {0.5}
    assert {rule.split(", ")[0] for rule in found} == {"vacancy limit"}
