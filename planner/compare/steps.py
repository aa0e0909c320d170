"""How to find what each of several changed inputs does: plan with one change at a time.

Two plans that differ in several inputs do not tell what each input does; effects overlap, and the
order in which they are taken changes the share of each. What can be done is said as commands.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.compare.inputs import OWN_DATES
from planner.compare.origin import Origin
from planner.plan.flat import flat
from planner.plan.plan import PlanRecord

#: Kinds of input that change what is planned, rather than how long it is looked for.
SUBSTANCE = ("table", "setting", "scenario", "base", "horizon")

_COMMANDS = {"skillmix": "skillmix", "assignment": "assignment", "roster": "roster",
             "rotation": "rotation plan"}  # fmt: skip
_BASE = {"skillmix": "--base", "assignment": "--plan", "roster": "--from", "rotation": "--from"}
_OPTIONS = {
    "skillmix": ("time_limit", "gap"),
    "assignment": ("time_limit", "gap"),
    "roster": ("time_limit", "today", "notice_weeks"),
    "rotation": ("scheme", "time_limit", "today"),
}
_BY_DEFAULT = {"gap": 0.01}


@dataclass(frozen=True)
class Step:
    """One change by itself, and the commands that plan it, line by line."""

    change: str
    commands: tuple[str, ...]


def causes(
    first: PlanRecord,
    second: PlanRecord,
    inputs: Sequence[Mapping[str, Any]],
    found: tuple[Origin, Origin] | None,
) -> list[Mapping[str, Any]]:
    """The inputs that differ and change what is planned, each told once.

    What a scenario changes counts as that scenario. Where the plans have other scenarios and
    their places are not known, nobody can say who changed a table: scenarios alone are told.

    Parameters
    ----------
    inputs : rows of ``inputs_compared`` of the second plan.
    found : the places the plans were made from, where they are known.
    """
    some = [row for row in inputs if row["kind"] in SUBSTANCE]
    own = ("table", "setting", "horizon")
    if found is not None:
        some = [row for row in some if row["kind"] not in own] + _of_the_place(inputs, first, found)
    elif first.scenarios != second.scenarios:
        some = [row for row in some if row["kind"] not in own or first.stage in OWN_DATES]
        some = [row for row in some if row["kind"] not in own[:2]]
    dates = [row for row in some if row["kind"] == "horizon"]
    if not dates:
        return some
    told = ", ".join(f"{row['name']} = {row['after'] or '(left out)'}" for row in dates)
    horizon = {"kind": "horizon", "name": "", "after": told}  # its dates are one change
    return [*(row for row in some if row["kind"] != "horizon"), horizon]


def cause_words(row: Mapping[str, Any]) -> str:
    """``table posts``, ``scenario No new roles``, ``setting policy.change_limit``."""
    alone = {"base": "the plan it starts from", "horizon": "the horizon"}
    return alone.get(str(row["kind"]), f"{row['kind']} {row['name']}")


def steps(
    first: PlanRecord,
    second: PlanRecord,
    some: Sequence[Mapping[str, Any]],
    names: tuple[str, str],
    folders: tuple[str, str],
    found: tuple[Origin, Origin] | None,
) -> list[Step]:
    """A step for each of ``causes``, where there are two or more.

    Parameters
    ----------
    names, folders : what the plans are called, and where they are.
    """
    if first.stage not in _COMMANDS or len(some) < 2:
        return []
    return [_step(first, second, row, names, folders, found) for row in some]


def _of_the_place(
    inputs: Sequence[Mapping[str, Any]], first: PlanRecord, found: tuple[Origin, Origin]
) -> list[Mapping[str, Any]]:
    """The inputs that the places themselves differ in, before scenarios."""
    before, after = found[0].before, found[1].before
    strange = {name for name in after.hashes if before.hashes.get(name) != after.hashes[name]}
    one, other = (flat(place.settings.model_dump(mode="json")) for place in (before, after))
    keys = {name for name in {*one, *other} if one.get(name) != other.get(name)}
    return [
        row
        for row in inputs
        if (row["kind"] == "table" and row["name"] in strange)
        or (row["kind"] in ("setting", "horizon") and row["name"] in keys)
        or (row["kind"] == "horizon" and first.stage in OWN_DATES)
    ]


def _step(
    first: PlanRecord,
    second: PlanRecord,
    row: Mapping[str, Any],
    names: tuple[str, str],
    folders: tuple[str, str],
    found: tuple[Origin, Origin] | None,
) -> Step:
    kind, name = str(row["kind"]), str(row["name"])
    word = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:40] or kind
    only, plan = f"only-{word}", f"plan-only-{word}"
    place = str(found[0].path) if found else f"PLACE-OF-{names[0]}"
    files = [str(f) for f in found[0].files] if found else [f"FILE-OF-{s}" for s in first.scenarios]
    base = _base(first, names, folders)
    lines: list[str] = []
    dates = {"start": second.start, "periods": second.periods}
    if kind == "horizon" and first.stage in OWN_DATES:
        first = first.model_copy(update=dates)
    elif kind in ("table", "setting", "horizon"):
        lines.append(f"cp -r {shlex.quote(place)} {only}")
        lines.append(_edit(kind, name, row, only, names, found))
        place = only
    elif kind == "scenario":
        files = _scenario_files(first, second, found)[name] if name != "order" else [
            f"FILE-OF-{s}" for s in second.scenarios
        ]  # fmt: skip
    elif kind == "base":
        base = _base(second, names, folders)
    lines.append(planning(first, place, plan, files, base))
    lines.append(f"placeplan compare {shlex.quote(folders[0])} {plan}")
    return Step(cause_words(row), tuple(lines))


def _base(record: PlanRecord, names: tuple[str, str], folders: tuple[str, str]) -> str:
    """Where the plan is that this one starts from; blank: from none."""
    if not record.base:
        return ""
    known = dict(zip(names, folders, strict=True))
    return known.get(record.base, f"PLAN-{record.base}")


def _scenario_files(
    first: PlanRecord, second: PlanRecord, found: tuple[Origin, Origin] | None
) -> dict[str, list[str]]:
    """Scenario that one plan has → the first plan's files with it put in or left out."""
    known = [
        dict(zip(r.scenarios, map(str, found[n].files), strict=True))
        if found
        else {s: f"FILE-OF-{s}" for s in r.scenarios}
        for n, r in enumerate((first, second))
    ]
    mine = [known[0][s] for s in first.scenarios]
    more = {s: [*mine, known[1][s]] for s in second.scenarios if s not in known[0]}
    less = {
        s: [known[0][x] for x in first.scenarios if x != s]
        for s in first.scenarios
        if s not in known[1]
    }
    return more | less


def _edit(
    kind: str,
    name: str,
    row: Mapping[str, Any],
    only: str,
    names: tuple[str, str],
    found: tuple[Origin, Origin] | None,
) -> str:
    """How the copy of the first place comes to have the one change."""
    if kind == "horizon":
        return _comment(f"in {only}/place.toml: {row['after']}")
    if kind != "table":
        return _comment(f"in {only}/place.toml: {name} = {row['after'] or '(left out)'}")
    if found is None:
        return _comment(f"put the table {name} of the place of {names[1]} into {only}")
    source = _file(found[1].path, name)
    there = _file(found[0].path, name)
    if source is None and there is not None and found[1].path.is_dir():
        return f"rm {only}/{there.name}"
    if source is None:
        return _comment(f"put the sheet {name} of {found[1].path} into {only}")
    return f"cp {shlex.quote(str(source))} {only}/"


def _comment(text: str) -> str:
    """For whoever works through the commands; on one line, whatever a name holds."""
    return f"# {' '.join(text.split())}"


def _file(place: Path, table: str) -> Path | None:
    """The file of a table in a place that is a folder."""
    for ending in ("csv", "parquet"):
        file = place / f"{table}.{ending}"
        if file.is_file():
            return file
    return None


def planning(record: PlanRecord, place: str, plan: str, files: Sequence[str], base: str) -> str:
    """The command that plans as the record says."""
    words = ["placeplan", *_COMMANDS[record.stage].split(), place, "-o", plan]
    for file in files:
        words += ["--scenario", file]
    if base:
        words += [_BASE[record.stage], base]
    if record.stage == "roster":
        words += ["--start", record.start, "--weeks", str(len(record.periods))]
    for limit in _OPTIONS[record.stage]:
        value = record.limits.get(limit)
        if value is not None and value != _BY_DEFAULT.get(limit):
            words += [
                f"--{limit.replace('_', '-')}",
                f"{value:g}" if isinstance(value, float) else str(value),
            ]
    if record.seed:
        words += ["--seed", str(record.seed)]
    if record.limits.get("reproducible"):
        words += ["--reproducible"]
    return shlex.join(words)
