"""A batch on disk.

::

    DIR/
      batch.json           the cycle as it was last run: its rows in their order
      runs/NAME/           the plan of a run (``planner.plan.store``)
      records/NAME.json    how a run came out, written after its plan
      locks/NAME           held by whoever is doing the run
      table.csv, table.parquet, report.html   made from these on request

Everything is written whole or not at all. A lock is the system's, so that of a process
that died is free at once.
"""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from planner.batch.cycle import Cycle
from planner.errors import Finding, InputError, PlaceplanError
from planner.place.write import write_file

try:
    import fcntl
except ImportError:  # Windows, where batches do not run
    fcntl = None  # type: ignore[assignment]

INDEX, RUNS, RECORDS, LOCKS = "batch.json", "runs", "records", "locks"
_INDEX_LOCK = f".{INDEX}"  # of no run: ``held`` does not list it
_WAIT = 0.02  # seconds, while another batch writes its list of runs

PLANNED, IMPOSSIBLE, FAILED = "planned", "impossible", "failed"
TIMED_OUT, OUT_OF_MEMORY, KILLED = "timed out", "out of memory", "killed"
NOT_RUN = "not run"


@dataclass(frozen=True)
class RunRecord:
    """How a run came out.

    ``measures`` are those of ``stages.Measured``; ``seconds`` by phase with ``run`` for all of
    it; ``limits`` those it was ended by, if it was; ``details`` is for whoever mends placeplan.
    """

    name: str
    came_out: str
    reason: str = ""
    measures: list[dict[str, Any]] = field(default_factory=list)
    proven: bool | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    memory_mb: float | None = None
    limits: dict[str, float | None] = field(default_factory=dict)
    details: str = ""

    def stands(self, seconds: float | None, memory_gb: float | None) -> bool:
        """Whether the run need not be done again under these limits."""
        if self.came_out in (PLANNED, IMPOSSIBLE):
            return True
        if self.came_out == TIMED_OUT:
            return self.limits.get("seconds") == seconds
        if self.came_out == OUT_OF_MEMORY:
            return self.limits.get("memory_gb") == memory_gb
        return False


class BatchFolder:
    """Where a batch keeps what it has."""

    def __init__(self, root: Path | str):
        self.root = Path(root).resolve()

    def plan(self, name: str) -> Path:
        return self.root / RUNS / name

    def open(self) -> None:
        """Make the folder where it is missing, and see that it can be written.

        Raises
        ------
        PlaceplanError : it holds something else, or cannot be written.
        """
        root = self.root
        with writing(root):
            if root.is_dir() and _holds_something_else({path.name for path in root.iterdir()}):
                raise PlaceplanError(
                    f"{root} is not empty and holds no batch; name another folder."
                )
            for name in (RUNS, RECORDS, LOCKS):
                (root / name).mkdir(parents=True, exist_ok=True)
            trial = root / LOCKS / f".{os.getpid()}"
            trial.touch()
            trial.unlink(missing_ok=True)  # another thread of ours may try too
        self._clear()

    def _clear(self) -> None:
        """Delete the records and lists of runs that killed batches left half-written."""
        with self.lock(_INDEX_LOCK) as ours:
            for left in self.root.glob(f".{INDEX}.*.new") if ours else ():
                left.unlink(missing_ok=True)
        for left in (self.root / RECORDS).glob(".*.new"):
            name = left.name[1:].partition(".")[0]
            with self.lock(name) as ours:
                if ours:
                    left.unlink(missing_ok=True)

    def write_index(self, cycle: Cycle) -> None:
        """State the cycle that the folder holds now."""
        document = {
            "name": cycle.name,
            "description": cycle.description,
            "stage": cycle.stage,
            "reproducible": cycle.reproducible,
            "limits": cycle.limits.model_dump(),
            "given": list(cycle.given),
            "places": {name: place.hashes for name, place in cycle.places.items()},
            "rows": [{"run": run.name, "levels": dict(run.levels)} for run in cycle.runs],
        }
        content = json.dumps(document, ensure_ascii=False, indent=1, default=str).encode()
        path = self.root / INDEX
        while True:
            with self.lock(_INDEX_LOCK) as ours, writing(self.root):
                if ours:
                    if not path.is_file() or path.read_bytes() != content:
                        write_file(path, content)
                    return
            time.sleep(_WAIT)

    def index(self) -> dict[str, Any]:
        """The cycle that was last run here.

        Raises
        ------
        InputError : the folder holds no batch, or its list of runs is damaged.
        """
        path = self.root / INDEX
        if not path.is_file():
            remedy = "name the folder that placeplan batch run wrote to"
            message = f"this is not a batch: it has no {INDEX}"
            raise InputError([Finding(message, remedy, str(self.root))])
        try:
            document = json.loads(path.read_bytes())
            if not all(isinstance(row["run"], str) for row in document["rows"]):
                raise TypeError
        except (ValueError, TypeError, KeyError):
            remedy = "run the cycle again; finished runs are kept"
            raise InputError(
                [Finding("does not list the runs of a batch", remedy, str(path))]
            ) from None
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise InputError([Finding(message, "check its permissions", str(path))]) from error
        found: dict[str, Any] = document
        return found

    def record(self, name: str) -> RunRecord | None:
        """How a run came out; None where it has not, or its record is damaged."""
        try:
            document = json.loads((self.root / RECORDS / f"{name}.json").read_bytes())
            record = RunRecord(**document)
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return record if record.name == name else None

    def write_record(self, record: RunRecord) -> None:
        """Keep how a run came out."""
        content = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode()
        with writing(self.root):
            write_file(self.root / RECORDS / f"{record.name}.json", content)

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        """Hold a run while the block lasts; False where somebody else does."""
        descriptor = self.hold(name)
        try:
            yield descriptor is not None
        finally:
            if descriptor is not None:
                self.let_go(name, descriptor)

    def hold(self, name: str) -> int | None:
        """Take the lock of a run; None where somebody else has it."""
        path = self.root / LOCKS / name
        while True:
            with writing(self.root):
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(descriptor).st_ino == os.stat(path).st_ino:
                    return descriptor
            except BlockingIOError:
                os.close(descriptor)
                return None
            except FileNotFoundError:
                pass  # whoever had it has just finished and deleted it: take the new one
            except OSError as error:
                os.close(descriptor)
                raise PlaceplanError(
                    f"{self.root} is on a disk that cannot lock files ({error.strerror}), so two "
                    "batches might do a run twice. Choose a folder on another disk."
                ) from error
            os.close(descriptor)

    def held(self) -> set[str]:
        """The runs that somebody is doing at this moment."""
        found = set()
        for path in (self.root / LOCKS).glob("[!.]*"):
            with suppress(OSError):  # deleted meanwhile, or not ours to open
                descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    found.add(path.name)
                finally:
                    os.close(descriptor)
        return found

    def let_go(self, name: str, descriptor: int) -> None:
        with suppress(OSError):
            (self.root / LOCKS / name).unlink()
        os.close(descriptor)


def _holds_something_else(names: set[str]) -> bool:
    """Whether a folder with these in it is no batch's, nor one that a batch has just begun: its
    list of runs may not be there yet, or half-written beside it."""
    drafts = {name for name in names if name.startswith(f".{INDEX}.")}
    return INDEX not in names and not names - drafts <= {RUNS, RECORDS, LOCKS}


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Say in plain words what keeps the folder from being written.

    Raises
    ------
    PlaceplanError : in the place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise PlaceplanError(why_not(root, error)) from error


def why_not(root: Path, error: OSError) -> str:
    """What keeps a batch from going on, what to do, and that finished runs are whole."""
    full = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "your disk quota is used up"}
    if error.errno in full:
        why, remedy = full[error.errno], "Make room and run the same command again"
    else:
        why = (error.strerror or str(error)).lower()
        remedy = "Check the folder and its permissions, or choose another"
    return f"The batch cannot be kept in {root}: {why}. {remedy}; finished runs are whole."
