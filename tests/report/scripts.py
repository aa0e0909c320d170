"""Pages as tests look at them: without the one script they may hold, or without pictures."""

from __future__ import annotations

import base64
import hashlib

from planner.plan.plan import Plan
from planner.report.drawing import undrawn
from planner.report.page import page_script, render_report


def without_script(page: str) -> str:
    """The page less its script, once that is seen to be the product's own and the only one that
    the page's policy lets run."""
    script = page_script()
    tagged = f"<script>{script}</script>"
    assert page.count(tagged) == 1
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in page  # fmt: skip
    return page.replace(tagged, "")


def page_without_pictures(plan: Plan) -> str:
    """The page of a plan, for tests of its words: pictures take most of the time."""
    with undrawn():
        return render_report(plan)
