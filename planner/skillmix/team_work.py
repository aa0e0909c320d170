"""What roles do in a locality: visits, time, people, competencies, and whom they meet.

All by role (or profile), locality and period, before it is shared out among employers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.care_tables import part_names, visits_table
from planner.skillmix.hub_tables import hub_work_table
from solvers.skillmix.outcome import Outcome

#: Where work is done, and by whom.
NEAR = ["profile", "locality", "period"]
ROLE_NEAR = ["role", "locality", "period"]


@dataclass(frozen=True)
class Work:
    """``visits`` and ``joint`` are the outcome's tables of visits and of work on joint visits
    from hubs, each with ``role``, and ``with_people``: minutes of a row's that are spent with
    people, the rest being travel."""

    visits: pd.DataFrame
    joint: pd.DataFrame


def make_work(outcome: Outcome) -> Work:
    w, care = outcome.problem.workforce, outcome.problem.care
    role_of = {p: w.roles[r] for p, r in zip(w.profiles, w.profile_role, strict=True)}
    visits, joint = visits_table(outcome), hub_work_table(outcome)
    whole, direct = care.part_hours() * 60.0, _part_minutes(outcome)
    at = {
        (care.packages[k], name): j
        for j, (k, name) in enumerate(zip(care.part_package, part_names(care), strict=True))
    }
    keys = zip(visits["package"], visits["part"], strict=True)
    part = np.array([at[key] for key in keys], dtype=np.int64)
    near = pd.Index(w.localities).get_indexer(visits["locality"])
    share = direct[part] / whole[part, near] if len(part) else np.zeros(0)
    minutes = {
        (care.packages[k], name): m
        for k, name, m in zip(
            care.intervention_package, care.interventions, care.minutes, strict=True
        )
    }
    each = [minutes[key] for key in zip(joint["package"], joint["intervention"], strict=True)]
    return Work(
        visits.assign(role=visits["profile"].map(role_of), with_people=visits["minutes"] * share),
        joint.assign(
            role=joint["profile"].map(role_of),
            with_people=joint["times"] * np.array(each, dtype=float),
        ),
    )


def _part_minutes(outcome: Outcome) -> np.ndarray:
    """Staff minutes with the person of one visit of each part, (J,)."""
    care = outcome.problem.care
    return np.array([care.minutes[list(m)].sum() for m in care.part_members])


def time_and_visits(work: Work) -> pd.DataFrame:
    """Columns ``NEAR``, ``visits``, ``with_people`` and ``minutes``."""
    joint = work.joint.assign(visits=0.0)
    figures = ["visits", "with_people", "minutes"]
    both = pd.concat([work.visits[[*NEAR, *figures]], joint[[*NEAR, *figures]]])
    return both.groupby(NEAR, as_index=False)[figures].sum()


def people_seen(work: Work) -> pd.DataFrame:
    """Columns ``ROLE_NEAR`` and ``people``: occasions on which a role visits by itself.

    Whoever of the role makes two visits of an occasion, it is one: of the visits to each part
    of a pattern, those of the part that the role visits most.
    """
    return _once(work.visits, ["package", "pattern"], "part", "visits")


def joint_visits(work: Work) -> pd.DataFrame:
    """Columns ``ROLE_NEAR`` and ``people``: joint visits from hubs on which somebody of the role
    goes, whatever they do there."""
    return _once(work.joint, ["package", "site"], "intervention", "times")


def _once(rows: pd.DataFrame, occasion: list[str], part: str, figure: str) -> pd.DataFrame:
    made = rows.groupby([*ROLE_NEAR, *occasion, part], as_index=False)[figure].sum()
    seen = made.groupby([*ROLE_NEAR, *occasion], as_index=False)[figure].max()
    return seen.groupby(ROLE_NEAR, as_index=False).agg(people=(figure, "sum"))


def competencies_used(work: Work, place: Place) -> pd.DataFrame:
    """Columns ``NEAR``, ``competency`` and ``with_people``: minutes in which it is needed."""
    given = place["interventions"]
    each = pd.DataFrame(
        {
            "package": given["package"],
            "intervention": given["intervention"],
            "of_all": given["minutes"] * given["carers"],
            "competency": [sorted(set(c)) for c in given["competencies"]],
        }
    )
    names = {package: list(rows) for package, rows in each.groupby("package")["intervention"]}
    parts = work.visits[["package", "part"]].drop_duplicates()
    split = pd.DataFrame(
        [
            (package, part, name)
            for package, part in parts.itertuples(index=False)
            for name in interventions_of(part, names[package])
        ],
        columns=["package", "part", "intervention"],
    ).merge(each, on=["package", "intervention"])
    total = split.groupby(["package", "part"])["of_all"].transform("sum")
    split["share"] = split["of_all"] / total
    own = work.visits.merge(split.explode("competency"), on=["package", "part"])
    own["with_people"] *= own["share"]
    joint = work.joint.merge(each.explode("competency"), on=["package", "intervention"])
    columns = [*NEAR, "competency", "with_people"]
    both = pd.concat([own[columns], joint[columns]])
    return both.groupby(columns[:-1], as_index=False)["with_people"].sum()


def interventions_of(part: str, names: Sequence[str]) -> list[str]:
    """The interventions of a part; names may themselves hold ' + ', so longest first."""
    found, rest = [], f" + {part} + "
    for name in sorted(names, key=len, reverse=True):
        if f" + {name} + " in rest:
            found.append(name)
            rest = rest.replace(f" + {name} + ", " + ", 1)
    return found


def met_apart(work: Work) -> pd.DataFrame:
    """Columns ``ROLE_NEAR``, ``with_role`` and ``met``: visits of another role on the occasions
    on which a role visits, as if who makes one visit of an occasion did not depend on who makes
    another."""
    return _met(work.visits, ["locality", "period", "package", "pattern"], "part", "visits")


def met_jointly(work: Work) -> pd.DataFrame:
    """The same of joint visits from hubs: what the other role does on them, as visits."""
    return _met(work.joint, ["locality", "period", "package", "site"], "intervention", "times")


def _met(rows: pd.DataFrame, occasion: list[str], part: str, figure: str) -> pd.DataFrame:
    """Columns ``ROLE_NEAR``, ``with_role``, ``met``."""
    made = rows.groupby([*occasion, part, "role"], as_index=False)[figure].sum()
    whole = made.groupby([*occasion, part])[figure].transform("sum")
    made["occasions"] = whole
    made["share"] = made[figure] / whole.where(whole > 0, 1.0)
    other = made.rename(columns={part: "other", "role": "with_role", figure: "theirs"})
    both = made[[*occasion, part, "role", "share"]].merge(
        other[[*occasion, "other", "with_role", "theirs"]], on=occasion
    )
    both = both[(both[part] != both["other"]) & (both["role"] != both["with_role"])]
    likely = both.groupby([*occasion, "role", "with_role", "other"], as_index=False).agg(
        share=("share", "max"), theirs=("theirs", "first")
    )
    likely["met"] = likely["share"] * likely["theirs"]
    return likely.groupby([*ROLE_NEAR, "with_role"], as_index=False)["met"].sum()
