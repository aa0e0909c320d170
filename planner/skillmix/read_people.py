"""Staff, moves, adoptions and supervision from the tables of a plan."""

from __future__ import annotations

from planner.skillmix.plan_rows import Places, PlanRows, StrayRow, Values

_OF_POSTS = (
    ("establishment", "establishment"),
    ("vacancy", "vacancy"),
    ("over", "over_establishment"),
    ("short_time", "short_time"),
    ("agency", "agency"),
)
"""Decisions by group of posts, and their columns of the workforce table."""


def read_staff(rows: PlanRows, values: Values) -> None:
    """Staff in post by cell; establishment, vacancy and their like by group of posts."""
    table = rows.tables["workforce"]
    rows.put(values["in_post"], "workforce", "in_post", table, ("post", "profile"), rows.cell)
    posts: Places = {(name,): n for n, name in enumerate(rows.problem.workforce.posts)}
    for decision, column in _OF_POSTS:
        rows.put(values[decision], "workforce", column, table, ("post",), posts)


def read_moves(rows: PlanRows, values: Values) -> None:
    """Hires, staff drawn away, releases, training starts and transfers."""
    problem = rows.problem
    w, recruitment = problem.workforce, problem.recruitment
    training, transfers = problem.training, problem.transfers
    name = [(w.posts[n], w.profiles[p]) for n, p in zip(w.cell_post, w.cell_profile, strict=True)]
    hires: Places = {
        (recruitment.markets[m], *name[c]): h
        for h, (m, c) in enumerate(
            zip(recruitment.option_market, recruitment.option_cell, strict=True)
        )
    }
    arcs: Places = {
        (training.courses[k], *name[a], *name[b]): i
        for i, (k, a, b) in enumerate(
            zip(training.arc_course, training.arc_from, training.arc_to, strict=True)
        )
    }
    moves: Places = {
        (transfers.moves[x], *name[a], *name[b]): i
        for i, (x, a, b) in enumerate(
            zip(transfers.arc_move, transfers.arc_from, transfers.arc_to, strict=True)
        )
    }
    ends = ("via", "post", "profile", "to_post", "to_profile")
    table = rows.tables["moves"]
    for kind, decision, keys, at in (
        ("hire", "hires", ("via", "post", "profile"), hires),
        ("drawn_away", "drawn", ("post", "profile"), rows.cell),
        ("release", "released", ("post", "profile"), rows.cell),
        ("training_start", "starts", ends, arcs),
        ("transfer", "transfers", ends, moves),
    ):
        some = table[table["kind"] == kind]
        rows.put(values[decision], f"moves ({kind})", "wte", some, keys, at)


def read_adoptions(rows: PlanRows, values: Values) -> None:
    """Profiles adopted, from the period on that the table names."""
    w, adoption = rows.problem.workforce, rows.problem.adoption
    pairs = {
        (w.organisations[o], w.profiles[p]): q
        for q, (o, p) in enumerate(zip(adoption.organisation, adoption.profile, strict=True))
    }
    table = rows.tables["adoptions"]
    for organisation, profile, period in zip(
        table["organisation"], table["profile"], table["period"], strict=True
    ):
        q = pairs.get((organisation, profile))
        if q is None:
            raise StrayRow(f"adoptions: {organisation} cannot adopt {profile}")
        if rows.period.get(period) < 0:
            raise StrayRow(f"adoptions: the place has no period {period}")
        values["adopted"][q, rows.period[period] :] = 1.0


def read_supervision(rows: PlanRows, values: Values) -> None:
    """Trainees supervised from each group of posts; pooled ones have no employer."""
    w, training = rows.problem.workforce, rows.problem.training
    employer = [w.organisations[o] if o >= 0 else "" for o in training.group_organisation]
    options: Places = {
        (
            training.courses[training.group_course[g]],
            employer[g],
            w.posts[w.cell_post[c]],
            w.profiles[w.cell_profile[c]],
        ): s
        for s, (g, c) in enumerate(zip(training.option_group, training.option_cell, strict=True))
    }
    rows.put(
        values["supervised"],
        "supervision",
        "trainees",
        rows.tables["supervision"],
        ("course", "organisation", "post", "profile"),
        options,
        prefixed=False,
    )
