"""Decisions of a skill mix as rows of ``pins``."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pins.pin import Decided, some, value_text
from planner.plan.plan import Plan
from planner.report.figures import wte
from planner.report.names import Names, isolated

_SEEN = 1e-6

#: Kind of move → decision, the column of its item, and how it is said.
_MOVES = {
    "hire": ("hires", "role", "hires {wte} WTE {item}"),
    "release": ("released", "role", "releases {wte} WTE {item}"),
    "training_start": ("starts", "via", "starts {wte} WTE on {item}"),
    "transfer": ("transfers", "via", "moves {wte} WTE by {item}"),
}
#: Levels of staff and posts: decision → columns of ``workforce`` that make it up, and what its
#: item is.
_LEVELS = {
    "in_post": (("in_post", "in_training"), "role"),
    "profile_in_post": (("in_post",), "profile"),
    "establishment": (("establishment",), "role"),
    "agency": (("agency",), "role"),
}
#: Table → decision, column of the item, column that says it is so.
_LASTING = {
    "levers": ("taken", "lever", "taken"),
    "hubs": ("opened", "site", "open"),
    "arrangements": ("arranged", "arrangement", "runs"),
}


def moved(plan: Plan) -> Iterator[Decided]:
    """Hires, releases, starts on courses and transfers by employer, item and period."""
    names, moves = Names(plan), plan["moves"]
    for kind, (decision, item, words) in _MOVES.items():
        mine = moves.loc[moves["kind"] == kind]
        keys = ["organisation", item, "period"]
        sums = mine.groupby(keys, sort=False)[["wte", "baseline_wte"]].sum().reset_index()
        roles: dict[tuple[str, ...], set[str]] = {}
        for *key, role, to_role in mine[[*keys, "role", "to_role"]].drop_duplicates().to_numpy():
            roles.setdefault(tuple(key), set()).update((role, to_role))
        for organisation, what, period, amount, before in sums.to_numpy():
            if not what or abs(amount) < _SEEN:
                continue
            said = words.format(wte=wte(amount), item=_called(names, decision, what))
            yield Decided(
                _row(decision, organisation, what, period, amount),
                f"{names.organisation(organisation)} {said} in {period}",
                _of(decision, organisation, roles[organisation, what, period], period),
                abs(amount - before),
            )


def arranged(plan: Plan) -> Iterator[Decided]:
    """Profiles adopted, levers taken, hubs opened, arrangements that run: each from when on."""
    names, roles, sizes = Names(plan), _roles(plan), _sizes(plan)
    for row in plan["adoptions"].to_dict("records"):
        organisation, profile, period = row["organisation"], row["profile"], row["period"]
        yield Decided(
            _row("adopted", organisation, profile, period, 1.0),
            f"{names.organisation(organisation)} has adopted {names.profile(profile)} by {period}",
            _of("adopted", organisation, roles.get(profile, set()), period),
            sizes.get((organisation, profile), 0.0),
        )
    order = {period: n for n, period in enumerate(plan.record.periods)}
    for table, (decision, item, level) in _LASTING.items():
        rows = plan[table].loc[plan[table][level] > _SEEN]
        rows = rows.assign(at=rows["period"].map(order)).sort_values("at", kind="stable")
        for row in rows.drop_duplicates(item).to_dict("records"):
            if row.get("in_force"):
                continue  # decided before the plan
            organisation, what = row["organisation"], row[item]
            yield Decided(
                _row(decision, organisation, what, row["period"], row[level]),
                f"{_called(names, decision, what)} {_LASTING_WORDS[decision]} {row['period']}",
                _of(decision, organisation, set(), row["period"]),
            )


_LASTING_WORDS = {"taken": "is taken by", "opened": "is open by", "arranged": "runs by"}


def levels(plan: Plan) -> Iterator[Decided]:
    """Staff in post, posts and agency staff by employer, role or profile, and period."""
    names, staff = Names(plan), plan["workforce"]
    for decision, (figures, item) in _LEVELS.items():
        for (organisation, what, period), rows in staff.groupby(
            ["organisation", item, "period"], sort=False
        ):
            amount = float(rows[list(figures)].to_numpy().sum())
            before = float(rows[[f"baseline_{name}" for name in figures]].to_numpy().sum())
            said = decision.replace("_", " ")
            yield Decided(
                _row(decision, organisation, what, period, amount),
                f"{said} of {_called(names, decision, what)} at "
                f"{names.organisation(organisation)} in {period}: {wte(amount)} WTE",
                _of(decision, organisation, set(rows["role"]), period),
                abs(amount - before),
            )


def _called(names: Names, decision: str, item: str) -> str:
    if decision == "starts":
        return names.course(item)
    if decision == "taken":
        return names.lever(item)
    if decision == "arranged":
        return names.arrangement(item)
    if decision in ("transfers", "opened"):
        return isolated(item)
    return names.profile(item) if decision == "profile_in_post" else names.role(item)


def _row(decision: str, organisation: str, item: str, period: str, value: float) -> dict[str, str]:
    return {
        "decision": decision,
        "organisation": organisation,
        "item": item,
        "period": period,
        "comparison": "exactly",
        "value": value_text(float(value)),
        "reason": "",
    }


def _of(
    decision: str, organisation: str, roles: set[str], period: str
) -> dict[str, frozenset[str]]:
    return {
        "decision": some(decision),
        "organisation": some(organisation),
        "role": some(*roles),
        "period": some(period),
    }


def _roles(plan: Plan) -> dict[str, set[str]]:
    """Profile → the roles that have it."""
    found: dict[str, set[str]] = {}
    for profile, role in plan["workforce"][["profile", "role"]].drop_duplicates().to_numpy():
        found.setdefault(profile, set()).add(role)
    return found


def _sizes(plan: Plan) -> dict[tuple[str, str], float]:
    """Employer and profile → staff in post in the last period, beyond the baseline's."""
    staff = plan["workforce"]
    last = staff.loc[staff["period"] == plan.record.periods[-1]]
    more = (last["in_post"] - last["baseline_in_post"]).abs()
    sums = more.groupby([last["organisation"], last["profile"]]).sum()
    return {(str(key[0]), str(key[1])): float(value) for key, value in sums.items()}
