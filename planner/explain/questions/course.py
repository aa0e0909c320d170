"""Why was a course not filled?"""

from __future__ import annotations

import numpy as np

from planner.explain.asked import Asked, at_least
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from planner.report.figures import listed
from planner.report.shown import Section
from solvers.skillmix.build import SkillmixModel

NAME = "course"
TITLE = "Courses with places left"
TAKES = ("name", "period", "amount")


def answer(asked: Asked) -> Answered:
    """Places, supervisors, money and change that are left, when it ends, and what one more
    starter takes."""
    training, outcome = asked.problem.training, asked.outcome
    k = asked.one("name", training.courses)
    arcs = np.flatnonzero(training.arc_course == k)
    course = asked.given("name")
    if not len(arcs):
        return Answered(
            (f"{course} leads nobody anywhere: no employer has both the posts it starts from "
             "and a profile in the table profiles that it ends in.",)
        )  # fmt: skip
    started = outcome["starts"][arcs].sum(axis=0)
    left = _left(asked, k)
    t = asked.period(np.where(np.isfinite(left), left, 1e6 * training.allowed[arcs].any(axis=0)))
    where = f"{course} in {asked.labels[t]}"
    sections = [_places(asked, k), _supervisors(asked, k, t), _staff(asked, arcs, t)]
    if not training.allowed[arcs, t].any():
        return Answered((f"{course} has no intake in {asked.labels[t]}.",), (sections[0],))
    if left[t] <= SPECK:
        return Answered((f"{where} is full: {cell(float(started[t]))} WTE start.",), (sections[0],))
    room = "without a limit of places" if np.isinf(left[t]) else f"{cell(float(left[t]))} are left"
    sentences = [f"{cell(float(started[t]))} WTE start {where}; {room}."]
    sentences += _reasons(asked, k, arcs, t)
    more = min(asked.amount(1.0), float(left[t]))

    def starting(model: SkillmixModel) -> Rows:
        return [at_least(model.decisions["starts"][arcs, t], float(started[t]) + more)]

    what = f"have {cell(more)} WTE more start {where}"
    kept = [section for section in sections if section is not None]
    return with_taken(sentences, kept, asked.taking(starting), what)


def worst(asked: Asked, count: int) -> list[Line]:
    """The courses with most places left, in the period in which most are."""
    found = []
    for k, course in enumerate(asked.problem.training.courses):
        left = _left(asked, k)
        left = np.where(np.isfinite(left), left, 0.0)
        t = int(np.argmax(left))
        if left[t] > 0.05 and (asked.problem.training.arc_course == k).any():
            found.append((float(left[t]), course, t))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [
        Line(
            f"{course}, {asked.labels[t]}",
            f"{cell(size)} places left",
            (("period", asked.labels[t]),),
            course,
        )
        for size, course, t in found[:count]
    ]


def _left(asked: Asked, k: int) -> np.ndarray:
    training = asked.problem.training
    started = asked.outcome["starts"][training.arc_course == k].sum(axis=0)
    return np.asarray(np.maximum(0.0, training.places[k] - started))


def _reasons(asked: Asked, k: int, arcs: np.ndarray, t: int) -> list[str]:
    problem, outcome = asked.problem, asked.outcome
    training, w = problem.training, problem.workforce
    found = []
    ends = training.completed[arcs, t].sum(axis=0)
    if ends.sum() <= SPECK:
        found.append("Nobody who starts then completes it before the plan ends.")
    else:
        found.append(f"Who starts then completes it in {asked.labels[int(np.argmax(ends > 0))]}.")
    staff = sum(float(outcome["in_post"][c, t]) for c in np.unique(training.arc_from[arcs]))
    if staff <= SPECK:
        found.append("Nobody who may take it is in post.")
    employers = sorted({int(o) for o in w.post_organisation[w.cell_post[training.arc_from[arcs]]]})
    change = problem.change_limit[:, t] - outcome.change_people[:, t]
    full = [w.organisations[o] for o in employers if change[o] <= SPECK]
    if full:
        found.append(f"No more change can be taken on at {listed(full)}.")
    money = problem.money.budget[:, t] + problem.money.overspend_max[:, t] - outcome.spent[:, t]
    poor = [w.organisations[o] for o in employers if money[o] <= SPECK]
    if poor:
        found.append(f"The budget is used up at {listed(poor)}.")
    options = np.flatnonzero(training.group_course[training.option_group] == k)
    if training.supervisor_role[k] >= 0 and not len(options):
        found.append("None of its employers has anybody who could supervise.")
    return found


def _places(asked: Asked, k: int) -> Section:
    training = asked.problem.training
    started = asked.outcome["starts"][training.arc_course == k].sum(axis=0)
    rows: list[dict[str, object]] = [
        {
            "period": asked.labels[t],
            "places": float(training.places[k, t]),
            "start": float(started[t]),
            "left": float(training.places[k, t] - started[t]),
        }
        for t in range(len(asked.labels))
        if training.places[k, t] > 0
    ]
    return table("Places", "WTE, in the periods with an intake.", rows, "places", "start", "left")


def _supervisors(asked: Asked, k: int, t: int) -> Section:
    """Supervisors' room, course by course that they supervise."""
    training, outcome, w = asked.problem.training, asked.outcome, asked.problem.workforce
    course = training.group_course[training.option_group]
    rows: list[dict[str, object]] = []
    for c in np.unique(training.option_cell[course == k]):
        mine = training.option_cell == c
        ratio = training.trainees_per_supervisor[course[mine]]
        busy = float((outcome["supervised"][mine, t] / ratio).sum())
        there = float(outcome["in_post"][c, t])
        rows.append(
            {
                "post": w.posts[w.cell_post[c]],
                "profile": w.profiles[w.cell_profile[c]],
                "in post": there,
                "supervising": busy,
                "free": max(0.0, there - busy),
            }
        )
    return table(
        f"Supervisors in {asked.labels[t]}", "WTE.", rows, "in post", "supervising", "free"
    )


def _staff(asked: Asked, arcs: np.ndarray, t: int) -> Section:
    """Who may take it, and their employers' room for change and money."""
    training, outcome, w = asked.problem.training, asked.outcome, asked.problem.workforce
    rows: list[dict[str, object]] = []
    for c in np.unique(training.arc_from[arcs]):
        o = int(w.post_organisation[w.cell_post[c]])
        starts = float(outcome["starts"][arcs[training.arc_from[arcs] == c], t].sum())
        rows.append(
            {
                "employer": w.organisations[o],
                "post": w.posts[w.cell_post[c]],
                "profile": w.profiles[w.cell_profile[c]],
                "in post": float(outcome["in_post"][c, t]),
                "start": starts,
                "change left": float(
                    asked.problem.change_limit[o, t] - outcome.change_people[o, t]
                ),
                "k£ left": float(
                    asked.problem.money.budget[o, t]
                    + asked.problem.money.overspend_max[o, t] - outcome.spent[o, t]
                ),
            }
        )  # fmt: skip
    rows.sort(key=lambda row: -float(str(row["in post"])))
    figures = ("in post", "start", "change left", "k£ left")
    return table(f"Who may take it in {asked.labels[t]}", "WTE.", rows[:20], *figures)
