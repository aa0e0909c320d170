"""What stands in a cell: text that is only text, and figures as numbers with the look they have
in the report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

LONGEST_CELL = 32_767  # letters that Excel holds in a cell, a letter beyond U+FFFF being two
_CUT = " … (cut: a cell holds no more)"
_UNDRAWN = {"Cc", "Cs"}  # control characters, halves of letters
_NOT_XML = {"\ufffe", "\uffff"}

# −1,234.5 | £12.3m | +£8.9m | 95.5% | 80 % | 59.4 weighted WTE-years
_SHOWN = re.compile(
    r"(?P<sign>[+\-−]?)(?P<pound>£?)(?P<digits>\d{1,3}(?:,\d{3})*|\d+)(?:\.(?P<after>\d+))?"
    r"(?P<size>k|m|bn)?(?P<percent> ?%)?(?P<unit> [A-Za-z][A-Za-z ×\-]{0,40})?"
)
#: Behind an amount of money → its power of ten, and the commas that make Excel show it so.
_SIZES = {"k": (3, ","), "m": (6, ",,"), "bn": (9, ",,,")}


@dataclass(frozen=True)
class Number:
    """A figure of the report: its value, to the digits that are shown, and the number format in
    which Excel shows it as the report does."""

    value: float
    look: str


def clean(text: str) -> str:
    """Text for a cell: without control characters but line breaks, no longer than one holds."""
    kept = "".join(c for c in text if c == "\n" or _drawn(c)) if not text.isascii() or not (
        text.isprintable()
    ) else text  # fmt: skip
    if len(kept) * 2 <= LONGEST_CELL or _units(kept) <= LONGEST_CELL:
        return kept
    kept = kept[: LONGEST_CELL - len(_CUT)]
    while _units(kept) > LONGEST_CELL - len(_CUT):
        kept = kept[: -max(1, (_units(kept) - LONGEST_CELL + len(_CUT)) // 2)]
    return kept + _CUT


def _drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNDRAWN and letter not in _NOT_XML


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shown(text: str) -> Number | str:
    """A figure in words as a number; text that is none as it is.

    >>> shown("£12.3m")
    Number(value=12300000.0, look='"£"#,##0.0,,"m";−"£"#,##0.0,,"m"')
    """
    found = _SHOWN.fullmatch(text)
    if found is None or (found["size"] and not found["pound"]):
        return text
    after = found["after"] or ""
    power, commas = _SIZES.get(found["size"] or "", (0, ""))
    power -= 2 if found["percent"] else 0
    exact = Decimal(f"{found['digits'].replace(',', '')}.{after or '0'}").scaleb(power)
    value = float(exact) if found["sign"] in ("", "+") else -float(exact)
    pound = '"£"' if found["pound"] else ""
    behind = f'"{found["size"]}"' if found["size"] else ""
    percent = {None: "", "%": "%", " %": '" "%'}[found["percent"]]
    unit = f'"{found["unit"]}"' if found["unit"] else ""
    body = f"{pound}#,##0{'.' + '0' * len(after) if after else ''}{commas}{behind}{percent}{unit}"
    plus = "+" if found["sign"] == "+" else ""
    return Number(value, f"{plus}{body};−{body};{body}" if plus else f"{body};−{body}")
