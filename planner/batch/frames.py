"""Messages between processes: a length, then a pickle."""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct(">Q")


def send(descriptor: int, message: Any) -> None:
    """Write one message whole; OSError where nobody reads any more."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    left = memoryview(_LENGTH.pack(len(content)) + content)
    while left:
        left = left[os.write(descriptor, left) :]


class Inbox:
    """Puts messages together from what arrives piece by piece."""

    def __init__(self) -> None:
        self._content = bytearray()

    def take(self, piece: bytes) -> Iterator[Any]:
        """The messages that are whole now."""
        self._content += piece
        while len(self._content) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._content)
            end = _LENGTH.size + length
            if len(self._content) < end:
                return
            message = pickle.loads(bytes(self._content[_LENGTH.size : end]))
            del self._content[:end]
            yield message


def receive(descriptor: int) -> Iterator[Any]:
    """Every message until the other end closes."""
    inbox = Inbox()
    while piece := os.read(descriptor, 1 << 20):
        yield from inbox.take(piece)
