"""Which plans can be compared, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planner.errors import Finding, InputError
from planner.plan.plan import Plan

#: The stages whose plans can be compared.
COMPARED = ("skillmix", "assignment", "roster", "rotation", "rotation_test")


def names_of_plans(plans: Sequence[Plan], names: Sequence[str] = ()) -> tuple[str, ...]:
    """What each plan is called: as given, otherwise by its folder's name; where two would be
    alike by the path of the folder, and where even that is the same, numbered."""
    told = list(names) or [p.folder.name if p.folder else p.record.place for p in plans]
    if not names:
        alike = Counter(
            name for name, _ in {(n, p.folder) for n, p in zip(told, plans, strict=True)}
        )
        told = [
            str(p.folder) if alike[name] > 1 and p.folder else name
            for p, name in zip(plans, told, strict=True)
        ]
    found: list[str] = []
    for name in told:
        number, called = 1, name
        while called in found:
            number += 1
            called = f"{name} ({number})"
        found.append(called)
    return tuple(found)


def refuse_incomparable(plans: Sequence[Plan], names: Sequence[str]) -> None:
    """Refuse plans of other stages or places than the first, and of stages that are not compared.

    Raises
    ------
    InputError : fewer than two plans, and each plan that is not comparable, with why.
    """
    if len(plans) < 2:
        raise InputError([Finding("there is nothing to compare", "name two plans or more")])
    first, findings = plans[0], list[Finding]()
    if first.record.stage not in COMPARED:
        message = f"results of the stage {first.record.stage} are not compared"
        raise InputError([Finding(message, "compare the plans they were made from", names[0])])
    for plan, name in zip(plans[1:], names[1:], strict=True):
        why = _why_not(first, plan)
        if why:
            findings.append(Finding(f"cannot be compared with {names[0]}: {why[0]}", why[1], name))
    if findings:
        raise InputError(findings)


def _why_not(first: Plan, plan: Plan) -> tuple[str, str] | None:
    a, b = first.record, plan.record
    if a.stage != b.stage:
        return (
            f"it is a plan of the stage {b.stage}, the other one of the stage {a.stage}",
            "name plans of one stage",
        )
    here, there = (set(p.labels.get("organisations", {})) for p in (first, plan))
    apart = not (here & there) if here and there else a.place != b.place
    if apart:
        return (
            f"it is of another place ('{b.place}', the other one of '{a.place}'), and no "
            "organisation is in both",
            "name plans of one place; if the organisations were given new identifiers, give them "
            "their old ones and plan again",
        )
    if a.stage == "rotation" and a.limits.get("scheme") != b.limits.get("scheme"):
        return (
            f"it is of the scheme '{b.limits.get('scheme')}', the other one of the scheme "
            f"'{a.limits.get('scheme')}'",
            "name rotations of one scheme; 'placeplan rotation test' sets schemes side by side",
        )
    return None
