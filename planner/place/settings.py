"""``place.toml``: the place's name, horizon, priorities and policy."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

MeasureName = Literal[
    "unmet_need", "destabilisation", "visits", "cost", "change", "released", "vacancy"
]


class Priority(BaseModel):
    """One goal of the plan, in its place in the order.

    The goal is met within ``tolerance`` (a share of its best value) plus
    ``slack`` (in the measure's own unit) before the next goal is looked at.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: MeasureName
    tolerance: float = Field(0.005, ge=0, le=1)
    slack: float = Field(0.0, ge=0)


DEFAULT_PRIORITIES = tuple(
    Priority(measure=name) for name in ("unmet_need", "destabilisation", "visits", "cost", "change")
)


class Policy(BaseModel):
    """Rules of the whole place that are no table's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new_profiles: bool = Field(
        True, description="Whether employers may adopt profiles they do not have today."
    )
    travel_minutes: float = Field(
        10.0, ge=0, le=600, description="Travel for a home visit where the travel table is silent."
    )
    change_limit: float = Field(
        0.25,
        ge=0,
        le=10,
        description="Share of an employer's staff whose employer, role or competencies may change "
        "in a year, where the organisation gives none.",
    )
    over_establishment_limit: float | None = Field(
        None, ge=0, description="Most staff above establishment in the whole place, WTE."
    )
    adoption_grace_months: float = Field(
        12.0,
        ge=0,
        le=120,
        description="Months after adoption by which the minimum team must be in post.",
    )
    frozen_periods: int = Field(
        0, ge=0, description="Periods at the start that are kept as the base plan has them."
    )


class Settings(BaseModel):
    """All of ``place.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=200)
    start: dt.date
    quarters: int = Field(8, ge=0, le=40, description="Quarters at the start of the horizon.")
    years: int = Field(3, ge=0, le=10, description="Years after the quarters.")
    priorities: tuple[Priority, ...] = DEFAULT_PRIORITIES
    policy: Policy = Policy()

    @field_validator("start")
    @classmethod
    def _first_of_a_month(cls, value: dt.date) -> dt.date:
        if value.day != 1:
            raise ValueError("the plan must start on the first of a month")
        return value

    @field_validator("priorities")
    @classmethod
    def _each_once(cls, value: tuple[Priority, ...]) -> tuple[Priority, ...]:
        names = [priority.measure for priority in value]
        if not names:
            raise ValueError("at least one priority is needed")
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"priority '{name}' is listed twice")
        return value
