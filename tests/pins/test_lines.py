"""Decisions as lines of a table of pins: right columns and quoting, and nothing lost of a file."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError, PlaceplanError
from planner.pins import Wanted, add_to_file, decided, head_of, line_of, table_of
from planner.pins.add import Added
from planner.pins.pin import value_text
from planner.place import read_place, write_place
from planner.plan.plan import Plan
from planner.plan.store import write_plan
from planner.report.drawing import undrawn
from planner.report.page import render_report
from planner.schema import BY_NAME
from tests.cli.conftest import run  # noqa: F401
from tests.plan.sample import HOME, PCN, TRUST, sample_plan
from tests.workbook.test_workbook import plan_of

PINS = BY_NAME["pins"]
ROW = {"decision": "hires", "organisation": "a", "item": "nurse", "period": "2027Q2",
       "comparison": "exactly", "value": "1", "reason": ""}  # fmt: skip
HEAD = b"decision,organisation,item,period,comparison,value\n"


def parsed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(st.floats(0, 1e4))
def test_a_value_is_that_of_the_plan(value: float) -> None:
    assert float(value_text(value)) == pytest.approx(value, abs=2.1e-6)
    assert "e" not in value_text(value)


@given(st.lists(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1), min_size=7,
                max_size=7))  # fmt: skip
def test_a_line_reads_back_as_its_cells(cells: list[str]) -> None:
    row = dict(zip(PINS.column_names, cells, strict=True))
    assert parsed(f"{head_of(PINS)}\n{line_of(PINS, row)}\n") == [row]


@pytest.mark.parametrize("stage", ["skillmix", "assignment", "roster", "rotation"])
def test_lines_have_the_columns_of_the_stages_table(stage: str) -> None:
    plan = plan_of(stage)
    table = table_of(stage)
    found = decided(plan)
    assert found
    text = "\n".join([head_of(table), *(line_of(table, one.cells, "=why") for one in found)])
    rows = parsed(text)
    assert [tuple(row) for row in rows] == [table.column_names] * len(found)
    assert all(row["reason"] == "=why" for row in rows)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("stage", ["rotation_test", "stress"])
def test_stages_that_decide_nothing_say_so(stage: str) -> None:
    with pytest.raises(InputError, match="decides nothing"):
        decided(plan_of(stage))


def _values(plan: Plan, **wanted: Any) -> dict[tuple[str, str, str, str], float]:
    return {
        (c["decision"], c["organisation"], c["item"], c["period"]): float(c["value"])
        for c in (one.cells for one in decided(plan, Wanted(**wanted)))
    }


def test_amounts_are_those_of_the_plans_tables() -> None:
    plan = sample_plan()
    moves = plan["moves"]
    for kind, decision, item in (("hire", "hires", "role"), ("release", "released", "role"),
                                 ("training_start", "starts", "via"),
                                 ("transfer", "transfers", "via")):  # fmt: skip
        mine = moves[(moves["kind"] == kind) & (moves[item] != "")]
        sums = mine.groupby(["organisation", item, "period"])["wte"].sum()
        wanted = {(decision, *key): value for key, value in sums.items() if value > 1e-6}
        if wanted:
            assert _values(plan, decisions=[decision]) == pytest.approx(wanted, abs=2.1e-6)
    levels = _values(plan, decisions=["in_post"])
    staff = plan["workforce"]
    both = (staff["in_post"] + staff["in_training"]).groupby(
        [staff["organisation"], staff["role"], staff["period"]]
    )
    assert levels == pytest.approx(
        {("in_post", *key): value for key, value in both.sum().items()}, abs=2.1e-6
    )
    assert ("adopted", PCN, "carer_plus", "2027Q3") in _values(plan)


def test_what_is_wanted_is_what_comes() -> None:
    plan = sample_plan()
    everything = decided(plan)
    for one in everything:
        (organisation,) = one.of["organisation"]
        (period,) = one.of["period"]
        wanted = Wanted(organisations=[organisation], periods=[period])
        assert one in decided(plan, wanted)
    mine = decided(plan, Wanted(organisations=[TRUST]))
    assert mine == [one for one in everything if TRUST in one.of["organisation"]]


def test_a_name_that_nothing_is_of_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as error:
        decided(sample_plan(), Wanted(roles=["nurze"], periods=["2099Q1"]))
    assert len(error.value.findings) == 2
    assert "did you mean 'nurse'?" in str(error.value)


def test_adding_keeps_every_letter_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "pins.csv"
    there = (
        '\ufeffvalue,decision,organisation,item,period,comparison\r\n 2.50,hires,"é, b",x,,exactly'
    )
    path.write_bytes(there.encode())
    rows = [ROW, {**ROW, "organisation": "é, b", "item": "x", "period": "", "value": "9"}]
    added = add_to_file(path, PINS, rows)
    assert (added.added, added.there) == (1, 1)
    text = path.read_bytes().decode()
    assert text == there + "\r\n1,hires,a,nurse,2027Q2,exactly\r\n"
    again = add_to_file(path, PINS, rows)
    assert (again.added, again.there) == (0, 2)
    assert path.read_bytes().decode() == text


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "pins.csv"
    add_to_file(path, PINS, [ROW, ROW, {**ROW, "organisation": "=é"}], "why")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = parsed(path.read_text("utf-8-sig"))
    assert [row["organisation"] for row in rows] == ["a", "=é"]
    assert {row["reason"] for row in rows} == {"why"}


def test_headings_are_matched_as_the_place_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "pins.csv"
    before = "Value,source,Decision,Organisation ,ITEM,period\n1.5,x,hires,a,b,\n"
    path.write_text(before)
    assert add_to_file(path, PINS, [ROW, {**ROW, "item": "b"}]) == Added(1, 1)
    assert path.read_text() == f"{before}1,,hires,a,nurse,2027Q2\n"


@pytest.mark.parametrize(
    ("there", "stays"),
    [
        ("hires,a,nurse,,exactly,2", True),
        ("Hires, a,nurse,2027Q2,at_least,2", True),
        ("hires,a,nurse,2027Q3,exactly,1", False),
        ("released,a,nurse,2027Q2,exactly,1", False),
    ],
)
def test_what_a_file_fixes_it_goes_on_fixing(tmp_path: Path, there: str, stays: bool) -> None:
    path = tmp_path / "pins.csv"
    path.write_bytes(HEAD + there.encode() + b"\n")
    assert add_to_file(path, PINS, [ROW]).there == int(stays)
    assert add_to_file(path, PINS, [{**ROW, "period": "", "decision": "hires"}]).added == 0


def test_days_are_told_apart_as_they_are_read(tmp_path: Path) -> None:
    path, table = tmp_path / "roster_pins.csv", BY_NAME["roster_pins"]
    path.write_text("person,date,shift\np,2027-04-01 00:00:00,early\n")
    rows = [{"person": "p", "date": f"2027-04-0{day}", "shift": "late"} for day in (1, 2)]
    assert add_to_file(path, table, rows) == Added(1, 1)


@pytest.mark.parametrize("name", ["staff_pins.csv", "Posts.CSV"])
def test_a_file_of_another_table_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="another table"):
        add_to_file(tmp_path / name, PINS, [ROW])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"decision,organization,item,period\n", ["organization", "organisation", "value"]),
        (b"\xff\x81", ["UTF-8"]),
        (HEAD + "hires,é,nurse,,,1".encode("cp1252"), ["UTF-8", "copy the lines"]),
        (HEAD.replace(b",", b";"), ["separated by commas", "copy the lines"]),
        (
            HEAD + b"hires,a,nurse,2027Q2,never,1\nhires,a,,,,x\n",
            ["row 2", "none of the choices", "row 3", "blank"],
        ),
        (HEAD + b'hires,a,"nurse' + b"x" * 200_000, ["row 2", "never have been closed"]),
    ],
)
def test_a_strange_file_is_refused_and_left(
    tmp_path: Path, content: bytes, said: list[str]
) -> None:
    path = tmp_path / "pins.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        add_to_file(path, PINS, [ROW])
    assert all(word in str(error.value) for word in said)
    assert path.read_bytes() == content
    with pytest.raises(InputError, match="CSV files only"):
        add_to_file(tmp_path / "place.xlsx", PINS, [ROW])


def test_nothing_is_lost_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pins.csv"
    add_to_file(path, PINS, [ROW])
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(PlaceplanError, match="the disk is full"):
        add_to_file(path, PINS, [{**ROW, "item": "physio"}])
    assert path.read_bytes() == before


def test_the_page_has_lines_that_can_be_copied() -> None:
    with undrawn():
        page = render_report(sample_plan())
    section = page.split('id="pins"')[1].split("</section>")[0]
    assert f'<code translate="no">{head_of(PINS)}</code>' in section
    lines = {
        one.cells["decision"]: line_of(PINS, one.cells)
        for one in decided(sample_plan())
        if one.size is None or one.size > 1
    }
    assert {"taken", "opened", "arranged", "adopted", "hires"} <= set(lines)
    coded = re.findall('<code translate="no">(.*?)</code>', section)
    assert set(lines.values()) <= {html.unescape(line) for line in coded}
    assert "<script>alert" not in section
    assert "What pins cost each priority" in section
    assert HOME in section


def test_from_a_plan_to_a_place_that_reads_them(run: Any, tmp_path: Path) -> None:  # noqa: F811
    from tests.skillmix.tiny_with import tiny_with

    write_place(tiny_with(), tmp_path / "place", "csv")
    from planner.skillmix import plan_skillmix

    write_plan(plan_skillmix(tiny_with()), tmp_path / "plan", report=False)
    printed: Result = run("pins", tmp_path / "plan", "--reason", "agreed, in May")
    assert printed.exit_code == 0
    file = tmp_path / "place" / "pins.csv"
    added: Result = run("pins", tmp_path / "plan", "-o", file, "--reason", "agreed, in May")
    assert added.exit_code == 0
    assert file.read_text() == printed.stdout
    pins = read_place(tmp_path / "place")["pins"]
    assert list(pins["decision"]) == ["adopted", "starts"]
    assert set(pins["reason"]) == {"agreed, in May"}
    none: Result = run("pins", tmp_path / "plan", "--decision", "adopted", "--period",
                       pins["period"][1], "-o", tmp_path / "none.csv")  # fmt: skip
    assert none.exit_code == 0
    assert "no decision like this" in none.stderr
    assert not (tmp_path / "none.csv").exists()
    wrong: Result = run("pins", tmp_path / "plan", "--role", "nurze")
    assert wrong.exit_code == 2
    assert "did you mean 'nurse'?" in wrong.output
