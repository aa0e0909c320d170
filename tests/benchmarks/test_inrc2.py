"""Nurse rostering instances of INRC-II: read, scored, and solutions written and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.rostering.inrc2 import Inrc2Instance, read
from benchmarks.rostering.inrc2_score import WEIGHTS, Score, score
from benchmarks.rostering.inrc2_solution import read_solution, write_solution
from benchmarks.rostering.inrc2_types import (
    Contract,
    History,
    Need,
    Nurse,
    Request,
    Scenario,
    ShiftType,
    Span,
    Work,
)

FILES = {
    "Sc-made.txt": """SCENARIO = made

WEEKS = 2

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Early (2,5)
Night (3,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (8,10) (3,5) (2,3) 2 1
Part (2,6) (1,4) (1,9) 1 0

NURSES = 2
Ann Full 2 Head Nurse
Bob Part 1 Nurse
""",
    "H0-made-1.txt": """HISTORY
0 made

NURSE_HISTORY
Ann 0 0 Night 1 4 0
Bob 3 1 None 0 0 2
""",
    "WD-made-0.txt": """WEEK_DATA
made

REQUIREMENTS
Early Head (0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (1,2)
Night Nurse (1,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Any Mon
Bob Night Sun
""",
    "WD-made-3.txt": """WEEK_DATA
made

REQUIREMENTS
Early Nurse (0,3) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 0
""",
}


def write(folder: Path, **changed: tuple[str, str]) -> Path:
    """The files, with text of some replaced: by the file's first two letters."""
    for name, text in FILES.items():
        for start, (old, new) in changed.items():
            if name.startswith(start) and name != "WD-made-3.txt":
                assert text.count(old) == 1
                text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(folder: Path) -> Inrc2Instance:
    return read(write(folder), "made_1_3-0")


ANY = Span(0, 99)
FREE = Contract(ANY, ANY, ANY, most_weekends=99, complete_weekends=False)
RESTED = History(0, 0, None, 0, 0, 1)
SHIFTS = {"Early": ShiftType(ANY, frozenset()), "Late": ShiftType(ANY, frozenset())}


def free(
    contract: Contract = FREE,
    history: History = RESTED,
    shifts: dict[str, ShiftType] = SHIFTS,
    needs: dict[tuple[int, str, str], Need] | None = None,
    requests: tuple[Request, ...] = (),
) -> Inrc2Instance:
    """One nurse and two weeks that nothing but what is given binds."""
    nurses = {"Cy": Nurse("own", frozenset({"Nurse"}))}
    scenario = Scenario("free", 2, ("Head", "Nurse"), shifts, {"own": contract}, nurses)
    return Inrc2Instance(
        "free_0_0-0", Path(), "free", (0, 0), scenario, {"Cy": history}, needs or {}, requests
    )


def days(line: str, skill: str = "Nurse") -> list[Work]:
    """One letter a day, E or L or N, filled with days off to two weeks."""
    names = {"E": "Early", "L": "Late", "N": "Night"}
    return [(names[day], skill) if day in names else None for day in line.ljust(14, ".")]


def scored(instance: Inrc2Instance, line: str) -> Score:
    return score(instance, {"Cy": days(line)})


def only(rule: str, units: int) -> dict[str, int]:
    """The parts of a cost in which only one rule is broken."""
    return {name: weight * units if name == rule else 0 for name, weight in WEIGHTS.items()}


def test_every_file_is_read_into_global_days(tmp_path: Path) -> None:
    instance = made(tmp_path)
    scenario = instance.scenario
    assert (scenario.name, scenario.weeks, instance.days) == ("made", 2, 14)
    assert scenario.skills == ("Head", "Nurse")
    assert scenario.shifts == {
        "Early": ShiftType(Span(2, 5), frozenset()),
        "Night": ShiftType(Span(3, 4), frozenset({"Early"})),
    }
    assert scenario.contracts == {
        "Full": Contract(Span(8, 10), Span(3, 5), Span(2, 3), 2, True),
        "Part": Contract(Span(2, 6), Span(1, 4), Span(1, 9), 1, False),
    }
    assert scenario.nurses == {
        "Ann": Nurse("Full", frozenset({"Head", "Nurse"})),
        "Bob": Nurse("Part", frozenset({"Nurse"})),
    }
    assert instance.history == {
        "Ann": History(0, 0, "Night", 1, 4, 0),
        "Bob": History(3, 1, None, 0, 0, 2),
    }
    # Week file 3 comes first, week file 0 second.
    assert len(instance.needs) == 21
    wanted = {key: need for key, need in instance.needs.items() if need.optimal}
    assert wanted == {
        (0, "Early", "Nurse"): Need(0, 3),
        (7, "Early", "Head"): Need(0, 1),
        (13, "Early", "Head"): Need(1, 2),
        (7, "Night", "Nurse"): Need(1, 1),
    }
    assert instance.requests == (Request("Ann", 7, None), Request("Bob", 13, "Night"))


def test_a_week_may_come_twice_and_its_folder_be_above(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    write(tmp_path / "made")
    instance = read(tmp_path, "made_1_0-0")
    assert instance.needs[6, "Early", "Head"] == instance.needs[13, "Early", "Head"] == Need(1, 2)
    assert [request.day for request in instance.requests] == [0, 6, 7, 13]
    assert read(tmp_path / "made", "made_1_0-0") == instance


def test_marks_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = made(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(("\ufeff" + text.replace("\n", " \r\n")).encode())
    assert read(tmp_path, "made_1_3-0") == plain


@pytest.mark.parametrize("name", ["made", "made_1", "made_x_0-1", "made_1_0-", "_1_0-1"])
def test_another_form_of_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not the name of an instance"):
        read(write(tmp_path), name)


def test_as_many_weeks_as_the_scenario_has_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^made_1_0-3-0 names 3 weeks; made has 2$"):
        read(write(tmp_path), "made_1_0-3-0")


@pytest.mark.parametrize(
    ("file", "old", "wrong", "message"),
    [
        ("Sc", "WEEKS = 2", "WEEKS = two", "Sc-made.txt, line 3: WEEKS is 'two'; it must be a wh"),
        ("Sc", "WEEKS = 2\n", "", "Sc-made.txt: WEEKS is missing"),
        ("Sc", "SKILLS = 2", "SKILLS = 3", "line 5: SKILLS is 3, but 2 rows follow"),
        ("Sc", "Head\nNurse\n\n", "Head\nHead\n\n", "line 7: skill 'Head' is there twice"),
        ("Sc", "Early (2,5)", "Early (5,2)", "line 10: (5,2) begins above its end"),
        ("Sc", "Early (2,5)", "Early 2,5", "line 10: 'Early 2,5' must have a name, 1 pairs and 0"),
        ("Sc", "Early (2,5)", "(2,5)", "line 10: the name of the shift is missing"),
        ("Sc", "Night 1 Early", "Night 2 Early", "line 15: 2 shifts are said, but 1 follow"),
        ("Sc", "Night 1 Early", "Night 1 Late", "line 15: shift 'Late' is unknown"),
        ("Sc", "(2,3) 2 1", "(2,3) 2", "line 18: 'Full (8,10) (3,5) (2,3) 2' must have a name"),
        ("Sc", "(2,3) 2 1", "(2,3) 2 2", "line 18: complete weekend '2' is unknown"),
        ("Sc", "Full (8,10) (3,5)", "Full (8,10) or (3,5)", "line 18: 'Full (8,10) or (3,5)"),
        ("Sc", "Bob Part", "Bob Half", "line 23: contract 'Half' is unknown"),
        ("Sc", "Bob Part 1", "Bob Part 2", "line 23: 2 skills are said, but 1 follow"),
        ("Sc", "Bob Part", "Ann Part", "line 23: nurse 'Ann' is there twice"),
        ("Sc", "SCENARIO = made", "Ann", "line 1: 'Ann' stands before SCENARIO"),
        ("H0", "0 made", "0 other", "H0-made-1.txt, line 1: this is not a file of made"),
        ("H0", "Ann 0 0", "Eve 0 0", "line 5: nurse 'Eve' is unknown"),
        ("H0", "Ann 0 0", "Bob 0 0", "line 6: history of nurse 'Bob' is there twice"),
        ("H0", "Bob 3 1 None 0 0 2\n", "", "H0-made-1.txt: nurse 'Bob' is missing"),
        ("H0", "Night 1 4 0", "Night 1 4", "line 5: 6 values where 7 are expected"),
        ("H0", "Night 1 4 0", "Night 5 4 0", "line 5: the consecutive days do not fit the last"),
        ("H0", "Night 1 4 0", "Night 1 4 1", "line 5: the consecutive days do not fit the last"),
        ("H0", "Night 1 4 0", "Night 0 4 0", "line 5: the consecutive days do not fit the last"),
        ("H0", "None 0 0 2", "None 0 0 0", "line 6: the consecutive days do not fit the last"),
        ("H0", "None 0 0 2", "None 0 1 2", "line 6: the consecutive days do not fit the last"),
        ("WD", "made\n\n", "other\n\n", "WD-made-0.txt, line 1: this is not a file of made"),
        ("WD", "Night Nurse (1,1) ", "Night Nurse ", "line 6: 'Night Nurse (0,0)"),
        ("WD", "Night Nurse", "Night Cook", "line 6: skill 'Cook' is unknown"),
        ("WD", "Night Nurse", "Nurse", "line 6: shift '' is unknown"),
        ("WD", "Night Nurse", "Early Head", "line 6: the needs of Early Head are there twice"),
        ("WD", "Any Mon", "Any Day", "line 9: day 'Day' is unknown"),
        ("WD", "Bob Night Sun", "Bob Late Sun", "line 10: shift 'Late' is unknown"),
        ("WD", "REQUESTS = 2", "REQUESTS = 1", "line 8: SHIFT_OFF_REQUESTS is 1, but 2 rows"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(
    tmp_path: Path, file: str, old: str, wrong: str, message: str
) -> None:
    with pytest.raises(ValueError, match="-made") as caught:
        read(write(tmp_path, **{file: (old, wrong)}), "made_1_3-0")
    assert message in str(caught.value)


def test_every_problem_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES["WD-made-0.txt"].replace("Early Head (0,1)", "Early Cook (0,1)")
    (tmp_path / "WD-made-0.txt").write_text(text.replace("Ann Any", "Eve Any"), encoding="utf-8")
    with pytest.raises(ValueError, match="WD-made-0") as caught:
        read(tmp_path, "made_1_3-0")
    assert str(caught.value).splitlines() == [
        "WD-made-0.txt, line 5: skill 'Cook' is unknown; there are Head, Nurse",
        "WD-made-0.txt, line 9: nurse 'Eve' is unknown; there are Ann, Bob",
    ]


@pytest.mark.parametrize(
    ("line", "missing"),
    [("..E", 1), ("...", 2), ("..L", 2), (".E.", 2)],
)
def test_each_nurse_below_the_optimal_cover_is_charged(line: str, missing: int) -> None:
    instance = free(needs={(2, "Early", "Nurse"): Need(0, 2), (3, "Early", "Nurse"): Need(0, 0)})
    assert scored(instance, line) == Score(30 * missing, [], only("optimal cover", missing))


def test_more_than_the_optimal_cover_costs_nothing() -> None:
    assert scored(free(needs={(2, "Early", "Nurse"): Need(0, 0)}), "..E").cost == 0


def test_below_the_minimum_cover_is_broken_and_still_charged() -> None:
    instance = free(needs={(2, "Early", "Nurse"): Need(1, 2)})
    assert scored(instance, "..E").broken == []
    assert scored(instance, "..L") == Score(
        60,
        ["day 2 has 0 on Early as Nurse, at least 1 required"],
        only("optimal cover", 2),
    )


SAME_2_3 = {**SHIFTS, "Late": ShiftType(Span(2, 3), frozenset())}


def late(same: int) -> History:
    return History(0, 0, "Late", same, same, 0)


@pytest.mark.parametrize(
    ("history", "line", "units"),
    [
        (RESTED, ".LL.LLL.", 0),
        (RESTED, ".L.", 1),
        (RESTED, ".LELE", 2),
        (RESTED, ".LLLLL.", 2),
        # A run that touches the end may go on: no minimum, but the maximum holds.
        (RESTED, ".............L", 0),
        (RESTED, ".........LLLLL", 2),
        (RESTED, "............L.", 1),
        # History's days count for both limits.
        (late(1), "L", 0),
        (late(1), "", 1),
        (late(1), "E", 1),
        (late(2), "", 0),
        (late(2), "LL", 1),
        (late(3), "L", 1),
        # What was too many before the horizon is not charged again.
        (late(5), "", 0),
        (late(5), "L", 1),
        (late(5), "LL.LLLL", 3),
    ],
)
def test_days_of_the_same_shift_outside_its_limits(history: History, line: str, units: int) -> None:
    found = scored(free(history=history, shifts=SAME_2_3), line)
    assert found == Score(15 * units, [], only("consecutive same shift", units))


WORK_3_4 = replace(FREE, days_worked=Span(3, 4))


@pytest.mark.parametrize(
    ("history", "line", "units"),
    [
        (RESTED, ".EEE.EEEE.", 0),
        (RESTED, ".ELL.LEEE.", 0),
        (RESTED, ".EE.E.", 1 + 2),
        (RESTED, "..EEEELL.", 2),
        (RESTED, ".............E", 0),
        (RESTED, "............EE", 0),
        (RESTED, "...........EE.", 1),
        (RESTED, "........EEEEEE", 2),
        (late(1), "", 2),
        (late(1), "E", 1),
        (late(1), "LE", 0),
        (late(3), "", 0),
        (late(3), "LLL", 2),
        (late(6), "", 0),
        (late(6), "L", 1),
        (History(0, 0, "Early", 1, 4, 0), "L", 1),
    ],
)
def test_days_worked_outside_the_contract(history: History, line: str, units: int) -> None:
    found = scored(free(contract=WORK_3_4, history=history), line)
    assert found == Score(30 * units, [], only("consecutive working days", units))


OFF_2_3 = replace(FREE, days_off=Span(2, 3))


def rested(days_off: int) -> History:
    return History(0, 0, None, 0, 0, days_off)


@pytest.mark.parametrize(
    ("history", "line", "units"),
    [
        (late(1), "E..E...EEEEEEE", 0),
        (late(1), "E.E.EEEEEEEEEE", 2),
        (late(1), "E.....EEEEEEEE", 2),
        (late(1), "EEEEEEEEEEEEE.", 0),
        (late(1), "EEEEEEEEE.....", 2),
        (late(1), "EEEEEEEEEEEE.E", 1),
        (rested(1), "EEEEEEEEEEEEEE", 1),
        (rested(2), "EEEEEEEEEEEEEE", 0),
        (rested(1), ".EEEEEEEEEEEEE", 0),
        (rested(2), "..EEEEEEEEEEEE", 1),
        (rested(5), "EEEEEEEEEEEEEE", 0),
        (rested(5), "..EEEEEEEEEEEE", 2),
    ],
)
def test_days_off_outside_the_contract(history: History, line: str, units: int) -> None:
    found = scored(free(contract=OFF_2_3, history=history), line)
    assert found == Score(30 * units, [], only("consecutive days off", units))


@pytest.mark.parametrize(
    ("line", "units"),
    [("L...E", 0), ("..L", 1), ("..E", 1), ("E..", 1), ("....L", 1), ("E.L.L", 3)],
)
def test_a_shift_worked_against_a_request(line: str, units: int) -> None:
    asked = (Request("Cy", 0, "Early"), Request("Cy", 2, None), Request("Cy", 4, "Late"))
    found = scored(free(requests=asked), line)
    assert found == Score(10 * units, [], only("preferences", units))


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (".....EE", 0),
        ("....E..E", 0),
        (".....E", 1),
        ("......E", 1),
        (".....E.......E", 2),
        (".....EL.....L.", 1),
    ],
)
def test_half_a_weekend_is_charged_where_the_contract_says_so(line: str, units: int) -> None:
    whole = replace(FREE, complete_weekends=True)
    assert scored(free(contract=whole), line).parts == only("complete weekends", units)
    assert scored(free(), line).cost == 0


@pytest.mark.parametrize(
    ("before", "line", "units"),
    [
        (0, "EE", 0),
        (0, "EEEE", 0),
        (0, "E", 1),
        (0, "", 2),
        (0, "EEEEEE", 2),
        (3, "EE", 1),
        (2, "", 0),
    ],
)
def test_assignments_outside_the_contract_over_all_weeks(
    before: int, line: str, units: int
) -> None:
    contract = replace(FREE, assignments=Span(2, 4))
    found = scored(free(contract, History(before, 0, None, 0, 0, 1)), line)
    assert found == Score(20 * units, [], only("total assignments", units))


@pytest.mark.parametrize(
    ("before", "line", "units"),
    [
        (0, ".....EE", 0),
        (0, "......E", 0),
        (0, ".....E.......E", 1),
        (0, "....E..E....", 0),
        (1, ".....EE", 1),
        (1, ".....EE.....E.", 2),
        (2, "", 1),
    ],
)
def test_weekends_above_the_contract(before: int, line: str, units: int) -> None:
    contract = replace(FREE, most_weekends=1)
    found = scored(free(contract, History(0, before, None, 0, 0, 1)), line)
    assert found == Score(30 * units, [], only("total working weekends", units))


@pytest.mark.parametrize(
    ("history", "line", "wrong"),
    [
        (RESTED, "ELL.E", []),
        (RESTED, ".LE", ["Cy works Early on day 2 after Late, which it may not follow"]),
        (late(1), "L", []),
        (late(1), ".E", []),
        (late(1), "E", ["Cy works Early on day 0 after Late, which it may not follow"]),
        (RESTED, "......LE", ["Cy works Early on day 7 after Late, which it may not follow"]),
    ],
)
def test_forbidden_successions(history: History, line: str, wrong: list[str]) -> None:
    shifts = {**SHIFTS, "Late": ShiftType(ANY, frozenset({"Early"}))}
    found = scored(free(history=history, shifts=shifts), line)
    assert found == Score(0, wrong, dict.fromkeys(WEIGHTS, 0))


def test_a_skill_that_the_nurse_has_not_is_broken() -> None:
    assert score(free(), {"Cy": days("..E", skill="Nurse")}).broken == []
    assert score(free(), {"Cy": days("..E", skill="Head")}).broken == [
        "Cy works Early as Head on day 2, a skill Cy has not"
    ]


def test_a_whole_roster_by_hand(tmp_path: Path) -> None:
    """Ann: NN....E EEE....; Bob: rest, then E NN with a Saturday."""
    ann: list[Work] = [*days("NN....EEEE....", "Head")]
    bob = days(".......EN...N.")
    found = score(made(tmp_path), {"Ann": ann, "Bob": bob})
    assert found.parts == {
        # Day 0 wants 3 Early Nurse; day 13 two Early Head; day 7 one Night Nurse.
        "optimal cover": 30 * (3 + 2 + 1),
        # Ann's 1 + 2 nights are enough; Bob's one early, one night and one night are not.
        "consecutive same shift": 15 * (1 + 2 + 2),
        # Ann worked 4 + 2 days, at most 5.
        "consecutive working days": 30 * 1,
        # Ann is off 4 days twice, at most 3.
        "consecutive days off": 30 * 2,
        # Ann works on the second Monday.
        "preferences": 10,
        # Ann works only the first Sunday.
        "complete weekends": 30,
        # Ann works 6 days, at least 8; Bob 3 + 3, at most 6.
        "total assignments": 20 * 2,
        # Bob worked one weekend before and one now, at most 1.
        "total working weekends": 30,
    }
    assert found.cost == 455
    assert found.broken == [
        "day 13 has 0 on Early as Head, at least 1 required",
        "day 7 has 0 on Night as Nurse, at least 1 required",
    ]


@pytest.mark.parametrize(
    ("roster", "message"),
    [
        ({}, "nurse 'Cy' is missing"),
        ({"Cy": [None] * 13}, "Cy has 13 days; the horizon has 14"),
        ({"Cy": days(""), "Eve": days("")}, "nurse 'Eve' is not in the scenario"),
        ({"Cy": days("N")}, "Cy works Night as Nurse on day 0, which is unknown"),
        ({"Cy": days("E", "Cook")}, "Cy works Early as Cook on day 0, which is unknown"),
    ],
)
def test_a_roster_of_another_instance_is_not_scored(
    roster: dict[str, list[Work]], message: str
) -> None:
    with pytest.raises(ValueError, match="^" + message + "$"):
        score(free(), roster)


def test_a_solution_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    instance = made(tmp_path)
    roster = {"Ann": days("NN....EEEE...E", "Head"), "Bob": days(".......EN...N.")}
    folder = tmp_path / "solution"
    write_solution(folder, instance, roster)
    assert sorted(path.name for path in folder.iterdir()) == [
        "Sol-made-0-1.txt",
        "Sol-made-3-0.txt",
    ]
    assert (folder / "Sol-made-3-0.txt").read_text(encoding="utf-8") == (
        "SOLUTION\n0 made\n\nASSIGNMENTS = 3\n"
        "Ann Mon Night Head\nAnn Tue Night Head\nAnn Sun Early Head\n"
    )
    assert read_solution(folder, instance) == roster


def test_what_solvers_add_below_a_solution_is_passed_over(tmp_path: Path) -> None:
    instance = made(tmp_path)
    write_solution(tmp_path, instance, {"Ann": days("E"), "Bob": days("")})
    with (tmp_path / "Sol-made-3-0.txt").open("a", encoding="utf-8") as file:
        file.write("\nViol: 0\nCost: 575\nTime: 4.2\n")
    assert read_solution(tmp_path, instance) == {"Ann": days("E"), "Bob": days("")}


@pytest.mark.parametrize(
    ("old", "wrong", "message"),
    [
        ("Ann Tue", "Ann Mon", "Sol-made-3-0.txt, line 6: Ann works twice on Mon"),
        ("Ann Tue", "Eve Tue", "line 6: nurse 'Eve' is unknown"),
        ("Ann Tue", "Ann 2", "line 6: day '2' is unknown"),
        ("Tue Night Head", "Tue Late Head", "line 6: shift 'Late' is unknown"),
        ("Tue Night Head", "Tue Night Cook", "line 6: skill 'Cook' is unknown"),
        ("Tue Night Head", "Tue Night", "line 6: 3 values where 4 are expected"),
        ("ASSIGNMENTS = 2", "ASSIGNMENTS = 3", "line 4: ASSIGNMENTS is 3, but 2 rows follow"),
        ("0 made", "0 other", "line 1: this is not a file of made"),
    ],
)
def test_a_malformed_solution_is_refused_with_its_line(
    tmp_path: Path, old: str, wrong: str, message: str
) -> None:
    instance = made(tmp_path)
    write_solution(tmp_path, instance, {"Ann": days("NN", "Head"), "Bob": days("")})
    path = tmp_path / "Sol-made-3-0.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, wrong), encoding="utf-8")
    with pytest.raises(ValueError, match="Sol-made") as caught:
        read_solution(tmp_path, instance)
    assert message in str(caught.value)
