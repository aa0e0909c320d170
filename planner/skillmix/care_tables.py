"""How need is met: visits, patterns, need, lower acuity and deployment of a plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from planner.skillmix.visit_rows import VisitRows
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Care


def part_names(care: Care) -> np.ndarray:
    """What a part is called: its interventions joined by ' + '."""
    names = [" + ".join(care.interventions[i] for i in members) for members in care.part_members]
    return np.array(names, dtype=object)


def pattern_names(care: Care) -> np.ndarray:
    """What a pattern is called: its parts joined by ' | '."""
    parts = part_names(care)
    names = [" | ".join(parts[j] for j in chosen) for chosen in care.pattern_parts]
    return np.array(names, dtype=object)


def _axes(outcome: Outcome) -> list[dict[str, tuple[str, ...]]]:
    return [
        {"locality": outcome.problem.workforce.localities},
        {"period": outcome.problem.horizon.labels},
    ]


def patterns_table(outcome: Outcome) -> pd.DataFrame:
    """``PATTERNS`` without the baseline."""
    care = outcome.problem.care
    package = np.array(care.packages, dtype=object)[care.pattern_package]
    return long(
        {"occasions": outcome["occasions"] * outcome.problem.horizon.weeks},
        [{"package": package, "pattern": pattern_names(care)}, *_axes(outcome)],
    )


def visits_table(outcome: Outcome, rows: VisitRows) -> pd.DataFrame:
    """``VISITS`` without the baseline, of the outcome's rows."""
    care, w = outcome.problem.care, outcome.problem.workforce
    package = care.part_package[rows.part]
    setting = np.where(care.at_home, "home", "elsewhere")
    return pd.DataFrame(
        {
            "locality": np.array(w.localities, dtype=object)[rows.locality],
            "package": np.array(care.packages, dtype=object)[package],
            "setting": setting[package],
            "pattern": pattern_names(care)[rows.pattern],
            "part": part_names(care)[rows.part],
            "profile": np.array(w.profiles, dtype=object)[rows.profile],
            "period": np.array(outcome.problem.horizon.labels, dtype=object)[rows.period],
            "visits": rows.visits,
            "minutes": rows.minutes,
        }
    )


def need_table(outcome: Outcome) -> pd.DataFrame:
    """``NEED`` without the baseline."""
    care, weeks = outcome.problem.care, outcome.problem.horizon.weeks
    due = outcome.given[care.intervention_package] * weeks
    unmet = outcome["undelivered"] * weeks
    weight = (care.minutes / 60 * care.severity)[:, None, None]
    return long(
        {"due": due, "given": due - unmet, "unmet": unmet, "unmet_hours": unmet * weight},
        [
            {
                "package": np.array(care.packages, dtype=object)[care.intervention_package],
                "intervention": care.interventions,
            },
            *_axes(outcome),
        ],
    )


def lower_acuity_table(outcome: Outcome) -> pd.DataFrame:
    """``LOWER_ACUITY``."""
    care, alternatives = outcome.problem.care, outcome.index.alternatives
    weeks = outcome.problem.horizon.weeks
    packages = np.array([*care.packages, ""], dtype=object)
    return long(
        {
            "occasions": outcome["shifted"] * weeks,
            "limit": care.shift_max[alternatives] * weeks,
        },
        [
            {
                "package": packages[alternatives],
                "alternative_to": packages[care.alternative_of[alternatives]],
            },
            *_axes(outcome),
        ],
    )


def deployment_table(outcome: Outcome) -> pd.DataFrame:
    """``DEPLOYMENT`` without the baseline."""
    w, index = outcome.problem.workforce, outcome.index
    pair = index.deploy_pair
    return long(
        {"hours": outcome["deployed"] * outcome.problem.horizon.weeks},
        [
            {
                "area": np.array(w.areas, dtype=object)[index.pair_area[pair]],
                "profile": np.array(w.profiles, dtype=object)[index.pair_profile[pair]],
                "locality": np.array(w.localities, dtype=object)[index.deploy_locality],
            },
            {"period": outcome.problem.horizon.labels},
        ],
    )
