"""A comparison in sentences, the most important first."""

from __future__ import annotations

import pandas as pd

from planner.compare import Comparison
from planner.report.comparison import wording as w
from planner.report.names import Names, isolated

_NAMED = 5


def sentences(made: Comparison) -> list[str]:
    """For each further plan: what is compared, what is worse or better beyond what is unproven,
    what says nothing, what changed it; and plans that must not be used."""
    said = []
    for name in made.others:
        said += [opening(made, name), *verdicts(made, name), cause(made, name)]
        said += cautions(made, name)
    failed = made["plans_compared"].query("checked == 'no'")["plan"]
    said += [f"The independent check of {name} FAILED, so do not use it." for name in failed]
    return said


def opening(made: Comparison, name: str) -> str:
    """What is set against what, over which periods."""
    window, place = made.windows[name], made.plans[0].record.place
    said = f"{name} against {made.first}, {w.STAGES[made.stage]} of {isolated(place)}"
    if window.same:
        return f"{said}."
    if not window.shared:
        return f"{said}: no period is in both, so only what they were made from is compared."
    first, last = window.shared[0], window.shared[-1]
    span = first if first == last else f"{first} to {last}"
    count = len(window.shared)
    shared = "the one period" if count == 1 else f"the {count} periods"
    return (
        f"{said}, over {span}, {shared} in both (of {len(window.before)} "
        f"of {made.first} and {len(window.after)} of {name}); what only one has is told below."
    )


def verdicts(made: Comparison, name: str) -> list[str]:
    """Priorities that differ beyond what is unproven, those that say nothing, and the rest."""
    names, table = Names(made.named), made["priorities_compared"]
    own = table.loc[table["plan"] == name]
    said = []
    larger = own.loc[own["verdict"] == "larger"]
    if len(larger):
        parts = [
            f"{names.measure(r.priority)} {w.more(r.difference, r.unit)}"
            for r in larger.itertuples(index=False)
        ]
        said.append(f"More than is unproven: {'; '.join(parts)}.")
    earlier = _called(names, own, ("earlier",))
    if earlier:
        said.append(
            f"More than is unproven, but the better plan has not proven an earlier priority, and "
            f"may owe it to that: {', '.join(earlier)}."
        )
    nothing = _called(names, own, ("inside", "unknown"))
    if nothing:
        said.append(
            f"Inside what is unproven, so that the difference says nothing: {', '.join(nothing)}. "
            "A longer search may turn it round."
        )
    same = _called(names, own, ("alike",))
    if same and len(same) == len(own):
        said.append("No priority differs.")
    elif same:
        said.append(f"No difference: {', '.join(same)}.")
    other = _called(names, own, ("other_periods",))
    if other:
        said.append(
            "The plans have other periods, so priorities are not compared as a whole; what they "
            "measure is, over the periods both have."
        )
    return said


def _called(names: Names, own: pd.DataFrame, verdicts: tuple[str, ...]) -> list[str]:
    rows = own.loc[own["verdict"].isin(verdicts)]
    return [names.measure(p) for p in rows["priority"]]


def cause(made: Comparison, name: str) -> str:
    """Which input changed, and what that does and does not tell."""
    some, inputs = made.causes[name], made["inputs_compared"]
    own = inputs.loc[inputs["plan"] == name]
    decided = any(
        (made[t]["plan"] == name).any() for t in ("decisions_compared", "choices_compared")
    )
    if not some:
        if not len(own):
            said = "Both were made from the same, in the same way"
        else:
            said = "Nothing differs that changes what is planned, only how it was searched for"
        if decided:
            return f"{said}; decisions that differ come from the search alone."
        return f"{said}."
    if len(some) == 1:
        return (
            f"One thing changed: {some[0]}{_tables_of(own, some[0])}. What differs by more than is "
            "unproven comes from it."
        )
    shown = ", ".join(some[:_NAMED])
    more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return (
        f"{len(some)} things changed: {shown}{more}. The two plans do not tell what each does by "
        "itself; that is found by planning with one change at a time (below)."
    )


def _tables_of(own: pd.DataFrame, only: str) -> str:
    """The tables that one scenario changed."""
    if not only.startswith("scenario "):
        return ""
    tables = list(own.loc[own["kind"] == "table", "name"])
    return f" (it changes {', '.join(tables)})" if tables else ""


def cautions(made: Comparison, name: str) -> list[str]:
    """What weakens the comparison."""
    own = made["inputs_compared"].query("plan == @name")
    said = []
    kinds = set(own["kind"])
    scenario = any(c.startswith("scenario ") for c in made.causes[name])
    if scenario and not made.with_rows and "table" in kinds:
        said.append("Tables that differ may be the scenarios' doing or the place's; --place tells.")
    if len(own.loc[(own["kind"] == "version") & (own["name"] == "placeplan")]):
        said.append(
            "The plans were made by two versions of placeplan: a table may have another hash "
            "because it is stated otherwise, and a figure may differ because the program does."
        )
    if "base" in kinds and made.stage == "skillmix":
        said.append(
            "A plan that starts from another counts change from that as well as from today, so "
            "their change for staff is not the same measure."
        )
    if kinds & {"limit", "seed"}:
        said.append("They were searched for under other limits, or with another seed.")
    order = own.loc[own["name"].str.startswith("priorities")]
    if len(order):
        said.append(
            "The order of the priorities or their tolerances changed: bounds hold for the order "
            "of their own plan."
        )
    if (
        made["decisions_compared"]["plan"].eq(name).any()
        or made["choices_compared"]["plan"].eq(name).any()
    ):
        said.append(
            "Plans may be equally good and decide otherwise, so a decision that differs need not "
            "come from an input."
        )
    return said
