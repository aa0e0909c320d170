from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import placeplan
from planner.place import write_place
from tests.small_place import small_place

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command line; whatever happens ends in an exit code."""

    def invoke(*args: str | Path) -> Result:
        result = CliRunner().invoke(placeplan, [str(arg) for arg in args], prog_name="placeplan")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound place on disk."""
    path = tmp_path / "place"
    write_place(small_place(), path, "csv")
    return path


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A sound scenario on disk."""
    path = tmp_path / "more.toml"
    path.write_text(
        'name = "More"\n[[change]]\naction = "scale"\ntable = "needs"\nfactors = {people = 1.1}\n',
        encoding="utf-8",
    )
    return path
