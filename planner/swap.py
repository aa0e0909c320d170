"""Putting a folder in place in one step, so that it exists whole or not at all.

A ``FolderSwap`` fills a hidden sibling ``.NAME.XXXX.new``, brings it safely to
disk, and moves it to ``NAME``:

- where nothing stands there, one rename;
- where a folder stands there, Linux's ``renameat2(RENAME_EXCHANGE)``: both
  change places at one moment, and the old one is deleted under the hidden name;
- where the system or file system cannot exchange, two renames, with the old
  folder for that moment under ``.NAME.XXXX.old``. A kill between the two leaves
  nothing at ``NAME``; ``restore`` then puts the old folder back. Readers call
  it first.

A writer holds a lock on its hidden folder, which the system lets go when the
process ends, however it ends. What nobody holds is left over from a killed
process; the next writer calls ``clear`` to be rid of it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows has no such locks: leftovers are then told by their age
    fcntl = None  # type: ignore[assignment]

_LEFTOVER_AGE = 24 * 3600.0
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


class FolderSwap:
    """``with FolderSwap(target) as swap: swap.put(…); swap.commit()``.

    Without ``commit``, or when anything goes wrong before it, nothing is left.
    """

    def __init__(self, target: Path):
        self.target = target
        self._lock: int | None = None

    def __enter__(self) -> FolderSwap:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self.target.name}."
        while True:
            self.staging = Path(
                tempfile.mkdtemp(prefix=prefix, suffix=".new", dir=self.target.parent)
            )
            # Between these two lines another writer may take it for a leftover and delete it.
            self._lock = _hold(self.staging)
            if self.staging.exists():
                break
            _let_go(self._lock)
        os.chmod(self.staging, 0o777 & ~_umask())  # mkdtemp's is private; a plan is shared
        return self

    def put(self, name: str, content: bytes) -> None:
        """Write one file, and wait until it is on the disk."""
        path = self.staging / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def commit(self) -> None:
        """Move the folder into place; what stood there before is deleted."""
        for folder in (*(p for p in self.staging.iterdir() if p.is_dir()), self.staging):
            _sync_folder(folder)
        if not self.target.exists():
            os.rename(self.staging, self.target)
        elif not exchange(self.staging, self.target):
            self._two_renames()
        _sync_folder(self.target.parent)

    def _two_renames(self) -> None:
        aside = self.staging.with_suffix(".old")
        lock = _hold(self.target)
        try:
            os.rename(self.target, aside)
            try:
                os.rename(self.staging, self.target)
            except OSError:
                os.rename(aside, self.target)
                raise
            shutil.rmtree(aside, ignore_errors=True)
        finally:
            _let_go(lock)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After an exchange the old folder stands under the hidden name.
        shutil.rmtree(self.staging, ignore_errors=True)
        _let_go(self._lock)


def restore(target: Path) -> None:
    """Put back a folder that a killed writer had set aside and not yet replaced.

    Raises OSError where the parent folder may not be written.
    """
    if target.exists():
        return
    for aside in _siblings(target, ".old"):
        with _ours(aside) as ours:
            if ours and not target.exists():
                os.rename(aside, target)


def clear(target: Path) -> None:
    """Restore, then delete what killed writers of ``target`` left half-written or replaced."""
    restore(target)
    for leftover in (*_siblings(target, ".old"), *_siblings(target, ".new")):
        with _ours(leftover) as ours:
            if ours:
                shutil.rmtree(leftover, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at one moment; False where the system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _siblings(target: Path, suffix: str) -> list[Path]:
    if not target.parent.is_dir():
        return []
    prefix = f".{target.name}."
    return sorted(
        path
        for path in target.parent.iterdir()
        if path.name.startswith(prefix)
        and path.name.endswith(suffix)
        and "." not in path.name[len(prefix) : -len(suffix)]
        and path.is_dir()
    )


@contextmanager
def _ours(folder: Path) -> Iterator[bool]:
    """Hold a folder that no living process holds; False where one does."""
    try:
        descriptor = None if fcntl is None else os.open(folder, os.O_RDONLY)
        old = time.time() - folder.stat().st_mtime > _LEFTOVER_AGE
    except FileNotFoundError:  # its writer was quicker
        yield False
        return
    try:
        yield old if descriptor is None else _locked(descriptor, old)
    finally:
        _let_go(descriptor)


def _locked(descriptor: int, otherwise: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return otherwise
    return True


def _hold(folder: Path) -> int | None:
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Bring the folder's list of names to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
