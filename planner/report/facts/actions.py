"""What the plan has people do, said in plain words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts.remembered import remembered
from planner.report.figures import BASELINE, listed, wte
from planner.report.names import Names

# Kinds of move that somebody decides on; leavers and staff drawn away are what happens to them.
_DECIDED = ("hire", "training_completion", "transfer", "release")

# Fewer people than this are shown as 0.0 WTE.
_VISIBLE = 0.05

_WHO = ["organisation", "role", "profile", "to_organisation", "to_role", "to_profile", "via"]


@dataclass(frozen=True)
class Action:
    """One thing an employer does.

    ``wte`` are the people it concerns, ``more`` how many more than in the baseline; ``first``
    and ``last`` the periods in which it happens.
    """

    kind: str
    organisation: str
    text: str
    wte: float
    more: float
    first: str
    last: str


def biggest_actions(plan: Plan, limit: int = 10) -> list[Action]:
    """The actions that differ most from the baseline, in WTE, the largest first.

    What is done to bring a profile in where it is adopted counts as one action.
    """
    steps = _steps(plan)
    adopted = set(zip(plan["adoptions"]["organisation"], plan["adoptions"]["profile"], strict=True))
    into = [key in adopted for key in zip(steps["lands_at"], steps["becomes"], strict=True)]
    actions = _adoptions(plan, steps.loc[into], limit)
    apart = steps.loc[[not adopting for adopting in into]]
    return _in_order(actions + _largest(plan, apart, limit), limit)


def actions_by_period(plan: Plan, limit: int = 6) -> dict[str, list[Action]]:
    """What is begun and done in each period, the largest differences from the baseline first;
    periods without any are left out."""
    steps = _steps(plan)
    adoptions = plan["adoptions"]
    result = {}
    for period in plan.record.periods:
        done = (steps["period"] == period) & (steps["wte"].abs() >= _VISIBLE)
        now = _largest(plan, steps.loc[done], limit)
        begun = _adoption_starts(plan, adoptions.loc[adoptions["period"] == period], limit)
        if begun or now:
            result[period] = begun + _in_order(now, limit)
    return result


def actions_by_organisation(plan: Plan, limit: int = 4) -> dict[str, list[Action]]:
    """What each organisation does over the whole plan, the largest differences from the baseline
    first; who does most first, those who do nothing else than in the baseline left out."""
    steps = _steps(plan)
    adopted = plan["adoptions"]
    pairs = set(zip(adopted["organisation"], adopted["profile"], strict=True))
    into = np.array(
        [key in pairs for key in zip(steps["lands_at"], steps["becomes"], strict=True)], dtype=bool
    )
    found: dict[str, list[Action]] = {}
    for action in [
        *_adoptions(plan, steps[into], limit, each=True),
        *_largest(plan, steps[~into], limit, each=True),
    ]:
        found.setdefault(action.organisation, []).append(action)
    cut = {name: _in_order(actions, limit) for name, actions in found.items()}
    size = {name: sum(abs(a.more) for a in actions) for name, actions in cut.items()}
    return {name: cut[name] for name in sorted(cut, key=lambda n: (-size[n], n))}


def _in_order(actions: list[Action], limit: int) -> list[Action]:
    return sorted(actions, key=lambda action: (-abs(action.more), action.text))[:limit]


@remembered
def _steps(plan: Plan) -> pd.DataFrame:
    """Decided moves and changes of establishment, with ``more`` = plan less baseline, and the
    employer and profile that people end up in (``lands_at``, ``becomes``)."""
    moves = plan["moves"]
    decided = moves.loc[
        moves["kind"].isin(_DECIDED), ["kind", *_WHO, "period", "wte", "baseline_wte"]
    ]
    steps = pd.concat([decided, _establishment(plan)], ignore_index=True)
    hire = steps["kind"].isin(["hire", "release", "establishment"])
    for own, other, name in (
        ("organisation", "to_organisation", "lands_at"),
        ("profile", "to_profile", "becomes"),
    ):
        steps[name] = steps[own].where(hire | (steps[other] == ""), steps[other])
    steps["more"] = steps["wte"] - steps["baseline_wte"]
    return steps


def _establishment(plan: Plan) -> pd.DataFrame:
    """Changes of establishment against the baseline, in the period they are made."""
    staff = plan["workforce"]
    keys = ["organisation", "role"]
    differs = staff.assign(wte=staff["establishment"] - staff["baseline_establishment"])
    by_period = differs.pivot_table(
        index=keys, columns="period", values="wte", aggfunc="sum", fill_value=0.0, observed=True
    ).reindex(columns=plan.record.periods, fill_value=0.0)
    made = by_period.diff(axis=1).fillna(by_period)
    rows = made.reset_index().melt(id_vars=keys, var_name="period", value_name="wte")
    rows = rows.loc[rows["wte"].abs() > 1e-6]
    blank = dict.fromkeys(["to_organisation", "to_role", "to_profile", "via"], "")
    return rows.assign(kind="establishment", profile=rows["role"], baseline_wte=0.0, **blank)


def _largest(plan: Plan, steps: pd.DataFrame, limit: int, *, each: bool = False) -> list[Action]:
    """The actions that differ most from the baseline; ``each``: of every organisation."""
    at = {label: n for n, label in enumerate(plan.record.periods)}
    when = steps["period"].map(at).astype(float)
    timed = steps.assign(when=when, happens=when.where(steps["wte"].abs() >= 0.005))
    sums = timed.groupby(["kind", *_WHO], as_index=False).agg(
        wte=("wte", "sum"),
        more=("more", "sum"),
        first=("happens", "min"),
        last=("happens", "max"),
        earliest=("when", "min"),
        latest=("when", "max"),
    )
    sums["first"] = sums["first"].fillna(sums["earliest"])
    sums["last"] = sums["last"].fillna(sums["latest"])
    sums = sums.loc[sums["more"].abs() >= _VISIBLE]
    ordered = sums.loc[sums["more"].abs().sort_values(ascending=False, kind="stable").index]
    top = ordered.groupby("organisation", sort=False).head(limit) if each else ordered.head(limit)
    names = Names(plan)
    return [_action(plan, names, row) for _, row in top.iterrows()]


def _action(plan: Plan, names: Names, row: pd.Series) -> Action:
    first, last = (plan.record.periods[int(row[end])] for end in ("first", "last"))
    text = f"{names.organisation(row['organisation'])} {_WORDS[row['kind']](row, names)}"
    return Action(
        row["kind"], row["organisation"], text, float(row["wte"]), float(row["more"]), first, last
    )


def _when(plan: Plan, steps: pd.DataFrame) -> tuple[str, str]:
    """First and last period in which the steps happen in the plan."""
    happening = set(steps.loc[steps["wte"].abs() >= 0.005, "period"]) or set(steps["period"])
    ordered = [label for label in plan.record.periods if label in happening]
    return ordered[0], ordered[-1]


def _hires(row: pd.Series, names: Names) -> str:
    people = f"{wte(row['wte'])} WTE" if row["wte"] >= _VISIBLE else "no"
    said = f"hires {people} {names.profile(row['profile'])}"
    if abs(row["wte"] - row["more"]) < _VISIBLE:
        return said
    return f"{said}, {_than_baseline(row['more'])}"


def _trains(row: pd.Series, names: Names) -> str:
    course = f" through {names.course(row['via'])}" if row["via"] else ""
    return (
        f"trains {wte(row['wte'])} WTE {names.profile(row['profile'])} "
        f"as {names.profile(row['to_profile'])}{course}"
    )


def _transfers(row: pd.Series, names: Names) -> str:
    said = f"moves {wte(row['wte'])} WTE {names.profile(row['profile'])}"
    if row["to_organisation"] not in ("", row["organisation"]):
        said += f" to {names.organisation(row['to_organisation'])}"
    if row["to_role"] not in ("", row["role"]):
        said += f" as {names.role(row['to_role'])}"
    return said


def _releases(row: pd.Series, names: Names) -> str:
    return f"releases {wte(row['wte'])} WTE {names.profile(row['profile'])}"


def _refunds(row: pd.Series, names: Names) -> str:
    verb = "raises" if row["wte"] > 0 else "lowers"
    return f"{verb} establishment by {wte(abs(row['wte']))} WTE {names.role(row['role'])}"


_WORDS: dict[str, Callable[[pd.Series, Names], str]] = {
    "hire": _hires,
    "training_completion": _trains,
    "transfer": _transfers,
    "release": _releases,
    "establishment": _refunds,
}


def _than_baseline(more: float) -> str:
    return f"{wte(abs(more))} {'more' if more > 0 else 'fewer'} than {BASELINE}"


_BRINGING = {"training_completion": "trains", "hire": "hires", "transfer": "takes over"}


def _adoptions(plan: Plan, steps: pd.DataFrame, limit: int, *, each: bool = False) -> list[Action]:
    """The biggest adoptions, each with all that brings people into the profile; ``each``: of
    every organisation."""
    bringing = steps.loc[steps["kind"].isin(list(_BRINGING))]
    keys = ["lands_at", "becomes"]
    sums = bringing.groupby(keys)[["wte", "more"]].sum()
    index = pd.MultiIndex.from_frame(plan["adoptions"][["organisation", "profile"]])
    sums = sums.reindex(index, fill_value=0.0)
    order = sums["more"].abs().sort_values(ascending=False, kind="stable").index
    table = plan["adoptions"].set_index(["organisation", "profile"]).loc[order].reset_index()
    top = table.groupby("organisation", sort=False).head(limit) if each else table.head(limit)
    groups = bringing.groupby(keys).indices
    rows = top.to_dict("records")
    none = np.zeros(0, dtype=np.int64)
    return [
        _adoption(plan, row, bringing.iloc[groups.get((row["organisation"], row["profile"]), none)])
        for row in rows
    ]


def _adoption(plan: Plan, row: dict[Hashable, Any], mine: pd.DataFrame) -> Action:
    names = Names(plan)
    text = (
        f"{names.organisation(row['organisation'])} adopts {names.profile(row['profile'])} "
        f"in {row['period']}{_how(mine)}"
    )
    last = _when(plan, mine)[1] if len(mine) else row["period"]
    size = float(mine["wte"].sum()), float(mine["more"].sum())
    return Action("adopt", row["organisation"], text, *size, row["period"], last)


def _how(steps: pd.DataFrame) -> str:
    """``: trains 3.2 WTE, hires 1.0 WTE``."""
    people = steps.groupby("kind")["wte"].sum()
    parts = [
        f"{verb} {wte(people[kind])} WTE"
        for kind, verb in _BRINGING.items()
        if people.get(kind, 0.0) >= _VISIBLE
    ]
    return f": {', '.join(parts)}" if parts else ""


def _adoption_starts(plan: Plan, adoptions: pd.DataFrame, limit: int) -> list[Action]:
    """One action for each profile that employers adopt, the most widely adopted first."""
    names = Names(plan)
    by_profile = sorted(adoptions.groupby("profile"), key=lambda group: -len(group[1]))
    actions = []
    for profile, rows in by_profile[:limit]:
        employers = [names.organisation(i) for i in rows["organisation"]]
        verb = "adopts" if len(employers) == 1 else "adopt"
        text = f"{listed(employers)} {verb} {names.profile(str(profile))}"
        when = str(rows["period"].iloc[0])
        actions.append(Action("adopt", rows["organisation"].iloc[0], text, 0.0, 0.0, when, when))
    return actions
