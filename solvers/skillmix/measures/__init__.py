"""The measures a plan may be asked to keep small. A new one is one file and one line here."""

from __future__ import annotations

from solvers.skillmix.measures import (
    breach,
    change,
    cost,
    destabilisation,
    released,
    unmet_need,
    vacancy,
    visits,
)
from solvers.skillmix.measures.base import Measure

MEASURES: dict[str, Measure] = {
    measure.NAME: measure
    for measure in (
        unmet_need,
        destabilisation,
        visits,
        cost,
        change,
        released,
        vacancy,
        breach,
    )
}
