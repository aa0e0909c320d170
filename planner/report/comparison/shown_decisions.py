"""Decisions that differ, and what appeared, as a reader sees them."""

from __future__ import annotations

import pandas as pd

from planner.compare import Comparison
from planner.compare.decisions import biggest
from planner.report.blocks import keyed
from planner.report.comparison import wording as w
from planner.report.comparison.wording import cut
from planner.report.figures import signed
from planner.report.names import Names, isolated
from planner.report.shown import Section


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
    keys = keyed(found.head(most), organisation="organisation", role="role")
    title = "The biggest decisions that differ"
    return Section(
        title, note, frame, tuple(frame.columns[-3:]), keys, len(found) * (len(found) > most)
    )


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
    keys = keyed(by_kind.head(most), organisation="organisation")
    whole = len(table) * (len(table) > most)
    return Section("What is decided otherwise", note, frame, (), keys, whole)


def _kinds(table: pd.DataFrame) -> dict[str, int]:
    return {kind: n for n, kind in enumerate(table["kind"].drop_duplicates())}


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
