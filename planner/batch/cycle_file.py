"""What a cycle file may hold, and what is wrong with one, located by key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.errors import Finding, InputError
from planner.nearest import did_you_mean

_LARGEST_FILE = 5_000_000  # bytes; a cycle is a page of text
_SHOWN = 80  # characters of a value in a message
_EXAMPLES = {
    "name": 'write name = "…"',
    "stage": 'write stage = "skillmix"',
    "places": 'write places = ["."], paths from the folder of this file',
    "scenarios": 'write scenarios = [[], "scenarios/more.toml"]; [] is the place as it is',
    "policies": "write policies = [{}, {new_profiles = false}]; {} is the place's own",
    "seeds": "write seeds = [0, 1]",
    "axis": "write each under a line [[axis]]",
    "values": "write values = [0.9, 1.0, 1.1]",
    "table": 'write scale = {table = "needs", column = "people"}',
    "column": 'write scale = {table = "needs", column = "people"}',
}

Path_ = Annotated[str, Field(min_length=1)]
Level = bool | int | float | str
Seed = Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)]
Scenarios = list[Path_ | list[Path_]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Part):
    """Cells that an axis multiplies; ``where`` as in a scenario."""

    table: str
    column: str
    where: dict[str, Any] = {}


class Axis(_Part):
    """One axis of the grid: every level is run with every level of the others.

    One that is ``given`` is nobody's choice, such as how much need there will be: runs are held
    against each other only at the same level of it.
    """

    name: str = Field(min_length=1, max_length=60)
    scenarios: Scenarios | None = None
    policy: str | None = None
    option: str | None = None
    scale: Scale | None = None
    priority: str | None = None
    key: Literal["tolerance", "slack"] = "slack"
    values: list[Level] = []
    given: bool = False

    @property
    def kind(self) -> str:
        """Which of ``KINDS`` it is; empty where it says none or several."""
        said = [kind for kind in KINDS if getattr(self, kind) is not None]
        return said[0] if len(said) == 1 else ""


KINDS = ("scenarios", "policy", "option", "scale", "priority")


class CycleLimits(_Part):
    """What a run may take before it is ended, and what the batch may take of this computer."""

    seconds: float | None = Field(None, gt=0, allow_inf_nan=False)
    memory_gb: float | None = Field(None, gt=0, allow_inf_nan=False)
    processes: int | None = Field(None, ge=1, le=4096)
    threads: int = Field(2, ge=1, le=256)


class CycleFile(_Part):
    """All of a cycle file."""

    name: str = Field(min_length=1, max_length=200)
    description: str = ""
    stage: str
    places: list[Path_] = Field(min_length=1)
    scenarios: Scenarios = Field([[]], min_length=1)
    policies: list[dict[str, Any]] = Field([{}], min_length=1)
    seeds: list[Seed] = Field([0], min_length=1)
    axis: list[Axis] = []
    options: dict[str, Any] = {}
    limits: CycleLimits = CycleLimits()
    reports: bool = False


def read_cycle_file(path: Path) -> CycleFile:
    """The cycle file at ``path``.

    Raises
    ------
    InputError : it cannot be read, is no TOML, or has keys or values that do not fit; all of it.
    """
    try:
        values = tomllib.loads(_text(path))
    except RecursionError:
        raise _refuse(
            path, "the file is nested too deeply", "see docs/reference/batch.md"
        ) from None
    except UnicodeDecodeError:
        raise _refuse(path, "the file is not UTF-8 text", "save it as UTF-8") from None
    except ValueError as error:
        message = f"the file is not valid TOML: {str(error)[:200]}"
        raise _refuse(path, message, "correct that line") from None
    try:
        return CycleFile.model_validate(values)
    except ValidationError as error:
        told: dict[tuple[str, str], Finding] = {}
        for item in error.errors(include_url=False):
            found = problem(item, path.name, CycleFile)
            told.setdefault((found.part, found.value), found)  # one of all the types tried
        raise InputError(list(told.values())) from None


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise _refuse(path, "this is a folder, not a cycle", "give one .toml file")
        if path.stat().st_size > _LARGEST_FILE:
            raise _refuse(path, "the file is too large for a cycle", "name scenario files in it")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        beside = sorted(other.name for other in path.parent.glob("*.toml"))
        raise _refuse(path, "there is no such file", did_you_mean(path.name, beside)) from None
    except UnicodeDecodeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {reason}"
        raise _refuse(path, message, "check the path and its permissions") from None


def _refuse(path: Path, message: str, remedy: str) -> InputError:
    return InputError([Finding(message, remedy, file=path.name or str(path))])


def problem(item: Mapping[str, Any], file: str, model: type[BaseModel], under: str = "") -> Finding:
    """A problem that pydantic found, as a finding at its key.

    ``under`` is the part of the file that the model stands in, such as ``options``.
    """
    location = item["loc"]
    names = [str(step) for step in location if _is_name(step)]
    key = names[-1] if names else ""
    where = located(([under] if under else []) + list(location))
    if item["type"] == "extra_forbidden":
        message, remedy = "there is no such key", did_you_mean(key, _known(model, location))
        return Finding(message, remedy, file, part=where)
    if item["type"] == "missing":
        return Finding("this is missing", _EXAMPLES.get(key, f"write {key} = …"), file, part=where)
    message = str(item["msg"]).removeprefix("Value error, ").replace("Input should", "it should")
    return Finding(
        message, _EXAMPLES.get(key, ""), file, part=where, value=shown(item.get("input"))
    )


def _is_name(step: Any) -> bool:
    """Whether a step of a location is a key of the file, not a type that pydantic tried."""
    return isinstance(step, str) and not step.startswith(("list[", "constrained-", "str", "float"))


def located(location: Sequence[Any]) -> str:
    """``axis 2, values 3``, counted from 1."""
    parts: list[str] = []
    for step in location:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        elif _is_name(step) and step not in ("int", "bool"):
            parts.append(step)
    return ", ".join(parts)


def _known(model: type[BaseModel], location: Sequence[Any]) -> list[str]:
    """The keys that may stand where a key that there is not stands."""
    inner: dict[str, type[BaseModel]] = {"axis": Axis, "limits": CycleLimits, "scale": Scale}
    for step in reversed(location[:-1]):
        if step in inner:
            return list(inner[str(step)].model_fields)
    return list(model.model_fields)


def shown(value: Any) -> str:
    """A value as it stands in the file, cut to a bounded length."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
