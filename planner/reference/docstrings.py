"""What a rule's or a measure's module says of itself."""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

_SOURCE = re.compile(r"Source: (.+)", re.DOTALL)
_LAW = re.compile(r"Working Time\s+Regulations\s+1998,\s+regulation\s+\d+")
_BOOK = re.compile(r"Williams \d+\.\d+")


def promise(module: Any) -> str:
    """The first paragraph of the docstring: what is promised, or counted."""
    return " ".join(_text(module).split("\n\n")[0].split())


def statement(module: Any) -> str:
    """All that follows it: the inequality, its terms, its limits. Empty where there is nothing."""
    return _text(module).partition("\n\n")[2].strip()


def source(module: Any) -> str:
    """The publication that the docstring names; empty where it names none."""
    text = _text(module)
    if named := _SOURCE.search(text):
        return " ".join(named.group(1).split()).rstrip(".")
    if named := _LAW.search(text):
        return " ".join(named.group().split())
    return _named_book(text)


def _named_book(text: str) -> str:
    named = _BOOK.search(text)
    return f"H. P. Williams, {named.group().split()[1]}" if named else ""


def path(module: Any) -> str:
    """Where the module lies, from the top of the project."""
    return str(module.__name__).replace(".", "/") + ".py"


def _text(module: Any) -> str:
    assert isinstance(module, ModuleType), f"{module} is no module"
    text = inspect.getdoc(module)
    assert text, f"{module.__name__} has no docstring"
    return text
