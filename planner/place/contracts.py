"""What contracts follow from: shared by the rules on a place and the roster stage."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd


def blank(value: Any) -> bool:
    """Whether a cell that holds one value is blank."""
    return bool(pd.isna(value)) or value == ""


def sites_by_owner(sites: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Organisation → its sites, in the table's order: where somebody works whose contract names
    none. Nothing for an organisation without."""
    runs: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for site, owner in zip(sites["site"], sites["organisation"], strict=True):
        runs[owner] = (*runs[owner], site)
    return runs


def core_by_role(scope: pd.DataFrame) -> dict[str, set[str]]:
    """Role → competencies that everybody in it has."""
    core: dict[str, set[str]] = defaultdict(set)
    for role, held, status in zip(scope["role"], scope["competency"], scope["status"], strict=True):
        if status == "core":
            core[role].add(held)
    return core
