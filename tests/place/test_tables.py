"""Rows, keys, references and double counting, each located."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planner.errors import Severity
from planner.place import place_from_frames
from planner.schema import TABLES, Kind
from tests.place.helpers import errors, findings_in, only, with_cells, with_rows
from tests.place.small import SETTINGS, frames, small_place


def test_the_small_place_has_rows_in_every_table() -> None:
    assert all(len(small_place()[table.name]) for table in TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_as_promised(table: object) -> None:
    frame = small_place()[table.name]  # type: ignore[attr-defined]
    assert tuple(frame.columns) == table.column_names  # type: ignore[attr-defined]
    assert frame.index.tolist() == list(range(len(frame)))
    for column in table.columns:  # type: ignore[attr-defined]
        values = frame[column.name]
        if column.many:
            assert all(isinstance(value, tuple) for value in values)
        elif column.kind in (Kind.NUMBER, Kind.SHARE):
            assert values.dtype == np.float64
        elif column.kind is Kind.WHOLE:
            assert values.dtype == pd.Int64Dtype()
        elif column.kind is Kind.BOOLEAN:
            assert values.dtype == bool
        elif column.kind is Kind.DATE:
            assert all(value is None or isinstance(value, dt.date) for value in values)
        else:
            assert all(isinstance(value, str) for value in values)


def test_blanks_become_defaults() -> None:
    posts, courses = small_place()["posts"], small_place()["courses"]
    assert posts["turnover"].tolist() == [0.1, 0.12, 0.1, 0.1, 0.1]
    assert np.isnan(posts["first_year_turnover"][0])
    assert courses["intake_months"].tolist() == [(4, 10), (1, 4, 7, 10), (1, 4, 7, 10)]
    assert small_place()["sites"]["desks"].tolist() == [12, pd.NA]
    assert small_place()["draws"]["share"].tolist() == [0.12, 0.3]
    assert small_place()["budgets"]["amount"].tolist() == [1500, 200, 1234.5, 1300, 30]


def test_every_error_at_once() -> None:
    found = errors(with_cells("posts", 1, establishment_wte="six", turnover="120 %", role=""))
    assert [(f.file, f.sheet, f.row, f.column, f.value) for f in found] == [
        ("made", "posts", 3, "role", ""),
        ("made", "posts", 3, "establishment_wte", "six"),
        ("made", "posts", 3, "turnover", "120 %"),
    ]
    assert all(f.remedy for f in found)


def test_a_broken_reference_suggests_the_nearest() -> None:
    finding = only(errors(with_cells("posts", 2, organisation="CAER")))
    assert (finding.sheet, finding.row, finding.column, finding.value) == (
        "posts", 4, "organisation", "CAER",
    )  # fmt: skip
    assert "there is no organisation 'CAER'" in finding.message
    assert "'CARE'" in finding.remedy


def test_a_broken_reference_in_a_cell_of_several() -> None:
    finding = only(errors(with_cells("interventions", 0, competencies="wound;woudn")))
    assert (finding.sheet, finding.row, finding.column) == ("interventions", 2, "competencies")
    assert "'woudn'" in finding.message
    assert "'wound'" in finding.remedy


def test_commas_where_semicolons_belong() -> None:
    finding = only(errors(with_cells("interventions", 3, competencies="wound, wash")))
    assert finding.remedy == "separate several values with semicolons"


def test_a_period_that_is_none_names_those_there_are() -> None:
    finding = only(errors(with_cells("budgets", 3, period="2028Q4")))
    assert (finding.sheet, finding.row, finding.column) == ("budgets", 5, "period")
    assert "2027Q2, 2027Q3, 2027Q4, 2028Q1, 2028/29, 2029/30" in finding.remedy


def test_rows_with_the_same_key() -> None:
    row = {"from_locality": "North", "to_locality": "South", "minutes": 3}
    finding = only(errors(with_rows("travel", [row])))
    assert (finding.sheet, finding.row) == ("travel", 4)
    assert finding.message == "row 3 has the same from_locality and to_locality"


def test_a_person_counted_under_two_employers() -> None:
    row = {"person": "S1", "organisation": "TRUST", "role": "physio", "wte": 0.4}
    finding = only(errors(with_rows("staff", [row])))
    assert (finding.sheet, finding.row, finding.column, finding.value) == (
        "staff",
        4,
        "person",
        "S1",
    )
    assert "under 'PCN-N' in row 2 and under 'TRUST' here" in finding.message


def test_posts_counted_under_two_employers() -> None:
    row = {"post": "P4", "organisation": "TRUST", "role": "nurse", "locality": "South",
           "establishment_wte": 2, "in_post_wte": 1.6}  # fmt: skip
    finding = only(errors(with_rows("posts", [row])))
    assert (finding.sheet, finding.row, finding.column) == ("posts", 7, "post")
    assert "counted twice: under 'PCN-N' in row 5 and under 'TRUST' here" in finding.message


def test_the_same_person_twice_under_one_employer_is_a_repeated_row() -> None:
    finding = only(errors(with_rows("staff", [frames()["staff"][0]])))
    assert finding.message == "row 2 has the same person"


def test_many_errors_of_a_kind_are_counted_not_listed() -> None:
    rows = [{"need_group": "frail", "locality": f"L{i}", "people": 1} for i in range(1_434)]
    found = errors(with_rows("needs", rows))
    assert len(found) == 201
    assert found[-1].message == "and 1,234 more like it"
    assert (found[-1].row, found[-1].column) == (205, "locality")


def test_errors_of_a_missing_table_do_not_repeat_in_others() -> None:
    finding = only(errors(findings_in({"organisations": None})))
    assert (finding.file, finding.sheet) == ("made", "organisations")


def test_a_missing_column_is_told_once() -> None:
    rows = [{k: v for k, v in row.items() if k != "organisation"} for row in frames()["posts"]]
    finding = only(errors(findings_in({"posts": rows})))
    assert (finding.sheet, finding.row, finding.column) == ("posts", 1, "organisation")


def test_frames_and_lists_give_the_same_place() -> None:
    made = {name: pd.DataFrame(rows) for name, rows in frames().items()}
    assert place_from_frames(SETTINGS, made).hashes == small_place().hashes


def test_the_order_of_rows_and_columns_does_not_change_the_hash() -> None:
    turned = {
        name: [dict(reversed(row.items())) for row in reversed(rows)]
        for name, rows in frames().items()
    }
    assert place_from_frames(SETTINGS, turned).hashes == small_place().hashes


def test_any_figure_changes_the_hash_of_its_table_alone() -> None:
    rows = frames()
    rows["posts"][0]["in_post_wte"] = 18.500000000000004
    changed = place_from_frames(SETTINGS, rows).hashes
    before = small_place().hashes
    assert {name for name in before if before[name] != changed[name]} == {"posts"}


def test_a_large_place_is_read_in_seconds(tmp_path: Path) -> None:
    """200,000 rows; the bound is wide, for it guards the order of growth, not the machine."""
    import time

    rows = frames()
    rows["localities"] += [{"locality": f"L{i}", "population": 1} for i in range(2_000)]
    rows["need_groups"] += [{"need_group": f"g{i}", "theme": "other"} for i in range(100)]
    rows["needs"] += [
        {"need_group": f"g{i % 100}", "locality": f"L{i // 100}", "people": i / 7}
        for i in range(200_000)
    ]
    start = time.monotonic()
    place = place_from_frames(SETTINGS, {n: pd.DataFrame(r) for n, r in rows.items()})
    assert len(place["needs"]) == 200_003
    assert time.monotonic() - start < 20


def test_warnings_alone_do_not_stop() -> None:
    found = with_cells("packages", 1, alternative_share_max=0)
    assert [f.severity for f in found] == [Severity.WARNING]
