"""A plan: what was asked, what was decided, and how well it is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict


class PriorityResult(BaseModel):
    """How one priority came out. ``bound`` is proven: no plan that keeps the earlier
    priorities within their tolerances of their own bounds has a smaller value."""

    model_config = ConfigDict(extra="forbid")

    name: str
    value: float
    bound: float | None
    tolerance: float
    slack: float
    unit: str
    baseline: float
    proven: bool  # the gap between value and bound is within what was asked


class CheckResult(BaseModel):
    """What the independent check found in the plan's tables."""

    model_config = ConfigDict(extra="forbid")

    passed: bool
    violations: list[str]


class PlanRecord(BaseModel):
    """All of ``plan.json``."""

    model_config = ConfigDict(extra="forbid")

    stage: str
    place: str
    status: str  # solvers.engine.status.Status value
    ended: str  # why the search ended, in words
    periods: list[str]
    start: str
    scenarios: list[str]
    base: str | None
    priorities: list[PriorityResult]
    check: CheckResult
    seconds: dict[str, float]  # load, validate, build, solve, check, write
    model: dict[str, int]  # columns, rows, nonzeros, integers
    inputs: dict[str, str]  # hash per table
    versions: dict[str, str]
    seed: int
    limits: dict[str, Any]  # time_limit, gap, reproducible
    warnings: list[str]
    settings: dict[str, Any]  # place.toml after scenarios
    trace: list[dict[str, Any]]  # phase, priority, incumbent, bound, seconds

    def without_clock(self) -> PlanRecord:
        """The same with every figure of seconds nought, as no two runs have the same."""
        return self.model_copy(
            update={
                "seconds": dict.fromkeys(self.seconds, 0.0),
                "trace": [{**moment, "seconds": 0.0} for moment in self.trace],
            }
        )


@dataclass(frozen=True)
class Plan:
    """A plan in memory; ``planner.plan.store`` puts it in a folder and back.

    ``tables`` are those of ``planner.plan.tables``; ``labels`` are the names
    people know the identifiers by: table of the place → identifier → name.
    """

    record: PlanRecord
    tables: Mapping[str, pd.DataFrame]
    labels: Mapping[str, Mapping[str, str]]
    folder: Path | None = None

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]
