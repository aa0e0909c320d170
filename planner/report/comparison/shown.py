"""The tables of a comparison as a reader sees them, on a terminal and on the page."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import pandas as pd

from planner.compare import Comparison
from planner.compare.decisions import biggest
from planner.compare.differ import that_differ
from planner.compare.priorities import Met, met
from planner.report.comparison import wording as w
from planner.report.figures import plain, proof, signed
from planner.report.names import Names, isolated
from planner.report.shown import Section

_SHORT_HASH = 12
_LONGEST = 240  # letters of a cell


def priorities(made: Comparison) -> Section:
    """Every priority, a column for each plan."""
    names, table = Names(made.named), made["priorities_compared"]
    rows = []
    for name in table["priority"].drop_duplicates():
        own = table.loc[table["priority"] == name].set_index("plan")
        unit = str(own["unit"].iloc[0])
        row = {
            "Priority": names.measure(str(name)),
            made.first: w.value(_first(own["before"]), unit),
        }
        for plan in made.others:
            if plan not in own.index:
                continue
            row[plan] = w.value(own.at[plan, "after"], unit)
            row[_of("Difference", plan, made)] = w.more(own.at[plan, "difference"], unit)
            row[_of("The difference is", plan, made)] = w.SAYS[own.at[plan, "verdict"]]
        rows.append(row)
    frame = pd.DataFrame(rows, dtype="object").fillna("–")
    note = (
        "In their order, over the whole of each plan. A later priority is met as well as those "
        "before it allow, so what one gains may be what an earlier one costs."
    )
    right = [c for c in frame.columns[1:] if not c.startswith("The difference is")]
    return Section("Priorities", note, frame, tuple(right))


def _first(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.iloc[0]) if len(known) else math.nan


def _of(heading: str, plan: str, made: Comparison) -> str:
    return heading if len(made.others) == 1 else f"{heading}, {plan}"


def proofs(made: Comparison) -> Section:
    """How far each plan's priorities are proven, and by how much the best changed."""
    names, table = Names(made.named), made["priorities_compared"]
    rows = []
    for name in table["priority"].drop_duplicates():
        for plan, called in zip(made.plans, made.names, strict=True):
            came = met(plan).get(str(name))
            if came is None:
                continue
            mine = table.loc[(table["priority"] == name) & (table["plan"] == called)]
            rows.append(
                {
                    "Priority": names.measure(str(name)),
                    "Plan": called,
                    "Value": w.value(came.value, came.unit),
                    "Bound": w.value(came.bound, came.unit),
                    "Proof": _proof(plan, str(name), came),
                    "The best changed by": _range(mine, came.unit),
                }
            )
    note = (
        "No plan does better than its bound. The best there is lies between bound and value, so "
        "between two plans it changed by something in the range."
    )
    return Section("What is proven", note, pd.DataFrame(rows, dtype="object"), ("Value", "Bound"))


def _proof(plan: Any, name: str, came: Met) -> str:
    for priority in plan.record.priorities:
        if priority.name == name:
            return proof(priority)
    if math.isnan(came.bound):
        return "no bound was found"
    gap = came.value - came.bound
    return (
        "proven best" if gap <= 1e-6 * max(1.0, abs(came.value)) else f"up to {plain(gap)} better"
    )


def _range(mine: pd.DataFrame, unit: str) -> str:
    if (
        mine.empty
        or math.isnan(mine["best_changed_from"].iloc[0])
        or math.isnan(mine["best_changed_to"].iloc[0])
    ):
        return "–"
    ends = [float(mine[c].iloc[0]) for c in ("best_changed_from", "best_changed_to")]
    low, high = (signed(end, w.number(end, unit)) for end in ends)
    return w.more(ends[1], unit) if low == high else f"{low} to {w.more(ends[1], unit)}"


def measures(made: Comparison, most: int, told: Collection[tuple[str, str]] = ()) -> list[Section]:
    """A table for each measure that differs, or of those ``told``; what differs most first."""
    table = made["measures_compared"]
    sections = []
    for (measure, of), own in table.groupby(["measure", "of"], sort=False):
        if told and (measure, of) not in told:
            continue
        differing = that_differ(own)
        seen = [
            w.seen(d, u) for d, u in zip(differing["difference"], differing["unit"], strict=True)
        ]
        if of and any(seen):
            sections.append(_measure(made, own, str(measure), str(of), differing.loc[seen], most))
    return sections


def over_shared(made: Comparison) -> Section | None:
    """What the priorities measure over the periods that plans have in common; None where they
    have the same throughout."""
    if all(window.same for window in made.windows.values()):
        return None
    table = made["measures_compared"]
    own = table.loc[(table["of"] == "") & (table["measure"] != "breach")]
    names = Names(made.named)
    rows = [
        {
            "Measure": w.capital(names.measure(r.measure)),
            "Plan": r.plan,
            made.first: w.value(r.before, r.unit),
            "This plan": w.value(r.after, r.unit),
            "Difference": w.more(r.difference, r.unit),
        }
        for r in own.itertuples(index=False)
    ]
    note = "No bound is known of a part of a plan, so nothing says how much of this is proven."
    frame = pd.DataFrame(rows, dtype="object")
    return Section("Over the periods both have", note, frame, tuple(frame.columns[2:]))


def _measure(
    made: Comparison, own: pd.DataFrame, measure: str, of: str, differing: pd.DataFrame, most: int
) -> Section:
    names = Names(made.named)
    unit = str(own["unit"].iloc[0])
    size = differing["difference"].abs().groupby(differing["thing"]).max()
    order = list(size.sort_values(ascending=False, kind="stable").index)
    if of == "period":
        order = [t for t in own["thing"].drop_duplicates() if t in size.index]
    rows = []
    for at in order[:most]:
        row = {w.capital(of): w.thing(names, of, str(at))}
        for plan in made.others:
            cell = own.loc[(own["thing"] == at) & (own["plan"] == plan)]
            if cell.empty:
                continue
            before, after, difference = (
                float(cell[c].iloc[0]) for c in ("before", "after", "difference")
            )
            row[_before(made, plan)] = w.number(before, unit)
            row[plan] = w.number(after, unit)
            row[_of("Difference", plan, made)] = signed(difference, w.number(difference, unit))
        rows.append(row)
    frame = pd.DataFrame(rows, dtype="object").fillna("–")
    alike = own["thing"].nunique() - len(size)
    note = _left_out(len(order) - most, alike)
    title = f"{w.capital(names.measure(measure))} by {of}"
    shown_unit = "£" if unit == "k£" else unit
    title = title if unit in ("as stated", "") else f"{title}, {shown_unit}"
    return Section(title, note, frame, tuple(frame.columns[1:]))


def _before(made: Comparison, plan: str) -> str:
    """The heading of the first plan's figure: by itself where all are set against the same."""
    shared = {window.shared for window in made.windows.values()}
    return made.first if len(shared) == 1 else f"{made.first}, periods of {plan}"


def _left_out(more: int, alike: int) -> str:
    parts = []
    if more > 0:
        parts.append(f"{more:,} more that differ are in the comparison's tables.")
    if alike > 0:
        parts.append(f"{alike:,} without a difference to be seen.")
    return " ".join(parts)


def decisions(made: Comparison, most: int) -> Section:
    """The biggest decisions about amounts that differ."""
    names, found = Names(made.named), biggest(made["decisions_compared"])
    found = found.loc[
        [w.seen(d, u) for d, u in zip(found["difference"], found["unit"], strict=True)]
    ]
    rows = []
    for r in found.head(most).itertuples(index=False):
        row = {
            "Decision": w.capital(r.kind),
            "Organisation": names.alone("organisations", r.organisation),
            "Role": _as(names, r.role, r.profile),
            "By": _by(names, r.kind, r.to, r.via),
            "When": r.first if r.first == r.last else f"{r.first} to {r.last}",
            made.first: w.number(r.before, r.unit),
            "Here" if len(made.others) > 1 else made.others[0]: w.number(r.after, r.unit),
            "Difference, WTE": signed(r.difference, w.number(r.difference, r.unit)),
        }
        rows.append({"Plan": r.plan, **row} if len(made.others) > 1 else row)
    frame = pd.DataFrame(rows, dtype="object")
    note = (
        "Largest first, in WTE. What happens is added up over the periods that both have; of an "
        "establishment or an arrangement's staff the period counts in which it differs most."
        if len(frame)
        else "No amount differs so that it could be seen."
    )
    if len(found) > most:
        note += f" {len(found) - most:,} more are in the comparison's tables."
    return Section("The biggest decisions that differ", note, frame, tuple(frame.columns[-3:]))


def _as(names: Names, role: str, profile: str) -> str:
    if not role:
        return "–"
    called = names.alone("roles", role)
    return called if profile in ("", role) else f"{called} as {names.alone('profiles', profile)}"


def _by(names: Names, kind: str, to: str, via: str) -> str:
    if kind == "course starts":
        return names.alone("courses", via)
    if kind == "arrangement staff":
        return names.alone("arrangements", via)
    parts = [isolated(via)] if via else []
    return ", ".join([*parts, f"to {names.alone('organisations', to)}"] if to else parts) or "–"


def choices(made: Comparison, most: int) -> Section:
    """Decisions for one thing or another that differ."""
    names, table = Names(made.named), made["choices_compared"]
    order = table["periods"].sort_values(ascending=False, kind="stable").index
    by_kind = table.loc[order].sort_values(
        "kind", key=lambda c: c.map(_kinds(table)), kind="stable"
    )
    rows = []
    for r in by_kind.head(most).itertuples(index=False):
        row = {
            "Decision": w.capital(r.kind),
            "Organisation": names.alone("organisations", r.organisation) if r.organisation else "–",
            "About": w.chosen(names, r.kind, r.thing),
            made.first: cut(r.before or "no"),
            "Here" if len(made.others) > 1 else made.others[0]: cut(r.after or "no"),
        }
        rows.append({"Plan": r.plan, **row} if len(made.others) > 1 else row)
    frame = pd.DataFrame(rows, dtype="object")
    note = "" if len(frame) else "None differs."
    if len(table) > most:
        note = f"{len(table) - most:,} more are in the comparison's tables."
    return Section("What is decided otherwise", note, frame)


def _kinds(table: pd.DataFrame) -> dict[str, int]:
    return {kind: n for n, kind in enumerate(table["kind"].drop_duplicates())}


def cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def named(made: Comparison, most: int) -> Section:
    """What appeared and what disappeared."""
    table = made["named_compared"]
    words = {"appeared": "appeared", "disappeared": "disappeared", "renamed": "has another name"}
    frame = pd.DataFrame(
        {
            "Plan": table["plan"],
            "What": [t.replace("_", " ") for t in table["table"]],
            "Identifier": [isolated(i) for i in table["identifier"]],
            "Name": [
                isolated(a or b) for a, b in zip(table["after"], table["before"], strict=True)
            ],
            "Change": table["change"].map(words),
        },
        dtype="object",
    )
    note = f"Against {made.first}." if len(frame) else "Nothing appeared and nothing disappeared."
    if len(frame) > most:
        note += f" {len(frame) - most:,} more are in the comparison's tables."
    return Section("What appeared and disappeared", note, frame.head(most))


def inputs(made: Comparison) -> Section:
    """What the plans were made from, where it differs."""
    table = made["inputs_compared"]
    counted = _changed_rows(made)
    frame = pd.DataFrame(
        {
            "Plan": table["plan"],
            "What": table["kind"].map(w.KINDS),
            "Name": [isolated(n) for n in table["name"]],
            made.first: [
                _stated(k, x) for k, x in zip(table["kind"], table["before"], strict=True)
            ],
            "Here": [_stated(k, x) for k, x in zip(table["kind"], table["after"], strict=True)],
            "Rows": [
                counted.get((p, n), "–") for p, n in zip(table["plan"], table["name"], strict=True)
            ],
        },
        dtype="object",
    )
    if not made.with_rows:
        frame = frame.drop(columns="Rows")
    note = "" if len(frame) else f"Everything is as it was for {made.first}."
    if made.with_rows and len(frame):
        note = "Of a table the hash of its content, and how many of its rows changed."
    elif (table["kind"] == "table").any():
        note = "Of a table the hash of its content. With --place its changed rows are told."
    return Section("What the plans were made from", note, frame)


def _stated(kind: str, text: str) -> str:
    if kind == "table":
        return f"{text[:_SHORT_HASH]}…" if text else "no rows"
    return isolated(cut(text)) if text else "–"


def _changed_rows(made: Comparison) -> dict[tuple[str, str], str]:
    """``3 changed, 1 added, 2 removed`` by plan and table."""
    told = {}
    for (plan, table), own in made["rows_compared"].groupby(["plan", "table"], sort=False):
        counts = own.drop_duplicates("row")["change"].value_counts()
        parts = [f"{counts[c]:,} {c}" for c in ("changed", "added", "removed") if c in counts]
        told[(str(plan), str(table))] = ", ".join(parts)
    return told


def rows(made: Comparison, most: int) -> list[Section]:
    """The changed rows of each table, so many cells of each."""
    sections = []
    counted = _changed_rows(made)
    for (plan, table), own in made["rows_compared"].groupby(["plan", "table"], sort=False):
        some = own.head(most)
        frame = pd.DataFrame(
            {
                "Row": [cut(isolated(r)) for r in some["row"]],
                "Column": [c or f"(row {x})" for c, x in zip(some["column"], some["change"], strict=True)],
                "Before": [cut(isolated(t)) for t in some["before"]],
                "After": [cut(isolated(t)) for t in some["after"]],
                "Difference": ["" if math.isnan(d) else signed(d, plain(d, 4)) for d in some["difference"]],
            },
            dtype="object",
        )  # fmt: skip
        note = f"Rows: {counted[(str(plan), str(table))]}. Added and removed rows first, then the largest changes against the mean of their column."
        if len(own) > most:
            note += (
                f" {len(own) - most:,} more cells are not shown here; rows_compared has them all."
            )
        whose = f" of {plan}" if len(made.others) > 1 else ""
        sections.append(Section(f"Table {table}{whose}", note, frame, ("Difference",)))
    return sections


def periods(made: Comparison) -> Section | None:
    """Periods that are not compared; None where all are."""
    table = made["periods_compared"]
    apart = table.loc[table["compared"] == "no"]
    if apart.empty:
        return None
    where = {("yes", "no"): f"{made.first} alone", ("no", "yes"): "this plan alone",
             ("yes", "yes"): "both, at other dates"}  # fmt: skip
    frame = pd.DataFrame(
        {
            "Plan": apart["plan"],
            "Period": apart["period"],
            "In": [where[key] for key in zip(apart["before"], apart["after"], strict=True)],
        },
        dtype="object",
    )
    return Section("Periods that are not compared", "Only one plan has them.", frame)


def plans(made: Comparison) -> Section:
    """The plans themselves."""
    table = made["plans_compared"]
    frame = pd.DataFrame(
        {
            "Plan": table["plan"],
            "Place": [isolated(p) for p in table["place"]],
            "From": table["start"],
            "Periods": [str(len(p.split(";"))) if p else "–" for p in table["periods"]],
            "Scenarios": [isolated(s.replace(";", ", ")) or "none" for s in table["scenarios"]],
            "Started from": [isolated(b) or "no plan" for b in table["base"]],
            "Search": [f"{s}: {e}" for s, e in zip(table["status"], table["ended"], strict=True)],
            "Check": ["passed" if c == "yes" else "FAILED" for c in table["checked"]],
        },
        dtype="object",
    )
    return Section("The plans", "", frame, ("Periods",))
