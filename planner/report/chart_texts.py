"""What stands beside a chart: names in one line, cut to what fits, and told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

#: What fits beside a chart, in letters.
LONGEST = 44
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def beside(texts: Iterable[str]) -> dict[str, str]:
    """What to write beside a chart for each ``Name (identifier)``: the name alone where that
    tells them apart, and the identifier too where it does not. Both are cut to what fits."""
    wanted = list(dict.fromkeys(texts))
    alone = {text: cut(text.rpartition(" (")[0] or text) for text in wanted}
    if len(set(alone.values())) == len(wanted):
        return alone
    return {text: _cut_name(text) for text in wanted}


def one_line(text: str) -> str:
    """Text without line breaks and control characters, which a chart cannot be made with."""
    return _BREAKS.sub(" ", text)


def cut(text: str, longest: int = LONGEST) -> str:
    """Text in one line, cut at its end to so many letters."""
    text = one_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _cut_name(text: str) -> str:
    text = one_line(text)
    name, bracket, identifier = text.rpartition(" (")
    room = LONGEST - len(identifier) - 3
    if len(text) <= LONGEST or not bracket:
        return cut(text)
    return f"{name[: max(room, 8)]}… ({identifier}"


def labels(titles: Sequence[str], longest: int = LONGEST) -> list[str]:
    """What to write beside the chart for each title: cut at its end to what fits, those that
    would then be alike in their middle, and those alike even so with a number behind."""
    ends = [cut(title, longest) for title in titles]
    alike = {end for end, count_ in Counter(ends).items() if count_ > 1}
    middles = [
        end if end not in alike or len(title) <= longest else _cut_middle(title, longest)
        for title, end in zip(titles, ends, strict=True)
    ]
    seen: Counter[str] = Counter()
    result = []
    for text in middles:
        seen[text] += 1
        result.append(text if seen[text] == 1 else f"{text} {seen[text]}")
    return result


def _cut_middle(text: str, longest: int) -> str:
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
