"""A few letters for identifiers, where only a few letters have room."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator


def codes(
    identifiers: Iterable[str], sizes: tuple[int, ...], short: int, taken: Iterable[str] = ()
) -> dict[str, str]:
    """Identifier → its own few letters, no two alike however they are capitalised.

    Identifiers of at most ``short`` letters, none of them small, stand for themselves. Others
    have as many of their first letters as ``sizes`` says, then a number behind. Before those
    come the initials of their words, where one letter is tried first or another identifier
    begins with the same word. ``taken`` are codes that mean something else.
    """
    wanted = list(dict.fromkeys(identifiers))
    used = {code.casefold() for code in taken}
    first_words = Counter(_words(text)[0] for text in wanted if _words(text))
    alone = {text for text in wanted if len(text) <= short and text == text.upper()}
    found: dict[str, str] = {}
    for identifier in sorted(wanted, key=lambda text: text not in alone):
        words = _words(identifier)
        usable = [identifier] if identifier in alone else []
        if len(words) > 1 and (sizes[0] == 1 or first_words[words[0]] > 1):
            usable.append("".join(w if w.isdigit() else w[0] for w in words).upper()[: sizes[-1]])
        tries = itertools.chain(usable, _letters(words, sizes))
        code = next(c for c in tries if c.casefold() not in used)
        used.add(code.casefold())
        found[identifier] = code
    return {identifier: found[identifier] for identifier in wanted}


def _words(identifier: str) -> list[str]:
    return re.findall(r"[^\W_]+", identifier)


def _letters(words: list[str], sizes: tuple[int, ...]) -> Iterator[str]:
    letters = "".join(words).upper() or "?"
    for size in sizes:
        yield letters[:size]
    for number in itertools.count(2):
        yield f"{letters[: sizes[0]]}{number}"
