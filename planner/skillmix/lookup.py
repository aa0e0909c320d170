"""Identifiers to positions and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


class Lookup:
    """The positions of identifiers in a fixed order."""

    def __init__(self, names: Iterable[str]):
        self.names: tuple[str, ...] = tuple(names)
        self._at = {name: i for i, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, name: str) -> int:
        return self._at[name]

    def get(self, name: str) -> int:
        """The position, -1 for a name that is not there."""
        return self._at.get(name, -1)

    def all(self, names: Sequence[str] | pd.Series) -> np.ndarray:
        """Positions of many names, -1 where one is not there."""
        return np.fromiter((self._at.get(n, -1) for n in names), dtype=np.int64, count=len(names))
