"""A comparison on disk: whole or not at all, the same figures in both forms, no formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from planner.compare import Comparison, compare_plans
from planner.compare.store import is_comparison, read_comparison, write_comparison
from planner.compare.tables import TABLES
from planner.errors import InputError, PlaceplanError
from planner.plan.plan import Plan
from planner.report.comparison import render_comparison, summarise_comparison
from planner.report.comparison.page import SECTIONS
from planner.schema.column import Kind
from planner.swap import FolderSwap
from tests.plan.sample import HOME, SCRIPT, sample_plan
from tests.report.scripts import without_script
from tests.roster_out.test_page import _read

FORMULA = '=HYPERLINK("http://example.org")'


def other() -> Plan:
    """The sample plan with more of some things, none of others, and hostile names."""
    plan = sample_plan()
    tables = dict(plan.tables)
    tables["workforce"] = tables["workforce"].assign(
        establishment=tables["workforce"]["establishment"] * 1.5,
        vacancy=tables["workforce"]["vacancy"] + 1.0,
    )
    tables["need"] = tables["need"].assign(unmet_hours=tables["need"]["unmet_hours"] * 2 + 1)
    tables["measures"] = tables["measures"].assign(value=tables["measures"]["value"] * 1.1)
    for name in ("levers", "hubs", "arrangements", "adoptions"):
        tables[name] = tables[name].iloc[:0]
    labels = {**plan.labels, "courses": {**plan.labels["courses"], FORMULA: SCRIPT}}
    settings = {**plan.record.settings, FORMULA: f"x\n{SCRIPT}"}
    record = plan.record.model_copy(update={"settings": settings, "scenarios": [SCRIPT]})
    return replace(plan, record=record, tables=tables, labels=labels)


@pytest.fixture(scope="module")
def made() -> Comparison:
    return compare_plans([sample_plan(), other()], ["before", "after"])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing without drawing the charts again."""
    monkeypatch.setattr("planner.report.comparison.render_comparison", lambda made: "<p>page</p>")


def test_what_is_written_is_what_was_compared(made: Comparison, tmp_path: Path) -> None:
    folder = write_comparison(made, tmp_path / "out")
    assert is_comparison(folder)
    back = read_comparison(folder)
    assert (back.record.first, back.record.others) == ("before", ["after"])
    assert back.record.changed == {name: list(some) for name, some in made.causes.items()}
    for table in TABLES:
        read = back.tables[table.name]
        pd.testing.assert_frame_equal(read, made[table.name], check_dtype=False)
        text = (folder / "tables" / f"{table.name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(read)
        for row, frame in zip(rows, read.to_dict("records"), strict=True):
            for column in table.columns:
                cell = frame[column.name]
                if column.kind is Kind.NUMBER:
                    assert row[column.name] == ("" if cell != cell else repr(float(cell)))
                else:
                    assert row[column.name].removeprefix("'") == cell.removeprefix("'")
                    assert not row[column.name].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_hostile_names_are_among_what_is_written(made: Comparison) -> None:
    assert FORMULA in set(made["named_compared"]["identifier"])
    assert FORMULA in set(made["inputs_compared"]["name"])
    assert HOME in set(made["decisions_compared"]["organisation"])


@pytest.mark.usefixtures("quick")
def test_a_folder_that_is_taken_is_left_alone(made: Comparison, tmp_path: Path) -> None:
    folder = write_comparison(made, tmp_path / "out")
    with pytest.raises(PlaceplanError, match="already holds a comparison"):
        write_comparison(made, folder)
    write_comparison(made, folder, overwrite=True)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PlaceplanError, match="holds no comparison"):
        write_comparison(made, folder, overwrite=True)
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("quick")
def test_a_damaged_comparison_is_told_part_by_part(made: Comparison, tmp_path: Path) -> None:
    folder = write_comparison(made, tmp_path / "out")
    (folder / "tables" / "rows_compared.parquet").write_bytes(b"no")
    (folder / "tables" / "choices_compared.parquet").unlink()
    path = folder / "tables" / "measures_compared.parquet"
    pd.read_parquet(path).drop(columns="measure").to_parquet(path)
    record = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    del record["first"]
    (folder / "comparison.json").write_text(json.dumps({**record, "others": "a"}))
    with pytest.raises(InputError) as error:
        read_comparison(folder)
    said = [(Path(each.file).stem, each.message) for each in error.value.findings]
    assert [name for name, _ in said[:2]] == ["comparison"] * 2
    assert {name: message.split(":")[0] for name, message in said[2:]} == {
        "measures_compared": "table 'measures_compared'",
        "choices_compared": "cannot be read",
        "rows_compared": "is not sound Parquet",
    }
    for content in (b"\xff", b"[1]", b"{"):
        (folder / "comparison.json").write_bytes(content)
        with pytest.raises(InputError, match=r"comparison\.json"):
            read_comparison(folder)


@pytest.mark.usefixtures("quick")
def test_nothing_is_left_where_writing_fails(
    made: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = FolderSwap.put

    def fails(swap: FolderSwap, name: str, content: bytes) -> None:
        if name.endswith(".csv"):
            raise OSError(28, "No space left on device")
        put(swap, name, content)

    monkeypatch.setattr(FolderSwap, "put", fails)
    with pytest.raises(PlaceplanError, match=r"comparison could not be written.*disk is full"):
        write_comparison(made, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def page(made: Comparison) -> str:
    return without_script(render_comparison(made))


def test_the_page_fetches_nothing_runs_nothing_and_obeys_no_name(page: str) -> None:
    reader = _read(page)
    ids = [value for tag, name, value in reader.attributes if (tag, name) == ("section", "id")]
    assert ids == ["headline", "measures", "decisions", "inputs", "plans"]
    assert len(ids) == len(SECTIONS) - 1  # no rows without the places
    assert not reader.tags & {"script", "link", "iframe", "object", "embed", "base", "form"}
    for _, name, value in reader.attributes:
        if name in ("src", "href"):
            assert value.startswith(("data:image/svg+xml;base64,", "#")), value
    assert "<script" not in page
    assert SCRIPT in "".join(reader.text)


def test_every_chart_has_its_figures_in_a_table(page: str) -> None:
    assert page.count("<figure ") >= 4
    assert page.count("<figure ") == page.count("The figures</summary>")


def test_the_summary_tells_what_differs_and_names_both_plans(made: Comparison) -> None:
    summary = summarise_comparison(made)
    assert summary.headline[0].startswith("after against before, skill mixes of ")
    titles = [section.title for section in summary.sections]
    assert titles[0] == "Priorities"
    assert {"The biggest decisions that differ", "What is decided otherwise"} <= set(titles)
    otherwise = next(s for s in summary.sections if s.title == "What is decided otherwise").frame
    assert set(otherwise["after"]) == {"no"}  # levers, hubs, arrangements, adoptions: all gone
    assert set(otherwise["Decision"]) == {"Profiles adopted", "Levers", "Hubs", "Arrangements"}


def test_nothing_to_tell_is_told() -> None:
    same = compare_plans([sample_plan(), sample_plan()], ["a", "b"])
    summary = summarise_comparison(same)
    assert "No priority differs." in summary.headline
    assert "Both were made from the same, in the same way." in summary.headline
    notes = [section.note for section in summary.sections]
    assert "None differs." in notes
    assert "Nothing appeared and nothing disappeared." in notes
    render_comparison(same)


def test_a_failed_check_is_told(made: Comparison) -> None:
    plan = other()
    check = plan.record.check.model_copy(update={"passed": False, "violations": ["budgets"]})
    failed = replace(plan, record=plan.record.model_copy(update={"check": check}))
    again = compare_plans([sample_plan(), failed], ["before", "after"])
    assert (
        "The independent check of after FAILED, so do not use it."
        in summarise_comparison(again).headline
    )
    assert "Check failed: do not use" in render_comparison(again)
