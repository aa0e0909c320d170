"""Schemes that cannot be kept: what conflicts, and what would free them, in words."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import ImpossibleError
from planner.rotation import impossible as module
from planner.rotation import plan_rotation
from planner.rotation.problem import make_problem
from planner.rotation.scheme import make_scheme
from solvers.engine.limits import Limits
from solvers.engine.violation import Violation
from solvers.schemes.rules import RULES
from tests.rotation_stage.small import Frames, block, changed, frames, kind, place

#: What is asked; words of what conflicts; words of what must give way; the cells that free it.
Case = tuple[Frames, list[str], list[str], Frames]


def _together(*parts: Frames) -> Frames:
    """Changes of several tables at once."""
    made: Frames = {}
    for part in parts:
        made |= part
    return made


def _posts(*cells: dict[str, Any]) -> Frames:
    rows = frames()["rotation_posts"]
    return {"rotation_posts": [row | cell for row, cell in zip(rows, cells, strict=True)]}


BOTH = _posts({"least": 1}, {"least": 1}, {}, {})
CASES: dict[str, Case] = {
    "two posts and backfill for one": (
        BOTH,
        ["no net loss at home: block 1 from 2027-04-05",
         "people at each post: near, block 1 from 2027-04-05",
         "people at each post: far, block 1 from 2027-04-05"],
        ["near, block 1 from 2027-04-05: allow 1 people off its fewest or most",
         "far, block 1 from 2027-04-05: allow 1 people off its fewest or most"],
        _posts({"least": 1}, {}, {}, {}),
    ),
    "nobody lives near enough": (
        _together(_posts({}, {"least": 1}, {}, {}),
                  changed("rotation_schemes", 0, travel_limit=45, blocks=1)),
        ["where a person may be: P0, block 1 from 2027-04-05",
         "where a person may be: P1, block 1 from 2027-04-05",
         "where a person may be: P2, block 1 from 2027-04-05",
         "people at each post: far, block 1 from 2027-04-05"],
        ["far, block 1 from 2027-04-05: allow 1 people off its fewest or most",
         "block 1 from 2027-04-05: let them be elsewhere than they may"],
        changed("rotation_schemes", 0, travel_limit=60, blocks=1),
    ),
    "three people and four who are wanted": (
        _together(_posts({}, {}, {"least": 4}, {}), changed("rotation_schemes", 0, blocks=1)),
        ["people at each post: ward, block 1 from 2027-04-05"],
        ["ward, block 1 from 2027-04-05: allow 1 people off its fewest or most"],
        _posts({}, {}, {"least": 3}, {}),
    ),
    "a pin against what comes first": (
        _together(kind(kind="practice", only_after="clinic"),
                  {"rotation_pins": [{"scheme": "s", "person": "P0", "block": 1, "post": "near"}]}),
        ["where a person may be: P0, block 1 from 2027-04-05", "what comes first: P0, practice"],
        ["P0, practice: allow it before what must come first",
         "P0, block 1 from 2027-04-05: let them be elsewhere than they may"],
        {"rotation_pins": [{"scheme": "s", "person": "P0", "block": 2, "post": "near"}]},
    ),
    "one of a pair on long leave": (
        _together(
            {"rotation_people": [
                {"scheme": "s", "person": "P0", "pair": "x", "shared_post": "near"},
                {"scheme": "s", "person": "P1", "pair": "x", "shared_post": "near"},
                {"scheme": "s", "person": "P2"},
            ]},
            kind(kind="practice", in_row_most=1),
            {"rotation_wishes": [{"person": "P0", "first": block(2), "last": block(4),
                                  "wish": "leave"}]},
        ),
        ["blocks in a row: P1, practice",
         "people who share a post: P0 and P1, block 2 from 2027-05-03",
         "people who share a post: P0 and P1, block 3 from 2027-05-31"],
        ["let neither of them, or both, be there", "allow a run that is"],
        kind(kind="practice", in_row_most=3),
    ),
}  # fmt: skip

ANY_BLOCK = ("two posts and backfill for one", "three people and four who are wanted")


def test_every_rule_has_words_for_what_giving_it_up_means() -> None:
    for rule in RULES:
        (line,) = module.give_up([Violation(rule.NAME, "somewhere", 2.0, "blocks")])
        assert line.startswith("somewhere: ")


def test_an_explanation_ends_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops the search while it looks for why does not wait for it."""
    scheme = make_scheme(place(CASES["two posts and backfill for one"][0]), "s")
    limits, given = Limits(20.0), list[Limits]()
    for search in ("conflict", "relaxation"):
        monkeypatch.setattr(module, search, lambda _, handed: given.append(handed))
    limits.stop.set()
    told = module.impossible(scheme, make_problem(scheme), limits)
    assert [each.over() for each in given] == [True, True]
    assert "was not found: stopped" in str(told)


@pytest.mark.parametrize("name", CASES)
def test_what_conflicts_is_told_and_giving_way_frees_it(name: str) -> None:
    asked, conflict, gives, cells = CASES[name]
    with pytest.raises(ImpossibleError) as refused:
        plan_rotation(place(asked), "s", time_limit=20)
    message = str(refused.value)
    assert message.startswith("No rotation keeps everything that 's' asks for.")
    assert "These cannot all be kept, and any of them less can:" in message
    assert "The fewest promises that must give way for all others to be kept:" in message
    told = message.split("The fewest promises")
    clash = sorted(line.strip() for line in told[0].splitlines()[2:])
    first, *others = (f"block {b} from {block(b)}" for b in (1, 2, 3, 4))
    alike = [conflict]  # the same may be told of another block
    if name in ANY_BLOCK:
        alike += [[each.replace(first, other) for each in conflict] for other in others]
    assert clash in [sorted(each) for each in alike]
    assert any(words in told[1] for words in gives), told[1]
    assert plan_rotation(place(asked | cells), "s", time_limit=20).record.check.passed
