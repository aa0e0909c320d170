from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.batch.stages import STAGES
from planner.place import write_place
from tests.batch.trial import STAGE
from tests.small_place import small_place

Write = Callable[..., Path]

MORE = 'name = "More"\n[[change]]\naction = "scale"\ntable = "needs"\nfactors = {people = 1.1}\n'


@pytest.fixture
def trial_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stage of ``tests.batch.trial`` in the place of the skill mix."""
    monkeypatch.setitem(STAGES, "skillmix", STAGE)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound place on disk, to copy."""
    return write_place(small_place(), tmp_path_factory.mktemp("written") / "place", "csv")


@pytest.fixture
def cycle(tmp_path: Path, written: Path) -> Write:
    """Write a cycle on a sound place beside it, with a scenario ``more.toml``."""
    shutil.copytree(written, tmp_path / "place")
    (tmp_path / "more.toml").write_text(MORE, encoding="utf-8")

    def write(text: str = "", name: str = "cycle.toml") -> Path:
        head = 'name = "A cycle"\nstage = "skillmix"\nplaces = ["place"]\n'
        path = tmp_path / name
        path.write_text(head + text, encoding="utf-8")
        return path

    return write
