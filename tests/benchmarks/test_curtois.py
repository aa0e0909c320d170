"""Shift scheduling instances of Curtois and Qu: read, scored and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.rostering.curtois import CurtoisInstance, Employee, read
from benchmarks.rostering.curtois_roster import read_roster, write_roster
from benchmarks.rostering.curtois_score import score

TEXT = """# made for the tests
SECTION_HORIZON
9

SECTION_SHIFTS
# id, minutes, may not follow
E,400,
L,500, E
N,600,E|L

SECTION_STAFF
Ann,E=9|L=3|N=0,4000,0,4,2,2,1
Bob,E=2,900,300,9,1,1,2

SECTION_DAYS_OFF
Ann,0,7

SECTION_SHIFT_ON_REQUESTS
Ann,1,E,3
SECTION_SHIFT_OFF_REQUESTS
Bob,4,E,7
SECTION_COVER
1,E,2,100,1
4,E,1,10,5
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "Made.txt"
    path.write_bytes(text.encode())
    return path


def made(folder: Path) -> CurtoisInstance:
    return read(write(folder, TEXT))


def days(line: str) -> list[str | None]:
    """One letter a day, a point for a day off."""
    return [None if letter == "." else letter for letter in line]


FREE = Employee(
    most={"E": 99, "L": 99, "N": 99},
    most_minutes=99_999,
    least_minutes=0,
    most_in_a_row=99,
    least_in_a_row=0,
    least_days_off=0,
    most_weekends=99,
    days_off=frozenset(),
)


def broken(folder: Path, employee: Employee, line: str) -> list[str]:
    """What one employee alone breaks."""
    instance = replace(made(folder), staff={"Cy": employee}, on=(), off=(), days=len(line))
    instance = replace(instance, cover=())
    return score(instance, {"Cy": days(line)}).broken


def test_every_section_is_read(tmp_path: Path) -> None:
    instance = made(tmp_path)
    assert instance.days == 9
    assert {name: shift.minutes for name, shift in instance.shifts.items()} == {
        "E": 400,
        "L": 500,
        "N": 600,
    }
    assert instance.shifts["E"].never_next == frozenset()
    assert instance.shifts["N"].never_next == {"E", "L"}
    assert instance.staff["Ann"] == Employee(
        {"E": 9, "L": 3, "N": 0}, 4000, 0, 4, 2, 2, 1, frozenset({0, 7})
    )
    assert instance.staff["Bob"] == Employee({"E": 2}, 900, 300, 9, 1, 1, 2, frozenset())
    assert [(r.employee, r.day, r.shift, r.weight) for r in instance.on] == [("Ann", 1, "E", 3)]
    assert [(r.employee, r.day, r.shift, r.weight) for r in instance.off] == [("Bob", 4, "E", 7)]
    assert [(c.day, c.shift, c.required, c.under, c.over) for c in instance.cover] == [
        (1, "E", 2, 100, 1),
        (4, "E", 1, 10, 5),
    ]


def test_marks_windows_line_ends_blanks_and_comments_change_nothing(tmp_path: Path) -> None:
    plain = made(tmp_path)
    text = TEXT.replace("E,400,", "  E , 400  # early").replace("\n", "\r\n \r\n")
    assert read(write(tmp_path, "\ufeff" + text)) == plain


def test_requests_and_days_off_may_be_absent(tmp_path: Path) -> None:
    before, after = TEXT.split("SECTION_DAYS_OFF")
    text = before + "SECTION_COVER" + after.split("SECTION_COVER")[1]
    instance = read(write(tmp_path, text))
    assert (instance.on, instance.off) == ((), ())
    assert instance.staff["Ann"].days_off == frozenset()
    assert len(instance.cover) == 2


@pytest.mark.parametrize(
    ("old", "wrong", "message"),
    [
        ("\n9\n", "\nnine\n", "line 3: the horizon is 'nine'; it must be a whole number"),
        ("\n9\n", "\n0\n", "line 3: the horizon is 0; it must be 1 or more"),
        ("\n9\n", "\n9\n9\n", "line 4: the horizon is there twice"),
        ("\n9\n", "\n", "Made.txt: SECTION_HORIZON is missing or empty"),
        ("E,400,", "E,4.5,", "line 7: minutes is '4.5'; it must be a whole number"),
        ("L,500, E", "L,500,Q", "line 8: shift 'Q' is unknown; there are E, L, N"),
        ("L,500, E", "E,500,", "line 8: shift 'E' is there twice"),
        ("L,500, E", "L", "line 8: 1 values where 2 to 3 are expected"),
        ("E=2,", "Q=2,", "line 13: shift 'Q' is unknown"),
        ("E=2,", "E,", "line 13: 'E' is not a limit such as E=14"),
        ("E=2,", "E=2|E=3,", "line 13: limit of shift 'E' is there twice"),
        ("300,9,1,1,2", "300,9,1,1", "line 13: 7 values where 8 are expected"),
        ("Bob,E=2,900,300", "Bob,E=2,900,-1", "line 13: the least minutes is -1; it must be 0"),
        ("Bob,E", "Ann,E", "line 13: employee 'Ann' is there twice"),
        ("Ann,0,7", "Eve,0,7", "line 16: employee 'Eve' is unknown"),
        ("Ann,0,7", "Ann,0,9", "line 16: the day is 9; the last one is 8"),
        ("Ann,1,E,3", "Ann,1,Q,3", "line 19: shift 'Q' is unknown"),
        ("Ann,1,E,3", "Ann,1,E", "line 19: 3 values where 4 are expected"),
        ("4,E,1,10,5", "1,E,1,10,5", "the cover of shift 'E' on day 1 is there twice"),
        ("4,E,1,10,5", "4,E,1,10", "line 24: 4 values where 5 are expected"),
        ("SECTION_COVER", "SECTION_COVERS", "there is no section 'SECTION_COVERS'"),
        ("SECTION_DAYS_OFF", "SECTION_STAFF", "line 15: section 'SECTION_STAFF' is there twice"),
        ("SECTION_HORIZON", "9", "line 2: '9' stands before the first section"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(
    tmp_path: Path, old: str, wrong: str, message: str
) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(ValueError, match=r"^Made\.txt") as caught:
        read(write(tmp_path, TEXT.replace(old, wrong)))
    assert message in str(caught.value)


def test_every_problem_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    text = TEXT.replace("E=2,900", "E=2,x").replace("Ann,0,7", "Ann,y").replace("4,E,1", "9,E,1")
    with pytest.raises(ValueError, match=r"^Made\.txt") as caught:
        read(write(tmp_path, text))
    assert str(caught.value).splitlines() == [
        "Made.txt, line 13: the most minutes is 'x'; it must be a whole number",
        "Made.txt, line 16: the day is 'y'; it must be a whole number",
        "Made.txt, line 24: the day is 9; the last one is 8",
    ]


def test_a_file_that_is_not_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "Made.txt"
    path.write_bytes(b"SECTION_HORIZON\n9\n\xff\n")
    with pytest.raises(ValueError, match=r"^Made.txt, line 3: this is not UTF-8 text$"):
        read(path)


@pytest.mark.parametrize(
    ("ann", "bob", "cost"),
    [
        # Day 1 needs two on E at 100 each below; day 4 one, 10 below, 5 above.
        (".........", ".........", 3 + 200 + 10),
        (".E.......", ".........", 100 + 10),
        (".E.......", ".E.......", 10),
        (".E..E....", ".E.......", 0),
        (".E.......", ".E..E....", 7),
        (".E..E....", ".E..E....", 7 + 5),
        (".L.......", ".E..L....", 3 + 100 + 10),
    ],
)
def test_the_cost_is_requests_and_cover_as_weighted(
    tmp_path: Path, ann: str, bob: str, cost: int
) -> None:
    assert score(made(tmp_path), {"Ann": days(ann), "Bob": days(bob)}).cost == cost


def test_cover_above_is_charged_for_each_one_too_many(tmp_path: Path) -> None:
    instance = made(tmp_path)
    instance = replace(instance, staff=dict.fromkeys("abcd", FREE), on=(), off=())
    roster = {name: days(".E..E....") for name in "abcd"}
    assert score(instance, roster).cost == 2 * 1 + 3 * 5


@pytest.mark.parametrize(
    ("change", "line", "wrong"),
    [
        ({"most": {"E": 2}}, ".E.E.....", []),
        ({"most": {"E": 2}}, ".E.E.E...", ["works shift E 3 times, at most 2 allowed"]),
        ({"most": {"E": 2}}, ".E.L.....", ["works shift L 1 times, at most 0 allowed"]),
        ({"most": {"E": 2, "L": 0}}, "...L.....", ["works shift L 1 times, at most 0 allowed"]),
        ({}, "E.LL.N...", []),
        ({}, "ELN......", []),
        ({}, "L.E.N.L..", []),
        ({}, "..LE.....", ["works L on day 2 and E on day 3, which may not follow"]),
        (
            {},
            "N.NLE....",
            [
                "works N on day 2 and L on day 3, which may not follow",
                "works L on day 3 and E on day 4, which may not follow",
            ],
        ),
        ({"most_minutes": 900}, "EL.......", []),
        ({"most_minutes": 899}, "EL.......", ["works 900 minutes, at most 899 allowed"]),
        ({"least_minutes": 900}, "EL.......", []),
        ({"least_minutes": 901}, "EL.......", ["works 900 minutes, at least 901 required"]),
        ({"most_in_a_row": 3}, "EEE.EEE..", []),
        (
            {"most_in_a_row": 3},
            "EEEE..EEE",
            ["works 4 days in a row from day 0, at most 3 allowed"],
        ),
        (
            {"most_in_a_row": 3},
            "..EEL.LLLLL",
            ["works 5 days in a row from day 6, at most 3 allowed"],
        ),
        ({"least_in_a_row": 3}, ".EEE.....", []),
        (
            {"least_in_a_row": 3},
            ".EE...E..",
            [
                "works 2 days in a row from day 1, at least 3 required",
                "works 1 days in a row from day 6, at least 3 required",
            ],
        ),
        ({"least_in_a_row": 3}, "E.......E", []),
        ({"least_in_a_row": 3}, "E......EE", []),
        (
            {"least_in_a_row": 3},
            ".......E.",
            ["works 1 days in a row from day 7, at least 3 required"],
        ),
        ({"least_days_off": 3}, "E...E...E", []),
        (
            {"least_days_off": 3},
            "E..EE.EEE",
            [
                "is off 2 days in a row from day 1, at least 3 required",
                "is off 1 days in a row from day 5, at least 3 required",
            ],
        ),
        ({"least_days_off": 3}, ".EEEEEE..", []),
        ({"least_days_off": 3}, ".........", []),
        (
            {"least_days_off": 3},
            "EEEEEEE.E",
            ["is off 1 days in a row from day 7, at least 3 required"],
        ),
        ({"most_weekends": 1}, ".....EE.......", []),
        ({"most_weekends": 1}, "....E..E....E.", []),
        ({"most_weekends": 1}, ".....E.......E", ["works 2 weekends, at most 1 allowed"]),
        ({"most_weekends": 1}, "......E.....E", ["works 2 weekends, at most 1 allowed"]),
        ({"most_weekends": 0}, "....E..E.", []),
        ({"most_weekends": 0}, "......E..", ["works 1 weekends, at most 0 allowed"]),
        ({"days_off": frozenset({0, 3})}, ".EE.E....", []),
        (
            {"days_off": frozenset({0, 3})},
            "E..L.....",
            ["works E on day 0, which is a day off", "works L on day 3, which is a day off"],
        ),
    ],
)
def test_each_hard_rule(
    tmp_path: Path, change: dict[str, object], line: str, wrong: list[str]
) -> None:
    employee = replace(FREE, **change)  # type: ignore[arg-type]
    assert broken(tmp_path, employee, line) == [f"Cy {each}" for each in wrong]


@pytest.mark.parametrize(
    ("roster", "message"),
    [
        ({"Ann": days(".........")}, "employee 'Bob' is missing"),
        (
            {"Ann": days("........"), "Bob": days(".........")},
            "Ann has 8 days; the horizon has 9",
        ),
        (
            {"Ann": days("........Q"), "Bob": days(".........")},
            "Ann works 'Q' on day 8, which is not a shift of the instance",
        ),
        (
            {name: days(".........") for name in ("Ann", "Bob", "Eve")},
            "employee 'Eve' is not in the instance",
        ),
    ],
)
def test_a_roster_of_another_instance_is_not_scored(
    tmp_path: Path, roster: dict[str, Sequence[str | None]], message: str
) -> None:
    with pytest.raises(ValueError, match="^" + message + "$"):
        score(made(tmp_path), roster)


def test_a_roster_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    roster = {"Ann": days("E..L"), 'Bob, "B"': days("...."), "Żoë": days("NNNN")}
    path = tmp_path / "roster.csv"
    write_roster(path, roster)
    assert read_roster(path) == roster
    assert path.read_text(encoding="utf-8").splitlines()[:3] == [
        "employee,day,shift",
        "Ann,0,E",
        "Ann,1,",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "roster.csv, line 1: the header must be employee,day,shift"),
        ("employee,shift,day\n", "roster.csv, line 1: the header must be employee,day,shift"),
        ("employee,day,shift\nAnn,0\n", "roster.csv, line 2: 2 values where 3 are expected"),
        (
            "employee,day,shift\nAnn,0,E\nAnn,2,E\n",
            "roster.csv, line 3: day '2' of Ann, where day 1 must follow",
        ),
        (
            "employee,day,shift\nAnn,0,E\nAnn,0,L\n",
            "roster.csv, line 3: day '0' of Ann, where day 1 must follow",
        ),
    ],
)
def test_a_malformed_roster_is_refused_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="^" + message + "$"):
        read_roster(path)


def test_an_employee_without_days_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^no days to write for Ann$"):
        write_roster(tmp_path / "roster.csv", {"Ann": [], "Bob": ["E"]})
