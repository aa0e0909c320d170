"""Any value of a program or a workbook as the text a user would type for it."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np


def to_text(value: Any) -> str:
    """``12.0`` → ``"12"``, ``None`` and NaN → ``""``, a list → its items joined by ``;``.

    Numbers come back from their text exactly (``repr``).
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, dt.datetime):
        return "" if value != value else _moment(value)  # NaT is a datetime unlike itself
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        return ";".join(to_text(item) for item in value)
    text = str(value)
    return "" if text in ("<NA>", "NaT") else text


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _moment(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ")
