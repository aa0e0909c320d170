"""The answer to a question of a plan, or without a question those that matter most."""

from __future__ import annotations

import math
import shlex
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from planner.errors import PlaceplanError
from planner.explain.asked import Asked
from planner.explain.changes import scenario_toml
from planner.explain.other_stages import reasons_of
from planner.explain.questions import QUESTIONS
from planner.explain.questions.base import Line
from planner.explain.words import described
from planner.nearest import did_you_mean
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.report.figures import listed
from planner.report.shown import Section, Summary
from planner.skillmix.base import problem_of
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, silent

#: So many cases of each question on the page without a question.
CASES = 3


@dataclass(frozen=True)
class Told:
    """An answer to print, and the scenarios it offers, as texts."""

    summary: Summary
    scenarios: list[str] = field(default_factory=list)


def answer(
    place: Place,
    plan: Plan,
    question: str | None,
    wanted: Mapping[str, object],
    *,
    base: Plan | None = None,
    seconds: float | None = None,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    command: str = "placeplan explain PLACE PLAN",
    facts: bool = False,
) -> Told:
    """The answer.

    Parameters
    ----------
    place : which the plan was made from.
    question : of ``QUESTIONS``; None for the page of what matters most.
    wanted : what the question names, by option.
    command : the line so far, for the lines to type.
    facts : only what the plan and the tables say; nothing is planned again.

    Raises
    ------
    PlaceplanError : there is no such question, or it does not name what it must.
    """
    if plan.record.stage != "skillmix":
        if question or wanted or facts:
            options = [f"--{key}" for key in wanted if key != "name"]
            given = ["the question"] * bool(question) + options + ["--facts"] * facts
            raise PlaceplanError(
                f"Questions are asked of skill-mix plans; of a plan of the {plan.record.stage} "
                f"stage leave out {listed(given)} and read its reasons."
            )
        return Told(reasons_of(plan))
    asked = Asked(
        place, plan, problem_of(place, base), base, wanted,
        Limits(seconds, stop=stop or threading.Event()), listen, command, facts,
    )  # fmt: skip
    if question is None:
        if wanted:
            raise PlaceplanError(f"Which question? One of: {', '.join(QUESTIONS)}.")
        return Told(page(asked))
    if question not in QUESTIONS:
        near = did_you_mean(question, QUESTIONS)
        raise PlaceplanError(f"There is no question '{question}': {near}")
    of = QUESTIONS[question]
    stray = [key for key in wanted if key not in of.TAKES]
    if stray:
        takes = ", ".join("NAME" if key == "name" else f"--{key}" for key in of.TAKES)
        named = ", ".join("a NAME" if key == "name" else f"--{key}" for key in stray)
        raise PlaceplanError(f"The question {question} does not take {named}; it takes {takes}.")
    amount = wanted.get("amount")
    if amount is not None and not math.isfinite(float(str(amount))):
        raise PlaceplanError(f"--amount must be a number, not {amount}.")
    found = of.answer(asked)
    texts = [
        scenario_toml(f"explain_{question}", described(each, found.headline[0]), each.changes)
        for each in found.suggestions
    ]
    return Told(Summary(found.headline, found.sections), texts)


def page(asked: Asked) -> Summary:
    """The most important cases of each question, with the line to type for the answer."""
    sections = []
    for of in QUESTIONS.values():
        lines = of.worst(asked, CASES)
        if lines:
            rows = [
                {"what": line.what, "how much": line.size, "to ask why": _typed(of.NAME, line)}
                for line in lines
            ]
            sections.append(Section(of.TITLE, "", pd.DataFrame(rows), ("how much",)))
    name = asked.place.settings.name
    headline = (
        f"What to ask of this plan of {name}: the cases that matter most.",
        f"Type a line behind: {asked.command}",
    )
    return Summary(headline, tuple(sections))


def _typed(question: str, line: Line) -> str:
    words = [question, *([line.name] if line.name else [])]
    for option, value in line.options:
        words += [f"--{option}", value]
    return " ".join(shlex.quote(word) for word in words)
