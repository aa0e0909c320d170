"""From a place to the solver's problem, for a plan or for today's way of working."""

from __future__ import annotations

import numpy as np

from planner.place.place import Place
from planner.skillmix.adoption import make_adoption
from planner.skillmix.arrangements import (
    as_today,
    make_agreements,
    make_arrangements,
    with_openings,
)
from planner.skillmix.back_office import make_back_office
from planner.skillmix.care import make_care
from planner.skillmix.fragile_services import make_fragile_services
from planner.skillmix.horizon import make_horizon
from planner.skillmix.hubs import make_hubs
from planner.skillmix.levers import make_levers, with_levers
from planner.skillmix.money import make_money
from planner.skillmix.moves import make_recruitment, make_training, make_transfers
from planner.skillmix.names import Names, make_names
from planner.skillmix.pins import make_pins
from planner.skillmix.readiness import make_readiness
from planner.skillmix.sharing import make_sharing, with_gains
from planner.skillmix.under_way import with_under_way
from planner.skillmix.workforce import make_workforce
from solvers.skillmix.problem import Base, Floats, Horizon, Problem, Workforce


def make_problem(place: Place, *, today: bool = False, base: Base | None = None) -> Problem:
    """The problem of a place.

    Parameters
    ----------
    today : today's way of working carried forward: today's establishment, no new
        competencies, profiles, moves or pins, and each profession visiting by itself.
    base : the plan before, where there is one.
    """
    horizon = make_horizon(place.periods)
    names = make_names(place, today)
    workforce = make_workforce(place, names, horizon, today)
    arrangements = make_arrangements(place, names, horizon)
    if today:
        arrangements = as_today(arrangements, horizon)
    agreements = make_agreements(place, names, workforce, horizon)
    training = make_training(place, names, workforce, horizon, today)
    transfers = make_transfers(place, names, workforce, horizon, today)
    if not today:
        transfers = with_gains(place, names, workforce, horizon, transfers)
    sharing = make_sharing(place, names, workforce, horizon, transfers, today)
    adoption = make_adoption(place, names, workforce, horizon, sharing, today)
    recruitment = make_recruitment(place, names, workforce, horizon, agreements)
    fragile = make_fragile_services(place, names, workforce, horizon)
    care = make_care(place, names, workforce, horizon, fragile, today)
    levers = make_levers(place, names, horizon, recruitment, care, today)
    recruitment = with_levers(recruitment, levers)
    if base is not None:
        recruitment = with_under_way(recruitment, place, horizon, base.decisions["hires"])
    recruitment = with_openings(recruitment, agreements, arrangements, workforce)
    hubs = make_hubs(place, names, horizon, care, today)
    flows = (recruitment, training, transfers)
    pins = (
        ()
        if today
        else make_pins(
            place, names, workforce, adoption, *flows, levers, arrangements, hubs, fragile
        )
    )
    return Problem(
        horizon=horizon,
        workforce=workforce,
        adoption=adoption,
        recruitment=recruitment,
        training=training,
        transfers=transfers,
        care=care,
        money=make_money(place, names, workforce, horizon),
        levers=levers,
        hubs=hubs,
        back_office=make_back_office(place, names, today),
        arrangements=arrangements,
        agreements=agreements,
        sharing=sharing,
        fragile=fragile,
        pins=pins,
        change_limit=_change_limits(place, names, workforce, horizon),
        readiness=make_readiness(place, names, workforce, horizon),
        today=today,
        base=base,
    )


def _change_limits(place: Place, names: Names, w: Workforce, horizon: Horizon) -> Floats:
    """People who may change by employer and period: a share of staff in post, or of the
    establishment where that is larger, and of the back office."""
    table = place["organisations"]
    share = table["change_limit"].fillna(place.settings.policy.change_limit).to_numpy(float)
    return (share * staff_who_may_change(place, names, w))[:, None] * horizon.years


def staff_who_may_change(place: Place, names: Names, w: Workforce) -> Floats:
    """What limits on change are shares of, WTE by employer."""
    table = place["organisations"]
    funded = np.zeros(len(table))
    np.add.at(funded, w.post_organisation, w.establishment_today[:, 0])
    staff = np.zeros(len(table))
    np.add.at(staff, w.post_organisation[w.cell_post], w.in_post_start)
    behind = np.zeros(len(table))
    offices = place["back_office"]
    np.add.at(behind, names.organisations.all(offices["organisation"]), offices["wte"])
    return np.maximum(funded, staff) + behind
