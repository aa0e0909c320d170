"""Writing a place: whole, and the same place when it is read back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import PlaceplanError
from planner.place import (
    Place,
    Settings,
    check_place,
    place_from_frames,
    read_place,
    write_place,
    write_templates,
)
from planner.place.readers.text import to_text
from planner.place.write import FORMATS
from planner.schema import TABLES
from tests.place.small import SETTINGS, frames, small_place

# Any Unicode but what no cell may hold: controls, surrogates, non-characters, semicolons.
_names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters=";"),
    min_size=1,
    max_size=12,
).filter(lambda name: name.strip("\ufeff\u200b\u2060 \u00a0").strip() == name)
_texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=30
)


@pytest.mark.parametrize("format", FORMATS)
def test_a_place_reads_back_the_same(tmp_path: Path, format: Any) -> None:
    path = write_place(small_place(), tmp_path / "deep" / "place", format)
    place, found = check_place(path)
    assert found == []
    assert place is not None
    assert place.hashes == small_place().hashes
    for table in TABLES:
        assert place[table.name].equals(small_place()[table.name])
    assert [p.name for p in path.parent.iterdir()] == [path.name]  # nothing left beside it


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pcn=_names,
    role=_names,
    name=_names,
    source=_texts,
    figure=st.floats(0, 1e9, allow_subnormal=True),
)
def test_odd_names_and_figures_read_back(
    pcn: str, role: str, name: str, source: str, figure: float
) -> None:
    rows = renamed({"PCN-N": f"P{pcn}", "physio": f"R{role}"})
    rows["budgets"][0] |= {"amount": figure, "source": source}
    odd = SETTINGS.model_copy(update={"name": name})
    place = place_from_frames(odd, rows)
    with tempfile.TemporaryDirectory() as folder:
        for format in FORMATS:
            path = write_place(place, Path(folder) / format, format)
            assert read_place(path).hashes == place.hashes, format


def renamed(names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The small place's rows with identifiers changed wherever they stand."""
    return {
        table: [
            {key: names.get(value, value) if isinstance(value, str) else value
             for key, value in row.items()}
            for row in rows
        ]
        for table, rows in frames().items()
    }  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.uk", "{=1}", "007"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    place = place_from_frames(SETTINGS, renamed({"PCN-N": text}))
    path = write_place(place, tmp_path / "place", "xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert book["organisations"]["A3"].value == text
    assert read_place(path).hashes == place.hashes


def test_settings_are_written_out(tmp_path: Path) -> None:
    odd = Settings.model_validate(
        {
            "name": 'Quote " back \\ é 😀',
            "start": "2027-01-01",
            "quarters": 4,
            "years": 2,
            "priorities": [{"measure": "cost", "tolerance": 0.1 + 0.2, "slack": 3}],
            "policy": {"over_establishment_limit": 12.5, "new_profiles": False},
        }
    )
    rows = frames()
    for table in ("budgets", "establishments", "needs", "pins", "targets", "team_minimums"):
        for row in rows[table]:
            row["period"] = "2027Q2" if row.get("period") else ""
    place = place_from_frames(odd, rows)
    for format in FORMATS:
        again = read_place(write_place(place, tmp_path / format, format))
        assert again.settings == odd


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_overwritten_unasked(tmp_path: Path, format: Any) -> None:
    path = write_place(small_place(), tmp_path / "place", format)
    with pytest.raises(PlaceplanError, match="exists already"):
        write_place(small_place(), tmp_path / "place", format)
    other = place_from_frames(SETTINGS.model_copy(update={"name": "Other"}), frames())
    write_place(other, tmp_path / "place", format, overwrite=True)
    assert read_place(path).settings.name == "Other"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    assert read_place(write_place(small_place(), tmp_path)).hashes == small_place().hashes


@pytest.mark.parametrize(("format", "words"), [("csv", "is a file"), ("ods", "no format")])
def test_where_a_place_cannot_go(tmp_path: Path, format: Any, words: str) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(PlaceplanError, match=words):
        write_place(small_place(), tmp_path / "taken", format)
    with pytest.raises(PlaceplanError, match="cannot be written"):
        write_place(small_place(), tmp_path / "taken" / "place", "csv")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(PlaceplanError, match="is a folder"):
        write_place(small_place(), tmp_path / "folder.xlsx", "xlsx")


def test_a_table_too_long_for_excel_is_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.place.workbook_file._MOST_ROWS", 6)
    with pytest.raises(PlaceplanError, match="role_competencies has 7 rows"):
        write_place(small_place(), tmp_path / "place", "xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, format: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_place(small_place(), tmp_path / "place", format)

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(PlaceplanError, match="No space left"):
        write_place(small_place(), tmp_path / "place", format, overwrite=True)
    monkeypatch.undo()
    assert read_place(path).hashes == small_place().hashes
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("format", FORMATS)
def test_templates_hold_every_heading_and_want_only_data(tmp_path: Path, format: Any) -> None:
    path = write_templates(tmp_path / "blank", format)
    place, found = check_place(path)
    assert place is None
    needed = {table.name for table in TABLES if table.required and table.stage in ("", "skillmix")}
    told = {f.sheet or f.file.partition(".")[0] for f in found}
    assert told == needed | {"place"}
    assert all("no rows" in f.message for f in found if "place" not in (f.sheet, f.file[:5]))


def test_templates_explain_themselves(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_templates(tmp_path / "blank", "xlsx"))
    guide = {(row[0].value, row[2].value) for row in book["read me"].iter_rows(min_row=2)}
    assert guide == {(t.name, c.name) for t in TABLES for c in t.columns}
    assert "Unit: k£ a year." in book["budgets"]["C1"].comment.text
    offered = [v.formula1 for v in book["funds"].data_validations.dataValidation]
    assert '"reimbursement,training"' in offered
    write_templates(tmp_path / "folder", "csv")
    text = (tmp_path / "folder" / "README.txt").read_text(encoding="utf-8")
    assert all(column.meaning in text for table in TABLES for column in table.columns)


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.0, "12"), (0.1, "0.1"), (-0.0, "0"), (None, ""), (float("nan"), ""), (True, "yes"),
     (1e22, "1e+22"), ((1, 4), "1;4"), ((), "")],
)  # fmt: skip
def test_values_as_text(value: object, text: str) -> None:
    assert to_text(value) == text


def test_a_place_holds_nothing_but_what_it_promises() -> None:
    place = small_place()
    assert isinstance(place, Place)
    assert set(place.hashes) == {table.name for table in TABLES} | {"settings"}
