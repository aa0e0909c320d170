"""How cells look. Colours go with letters: nothing is told by colour alone."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, SOFT, LINE, RED = "#212B32", "#4C6272", "#C4CCD1", "#B3410A"
#: Kind of shift or absence → fill; nights are written in white.
FILLS = {
    "early": "#FFF0AD",
    "day": "#CFE8CF",
    "late": "#FBCFA0",
    "long_day": "#BCDCF5",
    "night": "#3F3F86",
    "leave": "#E3D7F2",
    "study": "#C9E9E6",
    "sick": "#F6CDD3",
    "unavailable": "#D9DDE0",
    "not_employed": "#C3CACE",
}
WEEKEND = "#E4E9EC"


class Looks:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Workbook):
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **wanted: Any) -> Format:
        """A format in the rota's own type, with what is wanted besides."""
        look = {"font_name": "Arial", "font_size": 9, "font_color": INK, "valign": "vcenter"}
        key = tuple(sorted((look | wanted).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def day(self, kind: str, *, weekend: bool, away: bool, pinned: bool, changed: bool) -> Format:
        """A person's day. Thick red border: changed; thick dark: fixed by hand; dashed: away."""
        look: dict[str, Any] = {"align": "center", "text_wrap": True, "border": 1}
        look["border_color"] = LINE
        fill = FILLS.get(kind) or (WEEKEND if weekend else "")
        if fill:
            look |= {"bg_color": fill}
        if kind == "night":
            look |= {"font_color": "#FFFFFF"}
        if away:
            look |= {"italic": True, "border": 3, "border_color": SOFT, "font_size": 8}
        if pinned:
            look |= {"bold": True, "border": 2, "border_color": INK}
        if changed:
            look |= {"bold": True, "border": 2, "border_color": RED}
        return self.get(**look)

    def count(self, *, weekend: bool, short: bool, sub: bool) -> Format:
        """People on duty; short cover in red."""
        look: dict[str, Any] = {"align": "center", "border": 1, "border_color": LINE}
        if short:
            look |= {"bg_color": RED, "font_color": "#FFFFFF", "bold": True}
        elif weekend:
            look |= {"bg_color": WEEKEND}
        if sub and not short:
            look |= {"font_color": SOFT}
        return self.get(**look)
