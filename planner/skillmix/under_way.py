"""Recruitment that the plan before has under way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.place.place import Place
from solvers.skillmix.problem import Floats, Horizon, Recruitment


def with_under_way(
    recruitment: Recruitment, place: Place, horizon: Horizon, hires: Floats
) -> Recruitment:
    """Recruitment with what the plan before hired within the lead times.

    ``hires``: of that plan, WTE (H, T); nan where it says nothing.

    A market's lead time is from the start of the plan that decides; what the plan before
    hires by then was decided earlier and is under way. So within its lead time a market
    gives what the plan before hired from it in that period, as far as its supply of the
    whole period goes, to the posts that it hired for. A new decision keeps the lead time.
    """
    promised = np.nan_to_num(hires)
    from_market = np.zeros_like(recruitment.supply)
    np.add.at(from_market, recruitment.option_market, promised)
    usual = place["recruitment"]["supply_per_year"].to_numpy(float)[:, None] * horizon.years
    supply = np.maximum(recruitment.supply, np.minimum(usual, from_market))
    under_way = (promised > 0) & (supply[recruitment.option_market] > 0)
    return replace(recruitment, supply=supply, allowed=recruitment.allowed | under_way)
