"""The check of whom teams see and meet, occasion by occasion from the rows of visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.skillmix.row_sums import add_up, groups, largest, matches
from planner.skillmix.verify_cohorts import Floats
from planner.skillmix.verify_hours import positions
from planner.skillmix.verify_work import Interventions


def people_and_contacts(
    shown: Interventions, tables: Mapping[str, pd.DataFrame], b: str
) -> dict[str, Floats]:
    """What ``people`` and ``joint_visits`` (by role and period, (R, T)), ``apart`` and ``joint``
    (by role, other role and period, (R, R, T)) must add up to over employers. ``b``: the
    columns' prefix."""
    own = _made(shown, tables["visits"], "pattern", "part", f"{b}visits")
    hub = _made(shown, tables["hub_work"], "site", "intervention", f"{b}times")
    jointly = _seen(shown, hub)
    return {
        "people": _seen(shown, own) + jointly,
        "joint_visits": jointly,
        "apart": _met(shown, own),
        "joint": _met(shown, hub),
    }


@dataclass(frozen=True)
class _Made:
    """Visits by kind of occasion (in a locality and period), part of it and role."""

    occasion: np.ndarray
    part: np.ndarray
    role: np.ndarray
    period: np.ndarray
    visits: Floats


def _made(shown: Interventions, frame: pd.DataFrame, kind: str, part: str, figure: str) -> _Made:
    rows = frame[frame[figure] > 0]
    coded = [pd.factorize(rows[name])[0] for name in ("locality", "package", kind, part)]
    period, role = positions(shown.periods, rows["period"]), shown.role_of(rows["profile"])
    keys = (period, *coded, role)
    (period, *kinds, name, role), made = add_up(keys, rows[figure].to_numpy(float))
    return _Made(groups((period, *kinds))[1], name, role, period, made)


def _seen(shown: Interventions, made: _Made) -> Floats:
    """Whoever of a role goes twice counts once: as often as to the part it visits most."""
    (_, period, role), most = largest((made.occasion, made.period, made.role), made.visits)
    total = np.zeros((len(shown.roles), len(shown.periods)))
    np.add.at(total, (role, period), most)
    return total


def _met(shown: Interventions, made: _Made) -> Floats:
    """Visits of others to a part, as likely as the role goes to another part: what it has most
    of, or next to most of where that is the part itself."""
    total = np.zeros((len(shown.roles), len(shown.roles), len(shown.periods)))
    if not len(made.visits):
        return total
    _, part = groups((made.occasion, made.part))
    share = made.visits / np.bincount(part, made.visits)[part]
    # The rows of each role on an occasion, those with the largest share first.
    order = np.lexsort((-share, made.role, made.occasion))
    occasion, role = made.occasion[order], made.role[order]
    first = np.flatnonzero(np.diff(occasion, prepend=-1) | np.diff(role, prepend=-1))
    size = np.diff(first, append=len(order))
    most, its_part = share[order[first]], made.part[order[first]]
    next_ = order[np.minimum(first + 1, len(order) - 1)]
    second = np.where(size > 1, share[next_], 0.0)
    # Everybody's visits against every role on the same occasion.
    row, who = matches(made.occasion, occasion[first])
    likely = np.where(its_part[who] == made.part[row], second[who], most[who])
    likely[role[first][who] == made.role[row]] = 0.0
    at = (role[first][who], made.role[row], made.period[row])
    np.add.at(total, at, likely * made.visits[row])
    return total
