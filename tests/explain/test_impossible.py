"""Kinds of impossible places, each explained, and the explanation checked by solves.

Many more of each kind: ``python -m tests.explain.impossible 100``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from random import Random
from typing import Any

import pytest

from planner.explain.cells import Cell
from planner.explain.changes import CellChange
from planner.explain.impossible import Clash, Member, explain_impossible
from planner.explain.words import described, proof, told_impossible
from planner.place.place import Place
from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, nothing
from solvers.engine.status import Status
from solvers.skillmix.impossible.holds import Conflict
from solvers.skillmix.impossible.possible import Answer, cheapest
from solvers.skillmix.impossible.smallest import NOT_SMALLEST
from tests.explain import generate
from tests.explain.examine import examine
from tests.skillmix.tiny_with import tiny_with

#: Kinds of which a change is tried too; the first is planned anew, the others solved.
CHECKED = (
    generate.vacancy_against_recruitment,
    generate.frozen,
    generate.several_at_once,
    generate.supervision,
    generate.no_net_loss,
    generate.fragile_service,
    generate.over_establishment,
    generate.lead_time,
    generate.agreement_capacity,
)
PLANNED = 1
#: The other kinds, but for a second with a plan before, and the cells that are in conflict.
CELLS = {
    generate.pin_against_ceiling: {"pins.value", "posts.establishment_max"},
    generate.pin_against_stock: {"pins.value", "budgets.amount"},
    generate.two_pins: {"pins.value"},
    generate.hard_budget: {"budgets.amount", "posts.release_max_per_year"},
    generate.budget_from_later: {"budgets.amount", "posts.release_max_per_year"},
    generate.control_total: {
        "budgets.amount", "organisations.overspend_limit", "posts.release_max_per_year",
    },
    generate.funds: {"pins.value", "funds.amount"},
    generate.fewest_who_rotate: {"pins.value", "rotations.least"},
    generate.change_limit: {"pins.value", "organisations.change_limit"},
    generate.team_readiness: {"pins.value", "readiness.change_limit"},
    generate.training_places: {"pins.value", "courses.places_per_intake"},
    generate.smallest_team: {"pins.value", "profiles.minimum_team_wte"},
    generate.transfers: {"pins.value", "transfers.max_per_year"},
    generate.decided_establishment: {"establishments.establishment_wte", "posts.vacancy_limit"},
    generate.agency: {"pins.value", "posts.agency_max", "posts.establishment_max"},
    generate.partners_drawn: {"pins.value", "draws.share"},
}  # fmt: skip


@pytest.mark.parametrize("kind", CHECKED, ids=lambda kind: kind.__name__)
def test_explanations_of_impossible_places_hold(kind: generate.Kind) -> None:
    made = generate.begun(Random(5))
    kind(made)
    number = CHECKED.index(kind)
    plan = number < PLANNED
    free = number % 6 == 0
    result = examine(made.place(), made.base, offered=1, plan_first=plan, free_cells=free)
    assert result.wrong == []
    assert result.tried == 1
    assert result.planned == plan
    assert (result.freed > 0) == free


@pytest.mark.parametrize("kind", CELLS, ids=lambda kind: kind.__name__)
def test_what_is_in_conflict_in_other_places(kind: generate.Kind) -> None:
    """The cells that each kind sets against one another, and no others."""
    made = generate.begun(Random(5))
    kind(made)
    result = examine(made.place(), made.base, offered=0, free_cells=False)
    assert result.wrong == []
    assert result.found is not None
    ((clash),) = result.found.clashes
    assert {f"{m.cell.table}.{m.cell.column}" for m in clash.members} == CELLS[kind]


def test_a_possible_place_has_nothing_to_explain() -> None:
    assert explain_impossible(tiny_with()) is None


def test_the_conflict_the_cells_and_the_cheapest_change_of_a_tight_budget() -> None:
    """Two staff cost 25 k£ a quarter; 90 k£ a year leaves 22.5: 2.5 short."""
    place = tiny_with(tables={"budgets": [{"organisation": "council", "amount": 90}]})
    found = explain_impossible(place, limits=Limits(threads=1), offered=2)
    assert found is not None
    ((clash),) = found.clashes
    assert {(m.cell.table, m.cell.row, m.cell.column) for m in clash.members} == {
        ("budgets", "council", "amount"),
        ("posts", "council-social_worker", "release_max_per_year"),
        ("posts", "council-occupational_therapist", "release_max_per_year"),
    }
    assert clash.conflict.smallest
    first, second = found.suggestions
    assert str(first) == "budgets: amount of council from 90 k£ a year to 100 k£ a year"
    assert first.cost == pytest.approx(10 / 50)
    # 2.5 k£ is a fifth of a WTE for a quarter: 0.2 WTE in it, 0.8 a year.
    assert "release_max_per_year" in str(second)
    assert second.changes[0].value == pytest.approx(0.8)
    text = told_impossible(found, "Tiny")
    assert "impossible" in text.headline[0]
    assert [s.title for s in text.sections] == [
        "What is in conflict",
        "What would make it possible",
    ]


def test_a_value_that_no_period_can_share_is_left_out() -> None:
    """A nurse in ten leaves a year and nobody comes: never the same number twice."""
    pin = {"decision": "in_post", "organisation": "trust", "item": "nurse", "value": 2.9}
    place = tiny_with(tables={"pins": [pin]}, posts={"trust-nurse": {"turnover": 0.1}})
    found = explain_impossible(place, limits=Limits(threads=1), offered=1)
    assert found is not None
    ((change),) = found.suggestions[0].changes
    assert change.dropped
    assert str(change) == "pins: leave out the row in_post, trust, nurse, exactly"


def test_what_only_whole_decisions_make_impossible_on_a_larger_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One starter is pinned and a team of two is the least: half an adoption would do. Were
    the model large, shares would be in no conflict and whole decisions be looked at then."""
    monkeypatch.setattr("solvers.skillmix.impossible.smallest.SMALL", 0)
    pin = {
        "decision": "starts", "organisation": "trust", "item": "holistic_care",
        "period": "2027Q2", "comparison": "exactly", "value": 1,
    }  # fmt: skip
    place = tiny_with(tables={"pins": [pin]}, profiles={"holistic_nurse": {"minimum_team_wte": 2}})
    found = explain_impossible(place, limits=Limits(threads=1), offered=1)
    assert found is not None
    ((clash),) = found.clashes
    assert clash.conflict.whole
    assert clash.conflict.irreducible
    assert {(m.cell.table, m.cell.column) for m in clash.members} == {
        ("pins", "value"),
        ("profiles", "minimum_team_wte"),
        ("posts", "release_max_per_year"),
    }


def test_a_search_that_ends_too_soon_blames_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first solve says what could give way, not what is in conflict."""
    calls = count(1)

    def second_unanswered(*asked: Any) -> LinearResult:
        return cheapest(*asked) if next(calls) != 2 else nothing(Status.UNKNOWN, 0.0, "late")

    monkeypatch.setattr("solvers.skillmix.impossible.smallest.cheapest", second_unanswered)
    place = tiny_with(tables={"budgets": [{"organisation": "council", "amount": 90}]})
    found = explain_impossible(place, limits=Limits(threads=1))
    assert found is not None
    text = told_impossible(found, "Tiny")
    assert text.headline[1:] == ("The time was too short to find what is in conflict.",)
    assert text.sections == ()


def test_a_change_that_was_not_tried_is_not_offered_as_one_that_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []

    def unanswered(place: Place, changes: Sequence[CellChange], *_: Any) -> Answer:
        tried.append(changes)
        return Answer.UNKNOWN

    monkeypatch.setattr("planner.explain.impossible.makes_possible", unanswered)
    place = tiny_with(
        tables={"budgets": [{"organisation": "council", "amount": 90}]},
        roles={"social_worker": {"annual_cost": 50.123}},
    )
    found = explain_impossible(place, limits=Limits(threads=1), offered=1)
    assert found is not None
    (only,) = found.suggestions
    assert only.changes[0].value == 101  # 100.2 and 100.13 would be looked at next
    assert tried == [only.changes]
    section = told_impossible(found, "Tiny").sections[-1]
    assert section.frame["tried"].tolist() == ["not tried to the end in the time there was"]
    assert "tried" not in section.note
    assert described(only, "To do it.").startswith("To do it. This change was not tried")


def test_one_figure_is_told_with_what_is_not_proven_of_it() -> None:
    conflict = Conflict((0,), False, False, True, [NOT_SMALLEST])
    cell = Cell("pins", {"item": "nurse"}, "value", 9.0, 9.0, "WTE")
    assert NOT_SMALLEST in proof(Clash(conflict, (Member(cell, "pins", ()),)))


def test_stopped_at_once_nothing_is_said_to_be_hopeless() -> None:
    """No word of it that nothing would help, which nobody has looked for."""
    limits = Limits(threads=1)
    limits.stop.set()
    place = tiny_with(tables={"budgets": [{"organisation": "council", "amount": 90}]})
    found = explain_impossible(place, limits=limits)
    assert found is not None
    text = told_impossible(found, "Tiny")
    assert text.headline == ("The time was too short to say whether anything is possible.",)
    assert text.sections == ()
