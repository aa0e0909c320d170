"""Read the text files of rostering instances, and say where they are wrong.

Every problem of a file is gathered before anything is raised.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

#: As many names as a message may list.
FEW = 8


@dataclass(frozen=True)
class Line:
    """A line that says something: its number from 1 and its text without outer blanks."""

    number: int
    text: str


@dataclass
class Problems:
    """What is wrong with one file: each problem's line, 0 for the whole file, and its words."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    @contextmanager
    def at(self, line: Line) -> Iterator[None]:
        """Keep a ``ValueError`` raised inside as a problem of ``line``."""
        try:
            yield
        except ValueError as wrong:
            self.found.append((line.number, f"{self.file}, line {line.number}: {wrong}"))

    def whole_file(self, wrong: str) -> None:
        self.found.append((0, f"{self.file}: {wrong}"))

    def raise_if_any(self) -> None:
        """Raise one ``ValueError`` with every problem in the order of the lines, one to a row."""
        if self.found:
            raise ValueError("\n".join(text for _, text in sorted(self.found)))


def read_lines(path: Path) -> list[Line]:
    """Every line but blank ones and comments (``#`` to the end of the line).

    A byte order mark and Windows line ends are allowed. Raises ``ValueError`` where the
    file is not UTF-8 text.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        number = data[: wrong.start].count(b"\n") + 1
        raise ValueError(f"{path.name}, line {number}: this is not UTF-8 text") from None
    bare = (
        Line(number, line.partition("#")[0].strip())
        for number, line in enumerate(text.splitlines(), start=1)
    )
    return [line for line in bare if line.text]


def whole(word: str, what: str, least: int = 0) -> int:
    """``word`` as a whole number, ``least`` or more."""
    word = word.strip()
    if not (word.isascii() and word.removeprefix("-").isdigit()):
        raise ValueError(f"{what} is {word!r}; it must be a whole number")
    if int(word) < least:
        raise ValueError(f"{what} is {word}; it must be {least} or more")
    return int(word)


def known(word: str, what: str, among: Collection[str]) -> str:
    """``word``, if it is one of ``among``."""
    if word not in among:
        few = f"; there are {', '.join(sorted(among))}" if len(among) <= FEW else ""
        raise ValueError(f"{what} {word!r} is unknown{few}")
    return word


def new(word: str, what: str, among: Container[str]) -> str:
    """``word``, if it is a name and none of ``among``."""
    if not word:
        raise ValueError(f"the name of the {what} is missing")
    if word in among:
        raise ValueError(f"{what} {word!r} is there twice")
    return word
