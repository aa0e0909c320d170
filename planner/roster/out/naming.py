"""Names of files and sheets made from identifiers, which may hold anything."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LONGEST_FILE = 40  # letters; at most four bytes each, and file systems take 255
_LONGEST_SHEET = 31  # as Excel counts: a letter beyond U+FFFF is two
_DIGITS = 8
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
# Windows has devices of these names in every folder.
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}


def file_names(identifiers: Iterable[str]) -> dict[str, str]:
    """Identifier → a name, without its ending, that any file system takes.

    No two are alike, however a file system treats capitals and accents. Identifiers that are
    such names stand for themselves; others get a few digits that tell them apart.
    """
    wanted = sorted(set(identifiers))
    slugs = {identifier: _slug(identifier) for identifier in wanted}
    alike = Counter(slug.casefold() for slug in slugs.values())
    found: dict[str, str] = {}
    used: set[str] = set()
    for identifier in sorted(wanted, key=lambda text: slugs[text] != text):
        name, digits = slugs[identifier], _DIGITS
        plain = name == identifier and alike[name.casefold()] == 1 and not _device(name)
        mark = hashlib.sha256(identifier.encode()).hexdigest()
        while not plain and (digits == _DIGITS or name.casefold() in used):
            name = f"{slugs[identifier]}-{mark[:digits]}".lstrip("-")
            digits += 1
        used.add(name.casefold())
        found[identifier] = name
    return found


def _slug(identifier: str) -> str:
    """Letters and digits of any script, with single dashes for all else."""
    text = unicodedata.normalize("NFC", identifier)
    kept = [c if unicodedata.category(c)[0] in "LN" or c in "_-" else " " for c in text]
    kept = [c if unicodedata.category(b)[0] != "M" else b for b, c in zip(text, kept, strict=True)]
    return "-".join("".join(kept).split())[:_LONGEST_FILE].strip("-")


def _device(name: str) -> bool:
    return name.casefold() in _DEVICES


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Title → the name of its sheet: legal in Excel, and no two alike.

    ``taken`` are names of other sheets.
    """
    used = {name.casefold() for name in taken} | {"history"}  # Excel keeps that one for itself
    found = {}
    for title in dict.fromkeys(titles):
        text = "".join(c if c.isprintable() else " " for c in title.translate(_FORBIDDEN))
        wanted = text.strip(" '") or "Site"
        name, number = _cut(wanted, _LONGEST_SHEET), 1
        while name.casefold() in used or not name:
            number += 1
            mark = f" ({number})"
            name = _cut(wanted, _LONGEST_SHEET - len(mark)) + mark
        used.add(name.casefold())
        found[title] = name
    return found


def _cut(text: str, room: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * room:
        text = text[:-1]
    return text.rstrip(" '")
