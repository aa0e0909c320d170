"""What stands in a Markdown page: its fenced blocks, headings, links and commands."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Folders that hold no page of the project.
_FOLDERS = ("docs", "benchmarks")

_FENCE = re.compile(r"^ *(```+)(.*)$")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6} (.+?)#*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: the ``kind`` after its fence, its ``text``, the ``line`` it begins on."""

    kind: str
    text: str
    line: int


@cache
def pages() -> tuple[Path, ...]:
    """Every page of the project: at its top, and in the folders that hold pages."""
    below = (path for folder in _FOLDERS for path in (ROOT / folder).rglob("*.md"))
    return tuple(sorted([*ROOT.glob("*.md"), *below]))


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(kind, "\n".join(lines), line) for kind, lines, line in _fenced(text) if kind]


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return "\n".join("\n".join(lines) for kind, lines, _ in _fenced(text) if not kind)


def _fenced(text: str) -> Iterator[tuple[str, list[str], int]]:
    """Stretches of lines, within fences and between; the kind of those between is empty."""
    kind, fence, lines, begins = "", "", list[str](), 1
    for number, line in enumerate(text.splitlines(), 1):
        found = _FENCE.match(line)
        if found and (not fence or (found[1] == fence and not found[2].strip())):
            yield kind, lines, begins
            opens = not fence
            fence = found[1] if opens else ""
            kind = (found[2].strip() or "plain") if opens else ""
            lines, begins = [], number + 1
        else:
            lines.append(line)
    assert not fence, "a fence is never closed"
    yield kind, lines, begins


def anchors(text: str) -> set[str]:
    """What a link may point to within a page, as GitHub names headings."""
    seen: Counter[str] = Counter()
    found = set()
    for line in prose(text).splitlines():
        heading = _HEADING.match(line)
        if not heading:
            continue
        name = _anchor(heading[1])
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def _anchor(heading: str) -> str:
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.strip())
    return re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")


def links(text: str) -> list[str]:
    """Where a page's links point."""
    shown = _CODE.sub("code", prose(text))
    return [first or second for first, second in _LINK.findall(shown)]


def commands(text: str) -> list[list[str]]:
    """The command lines that stand in a page's blocks, each with its words, comments left out.

    Blocks of ``toml`` hold none, nor those of ``usage``, which name what a command takes.
    A line that ends in a backslash goes on in the next. A prompt (``$``) may stand before it.
    """
    shown = [block for block in blocks(text) if block.kind not in ("toml", "usage")]
    return [words for block in shown for words in _lines(block.text)]


def _lines(text: str) -> Iterator[list[str]]:
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        called = re.match(r"^\s*(?:\$ )?(placeplan(?: .*)?)$", line)
        if called:
            yield shlex.split(called[1], comments=True)
