"""The pages of a rotation, and of schemes side by side: every section, nothing fetched, everything
escaped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.place import Place
from planner.plan.plan import Plan
from planner.report import rotation_sections, rotation_test_sections
from planner.report.page import render_report
from planner.report.summary import summarise
from planner.rotation import plan_rotation, try_schemes
from tests.report.scripts import without_script
from tests.roster_out.test_page import _read
from tests.rotation_stage.small import Frames, block, frames, kind, place

HOSTILE = '<script>alert("x")</script>&amp;'


def _changes(name: str = "") -> Frames:
    """A place with something in every section, and everything that has a name called so."""
    rows = frames()
    rows["rotation_posts"][0] |= {"wanted": 1}
    rows["rotation_wishes"] = [
        {"person": "P2", "first": block(2), "last": block(3), "wish": "leave"}
    ]
    rows["rotation_pins"] = [{"scheme": "s", "person": "P0", "block": 1, "post": "clinic"}]
    rows |= kind(kind="practice", gain_blocks=1, competencies="triage")
    rows["recruitment"] = [{"recruitment": "market", "role": "nurse", "supply_per_year": 5}]
    rows["draws"] = [{"recruitment": "market", "from_organisation": "TRUST", "from_role": "nurse",
                      "share": 0.4}]  # fmt: skip
    if name:
        for table in ("organisations", "rotation_schemes", "rotation_posts", "rotation_kinds",
                      "roles"):  # fmt: skip
            rows[table] = [{**row, "name": name} for row in rows[table]]
    return rows


def _second(changes: Frames) -> Frames:
    """The same with a second scheme that cannot be kept."""
    own = ("rotation_schemes", "rotation_posts", "rotation_people")
    copies: dict[str, list[dict[str, Any]]] = {
        name: [{**row, "scheme": "toomuch"} for row in changes[name]] for name in own
    }
    for post in copies["rotation_posts"][:2]:
        post |= {"least": 1, "wanted": 1}
    return changes | {name: [*changes[name], *copies[name]] for name in own}


def _planned(name: str = "") -> Plan:
    return plan_rotation(place(_changes(name)), "s", time_limit=10)


def _tried(name: str = "") -> Plan:
    made: Place = place(_second(_changes(name)))
    return try_schemes(made, ["s", "toomuch"], time_limit=10)


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {"rotation": _planned(), "rotation_test": _tried()}


SECTIONS = {
    "rotation": rotation_sections.SECTIONS,
    "rotation_test": rotation_test_sections.SECTIONS,
}


@pytest.mark.parametrize("stage", SECTIONS)
def test_every_section_is_on_the_page_and_nothing_is_fetched(
    plans: dict[str, Plan], stage: str
) -> None:
    read = _read(without_script(render_report(plans[stage])))
    sections = [section(plans[stage]) for section in SECTIONS[stage]]
    assert read.sections == [section.anchor for section in sections if section is not None]
    assert "script" not in read.tags
    for tag, name, value in read.attributes:
        if name in ("src", "href"):
            assert value.startswith(("data:", "#")), (tag, value)


def test_a_rotation_is_told_in_words_and_figures(plans: dict[str, Plan]) -> None:
    words = _read(render_report(plans["rotation"])).words
    for told in (
        "The scheme", "Every post has the staff it wants in every block.", "Near practice",
        "WTE missing at posts", "proven best", "Block 2, from 3 May 2027", "5 Apr 27", "leave",
    ):  # fmt: skip
        assert told in words, told
    row = _read(render_report(plans["rotation"])).row("P0", more=3)
    assert len(row) == 4
    assert "pin" in row[0][1]


def test_a_comparison_is_told_with_verdicts_and_reasons(plans: dict[str, Plan]) -> None:
    words = _read(render_report(plans["rotation_test"])).words
    for told in (
        "Schemes side by side", "impossible", "near, block", "people at each post", "market",
        "40", "Vacancies left at the home employer", "Cost to hosts",
    ):  # fmt: skip
        assert told in words, told


@pytest.mark.parametrize("make", [_planned, _tried], ids=["rotation", "rotation_test"])
def test_hostile_names_are_escaped_everywhere(make: Any) -> None:
    plan = make(HOSTILE)
    spoilt = replace(plan, record=plan.record.model_copy(update={"place": HOSTILE}))
    page = without_script(render_report(spoilt))
    assert "<script" not in page
    assert "&lt;script&gt;alert(" in page
    read = _read(page)
    assert "script" not in read.tags
    assert HOSTILE in read.words
    assert summarise(spoilt).headline


def test_things_of_one_name_are_told_apart_by_their_identifiers() -> None:
    words = _read(render_report(_planned("Same"))).words
    for told in ("Same (near)", "Same (far)", "Same (PCN-A)", "Same (TRUST)"):
        assert told in words, told
