"""The name of a run: the hash of everything that determines what it comes to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from planner.scenario import Scenario

#: Changed when what a run leaves behind is no longer read the same way.
FORMAT = 1
_LENGTH = 24  # hex digits: no two of a million million runs share them


def run_name(
    *,
    stage: str,
    options: Mapping[str, Any],
    seed: int,
    place: Mapping[str, str],
    overlays: Sequence[Scenario],
    priorities: Sequence[tuple[str, str, float]],
    reports: bool,
    versions: Mapping[str, str],
) -> str:
    """24 hex digits, the same wherever the place and the files lie.

    Parameters
    ----------
    place : hash of each table of the place and of its settings, before any scenario.
    overlays : in their order; what they change counts, and their names, which the plan tells;
        not the files they stand in, nor their descriptions.
    priorities : measure, ``tolerance`` or ``slack``, and what it is set to.
    versions : of placeplan and what bears on its figures.
    """
    document = {
        "format": FORMAT,
        "stage": stage,
        "options": dict(options),
        "seed": seed,
        "place": dict(place),
        "overlays": [_overlay(overlay) for overlay in overlays],
        "priorities": [list(change) for change in priorities],
        "reports": reports,
        "versions": dict(versions),
    }
    text = json.dumps(document, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _overlay(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "changes": [
            {
                "action": change.action,
                "table": change.table,
                "where": dict(change.where),
                "values": dict(change.values),
                "factors": dict(change.factors),
                "rows": [dict(row) for row in change.rows],
            }
            for change in scenario.changes
        ],
    }
