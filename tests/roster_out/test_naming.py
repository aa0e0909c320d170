"""Names of files, sheets and codes made from identifiers that may hold anything."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.extras import is_extra
from planner.report.facts.codes import codes
from planner.roster.out.naming import file_names, sheet_names

IDENTIFIERS = st.lists(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)
    | st.sampled_from(
        ["CON", "con", "nul", "Com1", "..", "a/b", "a\\b", "Ab", "ab", "é", "e\u0301"]
    ),
    max_size=12,
    unique=True,
)


def test_plain_identifiers_stand_for_themselves() -> None:
    assert file_names(["N-0012", "مريم", "Zoë_3"]) == {
        "N-0012": "N-0012",
        "مريم": "مريم",
        "Zoë_3": "Zoë_3",
    }


def test_others_stay_readable_and_apart() -> None:
    names = file_names(["=1+1", "../Ann B", "CON", "Ab", "ab", "P" * 99, "P" * 98, "???"])
    assert re.fullmatch(r"1-1-[0-9a-f]{8}", names["=1+1"])
    assert re.fullmatch(r"Ann-B-[0-9a-f]{8}", names["../Ann B"])
    assert re.fullmatch(r"CON-[0-9a-f]{8}", names["CON"])
    assert re.fullmatch(r"[0-9a-f]{8}", names["???"])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert names["P" * 99].startswith("P" * 40 + "-")


def test_an_identifier_that_looks_like_anothers_name_keeps_its_own() -> None:
    other = file_names(["=1+1"])["=1+1"]
    names = file_names(["=1+1", other])
    assert names[other] == other
    assert names["=1+1"] != other


@given(IDENTIFIERS)
def test_any_identifiers_give_safe_file_names(identifiers: list[str]) -> None:
    names = file_names(identifiers)
    assert set(names) == set(identifiers)
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert not name.startswith((".", "-", " "))
        assert not name.endswith((".", " "))
        assert name.casefold() not in {"con", "nul", "prn", "aux", "com1", "lpt1"}
        assert len(f"{name}.ics".encode()) <= 255
        assert is_extra(f"calendars/{name}.ics")


@given(IDENTIFIERS)
def test_any_titles_give_legal_sheet_names(titles: list[str]) -> None:
    names = sheet_names([*titles, "Cover", "history"], ["Cover", "People"])
    everything = [*names.values(), "Cover", "People", "History"]
    assert len({name.casefold() for name in everything}) == len(everything)
    for name in names.values():
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_sheets_that_are_alike_are_numbered() -> None:
    names = sheet_names(["Ward", "ward", "a/b", "a:b", "S" * 40, "S" * 41], ["Cover"])
    assert names == {
        "Ward": "Ward",
        "ward": "ward (2)",
        "a/b": "a-b",
        "a:b": "a-b (2)",
        "S" * 40: "S" * 31,
        "S" * 41: "S" * 27 + " (2)",
    }


def test_shifts_are_a_letter_or_two_as_on_a_rota() -> None:
    wanted = ["early", "late", "night", "long_day", "day", "LD", "E2"]
    made = codes(wanted, (1, 2, 3), 3, ("A/L",))
    assert made == {
        "early": "E",
        "late": "L",
        "night": "N",
        "long_day": "LO",  # LD is a shift's own
        "day": "D",
        "LD": "LD",
        "E2": "E2",
    }
    assert codes(["a/l"], (1, 2, 3), 3, ("A/L",)) == {"a/l": "AL"}


def test_sites_are_told_apart_by_what_differs() -> None:
    made = codes(["HEXHAM", "HEX", "Ward 1", "Ward 12", "Alnwick Infirmary"], (3, 4, 5), 4)
    assert made == {
        "HEXHAM": "HEXH",
        "HEX": "HEX",
        "Ward 1": "W1",
        "Ward 12": "W12",
        "Alnwick Infirmary": "ALN",
    }


@given(IDENTIFIERS)
def test_codes_are_short_and_apart(identifiers: list[str]) -> None:
    made = codes(identifiers, (1, 2, 3), 3, ("A/L", "S/L"))
    assert len({code.casefold() for code in made.values()} | {"a/l", "s/l"}) == len(made) + 2
    assert all(1 <= len(code) <= 6 for code in made.values())
