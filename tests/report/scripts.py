"""A page without the one script it may hold."""

from __future__ import annotations

import base64
import hashlib

from planner.report.page import page_script


def without_script(page: str) -> str:
    """The page less its script, once that is seen to be the product's own and the only one that
    the page's policy lets run."""
    script = page_script()
    tagged = f"<script>{script}</script>"
    assert page.count(tagged) == 1
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in page  # fmt: skip
    return page.replace(tagged, "")
