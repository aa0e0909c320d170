"""The stages that a batch can run. A new one is its options and one line in ``STAGES``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from planner.place.place import Place
from planner.plan.plan import Plan
from solvers.engine.progress import Listener

Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Gap = Annotated[float, Field(ge=0, le=1)]


class Options(BaseModel):
    """What a stage may be asked for; the fields are the arguments of its function."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SkillmixOptions(Options):
    time_limit: Seconds | None = None
    gap: Gap = 0.01
    reproducible: bool = False
    bottlenecks: bool = False


class RotationOptions(Options):
    scheme: str = Field(min_length=1)
    today: dt.date | None = None
    time_limit: Seconds = 60.0
    reproducible: bool = False


class RosterOptions(Options):
    start: dt.date | None = None
    weeks: int = Field(4, ge=1, le=52)
    today: dt.date | None = None
    notice_weeks: int = Field(6, ge=0, le=52)
    time_limit: Seconds = 120.0


class AssignmentOptions(Options):
    months: int = Field(24, ge=1, le=60)
    today: dt.date | None = None
    notice_weeks: int = Field(8, ge=0, le=52)
    time_limit: Seconds | None = None
    gap: Gap = 0.01
    reproducible: bool = False


@dataclass(frozen=True)
class Measured:
    """One measure of a run; what a stage does not say of it is None."""

    measure: str
    unit: str
    value: float
    baseline: float | None = None
    bound: float | None = None
    proven: bool | None = None


@dataclass(frozen=True)
class Stage:
    """``home`` is ``module:function``; ``renamed`` maps an option to the function's word for it."""

    home: str
    options: type[Options]
    measures: Callable[[Plan], list[Measured]]
    renamed: Mapping[str, str]

    def plan(
        self,
        place: Place,
        options: Options,
        *,
        scenarios: Sequence[str],
        seed: int,
        listen: Listener,
    ) -> Plan:
        """The stage's plan of the place; raises what the stage raises."""
        arguments = {self.renamed.get(key, key): value for key, value in options}
        made: Plan = self.load()(place, scenarios=scenarios, seed=seed, listen=listen, **arguments)
        return made

    def load(self) -> Callable[..., Any]:
        module, _, name = self.home.partition(":")
        function: Callable[..., Any] = getattr(import_module(module), name)
        return function


def of_priorities(plan: Plan) -> list[Measured]:
    """The priorities of a plan in their order."""
    return [
        Measured(p.name, p.unit, p.value, p.baseline, p.bound, p.proven)
        for p in plan.record.priorities
    ]


def of_skillmix(plan: Plan) -> list[Measured]:
    """The priorities, then the other measures over all periods."""
    found = of_priorities(plan)
    known = {m.measure for m in found}
    for name, own in plan["measures"].groupby("measure", sort=False):
        if name not in known:
            value, before = float(own["value"].sum()), float(own["baseline_value"].sum())
            found.append(Measured(str(name), str(own["unit"].iloc[0]), value, before))
    return found


def of_roster(plan: Plan) -> list[Measured]:
    """Points in all with their bound, then each measure of the roster."""
    frame = plan["roster_measures"]
    total, bound = float(frame["points"].iloc[-1]), plan.record.limits["bound"]
    proven = plan.record.status == "optimal"
    rows = frame.iloc[:-1].itertuples(index=False)
    return [
        Measured("points", "points", total, None, bound, proven),
        *(Measured(str(row.measure), str(row.unit), float(row.amount)) for row in rows),
    ]


STAGES: dict[str, Stage] = {
    "skillmix": Stage("planner.skillmix:plan_skillmix", SkillmixOptions, of_skillmix, {}),
    "rotation": Stage(
        "planner.rotation:plan_rotation", RotationOptions, of_priorities, {"scheme": "name"}
    ),
    "roster": Stage("planner.roster:plan_roster", RosterOptions, of_roster, {}),
    "assignment": Stage("planner.assignment:plan_assignment", AssignmentOptions, of_priorities, {}),
}


def reproducible(options: Options) -> bool:
    """Whether two runs of these options are the same to the byte."""
    return bool(getattr(options, "reproducible", False))
