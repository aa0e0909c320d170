"""Questions of a plan of the tiny place, whose answers can be worked out by hand."""

from __future__ import annotations

import shlex
import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

import planner
from planner.errors import PlaceplanError
from planner.explain.answer import Told, answer
from planner.explain.asked import Asked
from planner.explain.questions import QUESTIONS
from planner.explain.questions.priority import NOT_MEASURED
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.scenario import apply_scenarios, scenario_from_toml
from planner.skillmix.bottlenecks import TABLE as BOTTLENECKS
from planner.skillmix.problem import make_problem
from solvers.engine.mathopt import LinearResult, solve
from solvers.engine.progress import Progress
from solvers.engine.status import Status
from tests.skillmix.tiny_with import tiny_with


@pytest.fixture(scope="module")
def place() -> Place:
    """The tiny place with another social worker's post, which nobody can be hired for before
    the second quarter."""
    return tiny_with(
        tables={
            "recruitment": [
                {
                    "recruitment": "local",
                    "role": "social_worker",
                    "supply_per_year": 1.6,
                    "lead_months": 3,
                }
            ],
            "budgets": [
                {"organisation": "trust", "amount": 250},
                {"organisation": "council", "amount": 300},
            ],
        },
        posts={"council-social_worker": {"establishment_wte": 2}},
    )


@pytest.fixture(scope="module")
def plan(place: Place) -> Plan:
    return planner.plan_skillmix(place)


@pytest.fixture(scope="module")
def plain() -> tuple[Place, Plan]:
    """The tiny place where nobody may learn anything and the council's budget begins later,
    with its plan."""
    budgets = [
        {"organisation": "trust", "amount": 250},
        {"organisation": "council", "amount": 110, "period": "2027Q3"},
    ]
    place = tiny_with(tables={"profiles": [], "budgets": budgets})
    return place, planner.plan_skillmix(place)


def ask(place: Place, plan: Plan, question: str | None, **wanted: Any) -> Told:
    return answer(place, plan, question, wanted)


def said(told: Told) -> str:
    return "\n".join(told.summary.headline)


def rows(told: Told, title: str) -> list[dict[str, Any]]:
    section = next(s for s in told.summary.sections if s.title.startswith(title))
    return section.frame.to_dict("records")


def test_a_vacancy_that_no_market_can_fill_in_time(place: Place, plan: Plan) -> None:
    told = ask(place, plan, "vacant", organisation="council", role="social_worker", period="2027Q2")
    assert "1 of 2 WTE of social_worker at council in 2027Q2 are vacant" in said(told)
    assert "None of its labour markets gives anybody in that period yet" in said(told)
    assert "is impossible: against it stand lead_months of local (3 months)" in said(told)
    assert rows(told, "What is in conflict")[0]["row"] == "local"
    assert rows(told, "Recruitment")[0]["first arrivals"] == "2027Q3"


def test_what_would_fill_a_vacancy_is_enough(place: Place, plan: Plan) -> None:
    """0.4 of a WTE may come in the second quarter; 1 is missing."""
    wanted = {"organisation": "council", "role": "social_worker", "period": "2027Q3"}
    told = ask(place, plan, "vacant", **wanted)
    assert "supply_per_year of local (1.6 WTE a year)" in said(told)
    assert told.scenarios
    changed = apply_scenarios(place, [scenario_from_toml(told.scenarios[0])])
    funded = 2.0
    pin = {"decision": "in_post", "organisation": "council", "item": "social_worker"}
    frames = {name: frame for name, frame in changed.tables.items() if len(frame)}
    frames["pins"] = [{**pin, "period": "2027Q3", "comparison": "at_least", "value": funded}]
    again = planner.plan_skillmix(planner.place_from_frames(changed.settings, frames))
    assert again.record.check.passed


def test_separate_visits_before_anybody_has_learned_the_rest(place: Place, plan: Plan) -> None:
    told = ask(place, plan, "separate", name="weekly", period="2027Q2")
    assert "holistic_nurse could give it, but none is in post by then" in said(told)
    assert "the first are in 2027Q3" in said(told)
    assert rows(told, "How it is given")[0]["visits"] == "4"


def test_separate_visits_while_places_are_few(place: Place, plan: Plan) -> None:
    """Another joint occasion takes 1.5 hours a week of 22.5: a fifteenth of a nurse more."""
    told = ask(place, plan, "separate", name="weekly", period="2027Q3")
    assert "holistic_nurse can give it, and all their hours are in use" in said(told)
    assert "places_per_intake of holistic_care (2 WTE)" in said(told)
    ((first), *_) = rows(told, "What it would take")
    assert first["change"] == "courses: places_per_intake of holistic_care from 2 WTE to 2.1 WTE"
    assert first["gives up"] == "0.07 WTE"


def test_a_package_that_nobody_can_join(plain: tuple[Place, Plan]) -> None:
    told = ask(*plain, "separate", name="weekly")
    assert "Nobody can give two interventions of weekly in one visit" in said(told)
    assert (
        "dressing with mobility practice: no profile has all of mobility and wound_care; nurse could "
        "learn it, but the table profiles lists no such profile." in said(told)
    )
    assert rows(told, "How it is given")[0]["visits"] == "4"
    assert {row["profile"] for row in rows(told, "Who can")} == {
        "nurse", "physiotherapist", "occupational_therapist", "social_worker",
    }  # fmt: skip


def test_a_budget_that_begins_later(plain: tuple[Place, Plan]) -> None:
    assert "council in 2027Q3 spends 25 k£" in said(ask(*plain, "budget", organisation="council"))
    wanted = {"organisation": "council", "period": "2027Q2"}
    with pytest.raises(PlaceplanError, match="council has no budget in 2027Q2; say with --amount"):
        ask(*plain, "budget", **wanted)
    told = ask(*plain, "budget", **wanted, amount=30)
    assert "spends 25 k£; it has no budget then." in said(told)


def test_a_course_that_is_full(place: Place, plan: Plan) -> None:
    assert "is full: 2 WTE start" in said(ask(place, plan, "course", name="holistic_care"))


def test_need_that_nobody_can_meet_in_time(place: Place, plan: Plan) -> None:
    told = ask(place, plan, "need", name="weekly", intervention="mobility practice")
    assert "physiotherapist can give it, and all their hours are in use" in said(told)
    assert "is impossible" in said(told)


def test_what_is_missed_most_is_told_once_an_intervention(place: Place) -> None:
    """One that is missed everywhere does not hide another that is missed once."""
    problem = make_problem(place)
    missed = np.zeros((len(problem.care.interventions), 300, 2))
    missed[0], missed[2, 7, 1] = 50, 1
    where = SimpleNamespace(localities=[f"place {k}" for k in range(300)])
    asked = SimpleNamespace(
        problem=SimpleNamespace(care=problem.care, workforce=where),
        outcome={"undelivered": missed},
        labels=("2027Q2", "2027Q3"),
    )
    first, second = QUESTIONS["need"].worst(cast("Asked", asked), 3)
    assert first.size == "50 times a week"
    assert second.size == "1 times a week"
    assert second.options[1:] == (("locality", "place 7"), ("period", "2027Q3"))


def test_a_tighter_budget_costs_visits(place: Place, plan: Plan) -> None:
    """54 k£ leave 4 for the course, which takes 1⅓ nurses; they see 20 of 60 people alone."""
    told = ask(place, plan, "budget", organisation="trust", period="2027Q2", amount=54)
    assert "is possible, but dearer" in said(told)
    priced = {row["priority"]: row for row in rows(told, "What it costs")}
    weeks = 365.25 / 7 / 4
    assert priced["unmet need"]["difference"] == "0"
    assert priced["visits"]["difference"] == f"+{(180 - 150) * weeks:,.2f}"


def test_facts_alone_plan_nothing_again(place: Place, plan: Plan) -> None:
    wanted = {"organisation": "trust", "period": "2027Q2", "amount": 54}
    told = answer(place, plan, "budget", wanted, facts=True)
    assert "spends 56 k£" in said(told)
    assert "dearer" not in said(told)


def test_what_limits_the_visits(place: Place, plan: Plan) -> None:
    told = ask(place, plan, "priority", name="visits")
    assert "place on holistic_care" in rows(told, "What would help most")[0]["one more"]


def test_facts_alone_measure_nothing(
    place: Place, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def planned(*_: Any, **__: Any) -> Any:
        raise AssertionError("planned again")

    monkeypatch.setattr("planner.explain.questions.priority.with_bottlenecks", planned)
    told = answer(place, plan, "priority", {"name": "visits"}, facts=True)
    assert said(told).endswith(NOT_MEASURED)
    measured = answer(place, planned_with_limits(plan), "priority", {"name": "visits"}, facts=True)
    assert "One more WTE of staff at nurse in 2027Q2 saves 7 visits." in said(measured)


def planned_with_limits(plan: Plan) -> Plan:
    """The plan as if one limit had been measured."""
    row = dict.fromkeys(BOTTLENECKS.column_names, "") | {
        "priority": "visits", "limit": "establishment", "what": "WTE of staff at nurse",
        "period": "2027Q2", "raised_by": 1.0, "saves": 7.0, "saves_unit": "visits",
    }  # fmt: skip
    return replace(plan, tables={**plan.tables, "bottlenecks": pd.DataFrame([row])})


def test_a_search_for_limits_without_time_says_so(place: Place, plan: Plan) -> None:
    told = answer(place, plan, "priority", {"name": "visits"}, seconds=1e-6)
    assert "What would help most is not complete: visits: not looked at" in said(told)
    assert "No limit was found" not in said(told)


def test_the_page_has_a_line_to_type_for_every_case(
    place: Place, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And every line is a question that is answered, from the facts without a model."""

    def built(*_: Any) -> Any:
        raise AssertionError("a model was built")

    monkeypatch.setattr("planner.explain.asked.build", built)
    told = ask(place, plan, None)
    lines = [row["to ask why"] for s in told.summary.sections for row in s.frame.to_dict("records")]
    assert lines
    assert {line.split(" ")[0] for line in lines} <= set(QUESTIONS)
    assert any(line.startswith("vacant") for line in lines)
    for line in {line.split(" ")[0]: line for line in lines}.values():
        words = shlex.split(line)
        name = [] if words[1:2] == [] or words[1].startswith("--") else [words[1]]
        options = words[1 + len(name) :]
        wanted = {k.removeprefix("--"): v for k, v in zip(options[::2], options[1::2], strict=True)}
        asked = wanted | ({"name": name[0]} if name else {})
        assert answer(place, plan, words[0], asked, facts=True).summary.headline


@pytest.mark.parametrize(
    ("question", "wanted", "message"),
    [
        ("vacat", {}, "did you mean 'vacant'"),
        ("vacant", {"organisation": "trst", "role": "nurse"}, "did you mean 'trust'"),
        ("vacant", {"organisation": "trust"}, "needs --role"),
        ("vacant", {"organisation": "council", "role": "nurse"}, "council has no posts of nurse"),
        ("need", {"name": "weekly", "role": "nurse"}, "does not take --role"),
        ("need", {}, "needs the name behind the question"),
        ("budget", {"organisation": "trust", "amount": float("nan")}, "must be a number"),
        ("budget", {"organisation": "trust", "amount": float("inf")}, "must be a number"),
        (None, {"role": "nurse"}, "Which question"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    place: Place, plan: Plan, question: str | None, wanted: dict[str, Any], message: str
) -> None:
    with pytest.raises(PlaceplanError, match=message):
        ask(place, plan, question, **wanted)


def test_names_that_are_many_are_told_in_part(place: Place, plan: Plan) -> None:
    asked = Asked(place, plan, make_problem(place), None, {"role": "zzz"})
    many = [f"role_{k:02}" for k in range(20)]
    with pytest.raises(PlaceplanError, match=r"no role 'zzz': there are role_00, .* and 12 more"):
        asked.one("role", many)
    with pytest.raises(PlaceplanError, match=r"needs --locality: there are role_00, .* 12 more"):
        asked.one("locality", many)
    with pytest.raises(PlaceplanError, match="needs --locality: the place has none"):
        asked.one("locality", [])


def test_a_larger_plan_keeps_its_yes_and_no(
    place: Place, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the tiny model large, its price would be found by bounds, and be the same."""
    monkeypatch.setattr("solvers.skillmix.price.SMALL", 0)
    told = ask(place, plan, "budget", organisation="trust", period="2027Q2", amount=54)
    assert "is possible, but dearer (with the same yes/no decisions)" in said(told)
    priced = {row["priority"]: row for row in rows(told, "What it costs")}
    weeks = 365.25 / 7 / 4
    assert float(priced["visits"]["difference"]) == pytest.approx(30 * weeks, abs=0.5)


def test_a_time_that_is_too_short_is_told(place: Place, plan: Plan) -> None:
    wanted = {"organisation": "trust", "period": "2027Q2", "amount": 54}
    told = answer(place, plan, "budget", wanted, stop=_stopped())
    assert "The time was too short to say what it would take" in said(told)


@pytest.mark.parametrize("small", [3000, 0])
def test_priorities_without_a_price_are_not_said_to_cost_nothing(
    place: Place, plan: Plan, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time ends once the first has its price; visits, later, would be dearer. Exactly, and
    as if the model were large."""
    monkeypatch.setattr("solvers.skillmix.price.SMALL", small)
    stop = threading.Event()

    def listen(moment: Progress) -> None:
        if moment.bound is not None:
            stop.set()

    wanted = {"organisation": "trust", "period": "2027Q2", "amount": 54}
    told = answer(place, plan, "budget", wanted, stop=stop, listen=listen)
    assert (
        "Nothing is given up of unmet need; the time was too short for destabilisation, visits, "
        "cost, change." in said(told)
    )
    assert "Pin it" not in said(told)
    assert [row["priority"] for row in rows(told, "What it costs")] == ["unmet need"]


def test_a_price_that_is_not_proven_is_told_as_one(
    place: Place, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the integer search for visits, thousands, to end without a bound."""

    def unbounded(*asked: Any, **more: Any) -> LinearResult:
        found = solve(*asked, **more)
        return replace(found, status=Status.FEASIBLE, bound=0.0) if found.value > 1000 else found

    monkeypatch.setattr("solvers.engine.exact.solve", unbounded)
    told = ask(place, plan, "budget", organisation="trust", period="2027Q2", amount=54)
    assert "visits would be up to" in said(told)
    proven = {row["priority"]: row["proven"] for row in rows(told, "What it costs")}
    assert proven["destabilisation"] == "yes"
    assert proven["visits"] == "no: it may be less"


def _stopped() -> threading.Event:
    stop = threading.Event()
    stop.set()
    return stop
