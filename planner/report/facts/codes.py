"""A few letters for identifiers, where only a few letters have room."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator


def codes(
    identifiers: Iterable[str], sizes: tuple[int, ...], short: int, taken: Iterable[str] = ()
) -> dict[str, str]:
    """Identifier → its own few letters, no two alike however they are capitalised.

    Identifiers of at most ``short`` letters, none of them small, stand for themselves. Others
    have the initials of their words, then as many of their first letters as ``sizes`` says,
    then a number behind.
    ``taken`` are codes that mean something else.
    """
    wanted = list(dict.fromkeys(identifiers))
    used = {code.casefold() for code in taken}
    found: dict[str, str] = {}
    alone = {text for text in wanted if len(text) <= short and text == text.upper()}
    for identifier in sorted(wanted, key=lambda text: text not in alone):
        usable = [identifier] if identifier in alone else []
        tries = itertools.chain(usable, _tries(identifier, sizes))
        code = next(c for c in tries if c.casefold() not in used)
        used.add(code.casefold())
        found[identifier] = code
    return {identifier: found[identifier] for identifier in wanted}


def _tries(identifier: str, sizes: tuple[int, ...]) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", identifier)
    letters = "".join(words).upper() or "?"
    if len(words) > 1:
        yield "".join(word[0] for word in words).upper()[: sizes[-1]]
    for size in sizes:
        yield letters[:size]
    for number in itertools.count(2):
        yield f"{letters[: sizes[0]]}{number}"
