"""What is asked of a process of its own, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: How a process ended.
RETURNED, TIMED_OUT, OUT_OF_MEMORY, KILLED = "returned", "timed out", "out of memory", "killed"

Tell = Callable[[str], None]
Work = Callable[[Any, Tell], Any]


@dataclass(frozen=True)
class Job:
    """``work(asked, tell)`` in a process of its own.

    Attributes
    ----------
    work : a function of a module, which pickles by its name.
    asked : what it is given; pickles.
    seconds, memory : after which, and beyond how many bytes resident, it is ended.
    cores : the processors it is held to; empty for any.
    """

    work: Work
    asked: Any
    seconds: float | None = None
    memory: int | None = None
    cores: tuple[int, ...] = ()


@dataclass(frozen=True)
class Told:
    """A job says how far it is."""

    key: str
    text: str


@dataclass(frozen=True)
class Ended:
    """A job is over: what it returned, or ``None`` and why it was ended.

    ``seconds`` since it began, ``memory`` its peak in bytes, ``how`` the signal or exit code.
    """

    key: str
    why: str
    result: Any = None
    seconds: float = 0.0
    memory: int = 0
    how: str = ""


Event = Told | Ended
