"""Places on courses and who is on them, as a table of the plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.frames import SPECK, long
from planner.skillmix.moves import intakes_of
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats
from solvers.skillmix.sums import sum_to


def course_places_table(place: Place, outcome: Outcome) -> pd.DataFrame:
    """``COURSE_PLACES``."""
    training, horizon = outcome.problem.training, outcome.problem.horizon
    limit = np.broadcast_to(training.places, (len(training.courses), horizon.size))
    limited = place["courses"]["places_per_intake"].notna().to_numpy(bool)
    there = _by_course(outcome, outcome.trainees_by_arc)
    before = np.concatenate([np.zeros((len(there), 1)), there[:, :-1]], axis=1)
    starts = _by_course(outcome, outcome["starts"])
    completing = _by_course(outcome, outcome.completions)
    returning = _by_course(outcome, outcome.returns)
    lost = before + starts - there - completing - returning
    return long(
        {
            "intakes": intakes_of(place, horizon),
            "places": np.where(np.isfinite(limit), limit, 0.0),
            "used": starts,
            "in_training": there,
            "completing": completing,
            "returning": returning,
            "lost": np.where(lost > SPECK, lost, 0.0),
        },
        [
            {
                "course": training.courses,
                "organisation": place["courses"]["organisation"].to_numpy(object),
                "limited": np.where(limited, "yes", "no"),
            },
            {"period": horizon.labels},
        ],
    )


def _by_course(outcome: Outcome, by_arc: Floats) -> Floats:
    training = outcome.problem.training
    return sum_to(training.arc_course, by_arc, len(training.courses))
