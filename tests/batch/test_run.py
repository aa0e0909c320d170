"""Running cycles: each run once, whatever becomes of any of them."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from planner.batch.cycle import read_cycle
from planner.batch.folder import INDEX, BatchFolder, RunRecord
from planner.batch.local import Local
from planner.batch.progress import BatchProgress
from planner.batch.table import write_tables
from planner.errors import InputError, PlaceplanError
from planner.plan.store import read_plan
from tests.batch.conftest import Write
from tests.batch.trial import MODULES, run_trial, shared

pytestmark = [
    pytest.mark.usefixtures("trial_stage"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="batches need fork"),
]


def records(folder: Path) -> list[RunRecord]:
    """Of each row, in order."""
    batch = BatchFolder(folder)
    found = [batch.record(row["run"]) for row in batch.index()["rows"]]
    assert all(found)
    return [record for record in found if record]


def begun(log: Path) -> Counter[str]:
    """Seed → how often a run of it was begun."""
    return Counter(line.split()[1] for line in log.read_text().splitlines())


def test_runs_that_do_not_come_out_are_rows_with_reasons(cycle: Write, tmp_path: Path) -> None:
    moods = ["well", "impossible", "refused", "faulty", "greedy", "killed", "orphan"]
    path = cycle(
        f'[limits]\nseconds = 3\nmemory_gb = 0.5\n[[axis]]\nname="mood"\noption="mood"\nvalues={moods}\n'
    )
    heard: list[BatchProgress] = []
    outcome = run_trial(path, tmp_path / "out", listen=heard.append)
    assert not outcome.good
    found = records(tmp_path / "out")
    assert [record.came_out for record in found] == [
        "planned", "impossible", "failed", "failed", "out of memory", "killed", "timed out",
    ]  # fmt: skip
    reasons = [record.reason for record in found]
    assert reasons[0] == ""
    assert "3 WTE short" in reasons[1]
    assert reasons[2] == "the place is not for this"
    assert "ZeroDivisionError: a mistake" in reasons[3]
    assert "plan_trial" in found[3].details
    assert "0.5 GB allowed" in reasons[4]
    assert "signal 9" in reasons[5]
    assert "after 3 s" in reasons[6]
    assert [moment.done for moment in heard if moment.ended] == list(range(1, 8))
    assert max(len(moment.running) for moment in heard) <= 2

    # Run again: what was killed or failed is done again; what limits ended only under others.
    again = run_trial(path, tmp_path / "out")
    assert (again.done, again.found) == (3, 4)
    path.write_text(path.read_text().replace("seconds = 3", "seconds = 1"))
    assert run_trial(path, tmp_path / "out").done == 4


def test_finished_runs_are_not_done_again_and_new_ones_are(cycle: Write, tmp_path: Path) -> None:
    log = tmp_path / "log"
    text = f'seeds = [1, 2]\n[options]\nlog = "{log}"\nreproducible = true\n'
    assert run_trial(cycle(text), tmp_path / "out").good
    assert run_trial(cycle(text), tmp_path / "out").done == 0
    assert begun(log) == {"1": 1, "2": 1}
    # The cycle is edited: what is new is run, in its place among the rows.
    outcome = run_trial(cycle(text.replace("[1, 2]", "[2, 7, 1]")), tmp_path / "out")
    assert (outcome.done, outcome.found, outcome.good) == (1, 2, True)
    assert begun(log) == {"1": 1, "2": 1, "7": 1}
    folder = BatchFolder(tmp_path / "out")
    csv, parquet = write_tables(folder)
    frame = pd.read_parquet(parquet)
    assert list(frame["seed"]) == [2, 7, 1]
    pd.testing.assert_frame_equal(
        pd.read_csv(csv)[["row", "seed"]], frame[["row", "seed"]], check_dtype=False
    )
    # A record that is lost while its plan is whole is made from the plan.
    name = folder.index()["rows"][0]["run"]
    before = folder.record(name)
    (folder.root / "records" / f"{name}.json").unlink()
    assert run_trial(cycle(text), tmp_path / "out").done == 0
    after = folder.record(name)
    assert before is not None
    assert after is not None
    assert after.measures == before.measures
    # A plan that is lost is made again.
    shutil.rmtree(folder.plan(name))
    assert run_trial(cycle(text), tmp_path / "out").done == 1
    assert read_plan(folder.plan(name)).record.seed == 2
    # What is no plan any more is not deleted, and costs only its own run.
    (folder.plan(name) / "plan.json").unlink()
    assert run_trial(cycle(text), tmp_path / "out").counts == {"planned": 1, "failed": 1}
    assert "not a plan" in records(tmp_path / "out")[1].reason


def test_rows_that_ask_the_same_are_one_run(cycle: Write, tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = cycle(
        f'[options]\nlog = "{log}"\n[[axis]]\nname="t"\noption="time_limit"\nvalues=[5, 6]\n'
        '[[axis]]\nname="again"\nscenarios=[[]]\n'
    )
    path.write_text(path.read_text().replace('["place"]', '["place", "./place"]'))
    outcome = run_trial(path, tmp_path / "out")
    assert outcome.counts == {"planned": 4}
    assert sum(begun(log).values()) == 2


def test_the_table_is_the_same_in_one_go_and_after_interruptions(
    cycle: Write, tmp_path: Path
) -> None:
    path = cycle(
        'scenarios = [[], "more.toml"]\nseeds = [5, 6, 7]\n'
        "[options]\nreproducible = true\nseconds = 0.3\n"
    )
    assert run_trial(path, tmp_path / "whole").good
    stop = threading.Event()

    def after_two(moment: BatchProgress) -> None:
        if moment.done >= 2 and moment.phase == "running":
            stop.set()

    broken = run_trial(path, tmp_path / "broken", listen=after_two, stop=stop)
    assert broken.stopped
    assert not broken.good
    assert broken.counts["not run"] > 0
    assert run_trial(path, tmp_path / "broken", processes=1).good
    one, other = (write_tables(BatchFolder(tmp_path / name)) for name in ("whole", "broken"))
    for mine, theirs in zip(one, other, strict=True):
        assert mine.read_bytes() == theirs.read_bytes()
    frame = pd.read_parquet(one[1])
    people = {"as it is": 1.0, "More": 1.1}
    base = frame["unmet_need"].iloc[0] - 5000
    for row in frame.itertuples():
        assert row.unmet_need == pytest.approx(1000 * row.seed + base * people[row.scenarios])


def test_two_batches_on_one_folder_do_no_run_twice(cycle: Write, tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = cycle(f'seeds = {list(range(8))}\n[options]\nlog = "{log}"\nseconds = 0.2\n')
    outcomes = []
    one_more = Local(MODULES, 1, 1)

    def run(executor: Local) -> None:
        outcomes.append(run_trial(path, tmp_path / "out", executor=executor))

    both = [threading.Thread(target=run, args=(own,)) for own in (shared(1), one_more)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    one_more.close()
    assert [outcome.counts for outcome in outcomes] == [{"planned": 8}] * 2
    assert sum(outcome.done for outcome in outcomes) == 8
    assert all(outcome.done > 0 for outcome in outcomes)
    assert set(begun(log).values()) == {1}
    assert not list((tmp_path / "out" / "locks").iterdir())


def test_a_folder_is_a_batchs_before_its_list_of_runs_is_whole(tmp_path: Path) -> None:
    """Another batch may be writing it, or have been killed at it."""
    folder = BatchFolder(tmp_path / "out")
    folder.open()
    draft = tmp_path / "out" / f".{INDEX}.x1.new"
    draft.write_bytes(b"{")
    with folder.lock(f".{INDEX}"):  # somebody is writing it
        folder.open()
        assert draft.exists()
    folder.open()
    assert not draft.exists()
    (tmp_path / "out" / "letter.txt").write_bytes(b"")
    with pytest.raises(PlaceplanError, match="holds no batch"):
        folder.open()
    (tmp_path / "out" / INDEX).write_bytes(b"{}")
    folder.open()


def test_the_lock_of_a_dead_process_is_free(cycle: Write, tmp_path: Path) -> None:
    path = cycle()
    folder = BatchFolder(tmp_path / "out")
    folder.open()
    pid = os.fork()
    if pid == 0:
        folder.hold("abc")
        os._exit(0)  # without letting go
    os.waitpid(pid, 0)
    assert (folder.root / "locks" / "abc").exists()
    assert folder.held() == set()
    mine = folder.hold("abc")
    assert mine is not None
    assert folder.held() == {"abc"}
    assert folder.hold("abc") is None
    folder.let_go("abc", mine)
    assert run_trial(path, tmp_path / "out").good


def test_scenarios_that_do_not_fit_are_told_before_anything_runs(
    cycle: Write, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    for name, role in (("one", "nruse"), ("two", "phsyio")):
        (tmp_path / f"{name}.toml").write_text(
            f'name = "{name}"\n[[change]]\naction = "set"\ntable = "posts"\n'
            f'where = {{role = "{role}"}}\nvalues = {{turnover = 0.1}}\n'
        )
    path = cycle(f'scenarios = [[], "one.toml", "two.toml"]\n[options]\nlog = "{log}"\n')
    with pytest.raises(InputError) as error:
        run_trial(path, tmp_path / "out")
    told = sorted(str(finding) for finding in error.value.findings)
    assert len(told) == 2
    assert "one.toml change 1" in told[0]
    assert "nurse" in told[0]
    assert "two.toml change 1" in told[1]
    assert "physio" in told[1]
    assert not log.exists()


def test_priorities_are_given_room(cycle: Write, tmp_path: Path) -> None:
    path = cycle('[[axis]]\nname="a"\npriority="vacancy"\nvalues=[3]\n')
    with pytest.raises(InputError, match="the place has no priority vacancy"):
        run_trial(path, tmp_path / "out")
    assert run_trial(
        cycle('[[axis]]\nname="a"\npriority="change"\nvalues=[3]\n'), tmp_path / "out"
    ).good


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_read_only_folder_is_told(cycle: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o555)
    with pytest.raises(PlaceplanError, match=r"permission denied\. Check the folder"):
        run_trial(cycle(), out)


def test_a_folder_of_something_else_is_left_alone(cycle: Write, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")
    with pytest.raises(PlaceplanError, match="holds no batch"):
        run_trial(cycle(), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_batch_that_stops_leaves_nothing_half_written(cycle: Write, tmp_path: Path) -> None:
    """Neither of the run that it ends, which had begun to write, nor in its hurry of another's."""
    log, out, stop = tmp_path / "log", tmp_path / "out", threading.Event()
    path = cycle(f'seeds = [1]\n[options]\nseconds = 60.0\nlog = "{log}"\n')
    (run,) = read_cycle(path).runs
    mine = out / "runs" / f".{run.name}.x1.new"
    others = out / "runs" / ".other.x1.new"

    def begun_to_write(_: BatchProgress) -> None:
        if log.exists() and not stop.is_set():
            mine.mkdir()
            (mine / "part").touch()
            others.mkdir()
            stop.set()

    assert run_trial(path, out, listen=begun_to_write, stop=stop).stopped
    assert list((out / "runs").iterdir()) == [others]


def test_a_plan_that_cannot_be_kept_stops_the_batch(cycle: Write, tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = cycle(f'seeds = {list(range(6))}\n[options]\nlog = "{log}"\nseconds = 0.3\n')
    out = tmp_path / "out"

    def fill(moment: BatchProgress) -> None:
        """A file where plans go keeps every further one from being written."""
        if moment.done == 2 and (out / "runs").is_dir() and not (out / "kept").exists():
            (out / "runs").rename(out / "kept")
            (out / "runs").write_text("")

    began = time.monotonic()
    with pytest.raises(PlaceplanError, match=r"could not be written[\s\S]*finished runs are whole"):
        run_trial(path, out, listen=fill, processes=1)
    assert time.monotonic() - began < 30
    assert sum(begun(log).values()) == 3
    (out / "runs").unlink()
    (out / "kept").rename(out / "runs")
    assert run_trial(path, out).done == 4
