"""The questions that can be asked of a skill-mix plan. A new one is one file and one line here."""

from __future__ import annotations

from typing import cast

from planner.explain.questions import budget, course, loss, need, priority, separate, vacant
from planner.explain.questions.base import Question

QUESTIONS: dict[str, Question] = {
    module.NAME: cast("Question", module)
    for module in (need, vacant, loss, separate, course, budget, priority)
}
