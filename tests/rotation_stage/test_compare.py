"""Schemes side by side: figures by hand, verdicts, and what the check of them finds."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner.errors import ImpossibleError, PlaceplanError
from planner.place import Place
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from planner.rotation import try_schemes
from planner.rotation.compare import same_people, verdicts
from planner.rotation.verify_trial import verify_plan
from tests.rotation_stage.small import Frames, frames, place

SECONDS = 10.0


def _several(**others: dict[str, Any]) -> Frames:
    """The small scheme, and others with the same posts and people that differ in cells of a table:
    ``b={"rotation_posts": {0: {"least": 1}}}``."""
    rows = frames()
    own = {name: rows[name] for name in ("rotation_schemes", "rotation_posts", "rotation_people")}
    made = {name: list(table) for name, table in own.items()}
    for scheme, changes in others.items():
        for name, table in own.items():
            cells = changes.get(name, {})
            made[name] += [
                {**row, "scheme": scheme, **cells.get(i, {})}
                for i, row in enumerate(table)
                if cells.get(i, {}) is not None
            ]
    market = {"recruitment": "market", "role": "nurse", "supply_per_year": 5}
    draw = {"recruitment": "market", "from_organisation": "TRUST", "from_role": "nurse"}
    return made | {"recruitment": [market], "draws": [{**draw, "share": 0.4}]}


GIVES = {"rotation_posts": {0: {"wanted": 1}}, "rotation_schemes": {0: {"name": "Gives one"}}}
TOO_MUCH = {"rotation_posts": {0: {"least": 1}, 1: {"least": 1}}}


@pytest.fixture(scope="module")
def made() -> Place:
    return place(_several(gives=GIVES, toomuch=TOO_MUCH))


@pytest.fixture(scope="module")
def plan(made: Place) -> Plan:
    return try_schemes(made, ["s", "gives", "toomuch"], time_limit=SECONDS)


def test_an_impossible_scheme_is_a_row_beside_good_ones(made: Place, plan: Plan) -> None:
    tested = plan["schemes_tested"].set_index("scheme")
    assert tested["came_out"].to_dict() == {
        "s": "planned", "gives": "planned", "toomuch": "impossible",
    }  # fmt: skip
    assert tested["proven"].to_dict() == {"s": "yes", "gives": "yes", "toomuch": "no"}
    assert "people at each post" in tested.loc["toomuch", "why"]
    assert tested.loc["s", ["people", "weeks", "home", "market", "drawn_share", "why"]].tolist() == [
        3, 16, "TRUST", "market", 0.4, "",
    ]  # fmt: skip
    assert plan.record.status == "optimal"
    assert plan.record.warnings == []
    assert set(plan["scheme_measures"]["scheme"]) == {"s", "gives"}
    assert verify_plan(made, plan) == []


def test_figures_are_those_of_a_year_or_a_mean_block(plan: Plan) -> None:
    """One of three is away in each block: what two fifths of the hosts' 1 WTE would have drawn is
    saved, and hosts bear one whole pay; the trust two, and a WTE of backfill."""
    values = plan["scheme_measures"].set_index(["scheme", "measure"])["value"]
    gives = values["gives"].to_dict()
    assert gives.pop("changes of post") >= 0
    assert gives == pytest.approx(
        {
            "net loss at home, mean": 0,
            "net loss at home, worst block": 0,
            "staff hosts have": 1,
            "staff wanted who are there": 100,
            "vacancies at home avoided": 0.4,
            "people who gain a competence": 0,
            "travel": 10,
            "burden of the worst-off person": 10,
            "cost to hosts": 40,
            "cost to the home employer": 120,
        }
    )
    # At the near practice and at home are as good as each other; there is backfill for one.
    assert 0 <= values["s", "staff hosts have"] <= 1
    assert values["s", "staff wanted who are there"] == 100  # nobody is wanted


def test_verdicts() -> None:
    assert verdicts([1.0], more=False) == ["alone"]
    assert verdicts([2.0, 2.0], more=True) == ["all alike", "all alike"]
    assert verdicts([1.0, 2.0, 3.0], more=False) == ["best", "between", "worst"]
    assert verdicts([1.0, 2.0, 3.0], more=True) == ["worst", "between", "best"]
    assert verdicts([1.0, 1.0, 3.0, 3.0], more=False) == ["joint best"] * 2 + ["worst"] * 2


def test_schemes_of_other_people_are_warned_of() -> None:
    other = place(_several(fewer={"rotation_people": {2: None}}))
    tried = try_schemes(other, ["s", "fewer"], time_limit=SECONDS)
    assert tried.record.warnings == [
        "The schemes are not of the same people (s: 3, fewer: 2; 2 are in all of them)."
    ]
    assert same_people({"a": frozenset("xy"), "b": frozenset("yx")}) == ""


def test_what_cannot_be_asked_is_refused(made: Place) -> None:
    with pytest.raises(PlaceplanError, match=r"Named twice: s\. Name each scheme once"):
        try_schemes(made, ["s", "gives", "s"])
    with pytest.raises(PlaceplanError, match=r"no rotation scheme 'give'.*gives"):
        try_schemes(made, ["s", "give"])


def test_where_none_can_be_kept_nothing_is_made(made: Place) -> None:
    with pytest.raises(ImpossibleError, match="None of the schemes could be planned") as refused:
        try_schemes(made, ["toomuch"], time_limit=SECONDS)
    assert "people at each post" in str(refused.value)


def test_what_was_interrupted_does_not_pass_for_proven(made: Place) -> None:
    stop = threading.Event()

    def after_the_first(moment: Any) -> None:
        if moment.phase == "check s":
            stop.set()

    tried = try_schemes(made, ["s", "gives"], time_limit=SECONDS, listen=after_the_first, stop=stop)
    assert tried["schemes_tested"]["came_out"].tolist() == ["planned", "no plan in the time"]
    assert tried.record.status == "interrupted"
    assert verify_plan(made, tried) == []


def _spoilt(plan: Plan, table: str, frame: pd.DataFrame) -> Plan:
    return replace(plan, tables={**plan.tables, table: frame.reset_index(drop=True)})


def test_what_is_changed_in_any_table_is_found(made: Place, plan: Plan) -> None:
    free = {("schemes_tested", "proven")}  # nothing in the tables says how far the search came
    for table, frame in plan.tables.items():
        for column in frame:
            cell = frame[column].iloc[0]
            spoilt = cell + 1 if isinstance(cell, float) else f"{cell}x"
            changed = frame.assign(**{str(column): [spoilt, *frame[column].iloc[1:]]})
            if (table, column) in free:
                continue
            try:
                found = verify_plan(made, _spoilt(plan, table, changed))
            except PlaceplanError as error:  # a scheme that the place does not have
                found = [str(error)]
            assert found, (table, column)
        for rows in (frame.iloc[1:], pd.concat([frame, frame.iloc[:1]])):
            assert verify_plan(made, _spoilt(plan, table, rows)), table


def test_it_is_written_read_and_verified(made: Place, plan: Plan, tmp_path: Path) -> None:
    write_plan(plan, tmp_path / "tried")
    again = read_plan(tmp_path / "tried", "rotation_test")
    assert verify_plan(made, again) == []


def test_two_reproducible_runs_are_alike_in_every_byte(made: Place, tmp_path: Path) -> None:
    for name in ("one", "two"):
        tried = try_schemes(made, ["s", "gives"], reproducible=True)
        write_plan(tried, tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert {p.name for p in files} >= {"plan.json", "report.html", "scheme_rotation.parquet"}
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), (
            file
        )
