"""From a plan's outcome and its baseline's to the tables of the plan."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.plan import tables as plan_tables
from planner.skillmix.arrangements_table import arrangements_table, employment_table
from planner.skillmix.back_office_table import back_office_table
from planner.skillmix.care_tables import (
    deployment_table,
    lower_acuity_table,
    need_table,
    patterns_table,
    visits_table,
)
from planner.skillmix.course_places import course_places_table
from planner.skillmix.fragile_tables import bought_visits_table, fragile_services_table
from planner.skillmix.frames import beside, conform, long
from planner.skillmix.hub_tables import hub_visits_table, hub_work_table, hubs_table
from planner.skillmix.lever_tables import levers_table
from planner.skillmix.money_tables import budgets_table, funds_table, money_table
from planner.skillmix.moves_table import moves_table
from planner.skillmix.need import flows_table
from planner.skillmix.team_tables import team_tables
from planner.skillmix.visit_rows import joint_rows, visit_rows
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.destabilisation import by_post
from solvers.skillmix.outcome import Outcome


def workforce_table(outcome: Outcome) -> pd.DataFrame:
    """``WORKFORCE`` without the baseline."""
    w = outcome.problem.workforce
    posts = {
        name: _on_base_cell(outcome, decision)
        for name, decision in (
            ("establishment", "establishment"),
            ("vacancy", "vacancy"),
            ("over_establishment", "over"),
            ("short_time", "short_time"),
            ("agency", "agency"),
        )
    }
    return long(
        {
            "in_post": outcome["in_post"],
            "in_training": outcome.trainees,
            **posts,
        },
        [
            {
                "post": np.array(w.posts, dtype=object)[w.cell_post],
                "organisation": np.array(w.organisations, dtype=object)[
                    w.post_organisation[w.cell_post]
                ],
                "role": np.array(w.roles, dtype=object)[w.post_role[w.cell_post]],
                "profile": np.array(w.profiles, dtype=object)[w.cell_profile],
                "locality": _post_locality(outcome)[w.cell_post],
            },
            {"period": outcome.problem.horizon.labels},
        ],
    )


def _on_base_cell(outcome: Outcome, decision: str) -> np.ndarray:
    """A figure of posts on the row of the role's own profile, zero on the others."""
    values = np.zeros(outcome["in_post"].shape)
    values[outcome.problem.workforce.post_base_cell] = outcome[decision]
    return values


def _post_locality(outcome: Outcome) -> np.ndarray:
    """The one locality a group of posts serves, or blank."""
    w = outcome.problem.workforce
    names = [
        w.localities[int(np.flatnonzero(serves)[0])] if serves.sum() == 1 else ""
        for serves in w.area_serves
    ]
    return np.array(names, dtype=object)[w.post_area]


def adoptions_table(outcome: Outcome) -> pd.DataFrame:
    """``ADOPTIONS``."""
    w, adoption = outcome.problem.workforce, outcome.problem.adoption
    new = np.diff(outcome["adopted"], axis=1, prepend=0.0) > 0.5
    pair, period = np.nonzero(new)
    return pd.DataFrame(
        {
            "organisation": [w.organisations[o] for o in adoption.organisation[pair]],
            "profile": [w.profiles[p] for p in adoption.profile[pair]],
            "period": [outcome.problem.horizon.labels[t] for t in period],
            "cost": adoption.cost[pair],
            "minimum_team_wte": adoption.minimum_team[pair],
        }
    )


def supervision_table(outcome: Outcome) -> pd.DataFrame:
    """``SUPERVISION``."""
    w, training = outcome.problem.workforce, outcome.problem.training
    course = training.group_course[training.option_group]
    employer = training.group_organisation[training.option_group]
    organisations = np.array([*w.organisations, ""], dtype=object)
    return long(
        {"trainees": outcome["supervised"]},
        [
            {
                "course": np.array([*training.courses, ""], dtype=object)[course],
                "organisation": organisations[employer],
                "post": np.array(w.posts, dtype=object)[w.cell_post[training.option_cell]],
                "profile": np.array(w.profiles, dtype=object)[w.cell_profile[training.option_cell]],
            },
            {"period": outcome.problem.horizon.labels},
        ],
    )


def change_table(outcome: Outcome) -> pd.DataFrame:
    """``CHANGE``."""
    return long(
        {"people": outcome.change_people, "limit": outcome.problem.change_limit},
        [
            {"organisation": outcome.problem.workforce.organisations},
            {"period": outcome.problem.horizon.labels},
        ],
    )


def readiness_table(outcome: Outcome) -> pd.DataFrame:
    """``READINESS``: every team and period with a limit, also where nobody may change."""
    w, readiness = outcome.problem.workforce, outcome.problem.readiness
    team, period = np.nonzero(np.isfinite(readiness.limit))
    return pd.DataFrame(
        {
            "organisation": np.array(w.organisations, dtype=object)[readiness.organisation[team]],
            "staff_group": np.array(readiness.staff_group, dtype=object)[team],
            "period": np.array(outcome.problem.horizon.labels, dtype=object)[period],
            "people": outcome.team_change[team, period],
            "limit": readiness.limit[team, period],
        }
    )


def destabilisation_table(outcome: Outcome) -> pd.DataFrame:
    """``DESTABILISATION`` without the baseline."""
    w = outcome.problem.workforce
    drawn = outcome.drawn_by_post
    ceiling = w.vacancy_ceiling[:, None] * outcome["establishment"]
    return long(
        {
            "drawn_away": drawn,
            "tolerated": w.loss_tolerance,
            "lost_beyond": np.maximum(0.0, drawn - w.loss_tolerance),
            "vacancy_above_ceiling": np.maximum(0.0, outcome["vacancy"] - ceiling),
            "weighted": by_post(outcome),
        },
        [
            {
                "post": w.posts,
                "organisation": np.array(w.organisations, dtype=object)[w.post_organisation],
                "role": np.array(w.roles, dtype=object)[w.post_role],
            },
            {"period": outcome.problem.horizon.labels},
        ],
    )


def measures_table(outcome: Outcome) -> pd.DataFrame:
    """``MEASURES`` without the baseline; every measure in every period."""
    labels = outcome.problem.horizon.labels
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "measure": name,
                    "unit": measure.UNIT,
                    "period": labels,
                    "value": measure.by_period(outcome),
                }
            )
            for name, measure in MEASURES.items()
        ],
        ignore_index=True,
    )


#: table → how it is made from the plan and the baseline, where it sets them side by side itself.
_MAKERS_OF_BOTH: dict[str, Callable[[Outcome, Outcome], pd.DataFrame]] = {
    "back_office": back_office_table,
}

#: table → how it is made from an outcome; both sides where the table has a baseline.
_MAKERS: dict[str, Callable[[Outcome], pd.DataFrame]] = {
    "workforce": workforce_table,
    "moves": moves_table,
    "adoptions": adoptions_table,
    "patterns": patterns_table,
    "need": need_table,
    "lower_acuity": lower_acuity_table,
    "deployment": deployment_table,
    "supervision": supervision_table,
    "levers": levers_table,
    "hubs": hubs_table,
    "hub_visits": hub_visits_table,
    "fragile_services": fragile_services_table,
    "bought_visits": bought_visits_table,
    "money": money_table,
    "budgets": budgets_table,
    "funds": funds_table,
    "arrangements": arrangements_table,
    "employment": employment_table,
    "change": change_table,
    "readiness": readiness_table,
    "destabilisation": destabilisation_table,
    "measures": measures_table,
}


def make_tables(place: Place, outcome: Outcome, baseline: Outcome) -> dict[str, pd.DataFrame]:
    """Every table of ``planner.plan.tables``, the baseline beside the plan.

    Those that decisions do not make (``BESIDE``) are empty.
    """
    made = {"flows": conform(flows_table(place), plan_tables.BY_NAME["flows"])}
    for name in plan_tables.BESIDE:
        made[name] = conform(pd.DataFrame(), plan_tables.BY_NAME[name])
    courses = plan_tables.BY_NAME["course_places"]
    made["course_places"] = conform(course_places_table(place, outcome), courses)
    before = _of_work(place, baseline)
    for name, after in _of_work(place, outcome).items():
        made[name] = beside(after, before[name], plan_tables.BY_NAME[name])
    for table in plan_tables.TABLES:
        if table.name in made:
            continue
        if table.name in _MAKERS_OF_BOTH:
            made[table.name] = _MAKERS_OF_BOTH[table.name](outcome, baseline)
            continue
        make = _MAKERS[table.name]
        plan = make(outcome)
        paired = any(c.name.startswith("baseline_") for c in table.columns)
        today = make(baseline) if paired else plan.iloc[:0]
        made[table.name] = beside(plan, today, table)
    packages = place["packages"].set_index("package")
    made["need"]["need_group"] = made["need"]["package"].map(packages["need_group"])
    for name in ("visits", "bought_visits"):
        made[name]["setting"] = made[name]["package"].map(packages["setting"])
    staff = made["workforce"]
    outside = staff["post"].map(place["posts"].set_index("post")["time_outside"]).astype(float)
    for b in ("", "baseline_"):
        staff[f"{b}time_outside"] = staff[f"{b}in_post"] * outside
    return made


def _of_work(place: Place, outcome: Outcome) -> dict[str, pd.DataFrame]:
    """Tables that are made of who makes which visits, by name, without the baseline."""
    visits, joint = visit_rows(outcome), joint_rows(outcome)
    return {
        "visits": visits_table(outcome, visits),
        "hub_work": hub_work_table(outcome, joint),
        **team_tables(place, outcome, visits, joint),
    }
