"""How need is met: visits, patterns, need, lower acuity and deployment of a plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import SPECK, long
from solvers.skillmix.outcome import Outcome, pattern_part_pairs
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


def visits_table(outcome: Outcome) -> pd.DataFrame:
    """``VISITS`` without the baseline.

    Of the visits that the place's own staff make, those of a part are shared out among the profiles that work the part's
    skill class as their hours are, and what is left out of a single intervention
    is shared out among the patterns it stands alone in.
    """
    care = outcome.problem.care
    pattern, part = pattern_part_pairs(outcome.problem)
    planned = outcome["occasions"][pattern]
    total = np.zeros((len(care.part_package), *planned.shape[1:]))
    np.add.at(total, part, planned)
    done = np.divide(outcome.own_visits, total, out=np.zeros_like(total), where=total > SPECK)
    visits = planned * done[part]
    some = np.argwhere((visits > SPECK) & (care.part_class[part] >= 0)[:, None, None])
    pair, place, t = some.T
    frame = pd.DataFrame(
        {
            "pair": pair,
            "class": care.part_class[part[pair]],
            "l": place,
            "t": t,
            "made": visits[pair, place, t],
        }
    ).merge(provider_shares(outcome), on=["class", "l", "t"])
    frame["visits"] = frame["made"] * frame["share"] * outcome.problem.horizon.weeks[frame["t"]]
    frame = frame[frame["visits"] > SPECK]
    at = part[frame["pair"]]
    # What levers save is taken off every visit of the skill alike.
    worked = _worked_share(outcome)[care.part_class[at], frame["l"], frame["t"]]
    hours = care.part_hours()[at, frame["l"]] * worked
    package = care.part_package[at]
    w = outcome.problem.workforce
    setting = np.where(care.at_home, "home", "elsewhere")
    return pd.DataFrame(
        {
            "locality": np.array(w.localities, dtype=object)[frame["l"]],
            "package": np.array(care.packages, dtype=object)[package],
            "setting": setting[package],
            "pattern": pattern_names(care)[pattern[frame["pair"]]],
            "part": part_names(care)[at],
            "profile": np.array(w.profiles, dtype=object)[frame["profile"]],
            "period": np.array(outcome.problem.horizon.labels, dtype=object)[frame["t"]],
            "visits": frame["visits"].to_numpy(),
            "minutes": frame["visits"].to_numpy() * hours * 60,
        }
    )


def _worked_share(outcome: Outcome) -> np.ndarray:
    """Share of the time its visits would need that each skill class works, (Z, L, T):
    all of it, but for what levers save. Joint visits from hubs have a table of their own."""
    worked = outcome.hours_worked - outcome.joint_hours
    total = worked + outcome.hours_saved
    return np.divide(worked, total, out=np.ones_like(total), where=total > SPECK)


def provider_shares(outcome: Outcome) -> pd.DataFrame:
    """Share of each skill class's hours worked by each profile, by locality and period."""
    care = outcome.problem.care
    work = np.maximum(outcome["work"], 0.0)
    total = np.zeros((care.classes, *work.shape[1:]))
    np.add.at(total, care.provider_class, work)
    share = np.divide(
        work,
        total[care.provider_class],
        out=np.zeros_like(work),
        where=total[care.provider_class] > 0,
    )
    y, place, t = np.nonzero(share)
    return pd.DataFrame(
        {
            "class": care.provider_class[y],
            "l": place,
            "t": t,
            "profile": care.provider_profile[y],
            "share": share[y, place, t],
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
