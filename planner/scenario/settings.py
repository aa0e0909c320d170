"""Changes to ``place.toml``: the horizon, the priorities and the policy."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from planner.place.settings import Settings
from planner.scenario.scenario import Change, Findings


def changed_settings(settings: Settings, change: Change, findings: Findings) -> Settings:
    """The settings after the change; as they were, with findings, where it does not fit.

    A key that is blank (no limit) cannot be scaled.
    """
    before = len(findings.found)
    part = settings if change.table == "settings" else settings.policy
    values: dict[str, Any] = dict(change.values)
    for key, factor in change.factors.items():
        now = getattr(part, key)
        if isinstance(now, bool) or not isinstance(now, int | float):
            what = "blank" if now is None else "not a number"
            findings.error(f"{key} is {what} and cannot be scaled", "use set", column=key)
        else:
            values[key] = now * factor
    if len(findings.found) > before:
        return settings
    data = settings.model_dump(mode="python")
    target = data if change.table == "settings" else data["policy"]
    target.update({key: None if value == "" else value for key, value in values.items()})
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            location = [str(part) for part in problem["loc"] if part != "policy"]
            findings.error(
                problem["msg"].removeprefix("Value error, "),
                column=" ".join(location),
                value=problem["input"] if _plain(problem["input"]) else "",
            )
        return settings


def _plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)
