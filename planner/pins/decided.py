"""What a plan decided, each decision as the row that would fix it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from planner.errors import Finding, InputError
from planner.nearest import did_you_mean, some_of
from planner.pins.of_people import assigned, rostered, rotated
from planner.pins.of_skillmix import arranged, levels, moved
from planner.pins.pin import Decided
from planner.plan.plan import Plan
from planner.schema import BY_NAME
from planner.schema.column import Table

Decisions = Callable[[Plan], Iterable[Decided]]

#: Stage → the table that fixes its decisions, what is told unasked, and what on request.
_STAGES: dict[str, tuple[str, tuple[Decisions, ...], tuple[Decisions, ...]]] = {
    "skillmix": ("pins", (arranged, moved), (levels,)),
    "assignment": ("staff_pins", (assigned,), ()),
    "roster": ("roster_pins", (rostered,), ()),
    "rotation": ("rotation_pins", (rotated,), ()),
}
#: Decisions that are told only where somebody names them: that nothing changes.
_ON_REQUEST = frozenset({"stay"})


@dataclass(frozen=True)
class Wanted:
    """Which decisions are wanted; where nothing is said of a kind, all of it."""

    organisations: Collection[str] = ()
    roles: Collection[str] = ()
    periods: Collection[str] = ()
    people: Collection[str] = ()
    decisions: Collection[str] = ()

    def named(self) -> dict[str, set[str]]:
        """What is asked for, by what it is."""
        asked = {
            "organisation": set(self.organisations),
            "role": set(self.roles),
            "period": set(self.periods),
            "person": set(self.people),
            "decision": set(self.decisions),
        }
        return {kind: some for kind, some in asked.items() if some}


@dataclass
class _Known:
    """What the decisions of a plan are of, to say what is near to a name that none is of."""

    of: dict[str, set[str]] = field(default_factory=dict)

    def add(self, of: Mapping[str, frozenset[str]]) -> None:
        for kind, names in of.items():
            self.of.setdefault(kind, set()).update(names)


def table_of(stage: str) -> Table:
    """The table that fixes a stage's decisions.

    Raises
    ------
    InputError : the stage decides nothing.
    """
    if stage not in _STAGES:
        stages = ", ".join(_STAGES)
        message = f"a plan of the stage {stage} decides nothing that could be fixed by hand"
        raise InputError([Finding(message, f"name a plan of one of the stages {stages}", stage)])
    return BY_NAME[_STAGES[stage][0]]


def decided(plan: Plan, wanted: Wanted | None = None) -> list[Decided]:
    """The plan's decisions: those without a size in their order, then the largest first.

    Raises
    ------
    InputError : the stage decides nothing, or something is wanted that no decision is of.
    """
    table_of(plan.record.stage)
    _, unasked, asked = _STAGES[plan.record.stage]
    named = (wanted or Wanted()).named()
    everything = unasked + asked if "decision" in named else unasked
    known, found = _Known(), list[Decided]()
    for decisions in everything:
        for one in decisions(plan):
            known.add(one.of)
            quiet = "decision" not in named and one.of["decision"] & _ON_REQUEST
            if not quiet and all(one.of.get(k, frozenset()) & some for k, some in named.items()):
                found.append(one)
    _refuse_unknown(plan, named, known.of)
    return sorted(found, key=lambda one: (one.size is not None, -(one.size or 0.0)))


def _refuse_unknown(
    plan: Plan, named: Mapping[str, set[str]], known: Mapping[str, set[str]]
) -> None:
    findings = []
    for kind, some in named.items():
        there = known.get(kind, set())
        for name in sorted(some - there):
            message = f"no decision of the plan is of the {kind} '{name}'"
            remedy = (
                did_you_mean(name, there)
                or some_of(there)
                or "the plan decides nothing of this kind"
            )
            findings.append(Finding(message, remedy, str(plan.folder or plan.record.place)))
    if findings:
        raise InputError(findings)
