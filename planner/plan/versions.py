"""What a plan was made with."""

from __future__ import annotations

import platform
from importlib import metadata


def versions() -> dict[str, str]:
    """Versions of placeplan, Python and the libraries that bear on a plan's figures."""
    found = {"python": platform.python_version()}
    for name in ("placeplan", "ortools", "numpy", "pandas", "pyarrow"):
        found[name] = metadata.version(name)
    return found
