"""Figures of an assignment put into words: the same for the summary and the page."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.figures import amount, count, fixed, proof
from planner.report.names import Names, isolated

_MEASURES = {
    "team_minimums": "People missing below team minimums",
    "shortfall": "Staff missing from the targets",
    "change": "People for whom something changes",
    "travel": "Travel to new posts, one way",
    "preferences": "Preferences not followed",
    "courses": "Courses begun",
    "fairness": "Changes beyond an even share",
}
TODAY = "If nobody does anything"


def dash(text: str) -> str:
    return isolated(text) if text else "–"


def priorities(plan: Plan) -> pd.DataFrame:
    """Every priority in its order, with its value today and how far it is proven."""
    return pd.DataFrame(
        [
            {
                "Priority": _MEASURES.get(p.name, p.name),
                TODAY: amount(p.baseline, p.unit),
                "Assigned": amount(p.value, p.unit),
                "Proof": proof(p),
            }
            for p in plan.record.priorities
        ],
        dtype="object",
    )


PRIORITIES_RIGHT = (TODAY, "Assigned")


def unmet(plan: Plan) -> pd.DataFrame:
    """Targets that are not met and what stops each, most missing first; where they are only if
    some are of an employer with several posts of the role."""
    names, several = Names(plan), _several(plan)
    frame = unmet_rows(plan)
    found = pd.DataFrame(
        [
            {
                "Employer": names.organisation(row.organisation),
                "Who": names.profile(row.profile),
                "Where": dash(
                    row.post if (row.organisation, row.role) in several else row.locality
                ),
                "Most in": row.period,
                "WTE missing": _missing(row.shortfall),
                "What stops it": isolated(row.detail),
            }
            for row in frame.itertuples(index=False)
        ],
        columns=["Employer", "Who", "Where", "Most in", "WTE missing", "What stops it"],
        dtype="object",
    )
    return found if (found["Where"] != dash("")).any() else found.drop(columns="Where")


def unmet_rows(plan: Plan) -> pd.DataFrame:
    """``unmet_targets`` in the order of ``unmet``."""
    return plan["unmet_targets"].sort_values(
        ["over_time", "organisation", "post", "profile"], ascending=[False, True, True, True]
    )


def _several(plan: Plan) -> set[tuple[str, str]]:
    """(employer, role) with people in several posts."""
    posts = plan["assignments"].groupby(["organisation", "role"])["post"].nunique()
    return set(posts[posts > 1].index)


def _missing(wte: float) -> str:
    """Never nothing of something that is missing."""
    return fixed(wte, 2) if wte >= 0.005 else "under 0.01"


UNMET_RIGHT = ("WTE missing",)


def below_minimum(plan: Plan) -> pd.DataFrame:
    """Minimums that are not met, by team and period."""
    names = Names(plan)
    return pd.DataFrame(
        [
            {
                "Employer": names.organisation(row.organisation),
                "Team": isolated(row.staff_group) if row.staff_group else "all staff",
                "Site": isolated(row.site) if row.site else "all sites",
                "Competency": isolated(row.competency),
                "Period": row.period,
                "Fewest": count(row.minimum),
                "There": fixed(row.people),
                "Missing": fixed(row.below),
            }
            for row in below_rows(plan).itertuples(index=False)
        ],
        columns=["Employer", "Team", "Site", "Competency", "Period", "Fewest", "There", "Missing"],
        dtype="object",
    )


def below_rows(plan: Plan) -> pd.DataFrame:
    """``minimums_met`` in the order of ``below_minimum``."""
    met = plan["minimums_met"]
    return met[met["below"] > 0]


MINIMUMS_RIGHT = ("Fewest", "There", "Missing")


def courses(plan: Plan) -> pd.DataFrame:
    """Who begins on each intake, and its places."""
    names = Names(plan)
    return pd.DataFrame(
        [
            {
                "Course": names.course(row.course),
                "Begins": row.intake,
                "People": count(row.people),
                "WTE": fixed(row.taken),
                "Places": fixed(row.places) if row.limited == "yes" else "no limit",
            }
            for row in plan["intakes"].itertuples(index=False)
        ],
        columns=["Course", "Begins", "People", "WTE", "Places"],
        dtype="object",
    )


COURSES_RIGHT = ("People", "WTE", "Places")


def moves(plan: Plan) -> pd.DataFrame:
    """Everybody who comes to other posts without a course."""
    names = Names(plan)
    return pd.DataFrame(
        [
            {
                "Person": isolated(row.person),
                "From": isolated(row.post),
                "To": isolated(row.to_post),
                "Role": names.role(row.to_role),
                "WTE": fixed(row.wte, 2),
                "Begins": row.starts,
                "Minutes": count(row.minutes),
                "What for": isolated(row.why),
            }
            for row in move_rows(plan).itertuples(index=False)
        ],
        columns=["Person", "From", "To", "Role", "WTE", "Begins", "Minutes", "What for"],
        dtype="object",
    )


def move_rows(plan: Plan) -> pd.DataFrame:
    """``assignments`` in the order of ``moves``."""
    everybody = plan["assignments"]
    return everybody[everybody["kind"] == "move"]


MOVES_RIGHT = ("WTE", "Minutes")


def training(plan: Plan) -> pd.DataFrame:
    """Everybody on a course, with their mentor."""
    names = Names(plan)
    posts = plan["assignments"].set_index("person")["post"]
    return pd.DataFrame(
        [
            {
                "Person": isolated(row.person),
                "Post": isolated(posts[row.person]),
                "Course": names.course(row.course),
                "Begins": row.intake,
                "Counts from": row.complete_in,
                "WTE": fixed(row.wte, 2),
                "Mentor": dash(row.mentor),
            }
            for row in plan["training"].itertuples(index=False)
        ],
        columns=["Person", "Post", "Course", "Begins", "Counts from", "WTE", "Mentor"],
        dtype="object",
    )


TRAINING_RIGHT = ("WTE",)


def mentors(plan: Plan) -> pd.DataFrame:
    """Mentors by the largest share of their contract that trainees take at a time."""
    frame = plan["mentors"].assign(share=plan["mentors"]["load"] / plan["mentors"]["wte"])
    most = frame.sort_values(["share", "mentor"], ascending=[False, True]).drop_duplicates("mentor")
    return pd.DataFrame(
        [
            {
                "Mentor": isolated(row.mentor),
                "Most in": row.period,
                "Trainees": count(row.trainees),
                "Load, WTE": fixed(row.load, 2),
                "Contract, WTE": fixed(row.wte, 2),
            }
            for row in most.itertuples(index=False)
        ],
        columns=["Mentor", "Most in", "Trainees", "Load, WTE", "Contract, WTE"],
        dtype="object",
    )


MENTORS_RIGHT = ("Trainees", "Load, WTE", "Contract, WTE")


def teams(plan: Plan) -> pd.DataFrame:
    """Teams with changes, those furthest beyond their even share first."""
    names, frame = Names(plan), team_rows(plan)
    return pd.DataFrame(
        [
            {
                "Employer": names.organisation(row.organisation),
                "Staff group": isolated(row.staff_group),
                "People": count(row.people),
                "Move": count(row.move),
                "Learn": count(row.learn),
                "Even share": fixed(row.even_share),
            }
            for row in frame.itertuples(index=False)
        ],
        columns=["Employer", "Staff group", "People", "Move", "Learn", "Even share"],
        dtype="object",
    )


def team_rows(plan: Plan) -> pd.DataFrame:
    """``team_changes`` in the order of ``teams``."""
    frame = plan["team_changes"]
    frame = frame[frame["move"] + frame["learn"] > 0]
    return frame.sort_values(
        ["uneven", "organisation", "staff_group"], ascending=[False, True, True]
    )


TEAMS_RIGHT = ("People", "Move", "Learn", "Even share")
