"""Why are posts vacant?"""

from __future__ import annotations

import numpy as np

from planner.explain.asked import Asked
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from planner.report.shown import Section
from solvers.engine.model import Floats
from solvers.skillmix.build import SkillmixModel

NAME = "vacant"
TITLE = "Posts that are vacant"
TAKES = ("organisation", "role", "period")


def answer(asked: Asked) -> Answered:
    """Who could fill the posts, what is left of each limit, and what filling them takes."""
    outcome, w = asked.outcome, asked.problem.workforce
    posts = asked.posts_of()
    vacant = outcome["vacancy"][posts].sum(axis=0)
    t = asked.period(vacant)
    role, organisation = w.roles[w.post_role[posts[0]]], asked.given("organisation")
    where = f"{role} at {organisation} in {asked.labels[t]}"
    if vacant[t] <= SPECK:
        return Answered(
            (f"No post of {where} is vacant in this plan.",), (_posts(asked, posts, t),)
        )
    funded = float(outcome["establishment"][posts, t].sum())
    sentences = [f"{cell(float(vacant[t]))} of {cell(funded)} WTE of {where} are vacant."]
    markets = _markets(asked, posts, t)
    sentences += _recruiting(asked, markets, where)
    sentences += _other_reasons(asked, posts, t)
    sections = [
        _posts(asked, posts, t),
        table(
            f"Recruitment in {asked.labels[t]}",
            "What each market gives, and who hires there.",
            markets, "gives", "hired here", "hired elsewhere", "left",
        ),
        _moves(asked, posts, t),
        _money(asked, posts, t),
    ]  # fmt: skip

    def filled(model: SkillmixModel) -> Rows:
        return [_present(model, posts, t, funded)]

    return with_taken(sentences, sections, asked.taking(filled), f"fill {where}")


def worst(asked: Asked, count: int) -> list[Line]:
    """The employers and roles with the most vacancy above the ceiling, else with most vacancy."""
    w, outcome = asked.problem.workforce, asked.outcome
    weighted = outcome["vacancy_above"] * 1e3 + outcome["vacancy"]
    keys = sorted({(int(o), int(r)) for o, r in zip(w.post_organisation, w.post_role, strict=True)})
    found = []
    for o, r in keys:
        mine = (w.post_organisation == o) & (w.post_role == r)
        size = weighted[mine].sum(axis=0)
        t = int(np.argmax(size))
        vacant = float(outcome["vacancy"][mine, t].sum())
        if vacant > 0.05:
            found.append((float(size[t]), w.organisations[o], w.roles[r], t, vacant))
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [
        Line(
            f"{role} at {organisation}, {asked.labels[t]}",
            f"{cell(vacant)} WTE",
            (("organisation", organisation), ("role", role), ("period", asked.labels[t])),
        )
        for _, organisation, role, t, vacant in found[:count]
    ]


def _present(
    model: SkillmixModel, posts: list[int], t: int, least: float
) -> tuple[np.ndarray, Floats, float, float]:
    """Staff in post of the posts, trainees counted, are no fewer."""
    problem, decisions = model.problem, model.decisions
    training = problem.training
    cells = np.flatnonzero(np.isin(problem.workforce.cell_post, posts))
    arcs = np.flatnonzero(np.isin(training.arc_from, cells))
    present = training.present[arcs][:, :, t]
    columns = np.concatenate([decisions["in_post"][cells, t], decisions["starts"][arcs].ravel()])
    terms = np.concatenate([np.ones(len(cells)), present.ravel()])
    some = terms != 0
    return columns[some], terms[some], least, np.inf


def _markets(asked: Asked, posts: list[int], t: int) -> list[dict[str, object]]:
    hiring, outcome, w = asked.problem.recruitment, asked.outcome, asked.problem.workforce
    of_option = w.cell_post[hiring.option_cell]
    mine = np.isin(of_option, posts)
    supply = hiring.supply + outcome.more_recruits
    rows: list[dict[str, object]] = []
    for m in np.unique(hiring.option_market[mine]):
        here = (hiring.option_market == m) & mine
        there = (hiring.option_market == m) & ~mine
        hired, elsewhere = outcome["hires"][here, t].sum(), outcome["hires"][there, t].sum()
        opened = np.flatnonzero(hiring.allowed[here].any(axis=0))
        rows.append(
            {
                "market": hiring.markets[m],
                "gives": float(supply[m, t]),
                "hired here": float(hired),
                "hired elsewhere": float(elsewhere),
                "left": max(0.0, float(supply[m, t] - hired - elsewhere)),
                "first arrivals": asked.labels[opened[0]] if len(opened) else "never",
            }
        )
    return rows


def _recruiting(asked: Asked, markets: list[dict[str, object]], where: str) -> list[str]:
    if not markets:
        return ["No labour market in the table recruitment gives this role to this employer."]
    left, gives = (sum(float(str(row[c])) for row in markets) for c in ("left", "gives"))
    if gives <= SPECK:
        return ["None of its labour markets gives anybody in that period yet (lead_months)."]
    if left <= SPECK:
        others = sum(float(str(row["hired elsewhere"])) for row in markets)
        used = "all of whom are hired" + (f", {cell(others)} elsewhere" if others > SPECK else "")
        return [f"Its labour markets give {cell(gives)} WTE in that period, {used}."]
    return [f"Its labour markets would give {cell(left)} WTE more in that period."]


def _other_reasons(asked: Asked, posts: list[int], t: int) -> list[str]:
    outcome, w, money = asked.outcome, asked.problem.workforce, asked.problem.money
    found = []
    drawn = float(outcome["drawn"][np.isin(w.cell_post, posts), : t + 1].sum())
    if drawn > 0.05:
        found.append(f"Partners' recruitment has drawn {cell(drawn)} WTE from these posts by then.")
    o = int(w.post_organisation[posts[0]])
    budget = float(money.budget[o, t])
    if np.isfinite(budget):
        left = budget + float(money.overspend_max[o, t] - outcome.spent[o, t])
        pay = float(money.pay[posts[0], t])
        one = f"one WTE costs {cell(pay)} k£"
        found.append(
            f"The employer's budget is used up ({one} in the period)."
            if left < SPECK
            else f"Its budget leaves {cell(left)} k£ in the period; {one}."
        )
    above = float(outcome["vacancy_above"][posts, t].sum())
    names = [p.name for p in asked.plan.record.priorities]
    if above <= SPECK and "vacancy" not in names:
        found.append("The vacancy is within the posts' ceiling, so no priority counts it.")
    least = float(w.establishment_min[posts, t].sum())
    if least >= float(outcome["establishment"][posts, t].sum()) - SPECK:
        found.append("No fewer posts may be funded there (establishment_min).")
    return found


def _posts(asked: Asked, posts: list[int], t: int) -> Section:
    outcome, w = asked.outcome, asked.problem.workforce
    rows: list[dict[str, object]] = [
        {
            "post": w.posts[n],
            "funded": float(outcome["establishment"][n, t]),
            "in post": float(outcome.post_total[n, t]),
            "vacant": float(outcome["vacancy"][n, t]),
            "ceiling": float(w.vacancy_ceiling[n] * outcome["establishment"][n, t]),
            "agency": float(outcome["agency"][n, t]),
        }
        for n in posts
    ]
    figures = ("funded", "in post", "vacant", "ceiling", "agency")
    return table(f"The posts in {asked.labels[t]}", "WTE; trainees are in post.", rows, *figures)


def _moves(asked: Asked, posts: list[int], t: int) -> Section:
    """Who comes and goes in the period, from the plan's own table."""
    moves = asked.plan.tables["moves"]
    names = [asked.problem.workforce.posts[n] for n in posts]
    mine = moves["post"].isin(names) | moves["to_post"].isin(names)
    some = moves[mine & (moves["period"] == asked.labels[t]) & (moves["wte"] > SPECK)]
    rows: list[dict[str, object]] = [
        {
            "what": str(row.kind).replace("_", " "),
            "post": row.post,
            "to": row.to_organisation or row.to_profile,
            "by": row.via,
            "WTE": float(row.wte),
        }
        for row in some.itertuples()
    ]
    return table("Who comes and goes", "Rows of the plan's table moves.", rows, "WTE")


def _money(asked: Asked, posts: list[int], t: int) -> Section:
    money, outcome, w = asked.problem.money, asked.outcome, asked.problem.workforce
    o = int(w.post_organisation[posts[0]])
    if not np.isfinite(money.budget[o, t]):
        return table("Money", "The employer has no budget in the tables.", [])
    spent = float(outcome.spent[o, t])
    row: dict[str, object] = {
        "employer": w.organisations[o],
        "budget": float(money.budget[o, t]),
        "may overspend": float(money.overspend_max[o, t]),
        "spent": spent,
        "left": float(money.budget[o, t] + money.overspend_max[o, t] - spent),
    }
    return table(f"Money in {asked.labels[t]}", "k£.", [row], *list(row)[1:])
