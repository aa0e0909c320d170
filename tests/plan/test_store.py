"""A plan in a folder: whole or not at all, and read back as it was written."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from planner import swap
from planner.errors import InputError, PlaceplanError
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from planner.plan.tables import TABLES
from tests.plan.sample import sample_plan

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


@pytest.fixture
def written(plan: Plan, tmp_path: Path) -> Path:
    write_plan(plan, tmp_path / "plan", report=False)
    return tmp_path / "plan"


@pytest.fixture(params=["exchange", "renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    return request.param


def _same(one: Plan, other: Plan) -> bool:
    return (
        one.record == other.record
        and one.labels == other.labels
        and all(one[t.name].equals(other[t.name]) for t in TABLES)
    )


def _seeded(plan: Plan, seed: int) -> Plan:
    return replace(plan, record=plan.record.model_copy(update={"seed": seed}))


def test_what_is_read_is_what_was_written(plan: Plan, tmp_path: Path) -> None:
    put = write_plan(plan, tmp_path / "deep" / "down" / "plan")
    got = read_plan(tmp_path / "deep" / "down" / "plan")
    assert _same(put, got)
    assert got.folder == put.folder == tmp_path / "deep" / "down" / "plan"
    assert put.record.seconds["write"] > 0
    assert sorted(p.name for p in put.folder.iterdir()) == ["plan.json", "report.html", "tables"]


def test_plan_json_holds_the_record_at_its_top(written: Path) -> None:
    document = json.loads((written / "plan.json").read_text(encoding="utf-8"))
    assert document["stage"] == "skillmix"
    assert document["priorities"][0]["name"] == "unmet_need"
    assert document["check"] == {"passed": True, "violations": []}
    assert "مجلس المدينة" in document["labels"]["organisations"].values()


def test_empty_tables_survive(plan: Plan, tmp_path: Path) -> None:
    empty = replace(plan, tables={name: frame.iloc[:0] for name, frame in plan.tables.items()})
    write_plan(empty, tmp_path / "plan", report=False)
    assert all(len(frame) == 0 for frame in read_plan(tmp_path / "plan").tables.values())


def test_a_plan_is_only_replaced_when_asked(plan: Plan, written: Path, either_way: str) -> None:
    with pytest.raises(PlaceplanError, match="already holds a plan"):
        write_plan(_seeded(plan, 2), written, report=False)
    assert read_plan(written).record.seed == plan.record.seed
    write_plan(_seeded(plan, 2), written, overwrite=True, report=False)
    assert read_plan(written).record.seed == 2
    assert [p.name for p in written.parent.iterdir()] == ["plan"]


@pytest.mark.parametrize("extra", ["notes.txt", "tables/mine.csv"])
def test_what_is_not_a_plan_is_left_alone(plan: Plan, written: Path, extra: str) -> None:
    (written / extra).write_text("precious")
    with pytest.raises(PlaceplanError, match="is not a plan") as caught:
        write_plan(plan, written, overwrite=True, report=False)
    assert extra in str(caught.value)
    assert (written / extra).read_text() == "precious"


def test_a_file_in_the_way_is_left_alone(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("precious")
    with pytest.raises(PlaceplanError, match="is a file"):
        write_plan(plan, tmp_path / "plan", overwrite=True, report=False)
    with pytest.raises(PlaceplanError, match="part of the path is a file"):
        write_plan(plan, tmp_path / "plan" / "inner", report=False)


def test_an_empty_folder_may_be_filled(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    write_plan(plan, tmp_path / "plan", report=False)
    assert read_plan(tmp_path / "plan").record.seed == plan.record.seed


def test_a_failure_leaves_the_old_plan_and_nothing_else(
    plan: Plan, written: Path, monkeypatch: pytest.MonkeyPatch, either_way: str
) -> None:
    calls = iter(range(100))

    def full(descriptor: int) -> None:
        if next(calls) == 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlaceplanError, match="disk is full"):
        write_plan(_seeded(plan, 2), written, overwrite=True, report=False)
    assert [p.name for p in written.parent.iterdir()] == ["plan"]
    assert read_plan(written).record.seed == plan.record.seed


def test_a_limit_of_the_system_is_explained(plan: Plan, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(PlaceplanError, match="beyond the largest size"):
            write_plan(plan, tmp_path / "plan", report=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_is_explained(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(PlaceplanError, match="path is too long"):
        write_plan(plan, tmp_path / ("x" * 300), report=False)


def test_an_interrupt_leaves_nothing(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_plan(plan, tmp_path / "plan", report=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda t: t.drop(columns="minutes"), "column.*missing: minutes"),
        (lambda t: t.assign(extra=1.0), "unknown: extra"),
        (lambda t: t[list(t.columns[::-1])], "not in the stated order"),
        (lambda t: t.assign(minutes=1), "must be float64, not int64"),
        (lambda t: t.assign(minutes=float("nan")), "holds NaN"),
        (lambda t: t.assign(profile=1.0), "'profile': must be text"),
        (lambda t: t.assign(profile=None), "'profile': must be text"),
        (lambda t: pd.concat([t, t]), "several rows stand for locality 'L1'"),
    ],
)
def test_misshapen_tables_are_never_written(
    plan: Plan, tmp_path: Path, damage: Callable[[pd.DataFrame], pd.DataFrame], said: str
) -> None:
    tables = {**plan.tables, "visits": damage(plan["visits"])}
    with pytest.raises(PlaceplanError, match=said):
        write_plan(replace(plan, tables=tables), tmp_path / "plan", report=False)
    assert list(tmp_path.iterdir()) == []


def test_strange_choices_and_tables_are_never_written(plan: Plan, tmp_path: Path) -> None:
    tables = {**plan.tables, "moves": plan["moves"].assign(kind="teleport"), "extra": plan["need"]}
    del tables["money"]
    with pytest.raises(PlaceplanError) as caught:
        write_plan(replace(plan, tables=tables), tmp_path / "plan", report=False)
    assert "'teleport' is none of hire" in str(caught.value)
    assert "'extra' is not one of a plan's" in str(caught.value)
    assert "'money' is missing" in str(caught.value)


def _drop_table(folder: Path) -> None:
    (folder / "tables" / "visits.parquet").unlink()


def _spoil_table(folder: Path) -> None:
    (folder / "tables" / "visits.parquet").write_bytes(b"not parquet")


def _swap_tables(folder: Path) -> None:
    shutil.copy(folder / "tables" / "need.parquet", folder / "tables" / "visits.parquet")


def _alter_table(folder: Path) -> None:
    path = folder / "tables" / "visits.parquet"
    pd.read_parquet(path).assign(visits=1.0).to_parquet(path, index=False)


def _spoil_json(folder: Path) -> None:
    (folder / "plan.json").write_text("{")


def _list_json(folder: Path) -> None:
    (folder / "plan.json").write_text("[]")


def _without(key: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / "plan.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        del document[key]
        path.write_text(json.dumps(document), encoding="utf-8")

    return damage


@pytest.mark.parametrize(
    ("damage", "file", "said"),
    [
        (_drop_table, "tables/visits.parquet", "missing"),
        (_spoil_table, "tables/visits.parquet", "not sound Parquet"),
        (_swap_tables, "tables/visits.parquet", "missing: setting, pattern"),
        (_alter_table, "tables/visits.parquet", "was changed after"),
        (_spoil_json, "plan.json", "not sound JSON"),
        (_list_json, "plan.json", "does not hold"),
        (_without("priorities"), "plan.json", "'priorities': Field required"),
        (_without("labels"), "plan.json", "names"),
        (_without("tables"), "plan.json", "hashes"),
    ],
)
def test_damage_is_located(
    written: Path, damage: Callable[[Path], None], file: str, said: str
) -> None:
    damage(written)
    with pytest.raises(InputError) as caught:
        read_plan(written)
    assert caught.value.findings[0].file == str(written / file)
    assert said in str(caught.value)


def test_folders_that_are_no_plan_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_plan(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"no plan\.json"):
        read_plan(tmp_path)


@pytest.mark.parametrize(("mode", "kills"), [("exchange", 110), ("renames", 40)])
def test_a_killed_writer_leaves_a_whole_plan_or_none(tmp_path: Path, mode: str, kills: int) -> None:
    command = [sys.executable, "-m", "tests.plan.kill_writers", str(tmp_path), str(kills), mode]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    counts = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert counts["kills"] == kills
    assert counts["leftovers"] > kills // 5  # the kills did come in the middle of writing
    assert (counts["recovered"] > 0) == (mode == "renames")


def test_a_plan_set_aside_by_a_killed_writer_comes_back(plan: Plan, written: Path) -> None:
    written.rename(written.parent / ".plan.abc.old")
    assert read_plan(written).record.seed == plan.record.seed
    assert [p.name for p in written.parent.iterdir()] == ["plan"]


def test_what_a_living_writer_holds_is_left_alone(plan: Plan, written: Path) -> None:
    with swap.FolderSwap(written) as other:
        write_plan(_seeded(plan, 2), written, overwrite=True, report=False)
        assert other.staging.is_dir()
    assert not other.staging.exists()
