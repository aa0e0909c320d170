"""What would it take to avoid a loss to partners?"""

from __future__ import annotations

import numpy as np

from planner.explain.asked import Asked, at_most
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from planner.report.shown import Section
from solvers.skillmix.build import SkillmixModel

NAME = "loss"
TITLE = "Staff lost to partners"
TAKES = ("organisation", "role", "period", "amount")


def answer(asked: Asked) -> Answered:
    """Who draws them, and what keeping the loss within what can be borne takes."""
    outcome, w = asked.outcome, asked.problem.workforce
    posts = asked.posts_of()
    lost = outcome.drawn_by_post[posts].sum(axis=0)
    t = asked.period(lost)
    borne = asked.amount(float(w.loss_tolerance[posts, t].sum()))
    where = f"{asked.given('role')} at {asked.given('organisation')} in {asked.labels[t]}"
    if lost[t] <= SPECK:
        return Answered((f"Partners draw nobody of {where} in this plan.",))
    sentences = [
        f"Partners draw {cell(float(lost[t]))} WTE of {where}; "
        f"{cell(float(w.loss_tolerance[posts, t].sum()))} can be borne."
    ]
    section = _who_draws(asked, posts, t)
    if lost[t] <= borne + SPECK:
        return Answered((*sentences, "That is no more than was asked for."), (section,))
    cells = np.flatnonzero(np.isin(w.cell_post, posts))

    def kept(model: SkillmixModel) -> Rows:
        return [at_most(model.decisions["drawn"][cells, t], borne)]

    what = f"lose no more than {cell(borne)} WTE of {where}"
    return with_taken(sentences, [section], asked.taking(kept), what)


def worst(asked: Asked, count: int) -> list[Line]:
    """The greatest losses beyond what can be borne, weighted by how critical the posts are."""
    outcome, w = asked.outcome, asked.problem.workforce
    size = outcome["lost_beyond"] * w.criticality[:, None]
    lines: list[Line] = []
    seen: set[tuple[int, int]] = set()
    for at in np.argsort(-size, axis=None):
        n, t = (int(k) for k in np.unravel_index(at, size.shape))
        key = (int(w.post_organisation[n]), int(w.post_role[n]))
        if size[n, t] <= 0.01 or len(lines) >= count:
            break
        if key in seen:
            continue
        seen.add(key)
        organisation, role = w.organisations[key[0]], w.roles[key[1]]
        lines.append(
            Line(
                f"{role} at {organisation}, {asked.labels[t]}",
                f"{cell(float(outcome.drawn_by_post[n, t]))} WTE",
                (("organisation", organisation), ("role", role), ("period", asked.labels[t])),
            )
        )
    return lines


def _who_draws(asked: Asked, posts: list[int], t: int) -> Section:
    """Partners whose hires draw on these posts' group, hire by hire."""
    hiring, outcome, w = asked.problem.recruitment, asked.outcome, asked.problem.workforce
    groups = set(hiring.cell_group[np.isin(w.cell_post, posts)].tolist())
    rows: list[dict[str, object]] = []
    for option, group, share in zip(
        hiring.draw_option, hiring.draw_group, hiring.draw_share, strict=True
    ):
        hires = float(outcome["hires"][option, t])
        if int(group) in groups and hires > SPECK:
            n = w.cell_post[hiring.option_cell[option]]
            rows.append(
                {
                    "partner": w.organisations[w.post_organisation[n]],
                    "post": w.posts[n],
                    "market": hiring.markets[hiring.option_market[option]],
                    "hires": hires,
                    "share drawn": float(share),
                    "drawn": hires * float(share),
                }
            )
    rows.sort(key=lambda row: -float(str(row["drawn"])))
    figures = ("hires", "share drawn", "drawn")
    return table("Who draws them", "Hires of partners, WTE.", rows[:20], *figures)
