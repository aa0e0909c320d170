"""Colours of charts, and what is read on them."""

from __future__ import annotations

from typing import Any

import altair as alt

BLUE, GREY, ORANGE, INK = "#005eb8", "#76838f", "#c2410c", "#212b32"
FAINT = "#e3e8ec"
# From little to much, light to dark, for heat maps.
BLUES = ["#f0f4f8", "#7eaee0", "#00418f"]
RUSTS = ["#f8f3ef", "#eba37b", "#8f2d0e"]
TEALS = ["#eef5f4", "#6cb8ae", "#0b534d"]
_ALIKE = 0.1791  # the luminance on which black and white are read alike


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 (black) to 1 (white): WCAG 2.2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def between(colours: list[str], share: float) -> str:
    """The colour at a share of the way through some, by their red, green and blue."""
    at = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    low, high = colours[int(at)], colours[min(int(at) + 1, len(colours) - 1)]
    parts = [
        round(int(low[n : n + 2], 16) * (1 - at % 1) + int(high[n : n + 2], 16) * (at % 1))
        for n in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def turning(colours: list[str]) -> float:
    """The share of a heat map's scale from which white is read better on it than black: on the
    colours there both have a contrast of 4.5 to 1 and more."""
    shares = [n / 200 for n in range(201)]
    return next((s for s in shares if luminance(between(colours, s)) < _ALIKE), 1.0)


def read_on(figure: str, colours: list[str], low: float, high: float) -> Any:
    """The colour of words on a square coloured by the figure, from the first of the colours at
    ``low`` to the last at ``high``: whichever of black and white is read better."""
    from_here = low + turning(colours) * (high - low)
    return alt.condition(alt.datum[figure] > from_here, alt.value("white"), alt.value("black"))
