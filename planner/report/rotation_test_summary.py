"""Rotation schemes side by side, for those who choose between them."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.figures import percent, plain
from planner.report.names import Names, isolated
from planner.report.shown import Section, Summary, check_sentence

#: What a verdict is marked with.
_MARKS = {"best": " ▲", "joint best": " ▲", "worst": " ▼"}


def summarise(plan: Plan) -> Summary:
    frame = side_by_side(plan)
    return Summary(
        (*sentences(plan), check_sentence(plan)),
        (
            Section(
                "Schemes side by side",
                "▲ best, ▼ worst of those planned.",
                frame,
                tuple(frame.columns[1:-2]),
            ),
            Section("Schemes", "", schemes(plan), ("People", "Weeks")),
            *([Section("Why not", "", why, ())] if len(why := reasons(plan)) else []),
        ),
    )


def sentences(plan: Plan) -> list[str]:
    """What is best in what, who cannot be kept, and what direct recruitment would draw."""
    names, tested = Names(plan), plan["schemes_tested"]
    measures = plan["scheme_measures"]
    said = []
    for scheme in tested.loc[tested["came_out"] == "planned", "scheme"]:
        own = measures[(measures["scheme"] == scheme) & (measures["verdict"] == "best")]
        good = ", ".join(own["measure"])
        told = f"is best in: {good}." if good else "is best in nothing alone."
        said.append(f"{names.scheme(scheme)} {told}")
    for row in tested[tested["came_out"] != "planned"].itertuples(index=False):
        said.append(f"{names.scheme(row.scheme)}: {row.came_out}; see why below.")
    for market, own in tested[tested["market"] != ""].groupby("market", sort=True):
        share = percent(float(own["drawn_share"].iloc[0]))
        said.append(
            f"Were hosts to recruit from '{isolated(str(market))}' instead, {share} of their "
            f"hires would come from {names.organisation(own['home'].iloc[0])}."
        )
    return [*said, *plan.record.warnings]


def side_by_side(plan: Plan) -> pd.DataFrame:
    """A row a measure, a column a scheme."""
    measures, names = plan["scheme_measures"], Names(plan)
    rows = []
    for measure, own in measures.groupby("measure", sort=False):
        cells = [
            plain(v, 2) + _MARKS.get(m, "")
            for v, m in zip(own["value"], own["verdict"], strict=True)
        ]
        told = str(measure)
        rows.append([f"{told[:1].upper()}{told[1:]}", *cells, *own[["unit", "better"]].iloc[0]])
    titles = [names.alone("rotation_schemes", s) for s in measures["scheme"].drop_duplicates()]
    return pd.DataFrame(rows, columns=["Measure", *titles, "Unit", "Better"], dtype="object")


def schemes(plan: Plan) -> pd.DataFrame:
    """How each came out."""
    names, tested = Names(plan), plan["schemes_tested"]
    frame = pd.DataFrame(
        {
            "Scheme": tested["scheme"].map(names.scheme),
            "Came out": tested["came_out"],
            "Every measure proven": tested["proven"],
            "People": tested["people"].map(plain),
            "Weeks": tested["weeks"].map(plain),
            "Why not": [isolated(why.partition("\n")[0]) for why in tested["why"]],
        },
        dtype="object",
    )
    return frame if tested["why"].any() else frame.drop(columns="Why not")


def reasons(plan: Plan) -> pd.DataFrame:
    """Why schemes cannot be kept, and what would free them, line by line."""
    names, tested = Names(plan), plan["schemes_tested"]
    return pd.DataFrame(
        [
            (names.scheme(row.scheme), isolated(line.strip()))
            for row in tested.itertuples(index=False)
            for line in row.why.split("\n")[1:]
        ],
        columns=["Scheme", "Why it cannot be kept, and what would free it"],
        dtype="object",
    )
