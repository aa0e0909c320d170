"""``placeplan roster`` as a rota manager uses it, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

QUICK = ("--time-limit", "6", "--weeks", "2")


@pytest.fixture
def ward(run: Run, tmp_path: Path) -> Path:
    assert run("init", tmp_path / "ward", "--example", "ward").exit_code == 0
    return tmp_path / "ward"


def test_a_ward_is_rostered_checked_and_rostered_on(run: Run, ward: Path, tmp_path: Path) -> None:
    april, may = tmp_path / "april", tmp_path / "may"
    result = run("roster", ward, "-o", april, *QUICK)
    assert result.exit_code == 0, result.output
    assert "points" in result.output
    assert f"Rota: {april / 'rota.xlsx'}" in result.output
    assert {p.name for p in april.iterdir()} >= {
        "rota.xlsx", "roster.csv", "calendars", "report.html", "plan.json", "tables",
    }  # fmt: skip
    assert len(list((april / "calendars").glob("*.ics"))) == 14
    assert run("verify", ward, april).exit_code == 0
    assert "Minimum cover" in run("summary", april).output
    on = ("--from", april, "--start", "2027-04-19")
    result = run("roster", ward, "-o", may, *on, *QUICK)
    assert result.exit_code == 0, result.output
    assert run("verify", ward, may, "--base", april).exit_code == 0
    result = run("verify", ward, may)
    assert result.exit_code != 0
    assert "--base" in result.output


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--start", "2027-04-06"), 2, "A roster starts on a Monday"),
        (("--start", "April"), 2, "April"),
        (("--weeks", "0"), 2, "weeks"),
        (("--from", "nowhere"), 2, "nowhere"),
        (("--time-limit", "0"), 2, "time-limit"),
    ],
)
def test_what_cannot_be_asked_is_said(
    run: Run, ward: Path, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    result = run("roster", ward, "-o", tmp_path / "plan", *options)
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "plan").exists()


def test_a_place_without_rosters_is_refused(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "tiny", "--example", "tiny")
    result = run("roster", tmp_path / "tiny", "-o", tmp_path / "plan")
    assert result.exit_code == 2
    for table in ("shifts", "cover", "contracts"):
        assert f"a roster needs the table {table}" in result.output


def test_a_place_for_rosters_alone_has_no_skill_mix(run: Run, ward: Path, tmp_path: Path) -> None:
    result = run("skillmix", ward, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "the skill mix needs the table needs" in result.output


def test_pins_that_cannot_be_kept_are_told_with_who_and_when(
    run: Run, ward: Path, tmp_path: Path
) -> None:
    pins = ward / "roster_pins.csv"
    lines = pins.read_text(encoding="utf-8-sig").splitlines()
    heads = lines[0].split(",")
    row = {"person": "HCA-2", "reason": "test"}
    for date, shift in (("2027-04-13", "night"), ("2027-04-14", "early")):
        cells = {**row, "date": date, "shift": shift}
        lines.append(",".join(cells.get(head, "") for head in heads))
    pins.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("roster", ward, "-o", tmp_path / "plan", *QUICK)
    assert result.exit_code == 1
    assert "HCA-2" in result.output
    assert "2027-04-14: rest between shifts by 11.25 hours too little" in result.output
    assert not (tmp_path / "plan").exists()
