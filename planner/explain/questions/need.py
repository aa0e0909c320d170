"""What would it take to meet a need?"""

from __future__ import annotations

import numpy as np

from planner.explain.asked import Asked, at_most
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from planner.explain.questions.staff import able, staff_section
from solvers.skillmix.build import SkillmixModel

NAME = "need"
TITLE = "Need that is not met"
TAKES = ("name", "intervention", "locality", "period")


def answer(asked: Asked) -> Answered:
    """Who could give what is left out, their hours, and what meeting it takes."""
    care, outcome = asked.problem.care, asked.outcome
    b = asked.one("name", care.packages)
    members = np.flatnonzero(care.intervention_package == b)
    names = [care.interventions[i] for i in members]
    picked = members[asked.some("intervention", names)]
    localities = asked.some("locality", asked.problem.workforce.localities)
    there = np.array(localities, dtype=np.int64)
    left_out = outcome["undelivered"][picked][:, there]
    t = asked.period(left_out.sum(axis=(0, 1)))
    total = float(left_out[:, :, t].sum())
    what = asked.given("intervention") or asked.given("name")
    where = f"{what} in {asked.given('locality') or 'the place'} in {asked.labels[t]}"
    if total <= SPECK:
        return Answered((f"Nothing of {where} is left out in this plan.",))
    sentences = [f"{cell(total)} times a week something of {where} is not given."]
    rows: list[dict[str, object]] = [
        {
            "intervention": care.interventions[i],
            "locality": asked.problem.workforce.localities[place],
            "due": float(outcome.given[b, place, t]),
            "not given": float(outcome["undelivered"][i, place, t]),
            "severity": float(care.severity[i]),
        }
        for i in picked
        for place in localities
        if outcome["undelivered"][i, place, t] > SPECK
    ]
    rows.sort(key=lambda row: -float(str(row["not given"])))
    short = sorted({int(i) for i in picked if left_out[picked == i, :, t].sum() > SPECK})
    who = able(asked, [[i] for i in short], localities, t)
    sentences += [each.sentence for each in who]
    sections = [
        table("What is left out", "Times a week.", rows[:20], "due", "not given", "severity"),
        staff_section(asked, who, t),
    ]

    def met(model: SkillmixModel) -> Rows:
        return [at_most(model.decisions["undelivered"][picked][:, there, t].ravel(), 0.0)]

    return with_taken(sentences, sections, asked.taking(met), f"give all of {where}")


def worst(asked: Asked, count: int) -> list[Line]:
    """What is missed most, in hours weighted by severity."""
    care, outcome = asked.problem.care, asked.outcome
    hours = outcome["undelivered"] * (care.minutes / 60 * care.severity)[:, None, None]
    most = hours.max(axis=(1, 2))
    lines: list[Line] = []
    for i in np.argsort(-most, kind="stable")[:count]:
        if most[i] <= 0.05:
            break
        place, t = (int(k) for k in np.unravel_index(int(hours[i].argmax()), hours[i].shape))
        package = care.packages[care.intervention_package[i]]
        intervention = care.interventions[i]
        locality = asked.problem.workforce.localities[place]
        lines.append(
            Line(
                f"{intervention} of {package} in {locality}, {asked.labels[t]}",
                f"{cell(float(outcome['undelivered'][i, place, t]))} times a week",
                (("intervention", intervention), ("locality", locality),
                 ("period", asked.labels[t])),
                package,
            )
        )  # fmt: skip
    return lines
